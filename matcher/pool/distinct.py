"""The different values of a pool's columns: what many records have in common is compared once.

Most gates look at few facts (hours, shifts, a level), in which thousands of records are equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Columns = Mapping[str, NDArray[Any]]
WORTH_IT = 4  # fewer different records than one in so many
SMALL = 4096  # rows below which comparing all is as quick


@dataclass(frozen=True, eq=False)
class Distinct:
    """The different values of a few columns.

    Attributes
    ----------
    columns : one row for each different record
    which : (n,)
        Which of them each row of the pool is; ``None`` when the columns are those of the pool.
    """

    columns: Columns
    which: NDArray[np.intp] | None

    @classmethod
    def of(cls, columns: Columns) -> Distinct:
        """Find equal rows, byte by byte."""
        n = len(next(iter(columns.values()), ()))
        if n < SMALL:
            return cls(columns, None)
        wide = [np.ascontiguousarray(c).reshape(n, -1).view(np.uint8) for c in columns.values()]
        rows = np.ascontiguousarray(np.concatenate(wide, axis=1))
        _, first, which = np.unique(
            rows.view(np.dtype((np.void, rows.shape[1]))).ravel(),
            return_index=True,
            return_inverse=True,
        )
        if len(first) * WORTH_IT > n:
            return cls(columns, None)
        return cls({name: column[first] for name, column in columns.items()}, which)


def by_gate(columns: Columns) -> dict[str, Distinct]:
    """The columns of each gate apart: their names begin with the gate's own name."""
    groups: dict[str, dict[str, NDArray[Any]]] = {}
    for name, values in columns.items():
        groups.setdefault(name.partition(".")[0], {})[name] = values
    return {name: Distinct.of(own) for name, own in groups.items()}
