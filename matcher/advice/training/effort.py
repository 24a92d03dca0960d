"""How long a training takes and in which order forms come: our own reckoning, for planning only.

The table of trainings knows a class of duration, not a number. The weeks below say what one class
counts for when steps are added up and compared. They are no promise about a real course.
"""

from __future__ import annotations

from collections.abc import Iterable

from matcher.errors import VocabularyError

# Class of duration in the table -> nominal weeks.
WEEKS: dict[str, int] = {"dagen": 1, "weken": 6, "maanden": 17, "jaar": 52, "jaren": 104}

# The order in which steps are taken: language first, then from trying out to a diploma.
LADDER: tuple[str, ...] = (
    "taal",
    "proefplaats",
    "praktijkverklaring",
    "rijbewijs",
    "online",
    "branchecursus",
    "keuzedeel",
    "mbo-certificaat",
    "bbl",
)
# What a form is called in a text for the candidate.
FORM: dict[str, str] = {
    "taal": "taalcursus",
    "proefplaats": "proefplaats: meewerken om het werk te leren",
    "praktijkverklaring": "praktijkleren met een praktijkverklaring",
    "rijbewijs": "rijopleiding",
    "online": "online cursus",
    "branchecursus": "cursus",
    "keuzedeel": "keuzedeel van een mbo-opleiding",
    "mbo-certificaat": "deel van een mbo-opleiding",
    "bbl": "mbo-opleiding: werken en leren (bbl)",
}
# Readiness groups: longest number of weeks that still counts as the group. About two months, half
# a year, a year; the limits leave some room, as the weeks are rough.
GROUPS: tuple[tuple[int, int], ...] = ((1, 10), (2, 30), (3, 60))
GROUP_TEXT: dict[int, str] = {
    1: "klaar in ongeveer 2 maanden",
    2: "klaar in ongeveer een half jaar",
    3: "klaar in ongeveer een jaar",
    0: "duurt langer dan een jaar",
}


def weeks(duration: str) -> int:
    """Nominal weeks of a class of duration.

    Raises
    ------
    VocabularyError
        When the class is not known.
    """
    try:
        return WEEKS[duration]
    except KeyError:
        raise VocabularyError(
            f"opleidingen.csv: duur '{duration}' bestaat niet; toegestaan: {', '.join(WEEKS)}"
        ) from None


def group_of(durations: Iterable[int]) -> int:
    """Readiness group of steps taken one after another: 1, 2, 3, or 0 for longer than a year.

    No steps at all is group 1.
    """
    total = sum(durations)
    return next((group for group, most in GROUPS if total <= most), 0)


def in_words(total: int) -> str:
    """A number of weeks as a rough duration in Dutch; ``nothing`` is "geen tijd"."""
    if total <= 0:
        return "geen tijd"
    if total == 1:
        return "enkele dagen"
    if total < 9:
        return f"ongeveer {total} weken"
    if total < 48:
        return f"ongeveer {round(total / 4.35)} maanden"
    if total < 70:
        return "ongeveer een jaar"
    halves = round(total / 26)
    whole, half = divmod(halves, 2)
    shown = f"{whole}½" if half else str(whole)
    return f"ongeveer {shown} jaar"
