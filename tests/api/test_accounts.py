"""Organisations, accounts and tokens, as the administrator keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asking import ok, problem
from fastapi.testclient import TestClient

Login = Callable[[str], TestClient]
PASSWORD = "paars fietst over zeven dijken"
USER: dict[str, Any] = {
    "id": "u-nieuw",
    "organisation_id": "wsp",
    "role": "accountmanager",
    "login": "nieuw",
    "password": PASSWORD,
}


def test_an_account_is_made_and_can_sign_in(login: Login) -> None:
    made = ok(login("beheerder").post("/v1/users", json=USER), 201)
    assert made == {
        "id": "u-nieuw",
        "organisation_id": "wsp",
        "role": "accountmanager",
        "login": "nieuw",
        "oidc_subject": None,
        "portfolio_id": None,
        "active": True,
    }
    sent = {"login": "nieuw", "password": PASSWORD}
    assert ok(login("").post("/v1/sessions", json=sent), 201)["user_id"] == "u-nieuw"


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"password": "te kort"}, 1),
        ({"password": None}, 1),
        ({"login": None, "password": None}, 1),
        ({"organisation_id": "bestaat-niet"}, 1),
        ({"role": "candidate"}, 1),
        ({"portfolio_id": "D-K001"}, 1),
        ({"role": "candidate", "organisation_id": "x", "password": None}, 3),
        ({"role": "baas"}, 1),
        ({"id": "met spatie"}, 1),
        ({"id": "a/b"}, 1),
        ({"admin": True}, 1),
    ],
)
def test_what_is_wrong_with_an_account_is_told_at_once(
    change: dict[str, Any], lines: int, login: Login
) -> None:
    told = problem(login("beheerder").post("/v1/users", json={**USER, **change}), 422, "invalid")
    assert len(told["errors"]) == lines


@pytest.mark.parametrize(
    "change",
    [{"id": "u-fg"}, {"login": "fg"}],
)
def test_an_id_and_a_login_are_of_one_account(change: dict[str, str], login: Login) -> None:
    problem(login("beheerder").post("/v1/users", json={**USER, **change}), 409, "conflict")


def test_no_answer_shows_a_password_or_its_hash(login: Login) -> None:
    client = login("beheerder")
    made = client.post("/v1/users", json=USER)
    listed = client.get("/v1/users")
    log = login("fg").get("/v1/audit-entries", params={"limit": 200})
    for answer in (made, listed, log):
        assert PASSWORD not in answer.text and "argon2" not in answer.text
    wrong = client.post("/v1/users", json={**USER, "password": 12345678901234})
    assert "12345678901234" not in wrong.text
    long = client.post("/v1/users", json={**USER, "password": "geheim" * 50})
    assert "geheim" not in long.text


def test_accounts_come_in_pages_by_id(login: Login) -> None:
    client = login("beheerder")
    found: list[str] = []
    url = "/v1/users?limit=3"
    while url:
        page = ok(client.get(url))
        found += [item["id"] for item in page["items"]]
        url = page["next"]
    assert found == sorted(found) and len(found) == 8


def test_organisations(login: Login) -> None:
    client = login("beheerder")
    new = {"id": "sw-b", "kind": "sw", "name": "Werkbedrijf", "region": "Drenthe"}
    assert ok(client.post("/v1/organisations", json=new), 201) == new
    assert new in ok(client.get("/v1/organisations"))
    problem(client.post("/v1/organisations", json=new), 409, "conflict")
    for wrong in ({"kind": "kerk"}, {"name": " "}, {"id": "a b"}, {"adres": "x"}):
        problem(client.post("/v1/organisations", json={**new, **wrong}), 422, "invalid")


def test_a_token_is_shown_once_and_works_for_as_many_days_as_was_said(login: Login) -> None:
    client = login("beheerder")
    sent = {"label": "koppeling", "days": 30}
    token = ok(client.post("/v1/users/u-klantmanager/tokens", json=sent), 201)["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert ok(login("").get("/v1/me", headers=headers))["user_id"] == "u-klantmanager"
    assert token not in login("fg").get("/v1/audit-entries", params={"limit": 200}).text
    for wrong in ({"days": 0}, {"days": 731}, {"label": ""}):
        answer = client.post("/v1/users/u-klantmanager/tokens", json={**sent, **wrong})
        problem(answer, 422, "invalid")
    problem(client.post("/v1/users/niemand/tokens", json=sent), 404, "not-found")
    problem(client.delete("/v1/users/niemand"), 404, "not-found")
