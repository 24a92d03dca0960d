"""What a gate is. A new gate is one file beside its siblings and one line in ``catalogue.py``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Question
from matcher.domain.vacancy import Vacancy

Columns = Mapping[str, NDArray[Any]]
Verdicts = NDArray[np.int8]
UNKNOWN_NUMBER = -1  # in integer columns: not known

NO, UNKNOWN, YES = (np.int8(a) for a in (Answer.NO, Answer.UNKNOWN, Answer.YES))


@dataclass(frozen=True, slots=True)
class Finding:
    """A gate's answer for one pair in words, with the question that would settle an unknown."""

    answer: Answer
    reason: str
    question: Question | None = None


class Gate(Protocol):
    """One knock-out.

    ``portfolio_columns`` and ``vacancy_columns`` are called once, when a pool is built; they give
    arrays with one row per record (names begin with the gate's own name). ``verdicts`` compares
    them: one of the two sides has a single row and is broadcast against the other.
    """

    name: str
    title: str  # Dutch, for the user

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """Columns of n portfolios."""
        ...

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """Columns of n vacancies."""
        ...

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """Int8 answers (values of `Answer`), shape (n,) of the longer side."""
        ...

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """The same answer in words, for one pair."""
        ...


def numbers(values: Sequence[int | None], dtype: type[np.integer[Any]] = np.int16) -> NDArray[Any]:
    """A column of numbers with `UNKNOWN_NUMBER` for ``None``."""
    return np.array([UNKNOWN_NUMBER if v is None else v for v in values], dtype=dtype)


def at_most(low: NDArray[Any], high: NDArray[Any]) -> Verdicts:
    """Three-valued ``low <= high`` over columns with unknowns; shapes broadcast."""
    known = (low != UNKNOWN_NUMBER) & (high != UNKNOWN_NUMBER)
    return np.where(known, np.where(low <= high, YES, NO), UNKNOWN).astype(np.int8)
