"""Portfolios and vacancies with all their versions.

Every change gets the next ``sequence``, in order of commit, so that a reader that has seen
everything up to a number needs only what came after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from matcher.errors import DataError
from matcher.store.bulk import put_many
from matcher.store.canonical import canonical, digest
from matcher.store.erasure import erase, forget
from matcher.store.problems import AlreadyExists, NotFound, VersionConflict, check_id
from matcher.store.reading import RecordReader, record_of
from matcher.store.record import (
    Change,
    Consent,
    Counts,
    Kind,
    Record,
    changed_fields,
    consents_text,
)
from matcher.store.sensitive import SENSITIVE, SensitiveFacts, completed, merge, split
from matcher.store.tables import HeadRow, VersionRow
from matcher.store.unit import Unit

__all__ = ["Change", "Consent", "Counts", "Kind", "Record", "Records"]


class Records(RecordReader):
    """All records of one kind.

    Parameters
    ----------
    unit : Unit
        The transaction.
    kind : Kind
        Which kind.
    sensitive : SensitiveFacts, optional
        Where the sensitive part of a body goes; None for a kind that has none.
    """

    def __init__(self, unit: Unit, kind: Kind, sensitive: SensitiveFacts | None = None) -> None:
        super().__init__(unit, kind)
        self._sensitive = sensitive

    def put(
        self,
        body: dict[str, Any],
        *,
        organisation: str,
        by: str,
        expected: int | None = None,
        reason: str | None = None,
    ) -> Record:
        """Create or change a record; an equal body writes no new version.

        Parameters
        ----------
        body : dict
            An exchange-format record with its ``id``. Its sensitive fields are kept apart; those
            that it leaves out stay as they were (`sensitive.completed`).
        expected : int, optional
            The version that the writer has seen; 0 = the record must be new.

        Raises
        ------
        VersionConflict
            When `expected` is not the version that is there.
        AlreadyExists
            When the id belongs to another organisation.
        """
        id = check_id(body.get("id"))
        check_id(organisation, "organisation")
        before = self.latest(id)
        if before is not None and not before.erased and before.organisation != organisation:
            raise AlreadyExists(self.kind, id)
        live = before if before is not None and not before.deleted else None
        self._check(id, live, expected)
        if self._sensitive is not None:
            body = completed(body, self._sensitive.get(id))
        return self._put(body, before, live, organisation, by, reason)

    def set_sensitive(
        self,
        id: str,
        facts: Mapping[str, Any],
        *,
        by: str,
        expected: int | None = None,
        reason: str | None = None,
    ) -> Record:
        """Replace the sensitive facts as a whole; the body follows where matching must know.

        Raises
        ------
        DataError
            For a field that is not one of `sensitive.SENSITIVE`.
        """
        other = sorted(set(facts) - set(SENSITIVE))
        if self._sensitive is None or other:
            accepted = ", ".join(SENSITIVE)
            raise DataError([f"veld {name}: toegestaan: {accepted}" for name in other] or accepted)
        live = self.get(id)
        self._check(id, live, expected)
        whole = merge(live.body or {}, self._sensitive.get(id))
        body = {name: value for name, value in whole.items() if name not in SENSITIVE}
        return self._put(body | dict(facts), live, live, live.organisation, by, reason)

    def _put(
        self,
        body: dict[str, Any],
        before: Record | None,
        live: Record | None,
        organisation: str,
        by: str,
        reason: str | None,
    ) -> Record:
        id = str(body["id"])
        matching, facts = (body, {}) if self._sensitive is None else split(body)
        text = canonical(matching)
        told = self._sensitive is not None and self._sensitive.put(id, facts)
        if live is not None and not told and canonical(live.body) == text:
            return live
        fields = changed_fields(live.body if live else None, matching)
        fields += ["sensitive"] if told and live is not None else []
        consents = canonical([]) if before is None else consents_text(before.consents)
        return self._write(before, id, organisation, text, consents, fields, by, reason)

    def put_many(
        self,
        bodies: Iterable[dict[str, Any]],
        *,
        organisation: str,
        by: str,
        reason: str | None = None,
    ) -> Counts:
        """`put` for many records at once, without expected versions; all of them or none.

        Raises
        ------
        DataError
            When an id stands there twice, or cannot be an id.
        AlreadyExists
            When an id belongs to another organisation.
        """
        return put_many(
            self._unit,
            self.kind,
            self._sensitive,
            bodies,
            organisation=organisation,
            by=by,
            reason=reason,
        )

    def set_consents(
        self,
        id: str,
        consents: Sequence[Consent],
        *,
        by: str,
        expected: int | None = None,
        reason: str | None = None,
    ) -> Record:
        """Replace the consents: a new version with the same body, so that pools notice."""
        live = self.get(id)
        self._check(id, live, expected)
        text = consents_text(consents)
        if text == consents_text(live.consents):
            return live
        body = canonical(live.body)
        return self._write(live, id, live.organisation, body, text, ["consents"], by, reason)

    def delete(
        self, id: str, *, by: str, expected: int | None = None, reason: str | None = None
    ) -> Record:
        """A version without body; older versions stay readable until `erase`."""
        live = self.get(id)
        self._check(id, live, expected)
        consents = consents_text(live.consents)
        return self._write(live, id, live.organisation, None, consents, [], by, reason)

    def erase(self, id: str, *, by: str, reason: str) -> None:
        """Remove every trace of the content, older versions too (AVG art. 17).

        What stays: rows without an id (sequence and version), so that a replay can say that
        somebody was removed, and a notice with the id, so that every pool drops it.

        Raises
        ------
        NotFound
            When the record is not there or was erased before.
        """
        head = self._session.get(HeadRow, (self.kind, id))
        if head is None or head.erased:
            raise NotFound(self.kind, id)
        erase(self._unit, head, self.last_sequence() + 1, by=by, reason=reason)
        if self._sensitive is not None:
            self._sensitive.delete(id)

    def forget_notices(self, before: datetime) -> int:
        """Take the ids out of the notices of erasures from before a moment; how many there were.

        Only when every pool, also one on disk, is newer than that moment: an older one could no
        longer learn whom to drop.
        """
        return forget(self._unit, self.kind, before)

    def _check(self, id: str, live: Record | None, expected: int | None) -> None:
        version = 0 if live is None else live.version
        if expected is not None and expected != version:
            raise VersionConflict(id, expected, version)

    def _write(
        self,
        before: Record | None,
        id: str,
        organisation: str,
        body: str | None,
        consents: str,
        fields: list[str],
        by: str,
        reason: str | None,
    ) -> Record:
        row = VersionRow(
            sequence=self.last_sequence() + 1,
            kind=self.kind,
            record_id=id,
            version=1 if before is None else before.version + 1,
            organisation=organisation,
            body=body,
            consents=consents,
            fields=canonical(fields),
            changed_at=self._unit.now,
            changed_by=by,
            reason=reason,
            deleted=body is None,
        )
        head = HeadRow(
            kind=self.kind,
            id=id,
            organisation=organisation,
            version=row.version,
            sequence=row.sequence,
            digest=None if body is None else digest(body),
            deleted=row.deleted,
            erased=False,
        )
        self._session.add(row)
        self._session.merge(head)
        self._session.flush()
        return record_of(id, False, row)
