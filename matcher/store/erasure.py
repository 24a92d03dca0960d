"""Erasing a record (AVG art. 17): the content goes, everywhere; numbers that tell nothing stay.

Texts that hold a candidate's own words go too: answers of lists on which they stood, and answers
kept for requests that are sent twice. The log stays: it holds ids and decisions, no content.
"""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import LargeBinary, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from matcher.store.canonical import canonical
from matcher.store.contacts import ContactDetails
from matcher.store.record import Kind
from matcher.store.tables import (
    CandidateRow,
    DecisionRow,
    HeadRow,
    IdempotencyRow,
    OutcomeRow,
    PseudonymRow,
    ReleaseRow,
    RequestRow,
    SessionRow,
    ShortlistRow,
    TokenRow,
    UserRow,
    VersionRow,
)
from matcher.store.unit import Unit

ERASED = ""  # stands where an id stood
FORGOTTEN = "erased-"  # begins the id of a notice whose id was taken out
MARK = "erased"  # key of `Session.info`: this transaction erased something


def erase(unit: Unit, head: HeadRow, sequence: int, *, by: str, reason: str) -> None:
    """Remove what `head` stands for; the head itself becomes the notice for the pools.

    The caller removes what only it may name: the sensitive facts.
    """
    session, kind, id = unit.session, head.kind, head.id
    nobody = unit.new_id()
    session.execute(
        update(VersionRow)
        .where(VersionRow.kind == kind, VersionRow.record_id == id)
        .values(
            record_id=nobody,
            body=None,
            consents=canonical([]),
            fields=canonical([]),
            changed_by=ERASED,
            reason=None,
        )
    )
    head.version += 1
    head.sequence, head.digest, head.deleted, head.erased = sequence, None, True, True
    session.add(
        VersionRow(
            sequence=sequence,
            kind=kind,
            record_id=nobody,
            version=head.version,
            organisation=head.organisation,
            body=None,
            consents=canonical([]),
            fields=canonical([]),
            changed_at=unit.now,
            changed_by=by,
            reason=reason,
            deleted=True,
        )
    )
    session.flush()
    _lists(session, kind, id)
    _repeats(unit, id)
    if kind == Kind.PORTFOLIO:
        _person(unit, id)
    session.info[MARK] = True


def forget(unit: Unit, kind: str, before: datetime) -> int:
    """Take the id out of notices from before a moment; how many. See `Records.forget_notices`."""
    old = (
        select(HeadRow)
        .join(VersionRow, VersionRow.sequence == HeadRow.sequence)
        .where(
            HeadRow.kind == kind,
            HeadRow.erased.is_(True),
            HeadRow.id.not_like(f"{FORGOTTEN}%"),
            VersionRow.changed_at < before,
        )
    )
    rows = unit.session.scalars(old).all()
    for row in rows:
        row.id = f"{FORGOTTEN}{unit.new_id()}"
    unit.session.flush()
    unit.session.info[MARK] = True
    return len(rows)


def _lists(session: Session, kind: str, id: str) -> None:
    """Empty the answers that quote the record; the fingerprint of the answer stays."""
    subject = (ShortlistRow.kind == kind) & (ShortlistRow.subject == id)
    shown = select(CandidateRow.shortlist).where(CandidateRow.candidate == id)
    quoted = or_(subject, ShortlistRow.id.in_(shown)) if kind == Kind.PORTFOLIO else subject
    session.execute(
        update(ShortlistRow)
        .where(quoted)
        .values(answer=b"")
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(ShortlistRow)
        .where(subject)
        .values(subject=ERASED, subject_body=canonical({}))
        .execution_options(synchronize_session=False)
    )
    if kind == Kind.PORTFOLIO:
        session.execute(
            update(CandidateRow).where(CandidateRow.candidate == id).values(candidate=ERASED)
        )


def _repeats(unit: Unit, id: str) -> None:
    """Forget kept answers that name the record."""
    found = [IdempotencyRow.route.contains(id, autoescape=True)]
    for spelling in {id, json.dumps(id)[1:-1]}:
        part = literal(spelling.encode("utf-8"), LargeBinary)
        if unit.dialect == "sqlite":
            found.append(func.instr(IdempotencyRow.body, part) > 0)
        else:
            found.append(func.position(part.op("IN")(IdempotencyRow.body)) > 0)
    unit.session.execute(delete(IdempotencyRow).where(or_(*found)))


def _person(unit: Unit, id: str) -> None:
    """What else is known of a candidate; decisions and outcomes stay without a name or reason."""
    session = unit.session
    ContactDetails(unit).delete(id)
    session.execute(delete(PseudonymRow).where(PseudonymRow.portfolio == id))
    session.execute(delete(RequestRow).where(RequestRow.portfolio == id))
    session.execute(delete(ReleaseRow).where(ReleaseRow.portfolio == id))
    session.execute(
        update(DecisionRow)
        .where(DecisionRow.portfolio == id)
        .values(portfolio=ERASED, reason=ERASED)
    )
    session.execute(update(OutcomeRow).where(OutcomeRow.portfolio == id).values(portfolio=ERASED))
    account = select(UserRow.id).where(UserRow.portfolio == id)
    session.execute(delete(SessionRow).where(SessionRow.user_id.in_(account)))
    session.execute(delete(TokenRow).where(TokenRow.user_id.in_(account)))
    session.execute(
        update(UserRow)
        .where(UserRow.portfolio == id)
        .values(active=False, login=None, oidc_subject=None, portfolio=None, password_hash=None)
    )
