"""Chance: the score that knowing nothing gives."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


class Chance:
    """Scores drawn by hash of the two ids, so that no order of the input changes them.

    Parameters
    ----------
    documents : sequence of str
        Ids of what is ranked.
    seed : int
        Another seed gives another draw.
    """

    def __init__(self, documents: Sequence[str], seed: int = 0) -> None:
        self.seed = seed
        self._documents = np.array([_hash("d", key, seed) for key in documents], dtype=np.uint64)

    def scores(self, queries: Sequence[str]) -> NDArray[np.float64]:
        """Score every document for every query.

        Parameters
        ----------
        queries : sequence of str
            Ids of the queries, not their texts.

        Returns
        -------
        NDArray[np.float64]
            Shape ``(len(queries), n_documents)``, uniform in [0, 1).
        """
        hashes = np.array([_hash("q", key, self.seed) for key in queries], dtype=np.uint64)
        mixed = _mix(hashes[:, None] ^ self._documents[None, :])
        scores: NDArray[np.float64] = (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return scores


def _hash(kind: str, key: str, seed: int) -> int:
    digest = blake2b(f"{seed}\n{kind}\n{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _mix(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014); arithmetic modulo 2**64."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
