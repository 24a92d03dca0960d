"""Keys with which other systems use the API; only hashes are kept."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from matcher.store.problems import AlreadyExists, NotFound
from matcher.store.tables import TokenRow, UserRow
from matcher.store.unit import Unit


@dataclass(frozen=True)
class Token:
    """One key.

    Attributes
    ----------
    label : str
        What it is for, in the words of who made it.
    expires : datetime or None
        None = until it is revoked.
    revoked : datetime or None
        Since when it no longer works.
    """

    id: str
    user_id: str
    label: str
    created: datetime
    expires: datetime | None
    revoked: datetime | None


class Tokens:
    """All keys."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def add(
        self, token_hash: str, user_id: str, label: str, expires: datetime | None = None
    ) -> Token:
        """A new key; `NotFound` without such a user, `AlreadyExists` for a hash in use."""
        if self._session.get(UserRow, user_id) is None:
            raise NotFound("user", user_id)
        if self._row(token_hash) is not None:
            raise AlreadyExists("token", label)
        row = TokenRow(
            id=self._unit.new_id(),
            token_hash=token_hash,
            user_id=user_id,
            label=label,
            created=self._unit.now,
            expires=expires,
            revoked=None,
        )
        self._session.add(row)
        self._session.flush()
        return _token(row)

    def find(self, token_hash: str) -> Token | None:
        """The key, or None when it does not work: unknown, revoked, or its time is over."""
        row = self._row(token_hash)
        if row is None or row.revoked is not None:
            return None
        return None if row.expires and row.expires <= self._unit.now else _token(row)

    def revoke(self, id: str) -> None:
        """Stop a key for good; `NotFound` when there is none."""
        row = self._session.get(TokenRow, id)
        if row is None:
            raise NotFound("token", id)
        row.revoked = row.revoked or self._unit.now
        self._session.flush()

    def list(self, user_id: str) -> builtins.list[Token]:
        """Every key of a user, oldest first, revoked ones too."""
        rows = self._session.scalars(
            select(TokenRow)
            .where(TokenRow.user_id == user_id)
            .order_by(TokenRow.created, TokenRow.id)
        )
        return [_token(row) for row in rows]

    def _row(self, token_hash: str) -> TokenRow | None:
        return self._session.scalar(select(TokenRow).where(TokenRow.token_hash == token_hash))


def _token(row: TokenRow) -> Token:
    return Token(row.id, row.user_id, row.label, row.created, row.expires, row.revoked)
