"""Vacancies: of employers, kept by themselves or by the accountmanager."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.access import STAFF, ServiceDep, needs
from api.etags import ExpectedVersion
from api.idempotency import Key
from api.paging import After, Limit, Page
from api.schemas.records import Resource, Summary, VacancyInput, Version, as_sent
from api.stored import VACANCIES, Id, Number, Reason
from matcher.service.actors import Actor
from matcher.store.organisations import Role

KEEPERS = (Role.ACCOUNTMANAGER, Role.EMPLOYER)
READERS = (Role.CANDIDATE, Role.EMPLOYER, *STAFF)

router = APIRouter(prefix="/vacancies", tags=["vacancies"])


@router.get("")
def listed(
    actor: Annotated[Actor, needs(Role.EMPLOYER, *STAFF)],
    request: Request,
    response: Response,
    service: ServiceDep,
    after: After = None,
    limit: Limit = 50,
) -> Page[Summary]:
    """The vacancies of your own organisation, by id."""
    return VACANCIES.page(service, actor, request, response, after, limit)


@router.post("", status_code=201, response_model=Resource)
def create(
    actor: Annotated[Actor, needs(*KEEPERS)],
    body: VacancyInput,
    request: Request,
    service: ServiceDep,
    key: Key = None,
) -> Response:
    """A new vacancy of your organisation; without an id it gets one."""
    return VACANCIES.create(service, actor, request, as_sent(body), key)


@router.get("/{vacancy_id}", response_model=Resource)
def read(actor: Annotated[Actor, needs(*READERS)], vacancy_id: Id, service: ServiceDep) -> Response:
    """One vacancy."""
    return VACANCIES.read(service, actor, vacancy_id)


@router.put("/{vacancy_id}", response_model=Resource)
def change(
    actor: Annotated[Actor, needs(*KEEPERS)],
    vacancy_id: Id,
    body: VacancyInput,
    service: ServiceDep,
    expected: ExpectedVersion,
    reason: Reason = None,
) -> Response:
    """Replace a vacancy by a corrected one; what is left out becomes unknown."""
    return VACANCIES.change(service, actor, vacancy_id, as_sent(body), expected, reason)


@router.delete("/{vacancy_id}", status_code=204)
def remove(
    actor: Annotated[Actor, needs(*KEEPERS)],
    vacancy_id: Id,
    service: ServiceDep,
    expected: ExpectedVersion,
    reason: Reason = None,
) -> Response:
    """Take a vacancy out of matching; its history stays until it is erased."""
    return VACANCIES.remove(service, actor, vacancy_id, expected, reason)


@router.get("/{vacancy_id}/versions")
def versions(
    actor: Annotated[Actor, needs(*KEEPERS)], vacancy_id: Id, service: ServiceDep
) -> list[Version]:
    """Who changed what and when, oldest first."""
    return VACANCIES.versions(service, actor, vacancy_id)


@router.get("/{vacancy_id}/versions/{number}")
def one_version(
    actor: Annotated[Actor, needs(*KEEPERS)], vacancy_id: Id, number: Number, service: ServiceDep
) -> Resource:
    """A vacancy as it was."""
    return VACANCIES.at_version(service, actor, vacancy_id, number)
