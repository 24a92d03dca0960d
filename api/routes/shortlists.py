"""Shortlists for a vacancy, matches for a portfolio, and explanations of one pair."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from api.access import STAFF, ServiceDep, needs, organisations_of
from api.idempotency import Key, once
from api.paging import After, Limit, Page, paged
from api.problems import not_found
from api.schemas.records import VacancyInput, as_sent
from api.stored import PORTFOLIOS, Id
from matcher.domain.plain import canonical
from matcher.service import shortlists
from matcher.service.actors import Actor
from matcher.store.organisations import Role

router = APIRouter(tags=["shortlists"])
MOST = 200
Size = Annotated[int, Field(ge=1, le=MOST, description="Places on the list")]
Outside = Annotated[int, Field(ge=0, le=20, description="People just outside the list")]


class ForVacancy(BaseModel):
    """Exactly one of: a stored vacancy's id, a whole vacancy, or just a vacancy text."""

    model_config = ConfigDict(extra="forbid")
    vacancy_id: Annotated[str, StringConstraints(max_length=500)] | None = None
    vacancy: VacancyInput | None = None
    text: Annotated[str, StringConstraints(min_length=1, max_length=20_000)] | None = None
    size: Size = 10
    outside: Outside = 3

    @model_validator(mode="after")
    def _one(self) -> ForVacancy:
        given = [self.vacancy_id, self.vacancy, self.text]
        if sum(x is not None for x in given) != 1:
            raise ValueError("geef precies één van vacancy_id, vacancy en text")
        return self

    def subject(self) -> str | dict[str, Any]:
        """What the shortlist is for."""
        if self.vacancy_id is not None:
            return self.vacancy_id
        if self.vacancy is not None:
            return {"id": "vacature", **as_sent(self.vacancy)}
        return {"id": "tekst", "text": self.text}


class Listed(BaseModel):
    """A kept answer in a list."""

    id: str
    kind: str
    subject: str
    subject_version: int | None
    at: datetime
    by: str


@router.post("/shortlists", status_code=201, response_model=dict[str, Any])
def create(
    actor: Annotated[Actor, needs(*STAFF)],
    body: ForVacancy,
    request: Request,
    service: ServiceDep,
    key: Key = None,
) -> Response:
    """The best people for a vacancy, explained; kept so that it can be given and checked again."""
    subject = body.subject()

    def do() -> Response:
        mine = organisations_of(service, actor)
        made = shortlists.for_vacancy(service, actor, mine, subject, body.size, body.outside)
        return _answer(made, 201)

    return once(request, actor, key, body.model_dump(mode="json", exclude_unset=True), do)


@router.get("/shortlists")
def listed(
    actor: Annotated[Actor, needs(*STAFF)],
    request: Request,
    response: Response,
    service: ServiceDep,
    after: After = None,
    limit: Limit = 50,
) -> Page[Listed]:
    """Your own shortlists, newest first."""
    with service.database.read() as tx:
        if after is not None and tx.shortlists.get(after).by != actor.user:
            raise not_found()
        found = tx.shortlists.page(by=actor.user, after=after, limit=limit)
    items = [
        Listed(
            id=s.id,
            kind=s.kind,
            subject=s.subject,
            subject_version=s.subject_version,
            at=s.at,
            by=s.by,
        )
        for s in found
    ]
    return paged(request, response, items, items[-1].id if items else "", limit)


@router.get("/shortlists/{shortlist_id}", response_model=dict[str, Any])
def read(
    actor: Annotated[Actor, needs(*STAFF)],
    shortlist_id: Annotated[str, Path(max_length=100)],
    service: ServiceDep,
) -> Response:
    """One of your shortlists, as it was given."""
    with service.database.read() as tx:
        found = tx.shortlists.get(shortlist_id)
    if found.by != actor.user or found.erased:
        raise not_found()
    return _answer(shortlists.kept(found), 200)


@router.get("/portfolios/{portfolio_id}/matches", response_model=dict[str, Any])
def matches(
    actor: Annotated[Actor, needs(Role.CANDIDATE, *STAFF)],
    portfolio_id: Id,
    service: ServiceDep,
    size: Annotated[int, Query(ge=1, le=MOST)] = 10,
) -> Response:
    """The best vacancies for a person: how well the person fits, and how well the job fits."""
    record = PORTFOLIOS.seen(service, actor, portfolio_id)
    mine = organisations_of(service, actor)
    made = shortlists.for_portfolio(service, actor, mine, record.id, size)
    return _answer(made, 200)


class Pair(BaseModel):
    """A vacancy and a portfolio."""

    model_config = ConfigDict(extra="forbid")
    portfolio_id: Annotated[str, StringConstraints(max_length=500)]
    vacancy_id: Annotated[str, StringConstraints(max_length=500)]


@router.post("/explanations", response_model=dict[str, Any])
def explain(
    actor: Annotated[Actor, needs(Role.CANDIDATE, *STAFF)], body: Pair, service: ServiceDep
) -> Response:
    """Every contribution, knock-out, gap and question of one pair."""
    record = PORTFOLIOS.seen(service, actor, body.portfolio_id)
    mine = organisations_of(service, actor)
    entry = shortlists.explain(service, mine, body.vacancy_id, record.id)
    with service.database.write() as tx:
        about = {"vacancy": body.vacancy_id}
        tx.audit.append(actor.user, actor.organisation, "explanation.viewed", record.id, about)
    return Response(canonical(entry), media_type="application/json")


def _answer(made: shortlists.Kept, status: int) -> Response:
    """The kept bytes inside an envelope: what is sent is what the log has the digest of."""
    head = json.dumps({"id": made.id, "at": made.at.isoformat(), "sha256": made.sha256})
    content = head[:-1].encode() + b', "shortlist": ' + made.answer + b"}"
    headers = {"Location": f"/v1/shortlists/{made.id}"} if status == 201 else {}
    return Response(content, status, headers, "application/json")
