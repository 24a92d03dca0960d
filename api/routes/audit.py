"""The audit log for the functionaris gegevensbescherming."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from api.access import ServiceDep, needs
from api.paging import Limit, Page, paged
from api.routes.decisions import AfterNumber
from matcher.service.actors import Actor
from matcher.store.organisations import Role

router = APIRouter(prefix="/audit-entries", tags=["audit"])
Filter = Annotated[str | None, Query(max_length=500)]


class Entry(BaseModel):
    """One line of the log."""

    number: int
    at: datetime
    actor: str
    organisation_id: str
    action: str
    subject: str
    details: dict[str, Any]
    previous: str
    hash: str


class Verified(BaseModel):
    """Whether the log is as it was written."""

    entries: int
    last_hash: str | None
    problems: list[str]


@router.get("")
def entries(
    actor: Annotated[Actor, needs(Role.FG)],
    request: Request,
    response: Response,
    service: ServiceDep,
    after: AfterNumber = 0,
    limit: Limit = 50,
    subject: Filter = None,
    by: Filter = None,
    action: Filter = None,
) -> Page[Entry]:
    """Lines of the log, oldest first; reading them is logged too."""
    with service.database.write() as tx:
        found = tx.audit.entries(after=after, limit=limit, subject=subject, actor=by, action=action)
        asked = {"after": after, "subject": subject, "by": by, "action": action}
        tx.audit.append(actor.user, actor.organisation, "audit.viewed", "audit", asked)
    items = [
        Entry(
            number=e.number,
            at=e.at,
            actor=e.actor,
            organisation_id=e.organisation,
            action=e.action,
            subject=e.subject,
            details=e.details,
            previous=e.previous,
            hash=e.hash,
        )
        for e in found
    ]
    return paged(request, response, items, str(items[-1].number) if items else "", limit)


@router.get("/verification")
def verify(actor: Annotated[Actor, needs(Role.FG, Role.ADMIN)], service: ServiceDep) -> Verified:
    """Walk the whole chain and tell everything that was changed in it."""
    with service.database.read() as tx:
        last = tx.audit.last()
        return Verified(
            entries=tx.audit.count(),
            last_hash=last.hash if last else None,
            problems=tx.audit.verify(),
        )
