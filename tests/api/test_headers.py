"""Every answer, also of what goes wrong, tells browsers to be careful and names its version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.security.headers import API_VERSION, HEADERS
from matcher.service import terms

Login = Callable[[str], TestClient]
WAYS: list[tuple[str, str, str, int]] = [
    ("", "GET", "/v1/health", 200),
    ("", "GET", "/v1/openapi.json", 200),
    ("", "GET", "/v1/metrics", 200),
    ("", "GET", "/v1/me", 401),
    ("", "GET", "/", 404),
    ("", "OPTIONS", "/v1/me", 405),
    ("kandidaat", "GET", "/v1/users", 403),
    ("klantmanager", "GET", "/v1/portfolios", 200),
    ("klantmanager", "DELETE", "/v1/sessions/current", 204),
    ("klantmanager", "GET", "/v1/exports?format=jsonl&kind=portfolio", 200),
    ("klantmanager", "GET", "/v1/concepts?query=kok", 500),
]


@pytest.mark.parametrize(("who", "method", "path", "status"), WAYS)
def test_every_answer_has_the_headers(
    who: str,
    method: str,
    path: str,
    status: int,
    login: Login,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if status == 500:
        monkeypatch.setattr(terms, "suggest", lambda *_: 1 / 0)
    answer = login(who).request(method, path)
    assert answer.status_code == status
    for name, value in HEADERS.items():
        if not (path == "/" and name == "Content-Security-Policy"):
            assert answer.headers[name] == value
    assert answer.headers["API-Version"] == API_VERSION
    assert "Strict-Transport-Security" not in answer.headers
    assert "server" not in answer.headers and "x-powered-by" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


def test_answers_of_the_limits_have_them_too(login: Login) -> None:
    big = b"x" * 1_000_001
    answer = login("klantmanager").post("/v1/portfolios", content=big)
    assert answer.status_code == 413
    assert {k: answer.headers[k] for k in HEADERS} == HEADERS


def test_https_alone_is_told_to_stay_https(variant: Callable[..., Any]) -> None:
    app, _ = variant(public_url="https://matcher.example.org")
    for path in ("/v1/health", "/v1/niets"):
        answer = TestClient(app).get(path)
        told = answer.headers["Strict-Transport-Security"]
        assert told == "max-age=31536000; includeSubDomains"


def test_the_numbers_for_prometheus_name_routes_and_no_people(login: Login) -> None:
    client = login("klantmanager")
    client.get("/v1/portfolios/D-K001")
    client.get("/v1/geheim-pad-van-iemand")
    client.request("VERZONNEN", "/v1/health")
    text = client.get("/v1/metrics").text
    assert '/portfolios/{portfolio_id}",status="200"' in text and "VERZONNEN" not in text
    assert "D-K001" not in text and "geheim" not in text and "klantmanager" not in text
