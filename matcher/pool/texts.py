"""Every different text of a pool once, with its vector and its concepts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.encoder import quantise
from matcher.linking.linker import Linker
from matcher.linking.recognition import Recognition

BATCH = 4096
Progress = Callable[[str, int, int], None]


def silent(_stage: str, _done: int, _total: int) -> None:
    """A progress callback that shows nothing."""


class TextTable:
    """Collects texts while a pool is read, then encodes and links each different one once."""

    def __init__(self) -> None:
        # Text 0 is empty, with a zero vector: there is always something to point at.
        self.texts: list[str] = [""]
        self._number: dict[str, int] = {"": 0}

    def add(self, text: str) -> int:
        """The number of a text; the same text always has the same number."""
        number = self._number.get(text)
        if number is None:
            number = self._number[text] = len(self.texts)
            self.texts.append(text)
        return number

    def find(self, text: str) -> int:
        """The number of a text that was added, else -1."""
        return self._number.get(text, -1)

    def encode(self, linker: Linker, progress: Progress = silent) -> NDArray[np.int8]:
        """Int8 vectors, shape (n, dim)."""
        dim = linker.encoder.dim
        out = np.zeros((len(self.texts), dim), np.int8)
        for start in range(0, len(self.texts), BATCH):
            batch = self.texts[start : start + BATCH]
            out[start : start + len(batch)] = quantise(linker.encoder.encode(batch))
            progress("vectoren", start + len(batch), len(self.texts))
        return out

    def link(
        self, linker: Linker, wanted: Sequence[int], progress: Progress = silent
    ) -> dict[int, list[Recognition]]:
        """Recognitions of the wanted texts, by text number."""
        out: dict[int, list[Recognition]] = {}
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            found = linker.link_many([self.texts[i] for i in batch])
            out.update(zip(batch, found, strict=True))
            progress("begrippen", start + len(batch), len(wanted))
        return out


def documents(
    starts: NDArray[np.int64],
    texts: NDArray[np.int32],
    weights: NDArray[np.float32],
    vectors: NDArray[np.int8],
) -> NDArray[np.int8]:
    """One vector a record: the weighted mean of its texts' vectors, normalised, as int8.

    Parameters
    ----------
    starts : (n + 1,)
        Rows of record i are ``starts[i]:starts[i + 1]`` of ``texts`` and ``weights``.

    Returns
    -------
    ndarray of int8, shape (n, dim)
        A record without texts has a zero row.
    """
    n = len(starts) - 1
    out = np.zeros((n, vectors.shape[1]), np.int8)
    for i in range(n):
        rows = slice(starts[i], starts[i + 1])
        total = (
            vectors[texts[rows]].astype(np.float64) * weights[rows, None].astype(np.float64)
        ).sum(axis=0)
        length = np.sqrt((total * total).sum())
        if length > 0:
            out[i] = quantise(total / length)
    return out
