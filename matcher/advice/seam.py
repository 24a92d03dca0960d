"""What advice needs of the engine: a small Protocol, so that advice can re-run the matcher.

Advice lies below the engine in the order of layers, and states no effect that it has not seen the
engine give. It therefore takes the engine as an argument. ``Matcher`` satisfies `MatchEngine`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Entry, Shortlist
from matcher.domain.vacancy import Vacancy
from matcher.embedding.encoder import Encoder
from matcher.gates.base import Gate
from matcher.linking.linker import Linker
from matcher.pool.texts import Progress
from matcher.scoring.evidence.base import Job, Person
from matcher.scoring.knowledge import Knowledge
from matcher.scoring.layers import Layered, LayeredVacancies
from matcher.scoring.ranker import Ranked, Searchable
from matcher.scoring.views import VacancySide
from matcher.scoring.weights import Weights
from matcher.vocabulary.vocabulary import Vocabulary


class EngineSettings(Protocol):
    """The settings that advice may read."""

    @property
    def weights(self) -> Weights:
        """Largest number of points per kind of evidence."""
        ...


class MatchEngine(Protocol):
    """The matcher as advice sees it; the methods keep the contracts of ``Matcher``."""

    @property
    def settings(self) -> EngineSettings:
        """What the engine was made with."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """Concepts, labels and trainings."""
        ...

    @property
    def encoder(self) -> Encoder:
        """Texts to vectors."""
        ...

    @property
    def linker(self) -> Linker:
        """Texts to concepts."""
        ...

    @property
    def knowledge(self) -> Knowledge:
        """Which concept stands in for which, and how telling each is."""
        ...

    @property
    def gates(self) -> tuple[Gate, ...]:
        """Every knock-out, in the order in which they are shown."""
        ...

    def portfolio_pool(
        self, portfolios: Sequence[Portfolio], progress: Progress = ...
    ) -> Searchable:
        """A pool to search in; rows are sorted by id."""
        ...

    def vacancy_pool(self, vacancies: Sequence[Vacancy], progress: Progress = ...) -> VacancySide:
        """Vacancies to match with; rows are sorted by id."""
        ...

    def shortlist(
        self, vacancy: Vacancy | Job, pool: Searchable | Layered, k: int = ..., outside: int = ...
    ) -> Shortlist:
        """The k best portfolios without a known no, explained, and those just outside."""
        ...

    def matches(
        self,
        portfolio: Portfolio | Person,
        vacancies: VacancySide | LayeredVacancies,
        k: int = ...,
        outside: int = ...,
    ) -> Shortlist:
        """The k best vacancies for a person, explained."""
        ...

    def rank(self, job: Job, pool: Searchable, k: int, fit_only: bool = ...) -> Ranked:
        """The exact best k rows without explanations; without a known no unless ``fit_only``."""
        ...

    def explain(self, vacancy: Vacancy, portfolio: Portfolio) -> Entry:
        """Everything about one pair; rank 0."""
        ...

    def explain_row(self, job: Job, pool: Searchable, row: int, place: int = ...) -> Entry:
        """Everything about a job and one row of a pool."""
        ...
