"""The application: routes, limits, headers and problems put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

from api import description, problems
from api.bodies import BodyLimits
from api.routes import ALL, PREFIX, UPLOADS
from api.security import openid, rate
from api.security.headers import API_VERSION, SecurityHeaders
from api.watching import Watching
from matcher.service.advising import Adviser
from matcher.service.profiles import Profiles
from matcher.service.service import Service


def create_app(service: Service, follow: bool = True) -> FastAPI:
    """The application over a service.

    Parameters
    ----------
    follow : bool
        Start the pools and follow the store in the background; False when the caller does.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if follow:
            service.follow_in_background()
        yield
        service.close()

    settings = service.settings
    app = FastAPI(
        title="Matcher",
        version=API_VERSION,
        summary="Skills-based matching of portfolios and vacancies",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        responses=problems.documented("bad-request", "too-many-requests", "internal", "not-ready"),
    )
    app.state.service = service
    app.state.adviser = Adviser(service)
    app.state.profiles = Profiles(service)
    rate.install(app, settings)
    openid.install(app, settings)
    problems.install(app)
    for router in ALL:
        app.include_router(router, prefix=PREFIX)
    app.add_middleware(
        SessionMiddleware,
        secret_key=settings.secret,
        session_cookie="signing-in",
        max_age=600,
        same_site="lax",
        https_only=settings.https,
    )
    uploads = {f"{PREFIX}{path}": settings.upload_bytes for path in UPLOADS}
    app.add_middleware(
        BodyLimits, largest=settings.body_bytes, upload=uploads, seconds=settings.body_seconds
    )
    app.add_middleware(problems.LastResort)
    app.add_middleware(Watching)
    app.add_middleware(SecurityHeaders, https=settings.https)
    description.install(app)
    return app
