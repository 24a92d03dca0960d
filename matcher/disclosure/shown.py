"""The form of an anonymous profile, and the words in it."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.domain.scales import Evidence, Shift

GROUPS = ("werk", "opleiding", "vaardigheden", "wensen", "beschikbaarheid", "vrije_tekst")
PARTS = {
    Shift.EARLY: "vroege ochtend",
    Shift.DAY: "overdag",
    Shift.EVENING: "avond",
    Shift.NIGHT: "nacht",
    Shift.WEEKEND: "weekend",
}
LEVELS = {1: "basis", 2: "basis", 3: "zelfstandig", 4: "ervaren", 5: "ervaren"}
EVIDENCE = {
    Evidence.SELF: "eigen opgave",
    Evidence.EXPERIENCE: "werkervaring",
    Evidence.REFERENCE: "referentie",
    Evidence.TEST: "test",
    Evidence.PRAKTIJKVERKLARING: "praktijkverklaring",
    Evidence.CERTIFICATE: "certificaat",
    Evidence.DIPLOMA: "diploma",
}
ENOUGH = "voldoende voor deze vacature"
WITHIN_REACH = "binnen de reistijd"
TO_BE_DISCUSSED = "nog te bespreken"  # unknown, no, and not shown read the same


@dataclass(frozen=True, slots=True)
class ShownSkill:
    """A skill of the vocabulary; ``level`` and ``evidence`` in Dutch, ``None`` when not known."""

    label: str
    level: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class AnonymousProfile:
    """What an employer sees. Empty or ``None`` is: not known, not shared or not shown.

    Attributes
    ----------
    pseudonym : str
        Given by the caller; another one for each vacancy.
    municipality : str or None
        "gemeente …", or broader: "arbeidsmarktregio …", "provincie …".
    occupations : tuple of str
        Occupation with its band of years, or without, or "werk in de sector …".
    languages : tuple of str
        Only what the vacancy asks: enough, or to be discussed.
    travel : str or None
        Within reach for the vacancy, or to be discussed; ``None`` without a vacancy.
    suppressed : tuple of str
        What was left out or made broader and why, in Dutch, without the thing itself.
    """

    pseudonym: str
    municipality: str | None = None
    occupations: tuple[str, ...] = ()
    skills: tuple[ShownSkill, ...] = ()
    certificates: tuple[str, ...] = ()
    driving_licences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    education_level: str | None = None
    wishes: tuple[str, ...] = ()
    hours: str | None = None
    parts_of_day: tuple[str, ...] = ()
    travel: str | None = None
    summary: str | None = None
    suppressed: tuple[str, ...] = ()
