"""The three answers every fact can have, ordered so that the lowest one decides."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Answer(IntEnum):
    """Yes, no, or not known; the numbers are stored as int8 columns.

    The order NO < UNKNOWN < YES is Kleene's: *and* is the minimum, *or* the maximum.
    """

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def word(self) -> str:
        """The word of the exchange files: ``yes``, ``no`` or ``unknown``."""
        return self.name.lower()


def all_of(answers: Iterable[Answer]) -> Answer:
    """Kleene *and*; an empty input is YES (nothing was asked)."""
    return min(answers, default=Answer.YES)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Kleene *or*; an empty input is NO (nothing can satisfy)."""
    return max(answers, default=Answer.NO)
