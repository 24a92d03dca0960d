"""Signing in and out, and what a session or a token may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asking import ok, problem
from fastapi.testclient import TestClient

from matcher.service import accounts, samples
from matcher.service.actors import SYSTEM
from matcher.service.service import Service

Login = Callable[[str], TestClient]
RIGHT = {"login": "klantmanager", "password": samples.PASSWORD}
START = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def test_signing_in_gives_a_session_and_signing_out_ends_it(login: Login) -> None:
    client = login("")
    problem(client.get("/v1/me"), 401, "not-signed-in")
    me = ok(client.post("/v1/sessions", json=RIGHT), 201)
    assert me["role"] == "klantmanager" and me["organisation_id"] == "gemeente-a"
    assert ok(client.get("/v1/me")) == me
    cookie = client.cookies["session"]
    sent = {"X-CSRF-Token": me["csrf_token"]}
    assert client.delete("/v1/sessions/current", headers=sent).status_code == 204
    assert "session" not in client.cookies
    client.cookies.set("session", cookie)  # a copy of the cookie does not work either
    problem(client.get("/v1/me"), 401, "not-signed-in")


@pytest.mark.parametrize(
    "sent",
    [
        {**RIGHT, "password": "niet het wachtwoord"},
        {**RIGHT, "password": samples.PASSWORD + " "},
        {**RIGHT, "login": "bestaat-niet"},
        {**RIGHT, "login": "klantmanager "},
    ],
)
def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(
    sent: dict[str, str], login: Login
) -> None:
    client = login("")
    answer = client.post("/v1/sessions", json=sent)
    told = problem(answer, 401, "not-signed-in")
    other = client.post("/v1/sessions", json={"login": "x", "password": "y"})
    assert told == problem(other, 401, "not-signed-in")
    assert "set-cookie" not in answer.headers


def test_credentials_with_more_than_login_and_password_are_refused(login: Login) -> None:
    told = problem(login("").post("/v1/sessions", json={**RIGHT, "role": "admin"}), 422, "invalid")
    assert told["errors"] == ["veld role: gevonden 'admin'; dit veld kennen wij niet; laat het weg"]


def test_closing_an_account_ends_its_session_and_its_token_at_once(
    login: Login, service: Service
) -> None:
    client, admin = login("accountmanager"), login("beheerder")
    token = accounts.add_token(service.database, SYSTEM, "u-accountmanager", "koppeling", 30)
    system = {"Authorization": f"Bearer {token}"}
    ok(client.get("/v1/me"))
    ok(login("").get("/v1/me", headers=system))
    assert admin.delete("/v1/users/u-accountmanager").status_code == 204
    problem(client.get("/v1/me"), 401, "not-signed-in")
    problem(login("").get("/v1/me", headers=system), 401, "not-signed-in")
    sent = {"login": "accountmanager", "password": samples.PASSWORD}
    problem(login("").post("/v1/sessions", json=sent), 401, "not-signed-in")


def test_a_session_ends_some_hours_after_its_last_use(
    variant: Callable[..., tuple[TestClient, Service]],
) -> None:
    clock = Clock()
    app, _ = variant(clock, session_hours=2)
    client = TestClient(app)
    ok(client.post("/v1/sessions", json=RIGHT), 201)
    for _ in range(3):  # used every 90 minutes, it goes on
        clock.now += timedelta(minutes=90)
        ok(client.get("/v1/me"))
    clock.now += timedelta(minutes=121)
    problem(client.get("/v1/me"), 401, "not-signed-in")


@pytest.mark.parametrize(
    ("public_url", "name", "secure"),
    [
        ("http://127.0.0.1:8000", "session", False),
        ("https://matcher.example.org", "__Host-session", True),
    ],
)
def test_cookie_flags(
    public_url: str,
    name: str,
    secure: bool,
    variant: Callable[..., tuple[TestClient, Service]],
) -> None:
    app, _ = variant(public_url=public_url)
    client = TestClient(app, base_url="https://testserver")
    answer = client.post("/v1/sessions", json=RIGHT)
    first, *flags = [part.strip() for part in answer.headers["set-cookie"].split(";")]
    assert first.partition("=")[0] == name
    wanted = {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=28800"}
    assert set(flags) - {f for f in flags if f.startswith("expires")} == wanted | (
        {"Secure"} if secure else set()
    )
    sent = {"X-CSRF-Token": answer.json()["csrf_token"]}
    gone = client.delete("/v1/sessions/current", headers=sent)
    assert gone.headers["set-cookie"].startswith(f'{name}=""')
    assert ("Secure" in gone.headers["set-cookie"]) is secure
    assert "signing-in" not in answer.headers["set-cookie"]


def test_a_change_with_a_cookie_needs_the_token_of_that_session(login: Login) -> None:
    client, other = login("klantmanager"), login("klantmanager")
    own = client.headers.pop("X-CSRF-Token")
    for wrong in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "x" * 64}, {"X-CSRF-Token": "é"}):
        sent = {k: v.encode() for k, v in wrong.items()}
        problem(client.post("/v1/portfolios", json={}, headers=sent), 403, "csrf")
    theirs = {"X-CSRF-Token": other.headers["X-CSRF-Token"]}
    problem(client.post("/v1/portfolios", json={}, headers=theirs), 403, "csrf")
    ok(client.get("/v1/portfolios"))  # reading needs none
    ok(client.post("/v1/portfolios", json={}, headers={"X-CSRF-Token": own}), 201)


def test_a_page_can_ask_for_its_csrf_token_again(login: Login) -> None:
    client = login("klantmanager")
    assert ok(client.get("/v1/me"))["csrf_token"] == client.headers["X-CSRF-Token"]


def test_a_token_needs_no_csrf_token_and_acts_as_its_account(
    login: Login, token: Callable[[str], dict[str, str]]
) -> None:
    client = login("")
    client.headers.update(token("klantmanager"))
    me = ok(client.get("/v1/me"))
    assert (me["user_id"], me["csrf_token"]) == ("u-klantmanager", None)
    ok(client.post("/v1/portfolios", json={}), 201)
    problem(client.get("/v1/users"), 403, "not-allowed")


def test_a_wrong_token_is_not_replaced_by_the_cookie_beside_it(login: Login) -> None:
    client = login("klantmanager")
    for wrong in ("Bearer x", "bearer  x", "Bearer " + "0" * 43):
        answer = client.get("/v1/me", headers={"Authorization": wrong})
        problem(answer, 401, "not-signed-in")
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_stops_when_revoked_and_when_its_days_are_over(
    variant: Callable[..., tuple[TestClient, Service]],
) -> None:
    clock = Clock()
    app, service = variant(clock)
    client = TestClient(app)

    def new() -> dict[str, str]:
        made = accounts.add_token(service.database, SYSTEM, "u-klantmanager", "test", 30)
        return {"Authorization": f"Bearer {made}"}

    first, second = new(), new()
    ok(client.get("/v1/me", headers=first))
    with service.database.write() as tx:
        tx.tokens.revoke(tx.tokens.find(accounts.digest(first["Authorization"][7:])).id)
    problem(client.get("/v1/me", headers=first), 401, "not-signed-in")
    clock.now += timedelta(days=29, hours=23)
    ok(client.get("/v1/me", headers=second))
    clock.now += timedelta(hours=1)
    problem(client.get("/v1/me", headers=second), 401, "not-signed-in")


def test_the_store_holds_no_password_session_or_token(login: Login, service: Service) -> None:
    client = login("klantmanager")
    token = accounts.add_token(service.database, SYSTEM, "u-klantmanager", "test", 1)
    key = {"Idempotency-Key": "een-sleutel-1"}
    secret = "een heel ander wachtwoord"
    user = {"id": "u1", "organisation_id": "wsp", "role": "accountmanager", "login": "u1"}
    ok(login("beheerder").post("/v1/users", json={**user, "password": secret}, headers=key), 201)
    service.database.vacuum()
    stored = Path(service.settings.database.removeprefix("sqlite:///")).read_bytes()
    for word in (samples.PASSWORD, secret, token, client.cookies["session"]):
        assert word.encode() not in stored
