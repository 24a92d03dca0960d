"""Signing in through the organisation's own account (OpenID Connect)."""

from __future__ import annotations

from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from fastapi import APIRouter, Request
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from api.access import ServiceDep
from api.problems import Problem, documented, not_found
from api.security import signed_in

router = APIRouter(prefix="/openid", tags=["sessions"])
AFTER = "/v1/me"  # also tells the CSRF token


@router.get(
    "/start",
    status_code=302,
    response_class=RedirectResponse,
    responses=documented("not-found"),
)
async def start(request: Request, service: ServiceDep) -> Any:
    """Go to the provider."""
    client = request.app.state.openid
    if client is None:
        raise not_found()
    back = f"{service.settings.public_url}/v1/openid/callback"
    try:
        return await client.authorize_redirect(request, back)
    except httpx2.HTTPError:
        raise _unreachable() from None


@router.get(
    "/callback",
    status_code=303,
    response_class=RedirectResponse,
    responses=documented("not-signed-in", "not-allowed", "not-found"),
)
async def callback(request: Request, service: ServiceDep) -> RedirectResponse:
    """Come back from the provider and begin a session."""
    client = request.app.state.openid
    if client is None:
        raise not_found()
    try:
        token = await client.authorize_access_token(request)
    except AuthlibBaseError as error:
        raise _failed(error.error) from None
    except (JoseError, ValueError):
        raise _failed("invalid_token") from None
    except httpx2.HTTPError:
        raise _unreachable() from None
    if "userinfo" not in token:
        raise _failed("no_id_token")
    subject = str(token["userinfo"]["sub"])
    response = RedirectResponse(AFTER, 303)
    await run_in_threadpool(_begin, service, subject, response)
    return response


def _failed(why: str) -> Problem:
    return Problem(
        "not-signed-in",
        f"Inloggen bij uw organisatie lukte niet ({why}). Begin opnieuw.",
        f"Signing in at your organisation failed ({why}). Start again.",
    )


def _unreachable() -> Problem:
    return Problem(
        "not-ready",
        "Het inloggen van uw organisatie antwoordt niet. Probeer het later opnieuw.",
        "Your organisation's sign-in does not answer. Try again later.",
    )


def _begin(service: ServiceDep, subject: str, response: RedirectResponse) -> None:
    with service.database.read() as tx:
        user = tx.users.find_oidc(subject)
    if user is None or not user.active:
        raise Problem(
            "not-allowed",
            "U heeft hier nog geen account. Vraag uw beheerder om toegang.",
            "You have no account here yet. Ask your administrator for access.",
        )
    signed_in.start_session(service, user, response)
