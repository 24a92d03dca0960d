"""What every source of training data is brought to: concepts with labels, and their links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from matcher.vocabulary.normalise import normalise


@dataclass(frozen=True)
class Concept:
    """Something with several names.

    Attributes
    ----------
    id : str
        URI or local id, unique over all sources.
    source : str
        Name of the vocabulary it belongs to.
    kind : str
        "occupation" or "skill" (anything that is no occupation).
    group : str
        Siblings share a beginning: an ISCO code, a category. They are the hard negatives.
    labels : tuple of str
        Names, the preferred one first; no two alike after normalising.
    sentences : tuple of str
        Running text about it.
    """

    id: str
    source: str
    kind: str
    group: str
    labels: tuple[str, ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Corpus:
    """Concepts, which of them belong together, and loose text to count words in.

    Attributes
    ----------
    concepts : tuple of Concept
    links : tuple of (str, str)
        Ids of concepts that belong together: an occupation and a skill it asks for.
    """

    concepts: tuple[Concept, ...] = ()
    links: tuple[tuple[str, str], ...] = field(default=())

    def __add__(self, other: Corpus) -> Corpus:
        """Join two sources; concepts with the same id are merged, labels in order."""
        merged = {concept.id: concept for concept in self.concepts}
        for concept in other.concepts:
            known = merged.get(concept.id)
            merged[concept.id] = _merge(known, concept) if known else concept
        return Corpus(tuple(merged.values()), self.links + other.links)


def distinct(labels: Iterable[str]) -> tuple[str, ...]:
    """Drop empty labels and those that equal an earlier one after normalising."""
    found: dict[str, str] = {}
    for label in labels:
        key = normalise(label)
        if key:
            found.setdefault(key, " ".join(label.split()))
    return tuple(found.values())


def _merge(one: Concept, other: Concept) -> Concept:
    return Concept(
        one.id,
        one.source,
        one.kind,
        one.group or other.group,
        distinct(one.labels + other.labels),
        one.sentences + tuple(s for s in other.sentences if s not in one.sentences),
    )
