"""The few formulas all evidence shares. Points are whole hundredths: sums are exact."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Centipoints = NDArray[np.int32]
UNIT = np.float32(127 * 127)  # inner product of two equal int8 unit vectors


def centipoints(points: Any) -> Centipoints:
    """Round points to hundredths (half to even), as int32."""
    return np.rint(np.asarray(points, np.float64) * 100).astype(np.int32)


def credit(similarity: Any, floor: float, top: float) -> NDArray[np.float64]:
    """Linear from 0 at ``floor`` to 1 at ``top``, clipped."""
    return np.clip((np.asarray(similarity, np.float64) - floor) / (top - floor), 0.0, 1.0)


def cosines(vectors: NDArray[Any], query: NDArray[np.int8]) -> NDArray[np.float32]:
    """Inner products of int8 unit vectors, scaled to [-1, 1].

    Computed in float32 on whole numbers: every partial sum is below 2**24, so the result is the
    same in any order of summing, on any machine.

    Parameters
    ----------
    vectors : (n, dim), int8 or the same numbers as float32
    query : (dim,) or (m, dim)

    Returns
    -------
    ndarray of float32, shape (n,) or (n, m)
    """
    return (vectors.astype(np.float32, copy=False) @ query.astype(np.float32).T) / UNIT


def largest_per_row(
    values: NDArray[Any], starts: NDArray[np.int64], empty: float = 0.0
) -> NDArray[Any]:
    """Maximum of each run ``values[starts[i]:starts[i + 1]]``; ``empty`` for an empty run."""
    n = len(starts) - 1
    out = np.full((n, *values.shape[1:]), empty, values.dtype)
    filled = np.flatnonzero(np.diff(starts) > 0)
    if len(filled):
        # reduceat runs to the next start, which skips empty rows by itself.
        out[filled] = np.maximum.reduceat(values, starts[filled], axis=0)
    return out


def where_largest(values: NDArray[Any], starts: NDArray[np.int64]) -> NDArray[np.intp]:
    """Position of the maximum of each run, the first of equals; the end of ``values`` when empty.

    Returns
    -------
    ndarray, shape (runs, ...) with the further axes of ``values``
    """
    size = len(values)
    best = np.repeat(largest_per_row(values, starts), np.diff(starts), axis=0)
    place = np.arange(size).reshape(size, *(1 for _ in values.shape[1:]))
    hits = np.where(values == best, -place, -size)
    return -largest_per_row(hits, starts, empty=-size)
