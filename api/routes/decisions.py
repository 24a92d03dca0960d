"""What people decided, with the reason, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.access import STAFF, ServiceDep, needs
from api.idempotency import Key, once
from api.paging import Limit, Page, paged
from api.problems import not_found
from api.stored import PORTFOLIOS, VACANCIES
from matcher.service.actors import Actor, region_of
from matcher.store.database import Transaction
from matcher.store.decisions import Decision
from matcher.store.outcomes import Outcome

router = APIRouter(tags=["decisions"])
AnId = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Subject = Annotated[str, Query(max_length=500, description="Portfolio id")]
AfterNumber = Annotated[
    int, Query(ge=0, le=10**15, description="The last one seen; `next` already holds it")
]


class Made(StrEnum):
    """What can be decided; `added`: put on the list by a person, not by the matcher."""

    INVITED = "invited"
    INTRODUCED = "introduced"
    PLACED = "placed"
    REJECTED = "rejected"
    ADDED = "added"


class NewDecision(BaseModel):
    """A decision; the reason is for the candidate too."""

    model_config = ConfigDict(extra="forbid")
    vacancy_id: AnId
    portfolio_id: AnId
    shortlist_id: Annotated[str, StringConstraints(max_length=100)] | None = None
    decision: Made
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2000)]


class OneDecision(NewDecision):
    """A decision as it was taken."""

    id: int
    by: str
    at: datetime


class NewOutcome(BaseModel):
    """Whether somebody is at work some months after a placement."""

    model_config = ConfigDict(extra="forbid")
    vacancy_id: AnId
    portfolio_id: AnId
    months: Literal[3, 6, 12]
    at_work: Literal["yes", "no", "unknown"]


class OneOutcome(NewOutcome):
    """An outcome as it was noted."""

    id: int
    by: str
    at: datetime


@router.post("/decisions", status_code=201, response_model=OneDecision)
def decide(
    actor: Annotated[Actor, needs(*STAFF)],
    body: NewDecision,
    request: Request,
    service: ServiceDep,
    key: Key = None,
) -> Response:
    """Note a decision about a person for a vacancy; the matcher proposes, people decide."""
    PORTFOLIOS.seen(service, actor, body.portfolio_id)
    VACANCIES.seen(service, actor, body.vacancy_id)

    def do() -> Response:
        with service.database.write() as tx:
            if body.shortlist_id is not None:
                _shared(tx, actor, body.shortlist_id)
            made = tx.decisions.add(
                vacancy=body.vacancy_id,
                portfolio=body.portfolio_id,
                shortlist=body.shortlist_id,
                decision=body.decision.value,
                reason=body.reason,
                by=actor.user,
            )
            details = {
                "vacancy": body.vacancy_id,
                "portfolio": body.portfolio_id,
                "shortlist": body.shortlist_id,
                "decision": body.decision.value,
                "decision_id": made.id,
            }
            tx.audit.append(actor.user, actor.organisation, "decision", body.portfolio_id, details)
        return JSONResponse(_decision(made).model_dump(mode="json"), 201)

    return once(request, actor, key, body.model_dump(mode="json"), do)


@router.get("/decisions")
def decisions(
    actor: Annotated[Actor, needs(*STAFF)],
    request: Request,
    response: Response,
    service: ServiceDep,
    portfolio_id: Subject,
    after: AfterNumber = 0,
    limit: Limit = 50,
) -> Page[OneDecision]:
    """Decisions about one person, oldest first."""
    PORTFOLIOS.seen(service, actor, portfolio_id)
    with service.database.read() as tx:
        found = tx.decisions.list(portfolio=portfolio_id, after=after, limit=limit)
    items = [_decision(d) for d in found]
    return paged(request, response, items, str(items[-1].id) if items else "", limit)


@router.post("/outcomes", status_code=201, response_model=OneOutcome)
def note_outcome(
    actor: Annotated[Actor, needs(*STAFF)],
    body: NewOutcome,
    request: Request,
    service: ServiceDep,
    key: Key = None,
) -> Response:
    """Note whether somebody is at work after 3, 6 or 12 months; a later note corrects it."""
    PORTFOLIOS.seen(service, actor, body.portfolio_id)
    VACANCIES.seen(service, actor, body.vacancy_id)

    def do() -> Response:
        with service.database.write() as tx:
            made = tx.outcomes.add(
                portfolio=body.portfolio_id,
                vacancy=body.vacancy_id,
                months=body.months,
                at_work=body.at_work,
                by=actor.user,
            )
            details = {"vacancy": body.vacancy_id, "months": body.months, "outcome_id": made.id}
            tx.audit.append(actor.user, actor.organisation, "outcome", body.portfolio_id, details)
        return JSONResponse(_outcome(made).model_dump(mode="json"), 201)

    return once(request, actor, key, body.model_dump(mode="json"), do)


@router.get("/outcomes")
def outcomes(
    actor: Annotated[Actor, needs(*STAFF)],
    request: Request,
    response: Response,
    service: ServiceDep,
    portfolio_id: Subject,
    after: AfterNumber = 0,
    limit: Limit = 50,
) -> Page[OneOutcome]:
    """Outcomes of one person, oldest first."""
    PORTFOLIOS.seen(service, actor, portfolio_id)
    with service.database.read() as tx:
        found = tx.outcomes.list(portfolio=portfolio_id, after=after, limit=limit)
    items = [_outcome(o) for o in found]
    return paged(request, response, items, str(items[-1].id) if items else "", limit)


def _shared(tx: Transaction, actor: Actor, shortlist: str) -> None:
    # Somebody else of the region may have made the list; of other lists nobody hears.
    if tx.shortlists.get(shortlist).organisation not in region_of(tx, actor.organisation):
        raise not_found()


def _decision(d: Decision) -> OneDecision:
    return OneDecision(
        id=d.id,
        vacancy_id=d.vacancy,
        portfolio_id=d.portfolio,
        shortlist_id=d.shortlist,
        decision=Made(d.decision),
        reason=d.reason,
        by=d.by,
        at=d.at,
    )


def _outcome(o: Outcome) -> OneOutcome:
    return OneOutcome.model_validate(
        {
            "id": o.id,
            "vacancy_id": o.vacancy,
            "portfolio_id": o.portfolio,
            "months": o.months,
            "at_work": o.at_work,
            "by": o.by,
            "at": o.at,
        }
    )
