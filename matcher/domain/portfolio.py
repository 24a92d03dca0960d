"""The E-portfolio of a candidate. Every field but ``id`` may be ``None``: not known.

``None`` is never "no"; an empty tuple is "known: none". Participatieladder, benefit, age, sex,
origin and health have no field here: what is not in the schema cannot touch a rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matcher.domain.scales import Evidence, Mode, Setting, Shift


@dataclass(frozen=True, slots=True)
class Place:
    """A place name and/or a four-digit postcode."""

    place: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class Experience:
    """One job, paid or not. ``ended`` is (year, month); ``ongoing`` says it still runs."""

    title: str | None = None
    months: int | None = None
    ended: tuple[int, int] | None = None
    ongoing: bool = False
    setting: Setting | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Education:
    """One education; only ``diploma=True`` counts for the education gate."""

    name: str | None = None
    level: str | None = None
    diploma: bool | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SkillClaim:
    """A skill in the person's or klantmanager's own words; ``level`` 1-5."""

    label: str
    level: int | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class LanguageLevel:
    """An ISO 639-1 language with a CEFR level or ``native``."""

    language: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """An official test and its result in words."""

    name: str | None = None
    result: str | None = None
    date: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wants."""

    occupations: tuple[str, ...] | None = None
    sectors: tuple[str, ...] | None = None
    retraining: bool | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """Hours a week, first day, and parts of the day that cannot."""

    hours_min: int | None = None
    hours_max: int | None = None
    start: date | None = None
    excluded: tuple[Shift, ...] | None = None


@dataclass(frozen=True, slots=True)
class Mobility:
    """Means of transport and the longest one-way trip in minutes."""

    modes: tuple[Mode, ...] | None = None
    max_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Loonwaarde:
    """A recorded measurement in one function, percent of the minimum wage; never a score."""

    percentage: int | None = None
    function: str | None = None
    determined_on: date | None = None


@dataclass(frozen=True, slots=True)
class WageFacts:
    """Facts for the loonwaarde gate and the cost sheet alone; scoring never receives them."""

    loonwaarde: Loonwaarde | None = None
    doelgroepregister: bool | None = None
    beschut_werk: bool | None = None

    @property
    def outside_target_group(self) -> bool:
        """No registers and no loonwaarde recorded: the loonwaarde knock-out does not apply."""
        return self.loonwaarde is None and not self.doelgroepregister and not self.beschut_werk


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One candidate. See the module docstring for what absence means."""

    id: str
    home: Place | None = None
    summary: str | None = None
    experience: tuple[Experience, ...] | None = None
    education: tuple[Education, ...] | None = None
    skills: tuple[SkillClaim, ...] | None = None
    certificates: tuple[str, ...] | None = None
    driving_licences: tuple[str, ...] | None = None
    languages: tuple[LanguageLevel, ...] | None = None
    tests: tuple[Test, ...] | None = None
    wishes: Wishes = Wishes()
    availability: Availability = Availability()
    mobility: Mobility = Mobility()
    wage_facts: WageFacts = WageFacts()
