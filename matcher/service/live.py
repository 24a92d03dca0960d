"""Pools that follow the store: an immutable base, and small layers with what changed since.

A process looks for changes a few times a second. Changed records are built into a new small layer
and their rows in older layers stop counting; nothing that a running query uses is altered. When
layers pile up the small ones are merged, and when many rows changed everything is merged into a new
base on disk, which other processes take over.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from matcher.errors import MatcherError
from matcher.service.bases import Base, Bases
from matcher.store.database import Database, Transaction
from matcher.store.records import Record, Records

S = TypeVar("S")  # one searchable pool
L = TypeVar("L")  # several of them, searched as one
MOST_LAYERS = 8
Progress = Callable[[str, int, int], None]
CHUNK = 5000  # records built at a time while catching up


class NotReadyError(MatcherError):
    """A pool that is still being made or read."""


def silent(stage: str, done: int, total: int) -> None:
    """No progress is told."""


class PoolKind(Protocol[S, L]):
    """What is different between pools of portfolios and of vacancies."""

    name: str

    def records(self, tx: Transaction) -> Records:
        """The store's side."""
        ...

    def build(self, records: Sequence[Record], progress: Progress) -> S:
        """A pool of the records that take part in matching."""
        ...

    def ids(self, pool: S) -> tuple[str, ...]:
        """Ids of the rows."""
        ...

    def layered(self, layers: Sequence[tuple[S, NDArray[np.bool_] | None]]) -> L:
        """Several pools as one."""
        ...

    def merge(self, layered: L) -> S:
        """Several pools made one."""
        ...

    def warm(self, pool: S) -> None:
        """Make now what a first query would make."""
        ...


