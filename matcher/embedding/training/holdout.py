"""Labels and sentences kept from training, to choose and to measure by.

Taken by hash of concept and text, so that the same ones are held out whatever else is added.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from zlib import crc32

from matcher.embedding.training.augment import mistype
from matcher.embedding.training.concepts import Concept, Corpus
from matcher.vocabulary.normalise import normalise, words

_ONE_IN = 10
# Shorter words than these do not make two labels look alike ("van", "het").
_CONTENT_LETTERS = 4
_SHORTEST_SENTENCE = 4  # words
# Lines as vacancies and CVs have them; the training's own filler words are others.
_LINES = (
    "Ben jij de {} die ons team in Assen komt versterken?",
    "Van 2015 tot 2019 heb ik bij een klein bedrijf gewerkt als {}, meestal vier dagen per week.",
    "Voor onze opdrachtgever zijn we met spoed op zoek naar: {}.",
    "Verder heb ik een tijd {} gedaan, dat vond ik leuk en daar was ik goed in.",
    "U gaat zich bezighouden met {} en u krijgt daarbij hulp van een collega.",
)


@dataclass(frozen=True)
class Query:
    """A text whose concept is known.

    Attributes
    ----------
    text : str
    concept : str
        Id of the concept it names or describes.
    source, kind : str
        Of the concept: among those of the same source and kind it is to be found.
    form : str
        "label", "label, other words" (no word of four letters shared with the labels that
        remain), "label, mistyped", "label in a line" (of a vacancy or CV) or "sentence" (the
        concept's own words masked).
    """

    text: str
    concept: str
    source: str
    kind: str
    form: str


def hold_out(corpus: Corpus) -> tuple[Corpus, tuple[Query, ...]]:
    """Take one in ten labels (never the first of a concept) and one in ten texts out.

    A label that equals a label that remains, of whatever concept, is dropped: it would measure
    nothing but memory. Of one in ten concepts all sentences are held out.
    """
    kept: list[Concept] = []
    labels: list[tuple[Concept, str]] = []
    queries: list[Query] = []
    for concept in corpus.concepts:
        out = [label for label in concept.labels[1:] if _chosen(concept.id, normalise(label))]
        labels += [(concept, label) for label in out]
        rest = replace(concept, labels=tuple(x for x in concept.labels if x not in out))
        if concept.sentences and _chosen(concept.id, "sentences"):
            queries += _sentences(concept)
            rest = replace(rest, sentences=())
        kept.append(rest)
    remaining = {normalise(label) for concept in kept for label in concept.labels}
    by_id = {concept.id: concept for concept in kept}
    rng = random.Random(0)  # the same typing errors for every encoder
    for concept, label in labels:
        if normalise(label) not in remaining:
            other = not content(label) & _content_of(by_id[concept.id])
            form = "label, other words" if other else "label"
            mistyped = " ".join(mistype(word, rng) for word in words(label))
            line = _LINES[crc32(label.encode()) % len(_LINES)].format(label)
            for text, of_form in (
                (label, form),
                (mistyped, "label, mistyped"),
                (line, "label in a line"),
            ):
                queries.append(Query(text, concept.id, concept.source, concept.kind, of_form))
    return Corpus(tuple(kept), corpus.links), tuple(queries)


def mask(sentence: str, concept: Concept) -> str:
    """Drop from a sentence the words, and their inflections, of the concept's own labels."""
    own = {word[:_CONTENT_LETTERS] for word in _content_of(concept)}
    return " ".join(word for word in words(sentence) if word[:_CONTENT_LETTERS] not in own)


def content(text: str) -> set[str]:
    """Return the words of four letters or more."""
    return {word for word in words(text) if len(word) >= _CONTENT_LETTERS}


def _content_of(concept: Concept) -> set[str]:
    return {word for label in concept.labels for word in content(label)}


def _sentences(concept: Concept) -> list[Query]:
    masked = (mask(sentence, concept) for sentence in concept.sentences)
    return [
        Query(text, concept.id, concept.source, concept.kind, "sentence")
        for text in masked
        if len(text.split()) >= _SHORTEST_SENTENCE
    ]


def _chosen(concept: str, text: str) -> bool:
    return crc32(f"{concept}\n{text}".encode()) % _ONE_IN == 0
