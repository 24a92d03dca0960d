"""Sets of people as bits: 62,000 people are 969 numbers, and "and", "or", "not" run on all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]


def words_for(n: int) -> int:
    """How many 64-bit numbers hold n people."""
    return -(-n // 64)


def pack(mask: NDArray[np.bool_]) -> Bits:
    """Rows of yes and no as bits; the last axis is packed.

    Parameters
    ----------
    mask : (..., n) bool

    Returns
    -------
    ndarray of uint64, shape (..., words_for(n)); bits beyond n are 0.
    """
    n = mask.shape[-1]
    packed = np.packbits(mask, axis=-1, bitorder="little")
    out = np.zeros((*mask.shape[:-1], 8 * words_for(n)), np.uint8)
    out[..., : packed.shape[-1]] = packed
    return out.view("<u8").astype(np.uint64, copy=False)


def rows(bits: Bits) -> NDArray[np.intp]:
    """Numbers of the people in a set, ascending."""
    little = bits.astype("<u8", copy=False).view(np.uint8)
    return np.flatnonzero(np.unpackbits(little, bitorder="little"))


def size(bits: Bits) -> int:
    """How many people are in a set."""
    return int(np.bitwise_count(bits).sum())


class Tally:
    """Which people are in none, and which in exactly one, of the sets that were added."""

    def __init__(self, words: int) -> None:
        self.any = np.zeros(words, np.uint64)
        self.twice = np.zeros(words, np.uint64)

    def add(self, bits: Bits) -> None:
        """Count one more set."""
        self.twice |= self.any & bits
        self.any |= bits

    @property
    def none(self) -> Bits:
        """In no set; bits beyond the last person are set too, so combine with "and"."""
        return ~self.any

    @property
    def one(self) -> Bits:
        """In exactly one set."""
        return self.any & ~self.twice
