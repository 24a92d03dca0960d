"""The Matcher: wires the layers together and offers the handful of verbs that users need."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Entry, Shortlist
from matcher.domain.vacancy import Vacancy
from matcher.embedding.loading import load_encoder
from matcher.errors import DataError
from matcher.gates.base import Gate
from matcher.gates.catalogue import all_gates
from matcher.geography.places import netherlands
from matcher.geography.travel import GreatCircle, TravelTimes
from matcher.linking.linker import Linker
from matcher.pool import snapshot
from matcher.pool.lexical import TermWeights
from matcher.pool.merge import merge_portfolios, merge_vacancies
from matcher.pool.portfolios import PortfolioPool, build_portfolio_pool
from matcher.pool.texts import Progress, silent
from matcher.pool.vacancies import VacancyPool, build_vacancy_pool
from matcher.scoring.evidence.base import Job, Person
from matcher.scoring.knowledge import Knowledge
from matcher.scoring.layers import Layer, Layered, LayeredVacancies, layered, layered_vacancies
from matcher.scoring.ranker import Ranked
from matcher.scoring.searchable import Searchable
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.settings import Settings
from matcher.shortlist.build import for_pair, for_vacancy
from matcher.shortlist.matches import for_portfolio
from matcher.shortlist.rank import RankedIds, rank, rank_layers
from matcher.vocabulary.vocabulary import Vocabulary

# The matrix products of one shortlist are small: starting threads costs more than they bring.
ONE_THREAD = ThreadpoolController()


class Matcher:
    """Vocabulary, encoder, gates and weights in one object; immutable after construction.

    Parameters
    ----------
    settings : Settings, optional
        Where things are and how to weigh them.
    travel_times : TravelTimes, optional
        A routing service or matrix in place of the great-circle estimate.

    Examples
    --------
    >>> from matcher import Matcher, read_portfolios, read_vacancies
    >>> from pathlib import Path
    >>> m = Matcher()
    >>> pool = m.portfolio_pool(read_portfolios(Path("data/samples/portfolios.jsonl")).items)
    >>> vacancy = read_vacancies(Path("data/samples/vacancies.jsonl")).items[14]
    >>> [entry.rank for entry in m.shortlist(vacancy, pool, k=3).entries]
    [1, 2, 3]
    """

    def __init__(
        self, settings: Settings | None = None, travel_times: TravelTimes | None = None
    ) -> None:
        self.settings = settings or Settings()
        self.vocabulary = Vocabulary.load(self.settings.vocabulary)
        self.encoder = load_encoder(self.settings.encoder)
        self.linker = Linker(
            self.vocabulary, self.encoder, self.settings.link, cache=self.settings.cache
        )
        self.knowledge = Knowledge.of(self.linker)
        places = netherlands()
        self.gates: tuple[Gate, ...] = all_gates(
            self.linker, places, travel_times or GreatCircle(places)
        )

    @cached_property
    def _terms(self) -> TermWeights:
        return TermWeights(self.linker.labels)

    @property
    def origin(self) -> snapshot.Origin:
        """What pools of this matcher are made with."""
        return snapshot.Origin(
            vocabulary=self.vocabulary.fingerprint,
            vocabulary_version=self.vocabulary.tables.version,
            encoder=self.encoder.name,
            encoder_fingerprint=self.encoder.fingerprint,
            dim=self.encoder.dim,
        )

    def portfolio_pool(
        self, portfolios: Sequence[Portfolio], progress: Progress = silent
    ) -> Searchable:
        """A pool to search in; the same portfolios in any order give the same pool."""
        pool = build_portfolio_pool(portfolios, self.linker, self._terms, self.gates, progress)
        return Searchable(PortfolioSide(pool, self.knowledge))

    def vacancy_pool(
        self, vacancies: Sequence[Vacancy], progress: Progress = silent
    ) -> VacancySide:
        """Vacancies to match a person with, or to run many shortlists for."""
        pool = build_vacancy_pool(vacancies, self.linker, self._terms, self.gates, progress)
        return VacancySide(pool, self.knowledge, self.settings.weights)

    def layered(self, layers: Sequence[tuple[Searchable, NDArray[np.bool_] | None]]) -> Layered:
        """Pools to search as one, each with which of its rows are live (``None``: all).

        Any number of layers, in any order; the answers are those over one pool of the live rows.

        Raises
        ------
        DataError
            When a mask does not fit its pool, or an id is live in two layers.
        """
        return Layered.of(layers)

    def layered_vacancies(
        self, layers: Sequence[tuple[VacancySide, NDArray[np.bool_] | None]]
    ) -> LayeredVacancies:
        """The same for vacancies."""
        return LayeredVacancies.of(layers)

    def shortlist(
        self, vacancy: Vacancy | Job, pool: Searchable | Layered, k: int = 10, outside: int = 3
    ) -> Shortlist:
        """The k best portfolios for a vacancy, explained, and those just outside the list.

        Raises
        ------
        DataError
            When k is below 1.
        """
        _at_least_one(k)
        job = vacancy if isinstance(vacancy, Job) else Job(self.vacancy_pool([vacancy]), 0)
        with ONE_THREAD.limit(limits=1, user_api="blas"):
            return for_vacancy(job, layered(pool), self.gates, k, outside)

    @overload
    def rank(self, job: Job, pool: Searchable, k: int, fit_only: bool = False) -> Ranked: ...

    @overload
    def rank(self, job: Job, pool: Layered, k: int, fit_only: bool = False) -> RankedIds: ...

    def rank(
        self, job: Job, pool: Searchable | Layered, k: int, fit_only: bool = False
    ) -> Ranked | RankedIds:
        """The exact best k without explanations: rows of a pool, or ids over layers."""
        _at_least_one(k)
        with ONE_THREAD.limit(limits=1, user_api="blas"):
            if isinstance(pool, Layered):
                return rank_layers(job, pool, self.gates, k, fit_only)
            return rank(job, Layer(pool), self.gates, k, fit_only)

    def explain(self, vacancy: Vacancy, portfolio: Portfolio) -> Entry:
        """Everything about one pair; rank 0."""
        job = Job(self.vacancy_pool([vacancy]), 0)
        return self.explain_row(job, self.portfolio_pool([portfolio]), 0)

    def explain_row(self, job: Job, pool: Searchable, row: int, place: int = 0) -> Entry:
        """Everything about a job and one row of a pool."""
        return for_pair(job, Person(pool.side, row), self.gates, place)

    def matches(
        self,
        portfolio: Portfolio | Person,
        vacancies: VacancySide | LayeredVacancies,
        k: int = 10,
        outside: int = 3,
    ) -> Shortlist:
        """The k best vacancies for a person, with fit and appeal as separate axes."""
        _at_least_one(k)
        person = (
            portfolio
            if isinstance(portfolio, Person)
            else Person(self.portfolio_pool([portfolio]).side, 0)
        )
        return for_portfolio(person, layered_vacancies(vacancies), self.gates, k, outside)

    def merge(self, pool: Layered) -> Searchable:
        """The live rows as one new pool, without reading any record again."""
        if not pool.layers:
            return self.portfolio_pool([])
        pools = [layer.pool.side.pool for layer in pool.layers]
        merged = merge_portfolios(pools, [layer.rows for layer in pool.layers])
        return Searchable(PortfolioSide(merged, self.knowledge))

    def merge_vacancies(self, vacancies: LayeredVacancies) -> VacancySide:
        """The same for vacancies."""
        if not vacancies.layers:
            return self.vacancy_pool([])
        pools = [layer.pool.pool for layer in vacancies.layers]
        merged = merge_vacancies(pools, [layer.rows for layer in vacancies.layers])
        return VacancySide(merged, self.knowledge, self.settings.weights)

    def save(self, pool: Searchable | VacancySide, directory: Path) -> None:
        """Write a pool with the versions it was made with."""
        columnar = pool.side.pool if isinstance(pool, Searchable) else pool.pool
        snapshot.save(columnar, directory, self.origin)

    def load_portfolios(self, directory: Path) -> Searchable:
        """Read a portfolio pool; `SnapshotError` when it was made with other versions."""
        pool = snapshot.load(PortfolioPool, directory, self.origin)
        return Searchable(PortfolioSide(pool, self.knowledge))

    def load_vacancies(self, directory: Path) -> VacancySide:
        """Read a vacancy pool; `SnapshotError` when it was made with other versions."""
        pool = snapshot.load(VacancyPool, directory, self.origin)
        return VacancySide(pool, self.knowledge, self.settings.weights)


def _at_least_one(k: int) -> None:
    if k < 1:
        raise DataError(f"aantal {k}: vraag minstens 1 plek op de lijst")
