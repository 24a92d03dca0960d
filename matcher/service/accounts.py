"""Organisations, users and tokens, as an administrator keeps them; every step is logged."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from matcher.errors import DataError
from matcher.service.actors import Actor
from matcher.service.passwords import hashed
from matcher.store.database import Database
from matcher.store.organisations import Organisation, Role
from matcher.store.users import User

TOKEN_BYTES = 32
LONGEST_TOKEN_DAYS = 730


def digest(token: str) -> str:
    """What is stored of a token: its SHA-256; tokens are random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A random token of 256 bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def add_organisation(database: Database, actor: Actor, organisation: Organisation) -> Organisation:
    """A new organisation."""
    with database.write() as tx:
        made = tx.organisations.add(organisation)
        details = {"kind": organisation.kind, "region": organisation.region}
        tx.audit.append(
            actor.user, actor.organisation, "organisation.added", organisation.id, details
        )
    return made


def add_user(database: Database, actor: Actor, user: User, password: str | None) -> User:
    """A new account, with a password or with the subject of an OpenID provider.

    Raises
    ------
    DataError
        With every problem: no way to sign in, no such organisation, a candidate without a
        portfolio, or another role with one.
    """
    problems = []
    if not (user.login and password) and not user.oidc_subject:
        problems.append("geef een login met een wachtwoord, of het kenmerk van de OpenID-aanbieder")
    if user.role is Role.CANDIDATE and not user.portfolio:
        problems.append("een kandidaat hoort bij een portfolio; geef het id ervan")
    if user.role is not Role.CANDIDATE and user.portfolio:
        problems.append(f"de rol {user.role.value} heeft geen eigen portfolio; laat het weg")
    with database.write() as tx:
        if tx.organisations.find(user.organisation) is None:
            problems.append(f"organisatie '{user.organisation}' bestaat niet; maak haar eerst")
        if problems:
            raise DataError(problems)
        made = tx.users.add(user, hashed(password) if password else None)
        details = {"role": user.role.value, "organisation": user.organisation}
        tx.audit.append(actor.user, actor.organisation, "user.added", user.id, details)
    return made


def set_active(database: Database, actor: Actor, user: str, active: bool) -> None:
    """Open or close an account; closing ends its sessions."""
    with database.write() as tx:
        tx.users.set_active(user, active)
        if not active:
            tx.sessions.delete_for(user)
        action = "user.opened" if active else "user.closed"
        tx.audit.append(actor.user, actor.organisation, action, user, {})


def add_token(database: Database, actor: Actor, user: str, label: str, days: int) -> str:
    """A new API token that acts as a user; it is shown once and stored as a digest.

    Raises
    ------
    DataError
        When ``days`` is not in 1..730.
    """
    if not 1 <= days <= LONGEST_TOKEN_DAYS:
        raise DataError(f"een token geldt 1 tot {LONGEST_TOKEN_DAYS} dagen, niet {days}")
    token = new_token()
    with database.write() as tx:
        tx.users.get(user)
        tx.tokens.add(digest(token), user, label, tx.now + timedelta(days=days))
        details = {"label": label, "days": days}
        tx.audit.append(actor.user, actor.organisation, "token.added", user, details)
    return token
