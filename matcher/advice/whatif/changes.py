"""One change of a portfolio: something a person can add, never something taken away.

Only what a person can act on exists here: learn, obtain, travel longer or otherwise, work more
hours or at other times. What a person is has no kind, so it can never be proposed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from matcher.domain.portfolio import Education, LanguageLevel, Portfolio, SkillClaim
from matcher.domain.scales import Evidence, Mode, Shift


class ChangeKind(StrEnum):
    """What is changed."""

    CERTIFICATE = "certificate"
    LICENCE = "licence"
    SKILL = "skill"
    LANGUAGE = "language"
    EDUCATION = "education"
    MINUTES = "minutes"
    MODE = "mode"
    HOURS = "hours"
    SHIFT = "shift"


class Effort(StrEnum):
    """How much work a change is, from little to much; the durations of the training table."""

    ARRANGE = "regelen"  # an agreement, nothing to learn
    DAYS = "dagen"
    WEEKS = "weken"
    MONTHS = "maanden"
    YEAR = "jaar"
    YEARS = "jaren"
    UNKNOWN = "onbekend"  # no offer is known that teaches this


EFFORT_ORDER = {effort: i for i, effort in enumerate(Effort)}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a person could add.

    Attributes
    ----------
    value : str
        Skill or certificate label; a licence; ``nl:B1``; an education level; the new longest trip
        in minutes; a means of transport; the new most hours a week; a part of the day.
    words : str
        Dutch, to be read after "Met ".
    effort : Effort
        Of the shortest training that gives it.
    training : str or None
        Name of that training.
    """

    kind: ChangeKind
    value: str
    words: str
    effort: Effort = Effort.ARRANGE
    training: str | None = None


def applied(portfolio: Portfolio, changes: Iterable[Change]) -> Portfolio:
    """The portfolio with the changes; all else is the same, and nothing gets less."""
    for change in changes:
        portfolio = _apply(portfolio, change)
    return portfolio


def _apply(p: Portfolio, change: Change) -> Portfolio:
    value = change.value
    match change.kind:
        case ChangeKind.SKILL:
            claim = SkillClaim(value, evidence=Evidence.PRAKTIJKVERKLARING)
            return replace(p, skills=(*(p.skills or ()), claim))
        case ChangeKind.CERTIFICATE:
            return replace(p, certificates=(*(p.certificates or ()), value))
        case ChangeKind.LICENCE:
            return replace(p, driving_licences=(*(p.driving_licences or ()), value))
        case ChangeKind.LANGUAGE:
            language, level = value.split(":")
            return replace(p, languages=(*(p.languages or ()), LanguageLevel(language, level)))
        case ChangeKind.EDUCATION:
            diploma = Education(level=value, diploma=True)
            return replace(p, education=(*(p.education or ()), diploma))
        case ChangeKind.MINUTES:
            longest = max(int(value), p.mobility.max_minutes or 0)
            return replace(p, mobility=replace(p.mobility, max_minutes=longest))
        case ChangeKind.MODE:
            modes = (*(p.mobility.modes or ()), Mode(value))
            return replace(p, mobility=replace(p.mobility, modes=modes))
        case ChangeKind.HOURS:
            most = max(int(value), p.availability.hours_max or 0)
            return replace(p, availability=replace(p.availability, hours_max=most))
        case ChangeKind.SHIFT:
            left = tuple(s for s in p.availability.excluded or () if s is not Shift(value))
            return replace(p, availability=replace(p.availability, excluded=left))


def hardest(changes: Iterable[Change]) -> Effort:
    """The largest effort of some changes; `Effort.ARRANGE` for none."""
    return max((c.effort for c in changes), key=EFFORT_ORDER.__getitem__, default=Effort.ARRANGE)


def together(words: Iterable[str]) -> str:
    """Dutch enumeration: ``a``, ``a en b``, ``a, b en c``; empty for none."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} en {last}" if first else last


def phrase(changes: Iterable[Change]) -> str:
    """Changes in words; skills that begin alike are taken together."""
    groups: dict[str, list[str]] = {}
    for change in changes:
        start = change.words.removesuffix(change.value)
        if change.kind is ChangeKind.SKILL and start != change.words:
            groups.setdefault(start, []).append(change.value)
        else:
            groups.setdefault(change.words, [])
    return together(
        start + together(labels) if labels else start for start, labels in groups.items()
    )


def capital(text: str) -> str:
    """First letter in capitals."""
    return text[:1].upper() + text[1:]
