"""Nobody can ask without end: limits a user, a login and an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asking import ok, problem, token_for
from fastapi.testclient import TestClient

from matcher.service import samples

Variant = Callable[..., Any]


def test_a_user_may_ask_so_many_times_a_minute_and_others_notice_nothing(variant: Variant) -> None:
    app, service = variant(requests_a_minute=3)
    client = TestClient(app)
    mine, theirs = token_for(service, "klantmanager"), token_for(service, "accountmanager")
    for _ in range(3):
        ok(client.get("/v1/me", headers=mine))
    answer = client.get("/v1/me", headers=mine)
    problem(answer, 429, "too-many-requests")
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    again = token_for(service, "klantmanager")  # another token is the same user
    problem(client.get("/v1/portfolios", headers=again), 429, "too-many-requests")
    ok(client.get("/v1/me", headers=theirs))
    ok(client.get("/v1/health"))


def test_a_login_can_be_tried_so_many_times_from_any_address(variant: Variant) -> None:
    app, _ = variant(logins_a_minute=2)
    wrong = {"login": "FG", "password": "x"}
    for number in range(2):
        client = TestClient(app, client=(f"192.0.2.{number}", 1))
        problem(client.post("/v1/sessions", json=wrong), 401, "not-signed-in")
    right = {"login": "fg", "password": samples.PASSWORD}
    answer = TestClient(app, client=("192.0.2.9", 1)).post("/v1/sessions", json=right)
    problem(answer, 429, "too-many-requests")
    assert 1 <= int(answer.headers["retry-after"]) <= 60


def test_an_address_can_try_so_many_times_with_any_login(variant: Variant) -> None:
    app, _ = variant(logins_a_minute=2)
    client = TestClient(app, client=("192.0.2.1", 1))
    for name in ("a", "b"):
        sent = {"login": name, "password": "x"}
        problem(client.post("/v1/sessions", json=sent), 401, "not-signed-in")
    sent = {"login": "c", "password": "x"}
    problem(client.post("/v1/sessions", json=sent), 429, "too-many-requests")
    other = TestClient(app, client=("192.0.2.2", 1))
    problem(other.post("/v1/sessions", json=sent), 401, "not-signed-in")
