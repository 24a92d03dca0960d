"""Who can, who cannot and who has a question: all gates over a pool at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.shortlist import Tally
from matcher.gates.base import Columns, Gate


@dataclass(frozen=True, eq=False)
class Eligibility:
    """Answers of every gate for every row.

    Attributes
    ----------
    answers : ndarray of int8, shape (gates, n)
        Values of `Answer`.
    """

    gates: tuple[Gate, ...]
    answers: NDArray[np.int8]

    def _count(self, answer: Answer) -> NDArray[np.uint8]:
        counts: NDArray[np.uint8] = (self.answers == answer).sum(axis=0, dtype=np.uint8)
        return counts

    @cached_property
    def no_by_gate(self) -> NDArray[np.int64]:
        """Number of known no's per gate."""
        return np.array([np.count_nonzero(row == Answer.NO) for row in self.answers])

    @cached_property
    def refusals(self) -> NDArray[np.uint8]:
        """Number of known no's per row."""
        return self._count(Answer.NO)

    @cached_property
    def unknowns(self) -> NDArray[np.uint8]:
        """Number of unknowns per row."""
        return self._count(Answer.UNKNOWN)

    @cached_property
    def can(self) -> NDArray[np.intp]:
        """Rows without a known no, ascending."""
        return np.flatnonzero(self.refusals == 0)

    @cached_property
    def almost(self) -> NDArray[np.intp]:
        """Rows with exactly one known no, ascending."""
        return np.flatnonzero(self.refusals == 1)

    @cached_property
    def often_no(self) -> tuple[int, ...]:
        """Gates by how often a known answer is no in this pool, most often first.

        The question whose answer most likely changes the list comes first.
        """
        open_ = np.array([np.count_nonzero(row == Answer.UNKNOWN) for row in self.answers])
        share = self.no_by_gate / np.maximum(1, self.answers.shape[1] - open_)
        return tuple(sorted(range(len(self.gates)), key=lambda g: (-share[g], g)))

    def tally(self) -> Tally:
        """Counts for the head of a shortlist."""
        open_ = self.unknowns[self.can]
        by_gate = [
            (gate.title, int(count))
            for gate, count in zip(self.gates, self.no_by_gate, strict=True)
            if count
        ]
        return Tally(
            looked_at=self.answers.shape[1],
            can=int((open_ == 0).sum()),
            cannot=int((self.refusals > 0).sum()),
            one_question=int((open_ == 1).sum()),
            more_questions=int((open_ > 1).sum()),
            no_by_gate=tuple(sorted(by_gate, key=lambda g: (-g[1], g[0]))),
        )


def check(gates: Sequence[Gate], portfolios: Columns, vacancies: Columns) -> Eligibility:
    """Ask every gate; one of the two sides has a single row."""
    return Eligibility(
        tuple(gates), np.stack([gate.verdicts(portfolios, vacancies) for gate in gates])
    )


def one_row(columns: Columns, row: int) -> dict[str, NDArray[np.generic]]:
    """Columns of a single record."""
    return {name: values[row : row + 1] for name, values in columns.items()}
