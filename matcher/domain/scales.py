"""The closed lists of the exchange format and their order."""

from __future__ import annotations

from enum import StrEnum


class Evidence(StrEnum):
    """How a skill claim is backed, from one's own word to a diploma."""

    SELF = "self"
    EXPERIENCE = "experience"
    REFERENCE = "reference"
    TEST = "test"
    PRAKTIJKVERKLARING = "praktijkverklaring"
    CERTIFICATE = "certificate"
    DIPLOMA = "diploma"


class Importance(StrEnum):
    """How much a vacancy needs one requirement."""

    ESSENTIAL = "essential"
    IMPORTANT = "important"
    OPTIONAL = "optional"


class Setting(StrEnum):
    """Where experience was gained; all of it counts as experience."""

    PAID = "paid"
    VOLUNTEER = "volunteer"
    WORK_EXPERIENCE_PLACE = "work_experience_place"
    INTERNSHIP = "internship"
    INFORMAL = "informal"


class Shift(StrEnum):
    """Part of the day or week in which work is done."""

    EARLY = "early"
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    WEEKEND = "weekend"


class Mode(StrEnum):
    """Means of transport."""

    WALK = "walk"
    BIKE = "bike"
    E_BIKE = "e-bike"
    MOPED = "moped"
    CAR = "car"
    PUBLIC_TRANSPORT = "public_transport"


# Education, low to high; names on one rank are equals (exchange format).
EDUCATION_RANK: dict[str, int] = {
    "none": 0,
    "primary": 1,
    "pro": 1,
    "vso": 1,
    "vmbo": 2,
    "entree": 2,
    "mbo-2": 3,
    "havo": 4,
    "mbo-3": 4,
    "vwo": 5,
    "mbo-4": 5,
    "hbo": 6,
    "wo": 7,
}
EDUCATION_UNKNOWN = "foreign-unknown"
EDUCATION_LEVELS = (*EDUCATION_RANK, EDUCATION_UNKNOWN)

LANGUAGE_LEVELS = ("A0", "A1", "A2", "B1", "B2", "C1", "C2", "native")
LANGUAGE_RANK: dict[str, int] = {level: rank for rank, level in enumerate(LANGUAGE_LEVELS)}

# What a licence also allows (exchange format): CE implies C, BE and B; C, D and BE imply B.
LICENCES = ("AM", "B", "BE", "C", "CE", "D", "T")
LICENCE_IMPLIES: dict[str, frozenset[str]] = {
    "AM": frozenset({"AM"}),
    "B": frozenset({"B"}),
    "BE": frozenset({"BE", "B"}),
    "C": frozenset({"C", "B"}),
    "CE": frozenset({"CE", "C", "BE", "B"}),
    "D": frozenset({"D", "B"}),
    "T": frozenset({"T"}),
}
