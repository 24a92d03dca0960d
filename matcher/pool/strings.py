"""Many strings in two arrays, so that a million of them load in no time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Strings:
    """An immutable list of strings: UTF-8 bytes and where each one begins.

    Attributes
    ----------
    data : ndarray of uint8
    starts : ndarray of int64, shape (n + 1,)
    """

    data: NDArray[np.uint8]
    starts: NDArray[np.int64]

    @classmethod
    def pack(cls, items: Iterable[str]) -> Strings:
        """Store strings in the given order."""
        encoded = [item.encode() for item in items]
        starts = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(e) for e in encoded], out=starts[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, index: int) -> str:
        return self.data[self.starts[index] : self.starts[index + 1]].tobytes().decode()
