"""The trained table in 8 bits: every row has its own scale, so that faint features keep theirs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.artefact import LARGEST_SCALE

_LARGEST_ROW = 127


def quantised(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
    """Round a table to rows of int8 and a scale a row.

    Only directions matter to the encoder, so the table's own unit is dropped: the largest scale
    is 4095. Quantising `dequantised` rows gives the same rows and scales again.

    Parameters
    ----------
    table : NDArray[np.float32]
        Shape ``(buckets, dim)``, not all zero.

    Returns
    -------
    rows : NDArray[np.int8]
        Shape ``(buckets, dim)``.
    scales : NDArray[np.int32]
        Shape ``(buckets,)``, 1..4095.
    """
    top = np.abs(table).max(axis=1).astype(np.float64)
    unit = top.max() / (_LARGEST_ROW * LARGEST_SCALE)
    # Rounded down, and the row then clipped: so its largest value is 127 whatever the scale. The
    # hair added keeps a whole number whole, such as the 4095 of the largest row.
    scales = np.maximum(np.floor(top / (_LARGEST_ROW * unit) + 1e-6), 1)
    rows = np.rint(table / (scales * unit)[:, None]).clip(-_LARGEST_ROW, _LARGEST_ROW)
    return rows.astype(np.int8), scales.astype(np.int32)


def dequantised(rows: NDArray[np.int8], scales: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return ``rows * scales`` as float32, exactly; shape ``(buckets, dim)``."""
    return rows.astype(np.float32) * scales[:, None].astype(np.float32)
