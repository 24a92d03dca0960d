"""Organisations, accounts and tokens, for the administrator."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import ServiceDep, needs
from api.idempotency import Key, once
from api.paging import After, Limit, Page, paged
from matcher.service import accounts
from matcher.service.actors import Actor
from matcher.store.organisations import Organisation, Role
from matcher.store.users import User

router = APIRouter(tags=["accounts"])
AnId = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[\w.@-]+$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
UserId = Annotated[str, Path(max_length=100)]


class OneOrganisation(BaseModel):
    """A gemeente, WSP, UWV, sociaal ontwikkelbedrijf, employer or the administration itself."""

    model_config = ConfigDict(extra="forbid")
    id: AnId
    kind: Literal["gemeente", "wsp", "uwv", "sw", "employer", "beheer"]
    name: Name
    region: Name = Field(description="Arbeidsmarktregio; those who share it work together")


class OneUser(BaseModel):
    """An account."""

    model_config = ConfigDict(extra="forbid")
    id: AnId
    organisation_id: AnId
    role: Role
    login: AnId | None = None
    oidc_subject: Name | None = None
    portfolio_id: Annotated[str, StringConstraints(max_length=500)] | None = None
    active: bool = True


class NewUser(OneUser):
    """An account with its first password."""

    password: Annotated[str, StringConstraints(max_length=200)] | None = None


class NewToken(BaseModel):
    """What a token is for."""

    model_config = ConfigDict(extra="forbid")
    label: Name
    days: Annotated[int, Field(ge=1, le=accounts.LONGEST_TOKEN_DAYS)] = 365


class OneToken(BaseModel):
    """A token, shown once."""

    token: str


@router.get("/organisations")
def organisations(
    actor: Annotated[Actor, needs(Role.ADMIN)], service: ServiceDep
) -> list[OneOrganisation]:
    """All organisations."""
    with service.database.read() as tx:
        found = tx.organisations.all()
    return [OneOrganisation.model_validate(vars(o)) for o in found]


@router.post("/organisations", status_code=201, response_model=OneOrganisation)
def add_organisation(
    actor: Annotated[Actor, needs(Role.ADMIN)],
    body: OneOrganisation,
    request: Request,
    service: ServiceDep,
    key: Key = None,
) -> Response:
    """A new organisation."""

    def do() -> Response:
        organisation = Organisation(body.id, body.kind, body.name, body.region)
        accounts.add_organisation(service.database, actor, organisation)
        return JSONResponse(body.model_dump(mode="json"), 201)

    return once(request, actor, key, body.model_dump(mode="json"), do)


@router.get("/users")
def users(
    actor: Annotated[Actor, needs(Role.ADMIN)],
    request: Request,
    response: Response,
    service: ServiceDep,
    after: After = None,
    limit: Limit = 50,
) -> Page[OneUser]:
    """All accounts, by id."""
    with service.database.read() as tx:
        found = tx.users.page(after=after, limit=limit)
    items = [_user(u) for u in found]
    return paged(request, response, items, items[-1].id if items else "", limit)


@router.post("/users", status_code=201, response_model=OneUser)
def add_user(
    actor: Annotated[Actor, needs(Role.ADMIN)],
    body: NewUser,
    request: Request,
    service: ServiceDep,
    key: Key = None,
) -> Response:
    """A new account."""

    def do() -> Response:
        user = User(
            body.id,
            body.organisation_id,
            body.role,
            body.login,
            body.oidc_subject,
            body.portfolio_id,
            body.active,
        )
        made = accounts.add_user(service.database, actor, user, body.password)
        return JSONResponse(_user(made).model_dump(mode="json"), 201)

    return once(request, actor, key, body.model_dump(mode="json"), do)


@router.delete("/users/{user_id}", status_code=204)
def close(
    actor: Annotated[Actor, needs(Role.ADMIN)], user_id: UserId, service: ServiceDep
) -> Response:
    """Close an account; its sessions and tokens stop working at once."""
    accounts.set_active(service.database, actor, user_id, False)
    return Response(status_code=204)


@router.post("/users/{user_id}/tokens", status_code=201)
def add_token(
    actor: Annotated[Actor, needs(Role.ADMIN)], user_id: UserId, body: NewToken, service: ServiceDep
) -> OneToken:
    """A token with which a system acts as this account; it is shown once."""
    token = accounts.add_token(service.database, actor, user_id, body.label, body.days)
    return OneToken(token=token)


def _user(user: User) -> OneUser:
    return OneUser(
        id=user.id,
        organisation_id=user.organisation,
        role=user.role,
        login=user.login,
        oidc_subject=user.oidc_subject,
        portfolio_id=user.portfolio,
        active=user.active,
    )
