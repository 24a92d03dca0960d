"""What can be told of a person, as tokens: short statements that are true of a person or not.

A token such as ``beroep:12`` is a statement that others can share; counting who shares a row of
tokens is what the protection of small groups rests on. Someone's tokens include what follows from
them: a licence CE is a licence B too, mbo-2 lies in the group of mbo.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matcher.domain.portfolio import Availability, Education, LanguageLevel
from matcher.domain.scales import (
    EDUCATION_LEVELS,
    EDUCATION_RANK,
    LANGUAGE_LEVELS,
    LANGUAGE_RANK,
    Shift,
)
from matcher.geography.municipalities import Area

HOURS_BAND = 4
LOWEST_SHOWN = 2  # rank of vmbo and entree; below it a level tells more about health than work
EDUCATION_GROUPS = {
    "vmbo of entree": ("vmbo", "entree"),
    "mbo 2, 3 of 4": ("mbo-2", "mbo-3", "mbo-4"),
    "havo of vwo": ("havo", "vwo"),
    "hbo of wo": ("hbo", "wo"),
}
GROUP_OF = {level: group for group, levels in EDUCATION_GROUPS.items() for level in levels}
DURATIONS = ((12, "minder dan 1 jaar"), (36, "1 tot 3 jaar"), (60, "3 tot 5 jaar"))
LONGEST = "meer dan 5 jaar"


def duration(months: int | None) -> str | None:
    """The band of a number of months; ``None`` when it is not known."""
    if months is None:
        return None
    return next((band for below, band in DURATIONS if months < below), LONGEST)


def hours_band(availability: Availability) -> str | None:
    """Hours a week, opened to multiples of `HOURS_BAND`; ``None`` unless both are known."""
    low, high = availability.hours_min, availability.hours_max
    if low is None or high is None:
        return None
    first = low // HOURS_BAND * HOURS_BAND
    last = max(-(-high // HOURS_BAND) * HOURS_BAND, first + HOURS_BAND)
    return f"{first} tot {last} uur"


def education_level(education: Sequence[Education] | None) -> str | None:
    """The highest Dutch diploma from `LOWEST_SHOWN`, else ``None``; ties in the order of levels."""
    held = [
        (-EDUCATION_RANK[e.level], EDUCATION_LEVELS.index(e.level), e.level)
        for e in education or ()
        if e.diploma and e.level in EDUCATION_RANK and EDUCATION_RANK[e.level] >= LOWEST_SHOWN
    ]
    return min(held)[2] if held else None


def language_tokens(spoken: LanguageLevel) -> Iterator[str]:
    """The language, and every level up to the one stated."""
    yield f"taal:{spoken.language}"
    if spoken.level is not None:
        for level in LANGUAGE_LEVELS[: LANGUAGE_RANK[spoken.level] + 1]:
            yield f"taal:{spoken.language}:{level}"


def place_tokens(area: Area) -> Iterator[str]:
    """From narrow to broad."""
    if area.municipality:
        yield f"gemeente:{area.municipality}"
    if area.region:
        yield f"regio:{area.region}"
    if area.province:
        yield f"provincie:{area.province}"


def parts_of_day(availability: Availability) -> list[Shift]:
    """Parts of the day that are not excluded; empty when that is not known."""
    if availability.excluded is None:
        return []
    return [part for part in Shift if part not in availability.excluded]
