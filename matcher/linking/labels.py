"""The lexical side of linking: every label, normalised, findable by spelling."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.linking.recognition import Method
from matcher.vocabulary.compounds import CompoundSplitter
from matcher.vocabulary.concepts import Kind, Register
from matcher.vocabulary.normalise import normalise
from matcher.vocabulary.vocabulary import Vocabulary

LONGEST_PHRASE = 6  # words
# Words that say nothing about work; a label may not be recognised by these alone.
STOP = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "of",
        "van",
        "in",
        "op",
        "te",
        "met",
        "voor",
        "bij",
        "aan",
        "om",
        "als",
        "ik",
        "je",
        "jij",
        "u",
        "we",
        "wij",
        "hij",
        "zij",
        "ze",
        "is",
        "ben",
        "was",
        "heb",
        "heeft",
        "had",
        "kan",
        "kon",
        "wil",
        "wilde",
        "mag",
        "moet",
        "ook",
        "nog",
        "wel",
        "niet",
        "geen",
        "er",
        "dat",
        "die",
        "dit",
        "deze",
        "naar",
        "uit",
        "door",
        "over",
        "tot",
        "veel",
        "goed",
        "graag",
        "werk",
        "werken",
        "gewerkt",
        "doen",
        "gedaan",
        "jaar",
        "dag",
        "week",
        "alle",
        "alles",
        "o",
        "a",
    ]
)


class LabelIndex:
    """All labels of a vocabulary, numbered as in ``vocabulary.labels``."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.texts = [label.text for label in vocabulary.labels]
        self.normal = [normalise(text) for text in self.texts]
        self.concept: NDArray[np.int32] = np.array(
            [vocabulary.number[label.concept] for label in vocabulary.labels], dtype=np.int32
        )
        self.splitter = CompoundSplitter({w for text in self.normal for w in text.split()})
        self._exact: dict[str, int] = {}
        for i, text in enumerate(self.normal):
            self._exact.setdefault(text, i)
        self._phrase = {
            text: i for text, i in self._exact.items() if self._may_stand_inside(text, i)
        }

    def _may_stand_inside(self, text: str, label: int) -> bool:
        words = text.split()
        if len(words) > LONGEST_PHRASE or all(w in STOP for w in words):
            return False
        if len(words) > 1:
            return True
        # One short word inside a sentence is seldom the label: "pa", "boa" and "zorg" are.
        register = self.vocabulary.labels[label].register
        return len(text) >= 5 or register is Register.PREFERRED

    @cached_property
    def _by_parts(self) -> dict[tuple[str, ...], int]:
        out: dict[tuple[str, ...], int] = {}
        for i, text in enumerate(self.normal):
            out.setdefault(self.parts(text), i)
        return out

    @cached_property
    def _by_first_letters(self) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        out: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        occupation = {int(c) for c in self.vocabulary.of_kind(Kind.OCCUPATION)}
        for i, text in enumerate(self.normal):
            if int(self.concept[i]) in occupation:
                parts = self.in_order(text)
                if len(parts) > 1:
                    out["".join(p[0] for p in parts)].append((parts, i))
        return dict(out)

    def in_order(self, normal: str) -> tuple[str, ...]:
        """Words with compounds split, stop words dropped, in the order of the text."""
        return tuple(
            part for w in normal.split() if w not in STOP for part in self.splitter.split(w)
        )

    def parts(self, normal: str) -> tuple[str, ...]:
        """The same as a sorted set: what two spellings of one compound share."""
        return tuple(sorted(set(self.in_order(normal))))

    def exact(self, normal: str) -> int | None:
        """Label with exactly this normal form."""
        return self._exact.get(normal)

    def same_parts(self, normal: str) -> int | None:
        """Label with the same word parts, joined or ordered otherwise."""
        parts = self.parts(normal)
        return self._by_parts.get(parts) if parts else None

    def abbreviation(self, text: str) -> int | None:
        """Label of which the dotted or shortened words are the beginnings ("mag.medew.")."""
        if "." not in text:
            return None
        starts = normalise(text.replace(".", " ")).split()
        if len(starts) < 2 or any(len(s) < 2 for s in starts):
            return None
        candidates = self._by_first_letters.get("".join(s[0] for s in starts), [])
        fitting = [
            i
            for parts, i in candidates
            if all(p.startswith(s) for p, s in zip(parts, starts, strict=True))
        ]
        concepts = {int(self.concept[i]) for i in fitting}
        return fitting[0] if len(concepts) == 1 else None

    def phrases(self, normal: str) -> list[tuple[int, str]]:
        """Labels that stand literally in a text, longest first and not overlapping."""
        words = normal.split()
        found: list[tuple[int, int, int]] = []
        for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                label = self._phrase.get(" ".join(words[start : start + length]))
                if label is not None:
                    found.append((start, start + length, label))
        taken: set[int] = set()
        out: list[tuple[int, str]] = []
        for start, end, label in found:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                out.append((label, " ".join(words[start:end])))
        return out


# How often a lexical recognition is right on held-out labels (notebooks/03 measures it again).
CONFIDENCE = {
    Method.EXACT: 1.0,
    Method.PHRASE: 0.4,
    Method.COMPOUND: 0.8,
    Method.ABBREVIATION: 0.95,
}
# In a short label a word beside the phrase changes what it means ("deadlines bewaken"); in running
# text it mostly does not ("ook vrachtwagenchauffeur geweest"). Not measured: no text is labelled.
PHRASE_IN_RUNNING_TEXT = 0.6
RUNNING_TEXT_WORDS = 5
