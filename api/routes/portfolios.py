"""Portfolios: candidates own theirs, the klantmanager keeps it with them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.access import STAFF, ServiceDep, needs
from api.etags import ExpectedVersion
from api.idempotency import Key
from api.paging import After, Limit, Page
from api.schemas.records import PortfolioInput, Resource, Summary, Version, as_sent
from api.stored import PORTFOLIOS, Id, Number, Reason
from matcher.service.actors import Actor
from matcher.store.organisations import Role

router = APIRouter(prefix="/portfolios", tags=["portfolios"])


@router.get("")
def listed(
    actor: Annotated[Actor, needs(*STAFF)],
    request: Request,
    response: Response,
    service: ServiceDep,
    after: After = None,
    limit: Limit = 50,
) -> Page[Summary]:
    """The portfolios of your own organisation, by id."""
    return PORTFOLIOS.page(service, actor, request, response, after, limit)


@router.post("", status_code=201, response_model=Resource)
def create(
    actor: Annotated[Actor, needs(Role.KLANTMANAGER)],
    body: PortfolioInput,
    request: Request,
    service: ServiceDep,
    key: Key = None,
) -> Response:
    """A new portfolio of your organisation; without an id it gets one."""
    return PORTFOLIOS.create(service, actor, request, as_sent(body), key)


@router.get("/{portfolio_id}", response_model=Resource)
def read(
    actor: Annotated[Actor, needs(Role.CANDIDATE, *STAFF)], portfolio_id: Id, service: ServiceDep
) -> Response:
    """One portfolio, without sensitive facts and contact details; that you looked is kept."""
    return PORTFOLIOS.read(service, actor, portfolio_id)


@router.put("/{portfolio_id}", response_model=Resource)
def change(
    actor: Annotated[Actor, needs(Role.CANDIDATE, Role.KLANTMANAGER)],
    portfolio_id: Id,
    body: PortfolioInput,
    service: ServiceDep,
    expected: ExpectedVersion,
    reason: Reason = None,
) -> Response:
    """Replace a portfolio by a corrected one; what is left out becomes unknown."""
    return PORTFOLIOS.change(service, actor, portfolio_id, as_sent(body), expected, reason)


@router.delete("/{portfolio_id}", status_code=204)
def remove(
    actor: Annotated[Actor, needs(Role.KLANTMANAGER)],
    portfolio_id: Id,
    service: ServiceDep,
    expected: ExpectedVersion,
    reason: Reason = None,
) -> Response:
    """Take a portfolio out of matching; its history stays until it is erased."""
    return PORTFOLIOS.remove(service, actor, portfolio_id, expected, reason)


@router.get("/{portfolio_id}/versions")
def versions(
    actor: Annotated[Actor, needs(Role.CANDIDATE, Role.KLANTMANAGER)],
    portfolio_id: Id,
    service: ServiceDep,
) -> list[Version]:
    """Who changed what and when, oldest first."""
    return PORTFOLIOS.versions(service, actor, portfolio_id)


@router.get("/{portfolio_id}/versions/{number}")
def one_version(
    actor: Annotated[Actor, needs(Role.CANDIDATE, Role.KLANTMANAGER)],
    portfolio_id: Id,
    number: Number,
    service: ServiceDep,
) -> Resource:
    """A portfolio as it was."""
    return PORTFOLIOS.at_version(service, actor, portfolio_id, number)
