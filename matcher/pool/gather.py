"""Taking rows of several pools together: the array work behind a merge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.pool.strings import Strings

PADDING = -1  # ends a list in a column of lists, as the gates promise


def runs(starts: NDArray[Any], rows: NDArray[np.intp]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Positions of the runs of some rows, and where each begins in that list.

    Returns
    -------
    positions : (total,)
    new_starts : (len(rows) + 1,) int64
    """
    lengths = starts[rows + 1] - starts[rows]
    new_starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(lengths, out=new_starts[1:])
    offsets = np.arange(new_starts[-1]) - np.repeat(new_starts[:-1], lengths)
    return np.repeat(starts[rows], lengths) + offsets, new_starts


@dataclass(frozen=True, eq=False)
class Spans:
    """Runs of values that belong to gathered rows.

    Attributes
    ----------
    positions : one array a pool
        Which of its values are taken.
    order : (total,)
        Where these stand in the result, once put one after the other.
    starts : (rows + 1,) int64
        Values of row i of the result are ``starts[i]:starts[i + 1]``.
    """

    positions: tuple[NDArray[np.intp], ...]
    order: NDArray[np.intp]
    starts: NDArray[np.int64]

    def take(self, arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """Values of the result, from one array a pool."""
        chosen = [a[p] for a, p in zip(arrays, self.positions, strict=True)]
        taken: NDArray[Any] = np.concatenate(chosen)[self.order]
        return taken

    def strings(self, tables: Sequence[Strings]) -> Strings:
        """The same for strings."""
        return take_strings(tables, self.positions, self.order)

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Number of values a row."""
        return np.diff(self.starts)


@dataclass(frozen=True, eq=False)
class Gather:
    """Rows of several pools, put in order of id.

    Attributes
    ----------
    rows : one array a pool
        Rows that are taken, ascending.
    order : (n,)
        Where these stand in the result, once put one after the other.
    ids : (n,)
        Their ids, ascending.
    """

    rows: tuple[NDArray[np.intp], ...]
    order: NDArray[np.intp]
    ids: tuple[str, ...]

    @classmethod
    def of(cls, ids: Sequence[Sequence[str]], rows: Sequence[NDArray[np.intp]]) -> Gather:
        """Order the chosen rows of pools with these ids."""
        names = [own[row] for own, chosen in zip(ids, rows, strict=True) for row in chosen.tolist()]
        order = sorted(range(len(names)), key=names.__getitem__)
        return cls(tuple(rows), np.array(order, np.intp), tuple(names[i] for i in order))

    @property
    def owners(self) -> NDArray[np.intp]:
        """Which pool each row of the result comes from, shape (n,)."""
        return np.repeat(np.arange(len(self.rows)), [len(r) for r in self.rows])[self.order]

    def take(self, arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """Rows of arrays; lists of unequal width are padded with `PADDING`."""
        if arrays[0].ndim == 2:
            widest = max(a.shape[1] for a in arrays)
            arrays = [
                np.pad(a, ((0, 0), (0, widest - a.shape[1])), constant_values=PADDING)
                if a.shape[1] < widest
                else a
                for a in arrays
            ]
        chosen = [a[r] for a, r in zip(arrays, self.rows, strict=True)]
        taken: NDArray[Any] = np.concatenate(chosen)[self.order]
        return taken

    def strings(self, tables: Sequence[Strings]) -> Strings:
        """Rows of strings."""
        return take_strings(tables, self.rows, self.order)

    def spans(self, starts: Sequence[NDArray[Any]]) -> Spans:
        """The values that belong to the rows."""
        found = [runs(s, r) for s, r in zip(starts, self.rows, strict=True)]
        lengths = np.concatenate([np.diff(new) for _, new in found])
        before = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=before[1:])
        order, new_starts = runs(before, self.order)
        return Spans(tuple(p for p, _ in found), order, new_starts)

    def matrix(self, matrices: Sequence[sp.csr_array[Any]]) -> sp.csr_array[Any]:
        """Rows of sparse matrices."""
        return matrix_of(self.spans([m.indptr for m in matrices]), matrices)


def matrix_of(spans: Spans, matrices: Sequence[sp.csr_array[Any]]) -> sp.csr_array[Any]:
    """A sparse matrix of the rows behind some spans."""
    parts = (
        spans.take([m.data for m in matrices]),
        spans.take([m.indices for m in matrices]),
        spans.starts,
    )
    return sp.csr_array(parts, shape=(len(spans.starts) - 1, matrices[0].shape[1]))


def take_strings(
    tables: Sequence[Strings], chosen: Sequence[NDArray[np.intp]], order: NDArray[np.intp]
) -> Strings:
    """Chosen strings of each table, one table after the other, then put in an order."""
    items = [item for table, rows in zip(tables, chosen, strict=True) for item in table.raw(rows)]
    return Strings.of_bytes([items[i] for i in order.tolist()])
