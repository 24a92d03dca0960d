"""Texts as numbers for training: words numbered, the features of each word computed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.features import gram_count, word_features
from matcher.vocabulary.compounds import CompoundSplitter


@dataclass(frozen=True)
class Indexed:
    """A batch of texts as two bags: texts of words, words of features.

    Attributes
    ----------
    buckets : NDArray[np.int64]
        Distinct buckets of the batch.
    features, feature_starts : NDArray[np.int64]
        Places in `buckets`, and where each word's begin.
    words : NDArray[np.int64]
        Lexicon number of each distinct word; 0 = unknown.
    members, member_starts : NDArray[np.int64]
        Places in `words`, and where each text's begin.
    """

    buckets: NDArray[np.int64]
    features: NDArray[np.int64]
    feature_starts: NDArray[np.int64]
    words: NDArray[np.int64]
    members: NDArray[np.int64]
    member_starts: NDArray[np.int64]


class Index:
    """Numbers words and remembers their features.

    Parameters
    ----------
    lexicon : sequence of str
        Words that have a weight of their own, numbered from 1.
    splitter : CompoundSplitter
    buckets : int
    """

    def __init__(self, lexicon: Sequence[str], splitter: CompoundSplitter, buckets: int) -> None:
        self._number = {word: number for number, word in enumerate(lexicon, start=1)}
        self._splitter = splitter
        self._buckets = buckets
        self._features: dict[str, NDArray[np.int64]] = {}
        self._grams: dict[str, int] = {}  # where the n-grams begin

    def features(self, word: str) -> NDArray[np.int64]:
        """Return the buckets of a word."""
        found = self._features.get(word)
        if found is None:
            found = np.array(word_features(word, self._splitter, self._buckets), np.int64)
            self._features[word] = found
            self._grams[word] = len(found) - gram_count(word)
        return found

    def __call__(
        self, texts: Sequence[Sequence[str]], whole_word: float = 1.0, seed: int = 0
    ) -> Indexed:
        """Index texts given as words.

        Parameters
        ----------
        texts : sequence of sequences of str
        whole_word, seed : float, int
            Chance that a word keeps the features of itself and its parts; seed of the draw.
        """
        place: dict[str, int] = {}
        members: list[int] = []
        starts: list[int] = []
        for text in texts:
            starts.append(len(members))
            members += [place.setdefault(word, len(place)) for word in dict.fromkeys(text)]
        lists = [self.features(word) for word in place]
        if whole_word < 1.0:
            drop = np.random.default_rng(seed).random(len(lists)) >= whole_word
            lists = [
                one[self._grams[word] :] if dropped else one
                for word, one, dropped in zip(place, lists, drop, strict=True)
            ]
        lengths = np.array([len(one) for one in lists], np.int64)
        flat = np.concatenate([np.zeros(0, np.int64), *lists])
        used, inverse = np.unique(flat, return_inverse=True)
        return Indexed(
            used,
            inverse,
            lengths.cumsum() - lengths,
            np.array([self._number.get(word, 0) for word in place], np.int64),
            np.array(members, np.int64),
            np.array(starts, np.int64),
        )
