"""Lists as they were shown: kept so that they can be made again, and so that people can see who
looked at them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from matcher.store.canonical import canonical, parse
from matcher.store.problems import AlreadyExists, NotFound, check_choice, check_id
from matcher.store.record import Kind
from matcher.store.tables import CandidateRow, ShortlistRow, UserRow
from matcher.store.unit import Unit, chunks


@dataclass(frozen=True)
class StoredShortlist:
    """One list.

    Attributes
    ----------
    kind : str
        What the subject is: ``vacancy`` (people were ranked) or ``portfolio`` (jobs were).
    subject_version : int or None
        None when the subject was not stored.
    sequence : int
        The moment of the store that the pool stood for.
    answer : bytes
        As given (compressed by who stores it); empty after an erasure of somebody in it.
    candidates : tuple of str
        Portfolios whose data was shown, in order of rank; "" where somebody was erased.
    """

    id: str
    kind: str
    subject: str
    subject_version: int | None
    subject_body: dict[str, Any] = field(repr=False)
    sequence: int
    scope: dict[str, Any]
    k: int
    outside: int
    settings: dict[str, Any] = field(repr=False)
    origin: dict[str, Any] = field(repr=False)
    answer_sha256: str
    answer: bytes = field(repr=False)
    candidates: tuple[str, ...]
    by: str
    at: datetime
    organisation: str = ""

    @property
    def erased(self) -> bool:
        """The answer is gone, because somebody in it was erased."""
        return not self.answer


class Shown(NamedTuple):
    """One time that a portfolio stood on a list; `rank` starts at 1."""

    shortlist: str
    at: datetime
    by: str
    rank: int


class Shortlists:
    """All lists; none is ever changed, but for an erasure."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def add(
        self,
        *,
        kind: str,
        subject: str,
        subject_version: int | None,
        subject_body: Mapping[str, Any],
        sequence: int,
        scope: Mapping[str, Any],
        k: int,
        outside: int,
        settings: Mapping[str, Any],
        origin: Mapping[str, Any],
        answer_sha256: str,
        answer: bytes,
        candidates: Sequence[str],
        by: str,
        organisation: str | None = None,
        id: str | None = None,
    ) -> StoredShortlist:
        """Keep a list.

        Parameters
        ----------
        organisation : str, optional
            Whose list it is; without it the organisation of the account `by`, or "".
        id : str, optional
            Without it the store gives one.
        """
        id = self._unit.new_id() if id is None else check_id(id)
        if self._session.get(ShortlistRow, id) is not None:
            raise AlreadyExists("shortlist", id)
        if organisation is None:
            account = self._session.get(UserRow, by)
            organisation = "" if account is None else account.organisation
        self._session.add(
            ShortlistRow(
                id=id,
                kind=check_choice(kind, tuple(Kind), "kind"),
                subject=subject,
                subject_version=subject_version,
                subject_body=canonical(dict(subject_body)),
                sequence=sequence,
                scope=canonical(dict(scope)),
                k=k,
                outside=outside,
                settings=canonical(dict(settings)),
                origin=canonical(dict(origin)),
                answer_sha256=answer_sha256,
                answer=answer,
                by=by,
                organisation=organisation,
                at=self._unit.now,
            )
        )
        self._session.flush()
        rows = [
            {"shortlist": id, "rank": rank, "candidate": candidate}
            for rank, candidate in enumerate(candidates, 1)
        ]
        if rows:
            self._session.execute(insert(CandidateRow), rows)
        return self.get(id)

    def get(self, id: str) -> StoredShortlist:
        """`NotFound` when there is none."""
        row = self._session.get(ShortlistRow, id)
        if row is None:
            raise NotFound("shortlist", id)
        return _shortlist(row, self._candidates([id]).get(id, []))

    def page(
        self,
        *,
        by: str | None = None,
        organisation: str | None = None,
        subject: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> list[StoredShortlist]:
        """The latest lists first, of one account, organisation or subject; after an id.

        Raises
        ------
        NotFound
            When there is no list `after`.
        """
        query = select(ShortlistRow).order_by(ShortlistRow.at.desc(), ShortlistRow.id.desc())
        if by is not None:
            query = query.where(ShortlistRow.by == by)
        if organisation is not None:
            query = query.where(ShortlistRow.organisation == organisation)
        if subject is not None:
            query = query.where(ShortlistRow.subject == subject)
        if after is not None:
            last = self.get(after)
            query = query.where(
                (ShortlistRow.at < last.at)
                | ((ShortlistRow.at == last.at) & (ShortlistRow.id < last.id))
            )
        rows = self._session.scalars(query.limit(limit)).all()
        candidates = self._candidates([row.id for row in rows])
        return [_shortlist(row, candidates.get(row.id, [])) for row in rows]

    def shown(self, portfolio_id: str) -> list[Shown]:
        """When, to whom and at which place a portfolio was shown; latest first."""
        rows = self._session.execute(
            select(ShortlistRow.id, ShortlistRow.at, ShortlistRow.by, CandidateRow.rank)
            .join(CandidateRow, CandidateRow.shortlist == ShortlistRow.id)
            .where(CandidateRow.candidate == check_id(portfolio_id, "portfolio"))
            .order_by(ShortlistRow.at.desc(), ShortlistRow.id.desc(), CandidateRow.rank)
        )
        return [Shown(*row) for row in rows]

    def _candidates(self, ids: Sequence[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for part in chunks(ids):
            rows = self._session.execute(
                select(CandidateRow.shortlist, CandidateRow.candidate)
                .where(CandidateRow.shortlist.in_(part))
                .order_by(CandidateRow.shortlist, CandidateRow.rank)
            )
            for shortlist, candidate in rows:
                found.setdefault(shortlist, []).append(candidate)
        return found


def _shortlist(row: ShortlistRow, candidates: Sequence[str]) -> StoredShortlist:
    return StoredShortlist(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        subject_version=row.subject_version,
        subject_body=parse(row.subject_body),
        sequence=row.sequence,
        scope=parse(row.scope),
        k=row.k,
        outside=row.outside,
        settings=parse(row.settings),
        origin=parse(row.origin),
        answer_sha256=row.answer_sha256,
        answer=row.answer,
        candidates=tuple(candidates),
        by=row.by,
        at=row.at,
        organisation=row.organisation,
    )
