"""Work that takes longer than a request: where it stands and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from matcher.store.canonical import canonical, parse
from matcher.store.problems import NotFound, check_choice
from matcher.store.tables import JobRow
from matcher.store.unit import Unit

FINISHED = ("done", "failed")
STATUSES = ("queued", "running", *FINISHED)


@dataclass(frozen=True)
class Job:
    """One piece of work: `done` of `total` steps; a total of 0 is not known yet."""

    id: str
    kind: str
    status: str
    done: int
    total: int
    report: dict[str, Any] | None = field(repr=False)
    by: str
    organisation: str
    created_at: datetime
    finished_at: datetime | None


class Jobs:
    """All work."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def add(
        self, *, kind: str, by: str, organisation: str, total: int = 0, status: str = "queued"
    ) -> Job:
        """New work, queued."""
        row = JobRow(
            id=self._unit.new_id(),
            kind=kind,
            status=check_choice(status, STATUSES, "status"),
            done=0,
            total=total,
            report=None,
            by=by,
            organisation=organisation,
            created_at=self._unit.now,
            finished_at=None,
        )
        self._session.add(row)
        self._session.flush()
        return _job(row)

    def update(
        self,
        id: str,
        *,
        status: str | None = None,
        done: int | None = None,
        total: int | None = None,
        report: Mapping[str, Any] | None = None,
    ) -> Job:
        """Change what is given, leave the rest; done and failed set the time of finishing."""
        row = self._row(id)
        row.done = row.done if done is None else done
        row.total = row.total if total is None else total
        row.report = row.report if report is None else canonical(dict(report))
        if status is not None:
            row.status = check_choice(status, STATUSES, "status")
            row.finished_at = self._unit.now if status in FINISHED else None
        self._session.flush()
        return _job(row)

    def get(self, id: str) -> Job:
        """`NotFound` when there is none."""
        return _job(self._row(id))

    def page(
        self,
        *,
        organisation: str | None = None,
        by: str | None = None,
        status: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> list[Job]:
        """Latest first, of one organisation, account or status; after an id.

        Raises
        ------
        NotFound
            When there is no work `after`.
        """
        query = select(JobRow).order_by(JobRow.created_at.desc(), JobRow.id.desc())
        for column, value in (
            (JobRow.organisation, organisation),
            (JobRow.by, by),
            (JobRow.status, status),
        ):
            if value is not None:
                query = query.where(column == value)
        if after is not None:
            last = self._row(after)
            query = query.where(
                (JobRow.created_at < last.created_at)
                | ((JobRow.created_at == last.created_at) & (JobRow.id < last.id))
            )
        return [_job(row) for row in self._session.scalars(query.limit(limit))]

    def purge(self, before: datetime) -> None:
        """Remove work that was finished before a moment, with its report."""
        self._session.execute(delete(JobRow).where(JobRow.finished_at < before))

    def _row(self, id: str) -> JobRow:
        row = self._session.get(JobRow, id)
        if row is None:
            raise NotFound("job", id)
        return row


def _job(row: JobRow) -> Job:
    return Job(
        row.id,
        row.kind,
        row.status,
        row.done,
        row.total,
        None if row.report is None else parse(row.report),
        row.by,
        row.organisation,
        row.created_at,
        row.finished_at,
    )
