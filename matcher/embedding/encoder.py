"""What every encoder of text promises, and the int8 form in which its vectors are searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.errors import SettingsError

# 1,040 products of two numbers up to 127 stay below 2**24: float32 holds every partial sum exactly.
LARGEST_EXACT_DIM = 2**24 // 127**2


class Encoder(Protocol):
    """Turns short texts and sentences into vectors whose inner product is their similarity.

    Attributes
    ----------
    name : str
        Name and version of the model, such as "static-nl-1".
    dim : int
        Length of a vector.
    fingerprint : str
        sha256, in hexadecimal, of everything the vectors depend on.
    """

    @property
    def name(self) -> str:
        """Name and version of the model."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    @property
    def fingerprint(self) -> str:
        """Hexadecimal sha256 that changes when any vector could change."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts, each independently of the others.

        Parameters
        ----------
        texts : sequence of str
            Any length, also empty.

        Returns
        -------
        NDArray[np.float32]
            Shape ``(len(texts), dim)``; rows have length 1, or are zero for a text in which
            nothing is known. The same text gives the same row in any batch.
        """
        ...


def quantise(vectors: NDArray[np.floating[Any]]) -> NDArray[np.int8]:
    """Round unit vectors to int8, for inner products that are exact in float32.

    Parameters
    ----------
    vectors : NDArray of float
        Shape ``(n, dim)`` with dim at most 1040; values in [-1, 1].

    Returns
    -------
    NDArray[np.int8]
        ``rint(127 * vectors)``, same shape. The inner product of two rows, divided by 127**2,
        differs from the cosine by some .01 at most.

    Raises
    ------
    SettingsError
        When dim is larger than 1040: sums could then be rounded, and differ between machines.
    """
    if vectors.shape[-1] > LARGEST_EXACT_DIM:
        raise SettingsError(
            f"encoder: vectors of {vectors.shape[-1]} dimensions, at most {LARGEST_EXACT_DIM} "
            "can be searched exactly as int8. Choose an encoder with fewer dimensions."
        )
    rounded: NDArray[np.int8] = np.rint(np.clip(vectors, -1.0, 1.0) * 127.0).astype(np.int8)
    return rounded
