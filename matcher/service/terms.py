"""Concepts for people who type: suggestions, and one concept by id."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from matcher.engine import Matcher
from matcher.linking.linker import Linker
from matcher.vocabulary.normalise import normalise


@dataclass(frozen=True)
class Term:
    """One concept."""

    id: str
    kind: str
    label: str
    description: str | None


@dataclass(frozen=True)
class Suggested(Term):
    """A concept that may be meant; ``confidence`` in [0, 1], 1 for a label that begins so."""

    matched: str
    confidence: float


def concept(matcher: Matcher, concept_id: str) -> Term | None:
    """The concept with this id."""
    number = matcher.vocabulary.number.get(concept_id)
    return None if number is None else _term(matcher, number)


def suggest(matcher: Matcher, typed: str, most: int) -> list[Suggested]:
    """Concepts with a label that begins with what was typed, shortest first; then alike ones."""
    wanted = normalise(typed)
    if not wanted:
        return []
    out: dict[int, Suggested] = {}
    labels = matcher.linker.labels
    order = _sorted(matcher.linker)
    begins = []
    for at in range(bisect_left(order, (wanted, -1)), len(order)):
        text, label = order[at]
        if not text.startswith(wanted):
            break
        begins.append(label)
    for label in sorted(begins, key=lambda i: (len(labels.normal[i]), labels.texts[i], i)):
        number = int(labels.concept[label])
        out.setdefault(number, _suggested(matcher, number, labels.texts[label], 1.0))
        if len(out) == most:
            return list(out.values())
    for found in matcher.linker.link(typed):
        one = _suggested(matcher, found.concept, found.label, round(float(found.confidence), 3))
        out.setdefault(found.concept, one)
    return list(out.values())[:most]


@lru_cache(maxsize=4)
def _sorted(linker: Linker) -> list[tuple[str, int]]:
    return sorted((text, i) for i, text in enumerate(linker.labels.normal))


def _term(matcher: Matcher, number: int) -> Term:
    found = matcher.vocabulary.concepts[number]
    return Term(found.id, found.kind.value, found.label, found.definition or None)


def _suggested(matcher: Matcher, number: int, matched: str, confidence: float) -> Suggested:
    return Suggested(**vars(_term(matcher, number)), matched=matched, confidence=confidence)
