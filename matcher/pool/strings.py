"""Many strings in two arrays, so that a million of them load in no time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        return cls.of_bytes([item.encode() for item in items])

    @classmethod
    def of_bytes(cls, encoded: Sequence[bytes]) -> Strings:
        """Store strings that are UTF-8 already."""
        starts = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(e) for e in encoded], out=starts[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, index: int) -> str:
        return self.data[self.starts[index] : self.starts[index + 1]].tobytes().decode()

    def raw(self, rows: NDArray[np.intp]) -> list[bytes]:
        """The UTF-8 of some strings."""
        data, begins, ends = self.data, self.starts[rows], self.starts[rows + 1]
        return [
            data[begin:end].tobytes()
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
        ]
