"""Facts about a person outside matching: sensitive facts, contact details, who looked, erasure.

Every look and every change here is written in the audit log.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import ServiceDep, needs
from api.problems import Problem
from api.schemas.records import known_fields
from api.stored import PORTFOLIOS, Id
from matcher.exchange.records import RegistersRecord, SupportRecord
from matcher.service.actors import Actor
from matcher.service.consent import Purpose, groups_for
from matcher.store.audit import AuditEntry
from matcher.store.database import Transaction
from matcher.store.organisations import Role

router = APIRouter(prefix="/portfolios/{portfolio_id}", tags=["personal"])
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=320)]
STEP = 1000  # lines of the log read at a time
OWNERS = (Role.CANDIDATE, Role.KLANTMANAGER)


class SensitiveFacts(BaseModel):
    """Facts that no shortlist can see; what is left out is not known."""

    model_config = ConfigDict(extra="forbid")
    registers: Annotated[RegistersRecord, known_fields(RegistersRecord)] | None = None
    participatieladder: Annotated[int, Field(ge=1, le=6, strict=True)] | None = None
    sector_profile: Line | None = None
    support: Annotated[SupportRecord, known_fields(SupportRecord)] | None = None


class ContactDetails(BaseModel):
    """How to reach a person."""

    model_config = ConfigDict(extra="forbid")
    name: Line | None = None
    email: Line | None = None
    phone: Line | None = None


class Look(BaseModel):
    """Somebody saw something of the portfolio."""

    at: datetime
    organisation_id: str
    user_id: str
    what: str


class Erasure(BaseModel):
    """Why a portfolio is erased."""

    model_config = ConfigDict(extra="forbid")
    reason: Line


@router.get("/sensitive-facts")
def sensitive_facts(
    actor: Annotated[Actor, needs(*OWNERS)], portfolio_id: Id, service: ServiceDep
) -> dict[str, Any]:
    """Register status, ladder and support; the look is logged."""
    PORTFOLIOS.kept(service, actor, portfolio_id)
    with service.database.write() as tx:
        facts = tx.sensitive.get(portfolio_id)
        tx.audit.append(actor.user, actor.organisation, "sensitive_facts.viewed", portfolio_id, {})
    return {k: v for k, v in facts.items() if k in SensitiveFacts.model_fields}


@router.put("/sensitive-facts", status_code=204)
def change_sensitive_facts(
    actor: Annotated[Actor, needs(Role.KLANTMANAGER)],
    portfolio_id: Id,
    body: SensitiveFacts,
    service: ServiceDep,
) -> Response:
    """Replace all sensitive facts."""
    PORTFOLIOS.kept(service, actor, portfolio_id)
    facts = body.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    with service.database.write() as tx:
        tx.portfolios.set_sensitive(portfolio_id, facts, by=actor.user)
        details = {"fields": sorted(facts)}
        tx.audit.append(
            actor.user, actor.organisation, "sensitive_facts.changed", portfolio_id, details
        )
    return Response(status_code=204)


@router.get("/contact-details")
def contact_details(
    actor: Annotated[Actor, needs(*OWNERS, Role.ACCOUNTMANAGER)],
    portfolio_id: Id,
    service: ServiceDep,
) -> ContactDetails:
    """Name, e-mail and telephone; an accountmanager needs the candidate's consent first."""
    if actor.role is Role.ACCOUNTMANAGER:
        record = PORTFOLIOS.seen(service, actor, portfolio_id)
        if not groups_for(record.consents, Purpose.CONTACT):
            raise Problem(
                "not-allowed",
                "De kandidaat gaf nog geen toestemming om contactgegevens te delen.",
                "The candidate has not consented to sharing contact details.",
            )
    else:
        PORTFOLIOS.kept(service, actor, portfolio_id)
    with service.database.write() as tx:
        found = tx.contacts.get(portfolio_id)
        tx.audit.append(actor.user, actor.organisation, "contact_details.viewed", portfolio_id, {})
    return ContactDetails(**(found or {}))


@router.put("/contact-details", status_code=204)
def change_contact_details(
    actor: Annotated[Actor, needs(*OWNERS)],
    portfolio_id: Id,
    body: ContactDetails,
    service: ServiceDep,
) -> Response:
    """Replace name, e-mail and telephone."""
    PORTFOLIOS.kept(service, actor, portfolio_id)
    details = body.model_dump(exclude_none=True)
    with service.database.write() as tx:
        if details:
            tx.contacts.put(portfolio_id, details)
        else:
            tx.contacts.delete(portfolio_id)
        tx.audit.append(
            actor.user,
            actor.organisation,
            "contact_details.changed",
            portfolio_id,
            {"fields": sorted(details)},
        )
    return Response(status_code=204)


@router.get("/looks")
def looks(
    actor: Annotated[Actor, needs(*OWNERS)], portfolio_id: Id, service: ServiceDep
) -> list[Look]:
    """Who looked at this portfolio or had it on a list, latest first."""
    PORTFOLIOS.kept(service, actor, portfolio_id)
    with service.database.read() as tx:
        seen = [
            Look(at=e.at, organisation_id=e.organisation, user_id=e.actor, what=e.action)
            for e in _lines(tx, portfolio_id)
            if e.action.endswith(".viewed")
        ]
        for shown in tx.shortlists.shown(portfolio_id):
            by = tx.shortlists.get(shown.shortlist).organisation
            place = f"shortlist, place {shown.rank}"
            seen.append(Look(at=shown.at, organisation_id=by, user_id=shown.by, what=place))
    return sorted(seen, key=lambda look: (look.at, look.user_id, look.what), reverse=True)


@router.post("/erasure", status_code=204)
def erase(
    actor: Annotated[Actor, needs(*OWNERS)], portfolio_id: Id, body: Erasure, service: ServiceDep
) -> Response:
    """Erase a portfolio and every older version of it (AVG art. 17). This cannot be undone."""
    PORTFOLIOS.left(service, actor, portfolio_id)
    with service.database.write() as tx:
        tx.portfolios.erase(portfolio_id, by=actor.user, reason=body.reason)
        tx.audit.append(actor.user, actor.organisation, "portfolio.erased", portfolio_id, {})
    return Response(status_code=204)


def _lines(tx: Transaction, portfolio_id: str) -> Iterator[AuditEntry]:
    """All lines of the log about a portfolio, oldest first."""
    after = 0
    while found := tx.audit.entries(after=after, limit=STEP, subject=portfolio_id):
        yield from found
        after = found[-1].number
