"""Signed-in browsers. Only hashes are kept: who reads the database cannot sign in with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from matcher.store.problems import AlreadyExists, NotFound
from matcher.store.tables import SessionRow, UserRow
from matcher.store.unit import Unit


@dataclass(frozen=True)
class Session:
    """One browser; valid until `expires`."""

    token_hash: str
    user_id: str
    csrf_hash: str
    created: datetime
    seen: datetime
    expires: datetime


class Sessions:
    """All sessions, by the hash of their token."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def add(self, token_hash: str, user_id: str, csrf_hash: str, expires: datetime) -> Session:
        """A new session; `NotFound` without such a user, `AlreadyExists` for a hash in use."""
        if self._session.get(UserRow, user_id) is None:
            raise NotFound("user", user_id)
        if self._session.get(SessionRow, token_hash) is not None:
            raise AlreadyExists("session", user_id)
        now = self._unit.now
        row = SessionRow(
            token_hash=token_hash,
            user_id=user_id,
            csrf_hash=csrf_hash,
            created=now,
            seen=now,
            expires=expires,
        )
        self._session.add(row)
        self._session.flush()
        return _session(row)

    def find(self, token_hash: str) -> Session | None:
        """The session, or None when there is none or its time is over."""
        row = self._session.get(SessionRow, token_hash)
        return None if row is None or row.expires <= self._unit.now else _session(row)

    def touch(self, token_hash: str, expires: datetime | None = None) -> None:
        """Seen now; with `expires`, valid until then. Nothing happens to an unknown session."""
        row = self._session.get(SessionRow, token_hash)
        if row is not None:
            row.seen = self._unit.now
            row.expires = row.expires if expires is None else expires
            self._session.flush()

    def delete(self, token_hash: str) -> None:
        """Sign out; nothing happens when it was done before."""
        self._session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))

    def delete_for(self, user_id: str) -> None:
        """Sign out everywhere."""
        self._session.execute(delete(SessionRow).where(SessionRow.user_id == user_id))

    def purge(self, now: datetime | None = None) -> None:
        """Remove the sessions whose time is over."""
        moment = self._unit.now if now is None else now
        self._session.execute(delete(SessionRow).where(SessionRow.expires <= moment))


def _session(row: SessionRow) -> Session:
    return Session(row.token_hash, row.user_id, row.csrf_hash, row.created, row.seen, row.expires)
