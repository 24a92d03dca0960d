"""Who sent a request: a session cookie of a person, or the API token of a system."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request, Response

from api.problems import Problem
from matcher.service.accounts import digest, new_token
from matcher.service.actors import Actor
from matcher.service.service import Service
from matcher.store.database import Transaction
from matcher.store.users import User

COOKIE, SECURE_COOKIE = "session", "__Host-session"
TOUCH_AFTER = timedelta(minutes=5)  # the end of a session is moved at most this often


@dataclass(frozen=True)
class SignedIn:
    """An actor, and the CSRF token of the session when a cookie was used."""

    actor: Actor
    csrf_token: str | None
    session_hash: str | None = None


def csrf_of(session_token: str) -> str:
    """The CSRF token of a session: follows from its secret, so a page can ask for it again."""
    return hmac.new(session_token.encode(), b"csrf", hashlib.sha256).hexdigest()


def actor_of(user: User) -> Actor:
    """The acting side of a user."""
    return Actor(user.id, user.organisation, user.role, user.portfolio)


def find(request: Request, service: Service) -> SignedIn:
    """Who sent the request.

    Raises
    ------
    Problem
        ``not-signed-in``.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        found = _by_token(service, token.strip())
    else:
        cookie = request.cookies.get(cookie_name(service))
        found = _by_session(service, cookie) if cookie else None
    if found is None:
        raise Problem(
            "not-signed-in",
            "Log in en probeer het opnieuw.",
            "Sign in and try again.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return found


def _by_token(service: Service, token: str) -> SignedIn | None:
    with service.database.read() as tx:
        found = tx.tokens.find(digest(token))
        if found is None:
            return None
        user = _active(tx, found.user_id)
    return None if user is None else SignedIn(actor_of(user), None)


def _by_session(service: Service, token: str) -> SignedIn | None:
    hashed = digest(token)
    life = timedelta(hours=service.settings.session_hours)
    with service.database.read() as tx:
        found = tx.sessions.find(hashed)
        if found is None:
            return None
        user = _active(tx, found.user_id)
        stale = tx.now + life - found.expires > TOUCH_AFTER
    if user is None:
        return None
    if stale:
        with service.database.write() as tx:
            tx.sessions.touch(hashed, tx.now + life)
    return SignedIn(actor_of(user), csrf_of(token), hashed)


def _active(tx: Transaction, user: str) -> User | None:
    found = tx.users.get(user)
    return found if found.active else None


def cookie_name(service: Service) -> str:
    """With https the name binds the cookie to this very host (RFC 6265bis §4.1.3.2)."""
    return SECURE_COOKIE if service.settings.https else COOKIE


def start_session(service: Service, user: User, response: Response) -> str:
    """Begin a session, set its cookie, and give the CSRF token that goes with it."""
    token = new_token()
    csrf = csrf_of(token)
    life = timedelta(hours=service.settings.session_hours)
    with service.database.write() as tx:
        tx.sessions.purge(tx.now)
        tx.sessions.add(digest(token), user.id, digest(csrf), tx.now + life)
        tx.audit.append(user.id, user.organisation, "session.started", user.id, {})
    response.set_cookie(
        cookie_name(service),
        token,
        max_age=int(life.total_seconds()),
        path="/",
        secure=service.settings.https,
        httponly=True,
        samesite="lax",
    )
    return csrf


def end_session(service: Service, signed_in: SignedIn, response: Response) -> None:
    """End a session and take its cookie away."""
    if signed_in.session_hash is not None:
        with service.database.write() as tx:
            tx.sessions.delete(signed_in.session_hash)
            actor = signed_in.actor
            tx.audit.append(actor.user, actor.organisation, "session.ended", actor.user, {})
    response.delete_cookie(
        cookie_name(service), path="/", secure=service.settings.https, httponly=True
    )
