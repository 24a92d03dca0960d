"""What job carving proposes: new jobs, what remains, and why not when there is nothing."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.domain.scales import Shift
from matcher.domain.shortlist import Entry, Source
from matcher.domain.vacancy import Vacancy
from matcher.errors import SettingsError


@dataclass(frozen=True)
class CarvingSettings:
    """When a proposal is sensible.

    Attributes
    ----------
    threshold : float
        Least coverage of a carved task, in (0, 1]; 0.6 is what a gap list calls "have".
    rest_hours : float
        Least hours a week of what remains of a job.
    least_hours : float
        Least hours of a new job for someone who names no least number.
    scrap_hours : float
        Least hours of a piece of a task that is divided.
    slack : float
        How much lower the mean cosine between the remaining tasks may be than in the whole job.
    ask : bool
        Whether a demand of the whole job that this person does not meet may be left open, as a
        question to the employer, when nobody has said that it belongs to the carved tasks.
    """

    threshold: float = 0.6
    rest_hours: float = 8.0
    least_hours: float = 4.0
    scrap_hours: float = 2.0
    slack: float = 0.05
    ask: bool = True

    def __post_init__(self) -> None:
        wrong = [
            f"{name}: {value} is geen getal van 0 of meer"
            for name in ("rest_hours", "least_hours", "scrap_hours", "slack")
            if not 0 <= (value := getattr(self, name)) < float("inf")
        ]
        if not 0 < self.threshold <= 1:
            wrong.append(f"threshold: {self.threshold} ligt niet boven 0 en hoogstens op 1")
        if wrong:
            raise SettingsError(wrong)


@dataclass(frozen=True, slots=True)
class TaskNeeds:
    """What the employer says that a task needs; ``None`` is not said, ``()`` is nothing."""

    certificates: tuple[str, ...] | None = None
    licences: tuple[str, ...] | None = None
    shifts: tuple[Shift, ...] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A task, or a part of one, in a new job.

    ``fit`` is the engine's coverage of this task by this person, in [0, 1], to three decimals.
    """

    vacancy: str
    task: str
    minutes: int
    whole: bool
    fit: float
    have: Source | None


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job made of carved tasks for one person.

    Attributes
    ----------
    vacancy : Vacancy
        The record on which the engine was run; it has no title, as the function is new.
    entry : Entry
        The engine's answer about this person and this record: no gate is a known no.
    open_demands : tuple of str
        Demands of the old job left out of the record because it is not known whether they belong
        to these tasks, and this person does not meet them: to be asked before anything else.
    """

    candidate: str
    pieces: tuple[Piece, ...]
    minutes: int
    vacancy: Vacancy
    entry: Entry
    open_demands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """What remains of a job. Likeness is the mean cosine between its tasks, ``None`` for one."""

    vacancy: str
    title: str
    tasks: tuple[tuple[str, int], ...]
    minutes: int
    minutes_before: int
    likeness: float | None
    likeness_before: float | None


@dataclass(frozen=True, slots=True)
class Carving:
    """The answer; without jobs ``reasons`` says why there are none."""

    jobs: tuple[NewJob, ...]
    rests: tuple[Rest, ...]
    splits: int
    reasons: tuple[str, ...]