@dataclass(frozen=True, eq=False)
class Layer(Generic[S]):
    """One pool, which of its rows count, and of which organisation and version each row is."""

    pool: S
    ids: tuple[str, ...]
    owners: NDArray[np.int32]
    versions: NDArray[np.int64]
    live: NDArray[np.bool_]

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Id to row, of rows that count and of rows that no longer do."""
        return {name: row for row, name in enumerate(self.ids)}


@dataclass(frozen=True, eq=False)
class View(Generic[S, L]):
    """A pool as of one moment of the store; never changes, so a query holds on to one."""

    kind: PoolKind[S, L]
    layers: tuple[Layer[S], ...]
    sequence: int
    base_sequence: int
    organisations: tuple[str, ...]
    _scoped: dict[frozenset[str] | None, L] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(int(layer.live.sum()) for layer in self.layers)

    @property
    def changed(self) -> int:
        """Rows outside the base."""
        return sum(int(layer.live.sum()) for layer in self.layers[1:])

    def find(self, record: str) -> tuple[Layer[S], int] | None:
        """The layer and row in which a record counts."""
        for layer in self.layers:
            row = layer.row_of.get(record)
            if row is not None and layer.live[row]:
                return layer, row
        return None

    def scoped(self, organisations: frozenset[str] | None = None) -> L:
        """What some organisations hold, searchable; everything without organisations."""
        found = self._scoped.get(organisations)
        if found is None:
            found = self.kind.layered([(x.pool, self._mask(x, organisations)) for x in self.layers])
            self._scoped[organisations] = found
        return found

    def _mask(
        self, layer: Layer[S], organisations: frozenset[str] | None
    ) -> NDArray[np.bool_] | None:
        if organisations is None:
            return None if layer.live.all() else layer.live
        codes = [i for i, name in enumerate(self.organisations) if name in organisations]
        mask = layer.live & np.isin(layer.owners, codes)
        return None if mask.all() else mask


class Live(Generic[S, L]):
    """One pool that follows the store.

    Parameters
    ----------
    most_behind : int, optional
        A process that is further behind waits for another's base; ``None``: builds it itself.
    """

    def __init__(
        self,
        kind: PoolKind[S, L],
        database: Database,
        bases: Bases[S],
        most_behind: int | None = None,
    ) -> None:
        self.kind, self.database, self.bases, self.most_behind = kind, database, bases, most_behind
        self._lock = threading.Lock()
        self._where: dict[str, tuple[int, int]] = {}
        self._view: View[S, L] | None = None  # being worked on, under the lock
        self._shown: View[S, L] | None = None

    @property
    def view(self) -> View[S, L]:
        """The newest complete view; `NotReadyError` before there is one."""
        if self._shown is None:
            raise NotReadyError(
                "de pool wordt nog geladen; probeer het over enkele seconden opnieuw"
            )
        return self._shown

    @property
    def ready(self) -> bool:
        """Whether there is a view."""
        return self._shown is not None

    @property
    def _current(self) -> View[S, L]:
        assert self._view is not None
        return self._view

    def start(self, progress: Progress = silent) -> bool:
        """Take the newest base, or begin with nothing, and catch up; False: not ready yet."""
        with self._lock:
            base = self.bases.load()
            if base is not None:
                self._take(base)
            elif self.most_behind is None:
                self._take(None)
            elif self._behind(0) > self.most_behind:
                return False  # another process is making the first base
            else:
                self._take(None)
            self._catch_up(progress)
            self._shown = self._view
            return True

    def follow(self, progress: Progress = silent) -> bool:
        """Take over what changed in the store; whether the view changed."""
        with self._lock:
            if self._view is None:
                return False
            before = self._view
            if self.bases.newest() > before.base_sequence:
                base = self.bases.load()
                if base is not None and base.sequence > before.base_sequence:
                    self._take(base)
            self._catch_up(progress)
            self._shown = self._view
            return self._view is not before

    def publish(self) -> None:
        """Merge everything into a new base on disk, and go on from it."""
        with self._lock:
            view = self._current
            pool = self.kind.merge(view.scoped(None))
            rows = {
                name: (int(layer.owners[row]), int(layer.versions[row]))
                for layer in view.layers
                for row, name in enumerate(layer.ids)
                if layer.live[row]
            }
            ids = self.kind.ids(pool)
            owners = np.array([rows[name][0] for name in ids], np.int32)
            versions = np.array([rows[name][1] for name in ids], np.int64)
            self.bases.save(Base(pool, ids, owners, versions, view.organisations, view.sequence))
            base = self.bases.load()
            if base is not None:
                self._take(base)
                self._catch_up(silent)
                self._shown = self._view

    def _behind(self, sequence: int) -> int:
        with self.database.read() as tx:
            return self.kind.records(tx).last_sequence() - sequence

    def _take(self, base: Base[S] | None) -> None:
        if base is None:
            empty = self.kind.build([], silent)
            none = np.zeros(0, np.int32)
            base = Base(empty, (), none, none.astype(np.int64), (), 0)
        else:
            self.kind.warm(base.pool)
        live = np.ones(len(base.ids), np.bool_)
        layer = Layer(base.pool, base.ids, base.owners, base.versions, live)
        self._where = {name: (0, row) for row, name in enumerate(base.ids)}
        self._view = View(self.kind, (layer,), base.sequence, base.sequence, base.organisations)

    def _catch_up(self, progress: Progress) -> None:
        with self.database.read() as tx:
            records = self.kind.records(tx)
            last = records.last_sequence()
            if last == self._current.sequence:
                return
            if self.most_behind is not None and last - self._current.sequence > self.most_behind:
                changes = records.changes(self._current.sequence, self.most_behind + 1)
                if len(changes) > self.most_behind:
                    return  # another process makes a base of this
            else:
                changes = records.changes(self._current.sequence, CHUNK)
        while changes:
            self._add(changes, progress)
            with self.database.read() as tx:
                changes = self.kind.records(tx).changes(self._current.sequence, CHUNK)
        # Changes of the other kind of record move the counter too.
        self._view = replace(self._current, sequence=max(last, self._current.sequence))

    def _add(self, changes: Sequence[Record], progress: Progress) -> None:
        view = self._current
        names = list(view.organisations)
        number = {name: i for i, name in enumerate(names)}
        owner_of: dict[str, tuple[int, int]] = {}
        for record in changes:
            if record.organisation not in number:
                number[record.organisation] = len(names)
                names.append(record.organisation)
            owner_of[record.id] = (number[record.organisation], record.version)
        masks: dict[int, NDArray[np.bool_]] = {}
        for record in changes:
            if record.id in self._where:
                at, row = self._where.pop(record.id)
                masks.setdefault(at, view.layers[at].live.copy())[row] = False
        layers = [
            replace(layer, live=masks[i]) if i in masks else layer
            for i, layer in enumerate(view.layers)
        ]
        pool = self.kind.build(changes, progress)
        layers.append(self._layer(pool, owner_of))
        if len(layers) > MOST_LAYERS:
            layers = [layers[0], self._squeeze(layers[1:])]
        self._view = View(
            self.kind, tuple(layers), changes[-1].sequence, view.base_sequence, tuple(names)
        )
        for at in range(1, len(layers)):
            rows = np.flatnonzero(layers[at].live).tolist()
            self._where.update((layers[at].ids[row], (at, row)) for row in rows)

    def _layer(self, pool: S, owner_of: dict[str, tuple[int, int]]) -> Layer[S]:
        ids = self.kind.ids(pool)
        return Layer(
            pool,
            ids,
            np.array([owner_of[name][0] for name in ids], np.int32),
            np.array([owner_of[name][1] for name in ids], np.int64),
            np.ones(len(ids), np.bool_),
        )

    def _squeeze(self, layers: Iterable[Layer[S]]) -> Layer[S]:
        several = list(layers)
        owner_of = {
            x.ids[row]: (int(x.owners[row]), int(x.versions[row]))
            for x in several
            for row in np.flatnonzero(x.live).tolist()
        }
        pool = self.kind.merge(self.kind.layered([(x.pool, x.live) for x in several]))
        return self._layer(pool, owner_of)


AnyLive = Live[Any, Any]
