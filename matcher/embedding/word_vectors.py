"""Vectors of words, computed once and remembered.

Everything is an integer until the last step, so that the order of sums cannot matter: a word's
features give ``u = sum_f scales[f] * rows[f]``; the word's vector is
``rint(WORD_LENGTH * weight / 4095 * u / |u|)``. Square root and division are rounded correctly by
IEEE 754, hence every machine gets the same integers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.embedding.artefact import LARGEST_SCALE, Artefact
from matcher.embedding.features import word_features
from matcher.vocabulary.compounds import CompoundSplitter

# Length of the vector of a word of full weight: large enough that rounding is far below int8's.
WORD_LENGTH = 1 << 17
# Words remembered; more start anew. 65,536 x 192 x 4 bytes = 50 MB.
REMEMBERED = 65_536
# Words whose features are summed at once.
_CHUNK = 2_048


def sum_rows(artefact: Artefact, features: Sequence[Sequence[int]]) -> NDArray[np.int32]:
    """Sum the scaled rows of each list of features.

    Parameters
    ----------
    artefact : Artefact
        Holds rows and scales.
    features : sequence of sequences of int
        Buckets, at most some 250 a list (else int32 could overflow).

    Returns
    -------
    NDArray[np.int32]
        Shape ``(len(features), dim)``, exact.
    """
    lengths = np.fromiter((len(one) for one in features), np.int64, len(features))
    flat = np.fromiter((bucket for one in features for bucket in one), np.int64, lengths.sum())
    used, columns = np.unique(flat, return_inverse=True)
    weights = sparse.csr_matrix(
        (artefact.scales[flat], columns, np.concatenate(([0], lengths.cumsum()))),
        shape=(len(features), len(used)),
    )
    summed: NDArray[np.int32] = weights @ artefact.rows[used].astype(np.int32)
    return summed


class WordVectors:
    """Integer vectors of words, by number; a bounded memory.

    Parameters
    ----------
    artefact : Artefact
        The trained table and lexicon.

    Attributes
    ----------
    vectors : NDArray[np.int32]
        Shape ``(at least len(self), dim)``: row ``number(word)``.
    """

    def __init__(self, artefact: Artefact) -> None:
        self._artefact = artefact
        self._splitter = CompoundSplitter(artefact.lexicon if artefact.config.compounds else ())
        self._numbers: dict[str, int] = {}
        self._pending: list[str] = []
        self.vectors = np.zeros((1_024, artefact.config.dim), np.int32)

    def __len__(self) -> int:
        return len(self._numbers)

    def forget_if_full(self) -> None:
        """Start anew when more than `REMEMBERED` words are held; numbers given so far lapse."""
        if len(self._numbers) > REMEMBERED:
            self._numbers.clear()
            self.vectors = self.vectors[:1_024].copy()

    def numbers(self, words: Sequence[str]) -> list[int]:
        """Number each word; `complete` must run before `vectors` is read."""
        numbers = self._numbers
        found = []
        for word in words:
            number = numbers.get(word)
            if number is None:
                number = numbers[word] = len(numbers)
                self._pending.append(word)
            found.append(number)
        return found

    def complete(self) -> None:
        """Compute the vectors of the words numbered since the last call."""
        while self._pending:
            batch, self._pending = self._pending[:_CHUNK], self._pending[_CHUNK:]
            first = self._numbers[batch[0]]
            self._reserve(first + len(batch))
            self.vectors[first : first + len(batch)] = self._compute(batch)

    def _compute(self, batch: list[str]) -> NDArray[np.int32]:
        artefact, config = self._artefact, self._artefact.config
        summed = sum_rows(
            artefact, [word_features(word, self._splitter, config.buckets) for word in batch]
        ).astype(np.int64)
        squared = (summed * summed).sum(axis=1)
        length = np.sqrt(np.maximum(squared, 1).astype(np.float64))
        weight = np.array([artefact.lexicon.get(w, config.unknown_weight) for w in batch], float)
        factor = WORD_LENGTH * weight / LARGEST_SCALE
        vectors: NDArray[np.int32] = np.rint(summed * factor[:, None] / length[:, None]).astype(
            np.int32
        )
        return vectors

    def _reserve(self, size: int) -> None:
        if size > len(self.vectors):
            larger = np.zeros((max(size, 2 * len(self.vectors)), self.vectors.shape[1]), np.int32)
            larger[: len(self.vectors)] = self.vectors
            self.vectors = larger
