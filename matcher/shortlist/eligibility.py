"""Who can, who cannot and who has a question: all gates over a pool at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.gates.base import Columns, Gate
from matcher.scoring.views import PortfolioSide


@dataclass(frozen=True, eq=False)
class Eligibility:
    """Answers of every gate for every row of one pool.

    Attributes
    ----------
    answers : ndarray of int8, shape (gates, n)
        Values of `Answer`.
    live : ndarray of bool, shape (n,), optional
        Rows that take part; ``None`` is all.
    """

    answers: NDArray[np.int8]
    live: NDArray[np.bool_] | None = None

    @cached_property
    def refusals(self) -> NDArray[np.uint8]:
        """Number of known no's per row."""
        return _count(self.answers == Answer.NO)

    @cached_property
    def unknowns(self) -> NDArray[np.uint8]:
        """Number of unknowns per row."""
        return _count(self.answers == Answer.UNKNOWN)

    @cached_property
    def can(self) -> NDArray[np.intp]:
        """Live rows without a known no, ascending."""
        return self._live_rows(self.refusals == 0)

    @cached_property
    def almost(self) -> NDArray[np.intp]:
        """Live rows with exactly one known no, ascending."""
        return self._live_rows(self.refusals == 1)

    def _live_rows(self, chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
        return np.flatnonzero(chosen if self.live is None else chosen & self.live)

    def by_gate(self, answer: Answer) -> NDArray[np.int64]:
        """How many live rows have this answer, per gate."""
        live = self.live
        return np.array(
            [
                np.count_nonzero((row == answer) if live is None else (row == answer) & live)
                for row in self.answers
            ],
            np.int64,
        )

    def __len__(self) -> int:
        """Number of live rows."""
        return self.answers.shape[1] if self.live is None else int(np.count_nonzero(self.live))


def _count(chosen: NDArray[np.bool_]) -> NDArray[np.uint8]:
    counts = np.zeros(chosen.shape[1], np.uint8)
    for gate in chosen:
        counts += gate
    return counts


def check(
    gates: Sequence[Gate],
    portfolios: Columns,
    vacancies: Columns,
    live: NDArray[np.bool_] | None = None,
) -> Eligibility:
    """Ask every gate; one of the two sides has a single row."""
    return Eligibility(np.stack([gate.verdicts(portfolios, vacancies) for gate in gates]), live)


def check_pool(
    gates: Sequence[Gate],
    side: PortfolioSide,
    asked: Columns,
    live: NDArray[np.bool_] | None = None,
) -> Eligibility:
    """`check` of a whole pool against one vacancy, the quick way."""
    distinct = side.distinct
    answers = np.empty((len(gates), len(side.pool)), np.int8)
    for number, gate in enumerate(gates):
        found = distinct.get(gate.name)
        if found is None or found.which is None:
            answers[number] = gate.verdicts(side.pool.columns, asked)
        else:
            answers[number] = gate.verdicts(found.columns, asked)[found.which]
    return Eligibility(answers, live)


def one_row(columns: Columns, row: int) -> dict[str, NDArray[Any]]:
    """Columns of a single record."""
    return {name: values[row : row + 1] for name, values in columns.items()}
