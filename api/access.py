"""Who asks, and whether their role may: one dependency that every route names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from api.problems import Problem
from api.security import csrf, rate, signed_in
from matcher.service.actors import Actor, region_of
from matcher.service.service import Service
from matcher.store.organisations import Role

EVERYONE = tuple(Role)
# People of the organisations that guide candidates.
STAFF = (Role.KLANTMANAGER, Role.ACCOUNTMANAGER)


def service(request: Request) -> Service:
    """The service of this application."""
    found: Service = request.app.state.service
    return found


ServiceDep = Annotated[Service, Depends(service)]


@dataclass(frozen=True)
class Needs:
    """Dependency: a signed-in user with one of some roles.

    An unsafe method with a cookie also needs the CSRF token; every user has a rate limit.
    """

    roles: tuple[Role, ...]

    def __call__(self, request: Request, service: ServiceDep) -> Actor:
        """The actor, or a problem: not-signed-in, csrf, too-many-requests, not-allowed."""
        found = signed_in.find(request, service)
        rate.count(request, f"user:{found.actor.user}")
        csrf.check(request, found)
        if found.actor.role not in self.roles:
            raise Problem(
                "not-allowed",
                "Uw rol mag dit niet. Vraag het aan uw beheerder als u dit nodig heeft.",
                "Your role does not allow this. Ask your administrator if you need it.",
            )
        return found.actor


def needs(*roles: Role) -> Any:
    """Mark a route's parameter: first, ``actor: Annotated[Actor, needs(Role.ADMIN)]``."""
    return Depends(Needs(roles))


def organisations_of(service: Service, actor: Actor) -> frozenset[str]:
    """Whose people and vacancies the actor shares: the organisations of the region."""
    with service.database.read() as tx:
        return region_of(tx, actor.organisation)
