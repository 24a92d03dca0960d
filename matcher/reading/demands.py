"""A vacancy cut into demands: what it asks, from its fields and from its running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from matcher.domain.scales import Importance
from matcher.domain.vacancy import Vacancy
from matcher.reading.protected import without_protected
from matcher.reading.stance import Stance, stance
from matcher.vocabulary.normalise import clauses, normalise, sentences


class Ask(IntEnum):
    """Where a demand comes from; stored as int8."""

    TITLE = 0
    ESSENTIAL = 1
    IMPORTANT = 2
    OPTIONAL = 3
    TASK = 4
    TEXT = 5


REQUIREMENT_ASK = {
    Importance.ESSENTIAL: Ask.ESSENTIAL,
    Importance.IMPORTANT: Ask.IMPORTANT,
    Importance.OPTIONAL: Ask.OPTIONAL,
}
# What an employer offers or arranges is no demand.
_OFFER = re.compile(
    r"\b(?:wij bieden|we bieden|bieden wij|we leren|leren wij|leren je|krijg je|je krijgt|kun je"
    r" doorgroeien|salaris|bruto|cao|schaal \d|vakantiedagen|pensioen|reiskosten|kilometer\w*"
    r"|vergoeding|toeslag|uitzend|interesse|solliciteer|reageer|bel |mail |sollicitatie|brief"
    r"|contract|proeftijd|per uur|kom langs|rondleiding|open hiring|banenafspraak|doelgroep\w*"
    r"|indicatie|jobcoach|hartelijk welkom|niet nodig|hoeft niet|is geen vereiste|betalen wij)\b"
    r"|\b\d{1,2}[.:]\d{2}\b|\b\d+ (?:tot|a|-) ?\d* ?uur\b"
)
SHORTEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing a vacancy asks.

    Attributes
    ----------
    share : float
        Of the working time for tasks (equal parts when not stated); 1 elsewhere.
    """

    ask: Ask
    field: str
    text: str
    share: float = 1.0


def demands(vacancy: Vacancy) -> list[Demand]:
    """All demands in the order title, requirements, tasks, text."""
    cleaned = (replace(d, text=without_protected(d.text)) for d in _all(vacancy))
    return [d for d in cleaned if normalise(d.text)]


def _all(vacancy: Vacancy) -> Iterator[Demand]:
    if vacancy.title:
        yield Demand(Ask.TITLE, "title", vacancy.title)
    for i, requirement in enumerate(vacancy.requirements or ()):
        ask = REQUIREMENT_ASK[requirement.importance]
        yield Demand(ask, f"requirements[{i}]", requirement.label)
    tasks = vacancy.tasks or ()
    for i, task in enumerate(tasks):
        share = 1 / len(tasks) if task.share is None else task.share
        yield Demand(Ask.TASK, f"tasks[{i}]", task.label, share)
    for sentence in sentences(vacancy.text or ""):
        for clause in clauses(sentence):
            if is_demand(clause):
                yield Demand(Ask.TEXT, "text", clause)


def is_demand(clause: str) -> bool:
    """Whether a clause of a vacancy text describes the work or what it asks."""
    normal = normalise(clause)
    if len(normal.split()) < SHORTEST_WORDS and len(normal) < 8:
        return False
    return not _OFFER.search(clause.lower()) and stance(normal) is Stance.SUPPORTS
