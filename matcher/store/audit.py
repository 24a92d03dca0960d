"""The log of who did what: lines are added, never changed; triggers in the database refuse it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from matcher.errors import DataError
from matcher.store import chain
from matcher.store.canonical import digest, parse
from matcher.store.chain import GENESIS, PRUNED, Anchor, AuditEntry, Line, body_of
from matcher.store.problems import check_id
from matcher.store.tables import AnchorRow, AuditRow
from matcher.store.times import to_utc
from matcher.store.unit import Unit

__all__ = ["Anchor", "AuditEntry", "AuditLog"]
KEPT = timedelta(days=183)  # a line is kept at least this long
COLUMNS = tuple(getattr(AuditRow, name) for name in Line._fields)
STREAM = 1000


class AuditLog:
    """The log. Details name ids, never content: a line cannot be erased."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def append(
        self,
        actor: str,
        organisation: str,
        action: str,
        subject: str,
        details: Mapping[str, Any] | None = None,
    ) -> AuditEntry:
        """Add a line in the transaction of what it tells: both are there, or neither.

        Raises
        ------
        DataError
            When actor, action or subject cannot be ids, or the details are no JSON.
        """
        for name, value in (("actor", actor), ("action", action), ("subject", subject or "-")):
            check_id(value, name)
        before = self._end()
        number, now = before.number + 1, self._unit.now
        body = body_of(
            number, now, actor, organisation, action, subject, details or {}, before.hash
        )
        line = Line(
            number, now, actor, organisation, action, subject, body, before.hash, digest(body)
        )
        self._session.execute(insert(AuditRow).values(line._asdict()))
        return _entry(line)

    def entries(
        self,
        after: int = 0,
        limit: int = 100,
        subject: str | None = None,
        actor: str | None = None,
        action: str | None = None,
    ) -> list[AuditEntry]:
        """Lines with a number above `after`, by number."""
        query = select(*COLUMNS).where(AuditRow.number > after).order_by(AuditRow.number)
        for column, value in (
            (AuditRow.subject, subject),
            (AuditRow.actor, actor),
            (AuditRow.action, action),
        ):
            if value is not None:
                query = query.where(column == value)
        return [_entry(Line(*row)) for row in self._session.execute(query.limit(limit))]

    def count(self) -> int:
        """Number of lines that are there."""
        return self._session.scalar(select(func.count()).select_from(AuditRow)) or 0

    def last(self) -> AuditEntry | None:
        """The latest line; its number and hash are an anchor to write down elsewhere."""
        row = self._session.execute(
            select(*COLUMNS).order_by(AuditRow.number.desc()).limit(1)
        ).one_or_none()
        return None if row is None else _entry(Line(*row))

    def verify(self, anchor: Anchor | None = None) -> list[str]:
        """Everything that is wrong with the log, in Dutch; empty when it is whole.

        Parameters
        ----------
        anchor : Anchor, optional
            Number and hash of a line, written down elsewhere: finds a log that was cut off or
            rewritten as a whole.
        """
        rows = self._session.execute(
            select(*COLUMNS).order_by(AuditRow.number).execution_options(yield_per=STREAM)
        )
        try:
            return chain.problems((Line(*row) for row in rows), self._cut(), anchor)
        except ValueError as error:  # a time that is no time any more
            return [f"een logregel is gewijzigd en kan niet worden gelezen ({error})"]

    def prune(self, before: datetime, *, by: str = "system", organisation: str = "system") -> int:
        """Clear away the lines from before a moment; how many went.

        The place is kept as an anchor, so that `verify` still holds, and the clearing is a line of
        the log itself.

        Raises
        ------
        DataError
            When `before` is less than 183 days ago.
        """
        if to_utc(before) > self._unit.now - KEPT:
            raise DataError(
                f"opruimen tot {before:%d-%m-%Y}: logregels blijven minstens {KEPT.days} dagen "
                "staan; kies een eerdere dag"
            )
        first_kept = select(func.min(AuditRow.number)).where(AuditRow.at >= before)
        kept = self._session.scalar(first_kept)
        old = select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)
        if kept is not None:
            old = old.where(AuditRow.number < kept)
        row = self._session.execute(old).one_or_none()
        if row is None:
            return 0
        cut = Anchor(*row)
        told = {"number": cut.number, "hash": cut.hash}
        self.append(by, organisation, PRUNED, "", told)
        self._session.execute(insert(AnchorRow).values(told))
        gone = delete(AuditRow).where(AuditRow.number <= cut.number).returning(AuditRow.number)
        return len(self._session.scalars(gone).all())

    def _cut(self) -> Anchor | None:
        row = self._session.execute(
            select(AnchorRow.number, AnchorRow.hash).order_by(AnchorRow.number.desc()).limit(1)
        ).one_or_none()
        return None if row is None else Anchor(*row)

    def _end(self) -> Anchor:
        row = self._session.execute(
            select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)
        ).one_or_none()
        return Anchor(0, GENESIS) if row is None else Anchor(*row)


def _entry(line: Line) -> AuditEntry:
    return AuditEntry(
        line.number,
        line.at,
        line.actor,
        line.organisation,
        line.action,
        line.subject,
        parse(line.body)["details"],
        line.previous,
        line.hash,
    )
