"""The largest value a row has, for rows with few items each.

A row of a pool has a handful of jobs or wishes. Taking the maximum row by row is slow; here the
first items of all rows stand together, then the second items of those that have one. Rows are in
order of their number of items, so that each level concerns a leading part of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Levels:
    """A fixed arrangement of the items of some rows.

    Parameters
    ----------
    starts : (n + 1,)
        Items of row i are ``starts[i]:starts[i + 1]``.

    Attributes
    ----------
    items : (total,)
        Which item stands where: all first items, all second items, and so on.
    """

    def __init__(self, starts: NDArray[np.int64]) -> None:
        counts = np.diff(starts)
        self._order = np.argsort(-counts, kind="stable")
        begins = starts[:-1][self._order]
        deepest = int(counts.max(initial=0))
        self._sizes = [int(np.count_nonzero(counts > depth)) for depth in range(deepest)]
        parts = [begins[:size] + depth for depth, size in enumerate(self._sizes)]
        self.items: NDArray[np.int64] = np.concatenate([np.zeros(0, np.int64), *parts])

    def largest(self, values: NDArray[Any]) -> NDArray[Any]:
        """Maximum of each row, 0 without items.

        Parameters
        ----------
        values : (total,)
            One an item, in the order of `items`.
        """
        best = np.zeros(len(self._order), values.dtype)
        at = 0
        for size in self._sizes:
            level = values[at : at + size]
            if at:
                np.maximum(best[:size], level, out=best[:size])
            else:
                best[:size] = level
            at += size
        out = np.empty_like(best)
        out[self._order] = best
        return out
