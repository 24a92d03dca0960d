"""The tables, one class each. What is sensitive has its own table, in ``sensitive.py``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.store.columns import ID, NUMBER, Base, Moment

WORD = String(40)
HASH = String(64)


class HeadRow(Base):
    """Where each record stands now; the latest row of `VersionRow` by ``sequence``.

    After an erasure the head stays as a notice, so that every pool that holds the id drops it.
    """

    __tablename__ = "record_heads"
    __table_args__ = (
        Index(None, "kind", "sequence"),
        Index(None, "kind", "organisation", "deleted"),
    )
    kind: Mapped[str] = mapped_column(WORD, primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    organisation: Mapped[str] = mapped_column(ID)
    version: Mapped[int]
    sequence: Mapped[int] = mapped_column(NUMBER)
    digest: Mapped[str | None] = mapped_column(HASH)
    deleted: Mapped[bool]
    erased: Mapped[bool]


class VersionRow(Base):
    """Every version of every record; ``sequence`` counts over both kinds, in order of commit."""

    __tablename__ = "record_versions"
    __table_args__ = (
        UniqueConstraint("kind", "record_id", "version"),
        Index(None, "kind", "record_id", "sequence"),
    )
    sequence: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(WORD)
    record_id: Mapped[str] = mapped_column(ID)
    version: Mapped[int]
    organisation: Mapped[str] = mapped_column(ID)
    body: Mapped[str | None] = mapped_column(Text)
    consents: Mapped[str] = mapped_column(Text)
    fields: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(ID)
    reason: Mapped[str | None] = mapped_column(Text)
    deleted: Mapped[bool]


class ContactRow(Base):
    """How to reach a candidate; shown only after an accepted request."""

    __tablename__ = "contact_details"
    portfolio: Mapped[str] = mapped_column(ID, primary_key=True)
    details: Mapped[str] = mapped_column(Text)


class OrganisationRow(Base):
    """A gemeente, employer or other party."""

    __tablename__ = "organisations"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(WORD)
    name: Mapped[str] = mapped_column(Text)
    region: Mapped[str] = mapped_column(Text)


class UserRow(Base):
    """An account: of a person, or of a system that uses a token."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("login"), UniqueConstraint("oidc_subject"))
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    organisation: Mapped[str] = mapped_column(ID, ForeignKey("organisations.id"))
    role: Mapped[str] = mapped_column(WORD)
    login: Mapped[str | None] = mapped_column(ID)
    oidc_subject: Mapped[str | None] = mapped_column(ID)
    portfolio: Mapped[str | None] = mapped_column(ID, index=True)
    active: Mapped[bool]
    password_hash: Mapped[str | None] = mapped_column(Text)


class SessionRow(Base):
    """A signed-in browser; only hashes of what the browser holds."""

    __tablename__ = "sessions"
    token_hash: Mapped[str] = mapped_column(String(200), primary_key=True)
    user_id: Mapped[str] = mapped_column(ID, ForeignKey("users.id"), index=True)
    csrf_hash: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Moment)
    seen: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[datetime] = mapped_column(Moment, index=True)


class TokenRow(Base):
    """A key for a system; only its hash."""

    __tablename__ = "tokens"
    __table_args__ = (UniqueConstraint("token_hash"),)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(200))
    user_id: Mapped[str] = mapped_column(ID, ForeignKey("users.id"), index=True)
    label: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[datetime | None] = mapped_column(Moment)
    revoked: Mapped[datetime | None] = mapped_column(Moment)


class AuditRow(Base):
    """One line of the log. ``body`` is the very text that was hashed; the rest is for searching."""

    __tablename__ = "audit_log"
    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor: Mapped[str] = mapped_column(ID, index=True)
    organisation: Mapped[str] = mapped_column(ID)
    action: Mapped[str] = mapped_column(ID, index=True)
    subject: Mapped[str] = mapped_column(ID, index=True)
    body: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(HASH)
    hash: Mapped[str] = mapped_column(HASH)


