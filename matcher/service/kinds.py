"""How pools of portfolios and of vacancies are made, searched and kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.engine import Matcher
from matcher.scoring.layers import Layered, LayeredVacancies
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide
from matcher.service import projection
from matcher.service.bases import Bases
from matcher.service.live import Live, PoolKind, Progress
from matcher.store.database import Database, Transaction
from matcher.store.records import Record, Records

LivePortfolios = Live[Searchable, Layered]
LiveVacancies = Live[VacancySide, LayeredVacancies]


class PortfolioKind(PoolKind[Searchable, Layered]):
    """Portfolios that take part in matching."""

    name = "portfolios"

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def records(self, tx: Transaction) -> Records:
        """The stored portfolios."""
        return tx.portfolios

    def build(self, records: Sequence[Record], progress: Progress) -> Searchable:
        """A pool of those that take part."""
        found = [p for p in map(projection.portfolio, records) if p is not None]
        return self._matcher.portfolio_pool(found, progress)

    def ids(self, pool: Searchable) -> tuple[str, ...]:
        """Ids of the rows."""
        return pool.ids

    def layered(self, layers: Sequence[tuple[Searchable, NDArray[np.bool_] | None]]) -> Layered:
        """Several pools as one."""
        return self._matcher.layered(layers)

    def merge(self, layered: Layered) -> Searchable:
        """Several pools made one."""
        return self._matcher.merge(layered)

    def warm(self, pool: Searchable) -> None:
        """Index and postings; softened columns come with the first vacancies that ask them."""
        pool.warm(columns=False)


class VacancyKind(PoolKind[VacancySide, LayeredVacancies]):
    """Vacancies that are open."""

    name = "vacancies"

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def records(self, tx: Transaction) -> Records:
        """The stored vacancies."""
        return tx.vacancies

    def build(self, records: Sequence[Record], progress: Progress) -> VacancySide:
        """A pool of those that were not removed."""
        found = [v for v in map(projection.vacancy, records) if v is not None]
        return self._matcher.vacancy_pool(found, progress)

    def ids(self, pool: VacancySide) -> tuple[str, ...]:
        """Ids of the rows."""
        return pool.pool.ids

    def layered(
        self, layers: Sequence[tuple[VacancySide, NDArray[np.bool_] | None]]
    ) -> LayeredVacancies:
        """Several pools as one."""
        return self._matcher.layered_vacancies(layers)

    def merge(self, layered: LayeredVacancies) -> VacancySide:
        """Several pools made one."""
        return self._matcher.merge_vacancies(layered)

    def warm(self, pool: VacancySide) -> None:
        """Nothing to make."""


def live_portfolios(
    matcher: Matcher, database: Database, directory: Path, most_behind: int | None
) -> LivePortfolios:
    """Portfolios of a store, with bases in a directory."""
    kind = PortfolioKind(matcher)
    save = partial(_save, matcher)
    bases = Bases(directory, kind.name, save, matcher.load_portfolios, kind.ids)
    return Live(kind, database, bases, most_behind)


def live_vacancies(
    matcher: Matcher, database: Database, directory: Path, most_behind: int | None
) -> LiveVacancies:
    """Vacancies of a store, with bases in a directory."""
    kind = VacancyKind(matcher)
    save = partial(_save, matcher)
    bases = Bases(directory, kind.name, save, matcher.load_vacancies, kind.ids)
    return Live(kind, database, bases, most_behind)


def _save(matcher: Matcher, pool: Searchable | VacancySide, directory: Path) -> None:
    matcher.save(pool, directory)
