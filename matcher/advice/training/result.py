"""What a scholingsadvies says: needs, steps in order, what stays open, and the effect as seen."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.advice.training.funding import Funding
from matcher.advice.training.needs import Need
from matcher.advice.training.options import OPTIONS, Option
from matcher.domain.shortlist import GateResult, Question


@dataclass(frozen=True, slots=True)
class Step:
    """One training, in its place.

    Attributes
    ----------
    number : int
        From 1.
    closes : tuple of str
        Labels of the needs that it closes; empty for a step that another one needs first.
    before : tuple of str
        Labels of the steps that need this one first.
    gives : tuple of str
        The werkprocessen, skills, certificates, licences, language level and diploma of it.
    weeks : int
        Nominal duration.
    funding : tuple of Funding
        To be checked, never promised.
    """

    number: int
    offer: str
    label: str
    definition: str
    form: str
    level: str
    duration: str
    weeks: int
    closes: tuple[str, ...]
    before: tuple[str, ...]
    gives: tuple[str, ...]
    funding: tuple[Funding, ...]


@dataclass(frozen=True, slots=True)
class StillOpen:
    """A need that no step closes, and why."""

    need: Need
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands for a job.

    Attributes
    ----------
    centipoints : int
        The score.
    place : int or None
        Among everyone of the pool without a known no; ``None`` without a pool, with a known no,
        or below the places that were looked at.
    gates : tuple of GateResult
        Every knock-out.
    """

    centipoints: int
    place: int | None
    gates: tuple[GateResult, ...]

    @property
    def points(self) -> float:
        """The score in points."""
        return self.centipoints / 100


@dataclass(frozen=True, slots=True)
class Strength:
    """A requirement that is met already, and the words of the portfolio that say so."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class TrainingAdvice:
    """The answer for one person and one goal.

    Attributes
    ----------
    needs : tuple of Need
        Everything that training could have to close, knock-outs first.
    steps : tuple of Step
        Cheapest set, in the order to take them; empty when nothing is needed or nothing helps.
    still_open : tuple of StillOpen
        Needs that the steps do not close.
    not_by_training : tuple of GateResult
        Knock-outs that say no and have nothing to do with training.
    weeks, group : int
        Sum of the nominal durations, and readiness group 1, 2, 3 or 0 (longer than a year).
    before, after : Standing
        As the engine scores the portfolio now, and with every step done; equal without steps.
    """

    candidate: str
    goal: str
    goal_title: str
    needs: tuple[Need, ...]
    steps: tuple[Step, ...]
    still_open: tuple[StillOpen, ...]
    not_by_training: tuple[GateResult, ...]
    strengths: tuple[Strength, ...]
    questions: tuple[Question, ...]
    weeks: int
    group: int
    before: Standing
    after: Standing
    options: tuple[Option, ...] = OPTIONS

    @property
    def closed(self) -> tuple[Need, ...]:
        """Needs that the steps close."""
        left = [x.need for x in self.still_open]
        return tuple(n for n in self.needs if n not in left)

    @property
    def opens_door(self) -> bool:
        """Whether a known no stands in the way now and none does after the steps."""
        return _refused(self.before) and not _refused(self.after)


def _refused(standing: Standing) -> bool:
    return any(g.answer == 0 for g in standing.gates)