class AnchorRow(Base):
    """The last line that was cleared away after its time, so that the chain still holds."""

    __tablename__ = "audit_anchors"
    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(HASH)


class DecisionRow(Base):
    """What a person decided about a candidate for a vacancy."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    vacancy: Mapped[str] = mapped_column(ID, index=True)
    portfolio: Mapped[str] = mapped_column(ID, index=True)
    shortlist: Mapped[str | None] = mapped_column(ID)
    decision: Mapped[str] = mapped_column(WORD)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(Moment)


class OutcomeRow(Base):
    """Whether somebody was at work after some months."""

    __tablename__ = "outcomes"
    id: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    portfolio: Mapped[str] = mapped_column(ID, index=True)
    vacancy: Mapped[str] = mapped_column(ID, index=True)
    months: Mapped[int]
    at_work: Mapped[str] = mapped_column(WORD)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(Moment)


class ShortlistRow(Base):
    """A list as it was shown, with all that is needed to make it again."""

    __tablename__ = "shortlists"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(WORD)
    subject: Mapped[str] = mapped_column(ID, index=True)
    subject_version: Mapped[int | None]
    subject_body: Mapped[str] = mapped_column(Text)
    sequence: Mapped[int] = mapped_column(NUMBER)
    scope: Mapped[str] = mapped_column(Text)
    k: Mapped[int]
    outside: Mapped[int]
    settings: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(Text)
    answer_sha256: Mapped[str] = mapped_column(HASH)
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    by: Mapped[str] = mapped_column(ID, index=True)
    organisation: Mapped[str] = mapped_column(ID, index=True)
    at: Mapped[datetime] = mapped_column(Moment)


class CandidateRow(Base):
    """Who stood on a list, and where; empty after an erasure."""

    __tablename__ = "shortlist_candidates"
    shortlist: Mapped[str] = mapped_column(ID, ForeignKey("shortlists.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    candidate: Mapped[str] = mapped_column(ID, index=True)


class PseudonymRow(Base):
    """The name under which one employer sees one candidate for one vacancy."""

    __tablename__ = "pseudonyms"
    __table_args__ = (UniqueConstraint("portfolio", "vacancy", "organisation"),)
    pseudonym: Mapped[str] = mapped_column(WORD, primary_key=True)
    portfolio: Mapped[str] = mapped_column(ID)
    vacancy: Mapped[str] = mapped_column(ID)
    organisation: Mapped[str] = mapped_column(ID)


class RequestRow(Base):
    """An employer asks to be brought into contact."""

    __tablename__ = "contact_requests"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    pseudonym: Mapped[str] = mapped_column(WORD, index=True)
    portfolio: Mapped[str] = mapped_column(ID, index=True)
    vacancy: Mapped[str] = mapped_column(ID, index=True)
    organisation: Mapped[str] = mapped_column(ID, index=True)
    status: Mapped[str] = mapped_column(WORD)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ID)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)


class ReleaseRow(Base):
    """A candidate may be shown, without a name, for a vacancy."""

    __tablename__ = "releases"
    vacancy: Mapped[str] = mapped_column(ID, primary_key=True)
    portfolio: Mapped[str] = mapped_column(ID, primary_key=True, index=True)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(Moment)


class JobRow(Base):
    """Work that takes longer than a request."""

    __tablename__ = "jobs"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(WORD)
    status: Mapped[str] = mapped_column(WORD)
    done: Mapped[int]
    total: Mapped[int]
    report: Mapped[str | None] = mapped_column(Text)
    by: Mapped[str] = mapped_column(ID)
    organisation: Mapped[str] = mapped_column(ID, index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)


class IdempotencyRow(Base):
    """The answer to a request that may be sent twice."""

    __tablename__ = "idempotency"
    key: Mapped[str] = mapped_column(ID, primary_key=True)
    user: Mapped[str] = mapped_column(ID, primary_key=True)
    route: Mapped[str] = mapped_column(ID, primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(200))
    status: Mapped[int]
    headers: Mapped[str] = mapped_column(Text)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
