"""Reading records: as they are, as they were, and what changed since a moment."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from matcher.store.canonical import parse
from matcher.store.problems import NotFound
from matcher.store.record import Change, Kind, Record, consents_of
from matcher.store.tables import HeadRow, VersionRow
from matcher.store.unit import Unit

STREAM = 1000  # rows fetched at a time
COLUMNS = tuple(VersionRow.__table__.columns)  # rows as they are, without objects that are tracked


class RecordReader:
    """All records of one kind, to be read."""

    def __init__(self, unit: Unit, kind: Kind) -> None:
        self._unit, self._session = unit, unit.session
        self.kind = kind

    def get(self, id: str) -> Record:
        """The record as it is now; `NotFound` when there is none or it was deleted."""
        record = self.find(id)
        if record is None:
            raise NotFound(self.kind, id)
        return record

    def find(self, id: str) -> Record | None:
        """The record as it is now, or None when there is none or it was deleted."""
        record = self.latest(id)
        return None if record is None or record.deleted else record

    def at_version(self, id: str, version: int) -> Record:
        """One version, also one in which the record was deleted; `NotFound` after an erasure."""
        query = self._versions(id).where(VersionRow.version == version)
        row = self._session.execute(query).one_or_none()
        if row is None:
            raise NotFound(self.kind, f"{id}, versie {version}")
        return record_of(id, False, row)

    def history(self, id: str) -> list[Change]:
        """Who changed what and when, oldest first; empty for an unknown or erased id."""
        rows = self._session.execute(self._versions(id).order_by(VersionRow.version))
        return [
            Change(r.version, r.changed_at, r.changed_by, r.reason, tuple(json.loads(r.fields)))
            for r in rows
        ]

    def page(
        self, *, organisations: Collection[str] | None, after: str | None = None, limit: int = 50
    ) -> list[Record]:
        """Live records by id, of these organisations (None: all), after an id."""
        query = self._heads(HeadRow.deleted.is_(False)).order_by(HeadRow.id).limit(limit)
        if organisations is not None:
            query = query.where(HeadRow.organisation.in_(sorted(organisations)))
        if after is not None:
            query = query.where(HeadRow.id > after)
        return [record_of(row.id, row.erased, row) for row in self._session.execute(query)]

    def count(self, organisations: Collection[str] | None = None) -> int:
        """Number of live records."""
        query = (
            select(func.count())
            .select_from(HeadRow)
            .where(HeadRow.kind == self.kind, HeadRow.deleted.is_(False))
        )
        if organisations is not None:
            query = query.where(HeadRow.organisation.in_(sorted(organisations)))
        return self._session.scalar(query) or 0

    def changes(self, after: int, limit: int = 10_000) -> list[Record]:
        """The latest state of every record that changed after a sequence, by sequence.

        Deleted and erased ones are among them, without body.
        """
        query = self._heads(HeadRow.sequence > after).order_by(HeadRow.sequence).limit(limit)
        return [record_of(row.id, row.erased, row) for row in self._session.execute(query)]

    def as_of(self, sequence: int) -> Iterator[Record]:
        """Every record that was live at a sequence, as it was then, by id; streamed.

        What was erased since is left out: see `erased_since`.
        """
        query = self._at(sequence).where(VersionRow.body.is_not(None))
        rows = self._session.execute(
            query.order_by(VersionRow.record_id).execution_options(yield_per=STREAM)
        )
        for row in rows:
            yield record_of(row.record_id, False, row)

    def erased_since(self, sequence: int) -> int:
        """How many records were live at a sequence and have been erased after it."""
        gone = self._at(sequence).where(VersionRow.body.is_(None)).subquery()
        return self._session.scalar(select(func.count()).select_from(gone)) or 0

    def last_sequence(self) -> int:
        """The sequence of the latest change of any kind; 0 when nothing was ever written."""
        return self._session.scalar(select(func.max(VersionRow.sequence))) or 0

    def _heads(self, condition: ColumnElement[bool]) -> Select[Any]:
        return (
            select(HeadRow.id, HeadRow.erased, *COLUMNS)
            .join(VersionRow, VersionRow.sequence == HeadRow.sequence)
            .where(HeadRow.kind == self.kind, condition)
        )

    def _versions(self, id: str) -> Select[Any]:
        return select(*COLUMNS).where(VersionRow.kind == self.kind, VersionRow.record_id == id)

    def _at(self, sequence: int) -> Select[Any]:
        """Rows that were the latest of their record at a sequence, and not deleted then."""
        latest = (
            select(func.max(VersionRow.sequence).label("sequence"))
            .where(VersionRow.kind == self.kind, VersionRow.sequence <= sequence)
            .group_by(VersionRow.record_id)
            .subquery()
        )
        return (
            select(*COLUMNS)
            .join(latest, VersionRow.sequence == latest.c.sequence)
            .where(VersionRow.deleted.is_(False))
        )

    def latest(self, id: str) -> Record | None:
        """The latest state, also of a deleted or erased record; None for an unknown id."""
        row = self._session.execute(self._heads(HeadRow.id == id)).one_or_none()
        return None if row is None else record_of(row.id, row.erased, row)


def record_of(id: str, erased: bool, row: Any) -> Record:
    """From a row with the columns of `VersionRow`."""
    return Record(
        id=id,
        organisation=row.organisation,
        version=row.version,
        sequence=row.sequence,
        body=None if row.body is None else parse(row.body),
        consents=consents_of(row.consents),
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        reason=row.reason,
        deleted=row.deleted,
        erased=erased,
    )
