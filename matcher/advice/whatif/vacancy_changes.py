"""One change of a vacancy that could let more people in: drop, lower, widen, shift, start later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from matcher.domain.scales import (
    EDUCATION_RANK,
    LANGUAGE_LEVELS,
    LANGUAGE_RANK,
    LICENCE_IMPLIES,
    Shift,
)
from matcher.domain.vacancy import Hours, Vacancy
from matcher.gates.language import DUTCH as LANGUAGES
from matcher.gates.shifts import DUTCH as SHIFTS
from matcher.gates.start import dutch_date

LEAST_HOURS, MOST_HOURS = 8, 40
HOUR_STEPS = (4, 8)
WEEKS_LATER = (4, 8, 12)
# One name for each rank below a demand, and what is said of it.
LOWER_EDUCATION = {2: "vmbo", 3: "mbo-2", 4: "mbo-3", 5: "mbo-4", 6: "hbo"}
LOWEST_EDUCATION = 2
LOWEST_LANGUAGE = "A1"
DROPPED = 9


class DemandKind(StrEnum):
    """What is changed in a vacancy."""

    CERTIFICATE = "certificate"
    LICENCE = "licence"
    LANGUAGE = "language"
    EDUCATION = "education"
    HOURS_FROM = "hours_from"
    HOURS_TO = "hours_to"
    SHIFT = "shift"
    START = "start"


@dataclass(frozen=True, slots=True)
class DemandChange:
    """One thing an employer could ask less strictly.

    Attributes
    ----------
    what : str
        The demand as it stands: a certificate, a licence, a language, ``mbo-3``, a part of the
        day; empty for hours and start.
    value : str or None
        What comes in its place; ``None`` when the demand is dropped.
    words : str
        Dutch: ``zonder de eis rijbewijs B``.
    degree : int
        Of two changes of one demand, the milder has the lower degree.
    """

    kind: DemandKind
    what: str
    value: str | None
    words: str
    degree: int = DROPPED

    @property
    def demand(self) -> tuple[DemandKind, str]:
        """Which demand is changed."""
        return self.kind, self.what


def relaxed(vacancy: Vacancy, changes: Iterable[DemandChange]) -> Vacancy:
    """The vacancy with the changes; all else is the same."""
    for change in changes:
        vacancy = _apply(vacancy, change)
    return vacancy


def _apply(v: Vacancy, change: DemandChange) -> Vacancy:
    value = change.value
    match change.kind:
        case DemandKind.CERTIFICATE:
            left = tuple(c for c in v.certificates_required or () if c != change.what)
            return replace(v, certificates_required=left)
        case DemandKind.LICENCE:
            rest = tuple(x for x in v.driving_licences_required or () if x != change.what)
            return replace(v, driving_licences_required=rest if value is None else (*rest, value))
        case DemandKind.LANGUAGE:
            asked = v.language_min
            lower = None if asked is None or value is None else replace(asked, level=value)
            return replace(v, language_min=lower)
        case DemandKind.EDUCATION:
            return replace(v, education_min=value)
        case DemandKind.HOURS_FROM:
            return replace(v, hours=Hours(int(value or 0), v.hours.max))
        case DemandKind.HOURS_TO:
            return replace(v, hours=Hours(v.hours.min, int(value or 0)))
        case DemandKind.SHIFT:
            shifts = tuple(s for s in v.shifts or () if s is not Shift(change.what))
            return replace(v, shifts=shifts)
        case DemandKind.START:
            return replace(v, start=date.fromisoformat(value or ""))


def possible(vacancy: Vacancy) -> list[DemandChange]:
    """Every single change that makes sense for this vacancy, in a fixed order."""
    return list(dict.fromkeys(_possible(vacancy)))


def _possible(v: Vacancy) -> Iterator[DemandChange]:
    for name in v.certificates_required or ():
        yield DemandChange(DemandKind.CERTIFICATE, name, None, f"zonder de eis {name}")
    for name in v.driving_licences_required or ():
        yield DemandChange(DemandKind.LICENCE, name, None, f"zonder de eis rijbewijs {name}")
        for other in sorted(LICENCE_IMPLIES[name] - {name}):
            words = f"met rijbewijs {other} in plaats van {name}"
            degree = DROPPED - len(LICENCE_IMPLIES[other])
            yield DemandChange(DemandKind.LICENCE, name, other, words, degree)
    yield from _language(v)
    yield from _education(v)
    yield from _hours(v.hours)
    shifts = tuple(dict.fromkeys(v.shifts or ()))
    for part in shifts if len(shifts) > 1 else ():
        yield DemandChange(DemandKind.SHIFT, part, None, f"zonder {SHIFTS[part]}")
    for weeks in WEEKS_LATER if v.start is not None else ():
        assert v.start is not None
        day = v.start + timedelta(weeks=weeks)
        words = f"met een start {weeks} weken later ({dutch_date(day)})"
        yield DemandChange(DemandKind.START, "", day.isoformat(), words, weeks)


def _language(v: Vacancy) -> Iterator[DemandChange]:
    asked = v.language_min
    if asked is None:
        return
    name = LANGUAGES.get(asked.language, asked.language)
    lowest = LANGUAGE_RANK[LOWEST_LANGUAGE]
    if asked.level is not None and LANGUAGE_RANK[asked.level] > lowest:
        lower = LANGUAGE_LEVELS[LANGUAGE_RANK[asked.level] - 1]
        words = f"met {name} op niveau {lower} in plaats van {asked.level}"
        yield DemandChange(DemandKind.LANGUAGE, asked.language, lower, words, 1)
    words = f"zonder de eis {name}"
    yield DemandChange(DemandKind.LANGUAGE, asked.language, None, words)


def _education(v: Vacancy) -> Iterator[DemandChange]:
    asked = v.education_min
    if asked is None:
        return
    rank = EDUCATION_RANK.get(asked, 0)
    if rank > LOWEST_EDUCATION:
        lower = LOWER_EDUCATION[rank - 1]
        words = f"met opleiding {lower} in plaats van {asked}"
        yield DemandChange(DemandKind.EDUCATION, asked, lower, words, 1)
    yield DemandChange(DemandKind.EDUCATION, asked, None, f"zonder de eis opleiding {asked}")


def _hours(hours: Hours) -> Iterator[DemandChange]:
    low, high = hours.min, hours.max
    for step in HOUR_STEPS:
        if low is not None and low - step >= LEAST_HOURS:
            words = f"met uren vanaf {low - step} (nu {low})"
            yield DemandChange(DemandKind.HOURS_FROM, "", str(low - step), words, step)
    for step in HOUR_STEPS:
        if high is not None and high + step <= MOST_HOURS:
            words = f"met uren tot {high + step} (nu {high})"
            yield DemandChange(DemandKind.HOURS_TO, "", str(high + step), words, step)


def milder(a: Sequence[DemandChange], b: Sequence[DemandChange]) -> bool:
    """Whether ``a`` changes the same demands as ``b``, none of them further and one less far."""
    first, second = ({c.demand: c for c in one} for one in (a, b))
    if first.keys() != second.keys() or set(a) == set(b):
        return False
    return all(first[d] == second[d] or first[d].degree < second[d].degree for d in first)
