"""Anonymous profiles for employers: released, shown, and asked to be brought into contact."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.access import ServiceDep, needs
from api.idempotency import Key, once
from api.paging import After, Limit, Page, paged
from api.problems import Problem, not_found
from api.routes.personal import ContactDetails
from api.stored import PORTFOLIOS, VACANCIES, Id
from matcher.domain.plain import plain
from matcher.service import profiles
from matcher.service.actors import Actor
from matcher.service.consent import Purpose, groups_for
from matcher.store.database import Transaction
from matcher.store.organisations import Role
from matcher.store.requests import ContactRequest

router = APIRouter(tags=["employers"])
RequestId = Annotated[str, Path(max_length=100)]


class Skill(BaseModel):
    """A skill as an employer sees it."""

    label: str
    level: str | None
    evidence: str | None


class Profile(BaseModel):
    """An anonymous profile; what is not known, not shared or too rare is left out."""

    pseudonym: str
    municipality: str | None
    occupations: list[str]
    skills: list[Skill]
    certificates: list[str]
    driving_licences: list[str]
    languages: list[str]
    education_level: str | None
    wishes: list[str]
    hours: str | None
    parts_of_day: list[str]
    travel: str | None
    summary: str | None
    suppressed: list[str]


class NewRequest(BaseModel):
    """Whom the employer wants to meet."""

    model_config = ConfigDict(extra="forbid")
    pseudonym: Annotated[str, StringConstraints(min_length=1, max_length=100)]


class Answer(BaseModel):
    """What the klantmanager answers, after talking with the candidate."""

    model_config = ConfigDict(extra="forbid")
    status: Literal["accepted", "declined"]


class OneRequest(BaseModel):
    """A request for contact; the portfolio is told to its klantmanager alone."""

    id: str
    pseudonym: str
    vacancy_id: str
    status: str
    at: datetime
    answered_at: datetime | None
    portfolio_id: str | None = None


@router.put("/vacancies/{vacancy_id}/releases/{portfolio_id}", status_code=204)
def release(
    actor: Annotated[Actor, needs(Role.KLANTMANAGER)],
    vacancy_id: Id,
    portfolio_id: Id,
    service: ServiceDep,
) -> Response:
    """Let the employer of a vacancy see a candidate anonymously, after the candidate agreed."""
    person = PORTFOLIOS.kept(service, actor, portfolio_id)
    vacancy = VACANCIES.seen(service, actor, vacancy_id)
    profiles.release(service, actor, person, vacancy)
    return Response(status_code=204)


@router.delete("/vacancies/{vacancy_id}/releases/{portfolio_id}", status_code=204)
def withdraw(
    actor: Annotated[Actor, needs(Role.KLANTMANAGER, Role.CANDIDATE)],
    vacancy_id: Id,
    portfolio_id: Id,
    service: ServiceDep,
) -> Response:
    """Take a release back."""
    person = PORTFOLIOS.kept(service, actor, portfolio_id)
    vacancy = VACANCIES.seen(service, actor, vacancy_id)
    profiles.withdraw(service, actor, person, vacancy)
    return Response(status_code=204)


@router.get("/vacancies/{vacancy_id}/profiles")
def shown(
    actor: Annotated[Actor, needs(Role.EMPLOYER)],
    vacancy_id: Id,
    request: Request,
    service: ServiceDep,
) -> list[Profile]:
    """The anonymous profiles that were released for your vacancy, in no order of preference."""
    vacancy = VACANCIES.kept(service, actor, vacancy_id)
    maker: profiles.Profiles = request.app.state.profiles
    return [Profile.model_validate(plain(p)) for p in maker.for_vacancy(actor, vacancy)]


@router.post("/contact-requests", status_code=201, response_model=OneRequest)
def ask(
    actor: Annotated[Actor, needs(Role.EMPLOYER)],
    body: NewRequest,
    request: Request,
    service: ServiceDep,
    key: Key = None,
) -> Response:
    """Ask to be brought into contact; the klantmanager answers, after asking the candidate."""

    def do() -> Response:
        with service.database.write() as tx:
            found = tx.pseudonyms.resolve(body.pseudonym, actor.organisation)
            if found is None or tx.releases.find(*found) is None:
                raise not_found()
            made = tx.requests.add(
                pseudonym=body.pseudonym,
                portfolio=found[0],
                vacancy=found[1],
                organisation=actor.organisation,
                by=actor.user,
            )
            details = {"vacancy": found[1], "request": made.id}
            tx.audit.append(actor.user, actor.organisation, "contact.requested", found[0], details)
        return JSONResponse(_request(made, False).model_dump(mode="json"), 201)

    return once(request, actor, key, body.model_dump(mode="json"), do)


@router.get("/contact-requests")
def requests(
    actor: Annotated[Actor, needs(Role.EMPLOYER, Role.KLANTMANAGER)],
    request: Request,
    response: Response,
    service: ServiceDep,
    after: After = None,
    limit: Limit = 50,
) -> Page[OneRequest]:
    """An employer: your own requests. A klantmanager: open ones about your candidates."""
    employer = actor.role is Role.EMPLOYER
    with service.database.read() as tx:
        if employer:
            found = tx.requests.page(organisation=actor.organisation, after=after, limit=limit)
        else:
            found = tx.requests.page(status="open", after=after, limit=limit)
        items = [_request(r, not employer) for r in found if employer or _own(tx, actor, r)]
    return paged(request, response, items, found[-1].id if found else "", limit, len(found))


@router.put("/contact-requests/{request_id}")
def answer(
    actor: Annotated[Actor, needs(Role.KLANTMANAGER)],
    request_id: RequestId,
    body: Answer,
    service: ServiceDep,
) -> OneRequest:
    """Answer a request about one of your candidates."""
    with service.database.write() as tx:
        found = tx.requests.get(request_id)
        if not _own(tx, actor, found):
            raise not_found()
        made = tx.requests.answer(request_id, body.status, by=actor.user)
        details = {"request": request_id, "answer": body.status}
        tx.audit.append(
            actor.user, actor.organisation, "contact.answered", found.portfolio, details
        )
    return _request(made, True)


@router.get("/contact-requests/{request_id}/contact-details")
def details(
    actor: Annotated[Actor, needs(Role.EMPLOYER)], request_id: RequestId, service: ServiceDep
) -> ContactDetails:
    """Name, e-mail and telephone, once the request was accepted and the candidate agreed."""
    with service.database.write() as tx:
        found = tx.requests.get(request_id)
        if found.organisation != actor.organisation:
            raise not_found()
        record = tx.portfolios.find(found.portfolio)
        agreed = record is not None and groups_for(record.consents, Purpose.CONTACT)
        if found.status != "accepted" or not agreed:
            raise Problem(
                "not-allowed",
                "Contactgegevens krijgt u na een ja van de klantmanager en van de kandidaat.",
                "Contact details follow once the klantmanager and the candidate agree.",
            )
        known = tx.contacts.get(found.portfolio)
        tx.audit.append(
            actor.user,
            actor.organisation,
            "contact_details.viewed",
            found.portfolio,
            {"request": request_id},
        )
    return ContactDetails(**(known or {}))


def _own(tx: Transaction, actor: Actor, request: ContactRequest) -> bool:
    record = tx.portfolios.find(request.portfolio)
    return record is not None and record.organisation == actor.organisation


def _request(request: ContactRequest, with_portfolio: bool) -> OneRequest:
    return OneRequest(
        id=request.id,
        pseudonym=request.pseudonym,
        vacancy_id=request.vacancy,
        status=request.status,
        at=request.at,
        answered_at=request.answered_at,
        portfolio_id=request.portfolio if with_portfolio else None,
    )
