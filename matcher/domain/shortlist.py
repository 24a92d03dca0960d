"""The ranked answer: points with reasons, gates with answers, gaps and questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.answers import Answer


class Coverage(StrEnum):
    """How far one requirement is met by what the portfolio says."""

    HAVE = "have"
    NEARLY = "nearly"
    NOT_NAMED = "not_named"  # not stated in the portfolio: not the same as "cannot"


@dataclass(frozen=True, slots=True)
class Source:
    """Where in a record something stands: the field's path and the words themselves."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """Evidence in points. ``points`` are hundredths so that sums are exact."""

    kind: str
    label: str
    centipoints: int
    reason: str
    source: Source | None = None

    @property
    def points(self) -> float:
        """Points, may be negative; they add up to the score."""
        return self.centipoints / 100


@dataclass(frozen=True, slots=True)
class Gap:
    """One requirement and how far it is covered (``coverage`` in 0..1)."""

    label: str
    importance: str
    status: Coverage
    coverage: float
    have: Source | None = None


@dataclass(frozen=True, slots=True)
class GateResult:
    """One knock-out for one pair."""

    gate: str
    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask the person or the employer, and for which gate."""

    gate: str
    text: str
    ask: str = "kandidaat"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a shortlist; ``rank`` starts at 1, score is the sum of the contributions."""

    rank: int
    vacancy: str
    candidate: str
    centipoints: int
    contributions: tuple[Contribution, ...]
    gaps: tuple[Gap, ...]
    gates: tuple[GateResult, ...]
    questions: tuple[Question, ...]
    place: str | None = None
    fit: float | None = None
    appeal: float | None = None

    @property
    def points(self) -> float:
        """The score in points."""
        return self.centipoints / 100

    @property
    def eligible(self) -> bool:
        """True when no gate is a known no."""
        return all(g.answer is not Answer.NO for g in self.gates)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the pool can, cannot, or still have a question; per gate the known no's."""

    looked_at: int
    can: int
    cannot: int
    one_question: int
    more_questions: int
    no_by_gate: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Ranked entries for one vacancy (or one portfolio), and those just outside it."""

    subject: str
    entries: tuple[Entry, ...]
    just_outside: tuple[Entry, ...]
    tally: Tally
    read_from_text: tuple[str, ...] = ()
    not_recognised: tuple[str, ...] = ()
