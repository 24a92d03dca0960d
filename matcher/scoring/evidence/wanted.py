"""What a job wants through the vocabulary, and what can stand in for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.scoring.views import VacancySide


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing wanted: up to ``points`` when fully covered.

    Attributes
    ----------
    concepts : tuple of (concept, support as float32)
        Any of them will do; the best counts.
    """

    points: float
    concepts: tuple[tuple[int, np.float32], ...]
    scale: np.float32  # hundredths of points, the form in which all paths compute

    @classmethod
    def of(cls, points: float, concepts: Iterable[tuple[int, np.float32]]) -> Wanted:
        """Up to ``points`` for any of these concepts."""
        return cls(points, tuple(concepts), np.float32(points * 100))


@dataclass(frozen=True, eq=False, slots=True)
class Leaves:
    """What can cover the things a job wants, flattened: demands first, then parts.

    Attributes
    ----------
    near, similarity, support : (leaves,)
        A concept that stands in, how far, and the support of the link it stands in for.
    starts : (things + 1,)
        Leaves of thing i are ``starts[i]:starts[i + 1]``.
    scale : (things,) float32
        Hundredths of points when fully covered.
    thing : dict of int to int
        Demand number -> thing.
    """

    near: NDArray[np.int32]
    similarity: NDArray[np.float32]
    support: NDArray[np.float32]
    starts: NDArray[np.int64]
    scale: NDArray[np.float32]
    thing: dict[int, int]


def wanted_parts(side: VacancySide, row: int) -> list[Wanted]:
    """The parts of the occupation in a vacancy's title, lowered by how sure it was recognised."""
    occupation = int(side.pool.occupation[row])
    if occupation < 0:
        return []
    concepts, weights = side.knowledge.parts_of(occupation)
    total = float(weights.sum())
    if total <= 0:
        return []
    points = side.weights.occupation_parts * float(side.pool.occupation_confidence[row])
    return [
        Wanted.of(points * float(w) / total, [(int(c), np.float32(1))])
        for c, w in zip(concepts, weights, strict=True)
    ]
