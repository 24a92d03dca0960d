"""A vacancy: a job on offer, made of tasks. Every field but ``id`` may be ``None``: not stated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matcher.domain.portfolio import LanguageLevel, Place
from matcher.domain.scales import Importance, Shift


@dataclass(frozen=True, slots=True)
class Requirement:
    """A skill, knowledge or behaviour the employer names."""

    label: str
    importance: Importance = Importance.IMPORTANT


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the job; the shares of a vacancy's tasks sum to 1."""

    label: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week the employer can offer."""

    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Inclusive:
    """What the employer offers or asks in inclusive hiring."""

    banenafspraak: bool | None = None
    loonkostensubsidie: bool | None = None
    min_loonwaarde: int | None = None
    jobcarving: bool | None = None
    support: tuple[str, ...] | None = None
    training_on_the_job: bool | None = None
    open_hiring: bool | None = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """One vacancy, as the employer wrote it."""

    id: str
    title: str | None = None
    text: str | None = None
    sector: str | None = None
    location: Place | None = None
    hours: Hours = Hours()
    shifts: tuple[Shift, ...] | None = None
    start: date | None = None
    positions: int | None = None
    requirements: tuple[Requirement, ...] | None = None
    certificates_required: tuple[str, ...] | None = None
    driving_licences_required: tuple[str, ...] | None = None
    language_min: LanguageLevel | None = None
    education_min: str | None = None
    tasks: tuple[Task, ...] | None = None
    inclusive: Inclusive = Inclusive()
    wage_hourly: float | None = None
