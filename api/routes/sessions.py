"""Signing in with a local account, signing out, and who is signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import EVERYONE, ServiceDep, needs
from api.problems import Problem, documented
from api.security import rate, signed_in
from matcher.service import passwords
from matcher.service.actors import Actor

router = APIRouter(tags=["sessions"])
Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Credentials(BaseModel):
    """A local account."""

    model_config = ConfigDict(extra="forbid")
    login: Short
    password: Short


class Me(BaseModel):
    """The signed-in user."""

    user_id: str
    role: str
    organisation_id: str
    portfolio_id: str | None = None
    csrf_token: str | None = Field(
        None, description="With a session: send it in X-CSRF-Token with every change"
    )


@router.post("/sessions", status_code=201, responses=documented("not-signed-in"))
def sign_in(
    credentials: Credentials, request: Request, response: Response, service: ServiceDep
) -> Me:
    """Sign in with login and password; sets the session cookie."""
    rate.count_login(request, credentials.login)
    with service.database.read() as tx:
        found = tx.users.find_login(credentials.login)
    user, stored = found if found is not None else (None, None)
    if not passwords.right(credentials.password, stored) or user is None or not user.active:
        raise Problem(
            "not-signed-in",
            "Deze naam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
            "This login and password do not belong together. Try again.",
        )
    csrf = signed_in.start_session(service, user, response)
    return _me(signed_in.actor_of(user), csrf)


@router.delete("/sessions/current", status_code=204)
def sign_out(
    actor: Annotated[Actor, needs(*EVERYONE)], request: Request, service: ServiceDep
) -> Response:
    """Sign out."""
    response = Response(status_code=204)
    signed_in.end_session(service, signed_in.find(request, service), response)
    return response


@router.get("/me")
def me(actor: Annotated[Actor, needs(*EVERYONE)], request: Request, service: ServiceDep) -> Me:
    """Who is signed in."""
    return _me(actor, signed_in.find(request, service).csrf_token)


def _me(actor: Actor, csrf: str | None) -> Me:
    return Me(
        user_id=actor.user,
        role=actor.role.value,
        organisation_id=actor.organisation,
        portfolio_id=actor.portfolio,
        csrf_token=csrf,
    )
