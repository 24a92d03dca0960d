"""What a plan for a region holds, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.advice.region.steps import Step
from matcher.advice.region.verify import Checked
from matcher.errors import SettingsError

ALL = "alle"
NO_SECTOR = "onbekend"


@dataclass(frozen=True)
class RegionSettings:
    """How a plan is made.

    Attributes
    ----------
    likeness : float
        Least cosine between a portfolio and a vacancy as a whole, in [-1, 1]: below it they are
        not about the same work, and a training alone brings them no closer.
    steps : int
        Trainings for each table.
    listed : int
        Ids of people and jobs listed with each training; the counts are always complete.
    sample : int
        Pairs of each training of the whole plan that are checked by running the engine.
    """

    likeness: float = 0.4
    steps: int = 10
    listed: int = 20
    sample: int = 8

    def __post_init__(self) -> None:
        wrong = [
            f"{name}: {getattr(self, name)} is minder dan {least}"
            for name, least in (("steps", 1), ("listed", 0), ("sample", 0))
            if getattr(self, name) < least
        ]
        if not -1 <= self.likeness <= 1:
            wrong.append(f"likeness: {self.likeness} ligt niet tussen -1 en 1")
        if wrong:
            raise SettingsError(wrong)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One training in one table.

    Attributes
    ----------
    pairs : int
        Newly connected pairs of a person and a job, beyond the rows above.
    people, jobs : int
        Different people and jobs in those pairs.
    checked : Checked, optional
        How many sampled pairs were tried in the engine, and for how many it is true; only in the
        table of everything.
    """

    region: str
    sector: str
    rank: int
    step: Step
    pairs: int
    people: int
    jobs: int
    people_listed: tuple[str, ...]
    jobs_listed: tuple[str, ...]
    checked: Checked | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A demand that is often the only thing not named, and that no training closes: ask for it."""

    words: str
    pairs: int


@dataclass(frozen=True, slots=True)
class RegionPlan:
    """Tables for everything, for each region, and for each region and sector.

    ``connected`` counts pairs that need nothing; ``stuck`` pairs with one known no that training
    does not take away, by title of the gate, most first.
    """

    people: int
    jobs: int
    connected: int
    rows: tuple[PlanRow, ...]
    ask: tuple[Asked, ...]
    stuck: tuple[tuple[str, int], ...]
