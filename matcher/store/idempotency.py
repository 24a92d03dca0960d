"""Answers to requests that may be sent twice: the second time the first answer is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete

from matcher.store.canonical import canonical, parse
from matcher.store.problems import AlreadyExists, check_id
from matcher.store.tables import IdempotencyRow
from matcher.store.unit import Unit


@dataclass(frozen=True)
class Stored:
    """The first answer, and the hash of what was asked: another question is no repeat."""

    body_hash: str
    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


class Idempotency:
    """Answers by key, user and route."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def find(self, key: str, user: str, route: str) -> Stored | None:
        """The first answer, or None."""
        row = self._session.get(IdempotencyRow, (key, user, route))
        if row is None:
            return None
        return Stored(row.body_hash, row.status, parse(row.headers), row.body)

    def add(
        self,
        key: str,
        user: str,
        route: str,
        body_hash: str,
        status: int,
        headers: Mapping[str, str],
        body: bytes,
    ) -> None:
        """Keep an answer; `AlreadyExists` when this user used the key on this route before."""
        if self._session.get(IdempotencyRow, (key, user, route)) is not None:
            raise AlreadyExists("idempotency", key)
        self._session.add(
            IdempotencyRow(
                key=check_id(key, "Idempotency-Key"),
                user=user,
                route=check_id(route, "route"),
                body_hash=body_hash,
                status=status,
                headers=canonical(dict(headers)),
                body=body,
                at=self._unit.now,
            )
        )
        self._session.flush()

    def purge(self, before: datetime) -> None:
        """Forget answers from before a moment."""
        self._session.execute(delete(IdempotencyRow).where(IdempotencyRow.at < before))
