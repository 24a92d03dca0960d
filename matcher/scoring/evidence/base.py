"""What a kind of evidence is. A new one is a file beside its siblings and a line in the ranker."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.domain.shortlist import Contribution
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.job import Job as Job
from matcher.scoring.evidence.pair import Pair as Pair
from matcher.scoring.evidence.pair import pairs_of as pairs_of
from matcher.scoring.evidence.person import Person as Person
from matcher.scoring.evidence.words import own_words_credit as own_words_credit
from matcher.scoring.evidence.words import own_words_table as own_words_table
from matcher.scoring.views import PortfolioSide, VacancySide

Rows = NDArray[np.intp]


class Evidence(Protocol):
    """One kind of support.

    The three methods agree to the last hundredth: a contract test compares them on random pairs.
    """

    kind: str

    def largest(self, job: Job) -> float:
        """Most points this evidence can give for the job; used to cut the search short."""
        ...

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """Hundredths of points for some rows of a portfolio pool, shape (len(rows),)."""
        ...

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """The same for some rows of a vacancy pool; the person is `Person.alone`."""
        ...

    def explain(self, pair: Pair) -> list[Contribution]:
        """Lines that add up to exactly the same, each with its reason; none for zero."""
        ...
