"""Every route, every role: who may do what."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.description import roles_by_route

# c candidate, k klantmanager, a accountmanager, e employer, d data scientist, p privacy officer,
# b administrator; "-" nobody signed in.
WHO = {
    "c": "kandidaat",
    "k": "klantmanager",
    "a": "accountmanager",
    "e": "werkgever",
    "d": "onderzoeker",
    "p": "fg",
    "b": "beheerder",
    "-": "",
}
EVERYONE = "ckaedpb"
ALLOWED = {
    "GET /v1/health": "ckaedpb-",
    "GET /v1/readiness": "ckaedpb-",
    "GET /v1/metrics": "ckaedpb-",
    "GET /v1/problems/{name}": "ckaedpb-",
    "POST /v1/sessions": "ckaedpb-",
    "GET /v1/openid/start": "ckaedpb-",
    "GET /v1/openid/callback": "ckaedpb-",
    "DELETE /v1/sessions/current": EVERYONE,
    "GET /v1/me": EVERYONE,
    "GET /v1/portfolios": "ka",
    "POST /v1/portfolios": "k",
    "GET /v1/portfolios/{portfolio_id}": "cka",
    "PUT /v1/portfolios/{portfolio_id}": "ck",
    "DELETE /v1/portfolios/{portfolio_id}": "k",
    "GET /v1/portfolios/{portfolio_id}/versions": "ck",
    "GET /v1/portfolios/{portfolio_id}/versions/{number}": "ck",
    "GET /v1/portfolios/{portfolio_id}/consents": "ck",
    "PUT /v1/portfolios/{portfolio_id}/consents": "ck",
    "GET /v1/portfolios/{portfolio_id}/sensitive-facts": "ck",
    "PUT /v1/portfolios/{portfolio_id}/sensitive-facts": "k",
    "GET /v1/portfolios/{portfolio_id}/contact-details": "cka",
    "PUT /v1/portfolios/{portfolio_id}/contact-details": "ck",
    "GET /v1/portfolios/{portfolio_id}/looks": "ck",
    "POST /v1/portfolios/{portfolio_id}/erasure": "ck",
    "GET /v1/portfolios/{portfolio_id}/matches": "cka",
    "GET /v1/vacancies": "kae",
    "POST /v1/vacancies": "ae",
    "GET /v1/vacancies/{vacancy_id}": "ckae",
    "PUT /v1/vacancies/{vacancy_id}": "ae",
    "DELETE /v1/vacancies/{vacancy_id}": "ae",
    "GET /v1/vacancies/{vacancy_id}/versions": "ae",
    "GET /v1/vacancies/{vacancy_id}/versions/{number}": "ae",
    "POST /v1/shortlists": "ka",
    "GET /v1/shortlists": "ka",
    "GET /v1/shortlists/{shortlist_id}": "ka",
    "POST /v1/explanations": "cka",
    "POST /v1/decisions": "ka",
    "GET /v1/decisions": "ka",
    "POST /v1/outcomes": "ka",
    "GET /v1/outcomes": "ka",
    "PUT /v1/vacancies/{vacancy_id}/releases/{portfolio_id}": "k",
    "DELETE /v1/vacancies/{vacancy_id}/releases/{portfolio_id}": "ck",
    "GET /v1/vacancies/{vacancy_id}/profiles": "e",
    "POST /v1/contact-requests": "e",
    "GET /v1/contact-requests": "ke",
    "PUT /v1/contact-requests/{request_id}": "k",
    "GET /v1/contact-requests/{request_id}/contact-details": "e",
    "GET /v1/research/portfolios": "d",
    "POST /v1/gaps": "cka",
    "GET /v1/portfolios/{portfolio_id}/doors": "cka",
    "GET /v1/portfolios/{portfolio_id}/mobility": "cka",
    "GET /v1/portfolios/{portfolio_id}/alternatives": "cka",
    "POST /v1/what-ifs": "cka",
    "POST /v1/vacancy-what-ifs": "ka",
    "POST /v1/training-advices": "cka",
    "POST /v1/career-paths": "cka",
    "POST /v1/carvings": "ka",
    "POST /v1/event-schedules": "ka",
    "POST /v1/cost-sheets": "ka",
    "POST /v1/regional-plans": "ka",
    "GET /v1/regional-plans/{job_id}": "ka",
    "GET /v1/concepts": EVERYONE,
    "GET /v1/concepts/{concept_id}": EVERYONE,
    "POST /v1/exchange-jobs": "ka",
    "GET /v1/exchange-jobs": "ka",
    "GET /v1/exchange-jobs/{job_id}": "ka",
    "GET /v1/exchange-jobs/{job_id}/events": "ka",
    "GET /v1/exports": "ka",
    "GET /v1/audit-entries": "p",
    "GET /v1/audit-entries/verification": "pb",
    "GET /v1/organisations": "b",
    "POST /v1/organisations": "b",
    "GET /v1/users": "b",
    "POST /v1/users": "b",
    "DELETE /v1/users/{user_id}": "b",
    "POST /v1/users/{user_id}/tokens": "b",
}


def test_the_table_names_every_route() -> None:
    routes = {f"{method} {path}" for path, method in roles_by_route()}
    assert routes == set(ALLOWED)


@pytest.mark.parametrize("who", WHO)
def test_every_route_admits_exactly_the_roles_of_the_table(
    who: str, login: Callable[[str], TestClient]
) -> None:
    """Admitted means: not told to sign in and not told that the role may not."""
    client = login(WHO[who])
    wrong = []
    for route, allowed in ALLOWED.items():
        method, path = route.split()
        if route == "DELETE /v1/sessions/current":
            continue  # would end the session of this test
        url = re.sub(r"\{[^}]+\}", "1", path)
        answer = client.request(method, url, follow_redirects=False)
        told = "problem+json" in answer.headers.get("content-type", "")
        kind = answer.json()["type"] if told else ""
        refused = kind.endswith(("/not-signed-in", "/not-allowed")) and path != "/v1/sessions"
        if refused == (who in allowed):
            wrong.append(f"{route}: {answer.status_code} {kind}")
    assert wrong == []
