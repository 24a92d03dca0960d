"""From gap to step: what is missing, what closes it, what changes, and what it costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import STAFF, ServiceDep, needs, organisations_of
from api.routes.exchange import JobId, OneJob, one_job, own_job
from api.stored import PORTFOLIOS, Id
from matcher.advice.events.result import EventSettings
from matcher.advice.render.html import as_html
from matcher.advice.render.training import training_document
from matcher.domain.plain import canonical
from matcher.service import planning
from matcher.service.actors import Actor
from matcher.service.advising import Adviser, Asking
from matcher.store.organisations import Role

router = APIRouter(tags=["advice"])
GUIDES = (Role.CANDIDATE, *STAFF)
AnId = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Answer = dict[str, Any]
PDF, HTML = "application/pdf", "text/html"
FILE = {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}, HTML: {}}}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Pair(_Body):
    """A person and a vacancy."""

    portfolio_id: AnId
    vacancy_id: AnId


class WhatIf(Pair):
    """Which place to reach."""

    goal: Annotated[int, Field(ge=1, le=200)] = 10


class VacancyWhatIf(_Body):
    """How many people to reach."""

    vacancy_id: AnId
    goal: Annotated[int, Field(ge=1, le=10_000)] | None = None


class Training(_Body):
    """Towards a stored vacancy, or an occupation in words."""

    portfolio_id: AnId
    vacancy_id: AnId | None = None
    occupation: Annotated[str, StringConstraints(min_length=2, max_length=200)] | None = None
    form: Literal["json", "html", "pdf"] = "json"
    made_on: date | None = Field(None, description="Date on the printed advice")


class Career(_Body):
    """A wished occupation."""

    portfolio_id: AnId
    occupation: Annotated[str, StringConstraints(min_length=2, max_length=200)]
    count: Annotated[int, Field(ge=1, le=5)] = 3


class Carving(_Body):
    """Vacancies of one employer, and the people to carve for."""

    vacancy_ids: Annotated[list[AnId], Field(min_length=1, max_length=5)]
    portfolio_ids: Annotated[list[AnId], Field(min_length=1, max_length=6)]
    hours: dict[AnId, Annotated[int, Field(ge=1, le=80)]] = Field(
        default_factory=dict, description="Hours a week of the whole job, by vacancy id"
    )


class Event(_Body):
    """Who come to an event."""

    portfolio_ids: Annotated[list[AnId], Field(min_length=1, max_length=500)]
    employers: Annotated[
        dict[AnId, Annotated[list[AnId], Field(min_length=1, max_length=20)]],
        Field(min_length=1, max_length=100, description="Vacancy ids by name of the employer"),
    ]
    rounds: Annotated[int, Field(ge=1, le=30)] = 6
    seats: Annotated[int, Field(ge=1, le=20)] = 1
    tables: Annotated[int, Field(ge=1, le=500)] | None = None


class Costs(Pair):
    """What a job costs the employer; the age is used for this sheet alone and not stored."""

    hours: Annotated[Decimal, Field(gt=0, le=80, decimal_places=2)]
    on: date
    age: Annotated[int, Field(ge=13, le=99)] | None = None
    full_time_hours: Annotated[Decimal, Field(gt=0, le=48, decimal_places=2)] | None = None


def _ask(service: ServiceDep, actor: Actor, *portfolios: str) -> Asking:
    for portfolio in portfolios:
        PORTFOLIOS.seen(service, actor, portfolio)
    return Asking(actor, organisations_of(service, actor))


def _adviser(request: Request) -> Adviser:
    found: Adviser = request.app.state.adviser
    return found


def _json(answer: Any) -> Response:
    return Response(canonical(answer), media_type="application/json")


@router.post("/gaps", response_model=Answer)
def gaps(
    actor: Annotated[Actor, needs(*GUIDES)], body: Pair, request: Request, service: ServiceDep
) -> Response:
    """What a person has, nearly has and misses for a vacancy, and what to ask, in order."""
    asking = _ask(service, actor, body.portfolio_id)
    return _json(_adviser(request).gaps(asking, body.vacancy_id, body.portfolio_id))


@router.get("/portfolios/{portfolio_id}/doors", response_model=Answer)
def doors(
    actor: Annotated[Actor, needs(*GUIDES)],
    portfolio_id: Id,
    request: Request,
    service: ServiceDep,
    most: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """Which one gap, once closed, opens most vacancies."""
    asking = _ask(service, actor, portfolio_id)
    return _json(_adviser(request).doors(asking, portfolio_id, most))


@router.get("/portfolios/{portfolio_id}/mobility", response_model=Answer)
def mobility(
    actor: Annotated[Actor, needs(*GUIDES)],
    portfolio_id: Id,
    request: Request,
    service: ServiceDep,
) -> Response:
    """How many vacancies come within reach with an e-bike, a car, or more time."""
    asking = _ask(service, actor, portfolio_id)
    return _json(_adviser(request).mobility(asking, portfolio_id))


@router.get("/portfolios/{portfolio_id}/alternatives", response_model=list[Answer])
def alternatives(
    actor: Annotated[Actor, needs(*GUIDES)],
    portfolio_id: Id,
    request: Request,
    service: ServiceDep,
    most: Annotated[int, Query(ge=1, le=20)] = 5,
) -> Response:
    """Occupations within reach that nobody thought of."""
    asking = _ask(service, actor, portfolio_id)
    return _json(_adviser(request).alternatives(asking, portfolio_id, most))


@router.post("/what-ifs", response_model=Answer)
def what_if(
    actor: Annotated[Actor, needs(*GUIDES)], body: WhatIf, request: Request, service: ServiceDep
) -> Response:
    """The smallest changes that bring a person to a place; each was tried by the matcher."""
    asking = _ask(service, actor, body.portfolio_id)
    found = _adviser(request).what_if(asking, body.vacancy_id, body.portfolio_id, body.goal)
    return _json(found)


@router.post("/vacancy-what-ifs", response_model=Answer)
def vacancy_what_if(
    actor: Annotated[Actor, needs(*STAFF)],
    body: VacancyWhatIf,
    request: Request,
    service: ServiceDep,
) -> Response:
    """How many more people can do a job that asks less."""
    asking = _ask(service, actor)
    return _json(_adviser(request).vacancy_what_if(asking, body.vacancy_id, body.goal))


@router.post("/training-advices", response_model=Answer, responses={200: FILE})
def training(
    actor: Annotated[Actor, needs(*GUIDES)], body: Training, request: Request, service: ServiceDep
) -> Response:
    """The cheapest steps of learning that are enough, as JSON or to print."""
    asking = _ask(service, actor, body.portfolio_id)
    found = _adviser(request).training(asking, body.portfolio_id, body.vacancy_id, body.occupation)
    if body.form == "json":
        return _json(found)
    document = training_document(found, body.made_on)
    if body.form == "html":
        return Response(as_html(document), media_type=HTML)
    from matcher.advice.render.pdf import as_pdf  # a third of a second that a start can do without

    return Response(as_pdf(document), media_type=PDF)


@router.post("/career-paths", response_model=Answer)
def career(
    actor: Annotated[Actor, needs(*GUIDES)], body: Career, request: Request, service: ServiceDep
) -> Response:
    """Different ways to a wished occupation, with the real demand at every step."""
    asking = _ask(service, actor, body.portfolio_id)
    return _json(_adviser(request).career(asking, body.portfolio_id, body.occupation, body.count))


@router.post("/carvings", response_model=Answer)
def carving(
    actor: Annotated[Actor, needs(*STAFF)], body: Carving, request: Request, service: ServiceDep
) -> Response:
    """Tasks of jobs put together into jobs that suit people, hours adding up exactly."""
    asking = _ask(service, actor, *body.portfolio_ids)
    found = _adviser(request).carve(asking, body.vacancy_ids, body.portfolio_ids, body.hours)
    return _json(found)


@router.post("/event-schedules", response_model=Answer)
def event(
    actor: Annotated[Actor, needs(*STAFF)], body: Event, request: Request, service: ServiceDep
) -> Response:
    """Who meets which employer in which round."""
    asking = _ask(service, actor, *body.portfolio_ids)
    settings = EventSettings(rounds=body.rounds, seats=body.seats, tables=body.tables)
    found = _adviser(request).event(asking, body.portfolio_ids, body.employers, settings)
    return _json(found)


@router.post("/cost-sheets", response_model=Answer)
def costs(
    actor: Annotated[Actor, needs(*STAFF)], body: Costs, request: Request, service: ServiceDep
) -> Response:
    """What the job costs the employer, with an indication of loonkostensubsidie."""
    asking = _ask(service, actor, body.portfolio_id)
    found = _adviser(request).costs(
        asking,
        body.portfolio_id,
        body.vacancy_id,
        body.hours,
        body.on,
        body.age,
        body.full_time_hours,
    )
    return _json(found)


@router.post("/regional-plans", status_code=202, response_model=OneJob)
def begin_plan(actor: Annotated[Actor, needs(*STAFF)], service: ServiceDep) -> Response:
    """Begin the training plan of your region; `Location` tells where it will stand."""
    job = planning.begin(service, actor, organisations_of(service, actor))
    return JSONResponse(
        one_job(job).model_dump(mode="json"), 202, {"Location": f"/v1/regional-plans/{job.id}"}
    )


@router.get("/regional-plans/{job_id}")
def read_plan(actor: Annotated[Actor, needs(*STAFF)], job_id: JobId, service: ServiceDep) -> OneJob:
    """The training plan, in `report`, when it is done: which training connects most people."""
    return one_job(own_job(service, actor, job_id))
