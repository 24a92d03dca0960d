"""The default encoder: a weighted bag of hashed word features, in integers, without torch.

The vector of a text is the sum of the vectors of its distinct words (`word_vectors`), each as
long as the word is important; then scaled to length 1. Words such as "u bent een" have hardly any
weight, so that a paragraph reads like its content words.
Sums are sums of integers: exact, hence the same in any order, batch and machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.embedding.artefact import Artefact, load_artefact
from matcher.embedding.word_vectors import WordVectors
from matcher.vocabulary.normalise import words

# Texts encoded at once: bounds the memory, changes no value.
_CHUNK = 4_096


class StaticEncoder:
    """Encodes Dutch work words and sentences with a trained table (see `Encoder`).

    Parameters
    ----------
    artefact : Artefact
        The trained table, lexicon and config; `load` reads them from a directory.
    """

    def __init__(self, artefact: Artefact) -> None:
        self._artefact = artefact
        self._words = WordVectors(artefact)
        self._lock = Lock()  # a server encodes in several threads

    @classmethod
    def load(cls, directory: Path) -> StaticEncoder:
        """Read an encoder from its directory.

        Raises
        ------
        SnapshotError
            When files are missing, damaged or of another format.
        """
        return cls(load_artefact(Path(directory)))

    @property
    def name(self) -> str:
        """Name and version of the model."""
        return self._artefact.config.name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._artefact.config.dim

    @property
    def fingerprint(self) -> str:
        """Hexadecimal sha256 of the artefact's files."""
        return self._artefact.fingerprint

    @property
    def artefact(self) -> Artefact:
        """What the encoder was loaded from."""
        return self._artefact

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts; see `Encoder.encode`."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for start in range(0, len(texts), _CHUNK):
            with self._lock:
                vectors[start : start + _CHUNK] = self._encode(texts[start : start + _CHUNK])
        return vectors

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self._words.forget_if_full()
        numbers = [self._words.numbers(list(dict.fromkeys(words(text)))) for text in texts]
        self._words.complete()
        counts = np.fromiter((len(one) for one in numbers), np.int64, len(numbers))
        columns = np.fromiter((n for one in numbers for n in one), np.int64, counts.sum())
        used, inverse = np.unique(columns, return_inverse=True)
        bag = sparse.csr_matrix(
            (np.ones(len(columns), np.int64), inverse, np.concatenate(([0], counts.cumsum()))),
            shape=(len(texts), len(used)),
        )
        summed: NDArray[np.int64] = bag @ self._words.vectors[used].astype(np.int64)
        return unit_rows(summed)


def unit_rows(summed: NDArray[np.int64]) -> NDArray[np.float32]:
    """Scale integer rows to length 1; a zero row stays zero.

    Parameters
    ----------
    summed : NDArray[np.int64]
        Shape ``(n, dim)``, each row shorter than 2**31 (16,000 distinct words a text).

    Returns
    -------
    NDArray[np.float32]
        Same shape. The squares are summed as integers, so only the correctly rounded square
        root, division and conversion round.
    """
    squared = (summed * summed).sum(axis=1)
    length = np.sqrt(np.maximum(squared, 1).astype(np.float64))
    rows: NDArray[np.float32] = (summed / length[:, None]).astype(np.float32)
    return rows
