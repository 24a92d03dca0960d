"""One file per resource; each gives a router, joined here."""

from __future__ import annotations

from api.routes import (
    accounts,
    advice,
    audit,
    consents,
    decisions,
    employers,
    exchange,
    health,
    openid,
    personal,
    portfolios,
    research,
    sessions,
    shortlists,
    vacancies,
    vocabulary,
)

PREFIX = "/v1"
ALL = (
    health.router,
    sessions.router,
    openid.router,
    portfolios.router,
    consents.router,
    personal.router,
    vacancies.router,
    shortlists.router,
    advice.router,
    decisions.router,
    employers.router,
    vocabulary.router,
    exchange.router,
    audit.router,
    accounts.router,
    research.router,
)
# Paths that take whole files.
UPLOADS: tuple[str, ...] = (exchange.PATH,)
