"""Several pools searched as one: an immutable base, with newer records in small pools over it.

A record that was changed or taken away stays in its old pool as a row that is no longer live. The
answer over layers is that over one pool of the live rows, whatever the split.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from matcher.errors import DataError
from matcher.scoring.searchable import Searchable
from matcher.scoring.views import VacancySide

Live = NDArray[np.bool_]


class HasIds(Protocol):
    """Anything with rows in order of id."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids by row, ascending."""
        ...


P = TypeVar("P", bound=HasIds)


@dataclass(frozen=True, eq=False)
class Layer(Generic[P]):
    """One pool and which of its rows are live; ``None`` is all of them."""

    pool: P
    live: Live | None = None

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """The live rows, ascending."""
        return np.arange(len(self.pool.ids)) if self.live is None else np.flatnonzero(self.live)

    def row_of(self, identity: str) -> int:
        """The live row with this id, -1 when there is none."""
        ids = self.pool.ids
        row = bisect_left(ids, identity)
        if row == len(ids) or ids[row] != identity:
            return -1
        return row if self.live is None or self.live[row] else -1


@dataclass(frozen=True, eq=False)
class Layers(Generic[P]):
    """Layers of which no two have a live row with the same id. The masks may not change later."""

    layers: tuple[Layer[P], ...]

    @classmethod
    def of(cls, layers: Sequence[tuple[P, Live | None]]) -> Self:
        """Check and put together.

        Raises
        ------
        DataError
            When a mask does not fit its pool, or an id is live in two layers.
        """
        found = cls(tuple(Layer(pool, live) for pool, live in layers))
        if problems := _masks(found.layers) or _doubles(found.layers):
            raise DataError(problems)
        return found

    def __len__(self) -> int:
        return sum(len(layer.rows) for layer in self.layers)

    def find(self, identity: str) -> tuple[P, int] | None:
        """The pool and the row in which this id is live; ``None`` when it is not there."""
        for layer in self.layers:
            row = layer.row_of(identity)
            if row >= 0:
                return layer.pool, row
        return None

    def ids(self) -> tuple[str, ...]:
        """All live ids, ascending."""
        return tuple(
            sorted(layer.pool.ids[row] for layer in self.layers for row in layer.rows.tolist())
        )


class Layered(Layers[Searchable]):
    """Layers of portfolios."""


class LayeredVacancies(Layers[VacancySide]):
    """Layers of vacancies."""


def layered(pool: Searchable | Layered) -> Layered:
    """One pool is layers of one."""
    return pool if isinstance(pool, Layered) else Layered((Layer(pool),))


def layered_vacancies(vacancies: VacancySide | LayeredVacancies) -> LayeredVacancies:
    """The same for vacancies."""
    if isinstance(vacancies, LayeredVacancies):
        return vacancies
    return LayeredVacancies((Layer(vacancies),))


def _masks(layers: Sequence[Layer[P]]) -> list[str]:
    return [
        f"laag {number}: een masker van {layer.live.dtype} {layer.live.shape} "
        f"bij {len(layer.pool.ids)} rijen; geef één bool per rij of None"
        for number, layer in enumerate(layers, 1)
        if layer.live is not None
        and (layer.live.dtype != np.bool_ or layer.live.shape != (len(layer.pool.ids),))
    ]


def _doubles(layers: Sequence[Layer[P]]) -> list[str]:
    """Ids that are live twice; only the smaller layers are walked through."""
    largest = max(layers, key=lambda layer: len(layer.pool.ids), default=None)
    seen: set[str] = set()
    twice: set[str] = set()
    for layer in layers:
        if layer is largest:
            continue
        for row in layer.rows.tolist():
            identity = layer.pool.ids[row]
            if identity in seen or (largest is not None and largest.row_of(identity) >= 0):
                twice.add(identity)
            seen.add(identity)
    return [f"{identity}: staat in twee lagen; zet de oude uit" for identity in sorted(twice)[:5]]
