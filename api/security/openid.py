"""Signing in through an OpenID Connect provider: authorization code with PKCE.

Authlib speaks the protocol and checks the ID token. Who may come in is ours: the provider's subject
must belong to a user that an administrator made.
"""

from __future__ import annotations

from authlib.integrations.starlette_client import OAuth
from fastapi import FastAPI

from matcher.service.settings import ServiceSettings

NAME = "provider"


def install(app: FastAPI, settings: ServiceSettings) -> None:
    """Give an application its provider, when there is one."""
    app.state.openid = None
    if settings.openid is None:
        return
    oauth = OAuth()
    issuer = settings.openid.issuer.rstrip("/")
    oauth.register(
        NAME,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_id=settings.openid.client_id,
        client_secret=settings.openid.client_secret,
        client_kwargs={"scope": "openid", "code_challenge_method": "S256"},
    )
    app.state.openid = oauth.create_client(NAME)
