"""A POST with an Idempotency-Key is done once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asking import JOB, PERSON, ok, problem
from fastapi.testclient import TestClient

Login = Callable[[str], TestClient]
KEY = {"Idempotency-Key": "aanvraag-2026-001"}
DECISION = {
    "vacancy_id": "D-V01",
    "portfolio_id": "D-K002",
    "decision": "invited",
    "reason": "wil dit werk graag",
}
OUTCOME = {"vacancy_id": "D-V01", "portfolio_id": "D-K002", "months": 3, "at_work": "yes"}
ORGANISATION = {"id": "sw-a", "kind": "sw", "name": "SW-bedrijf", "region": "Groningen"}
USER = {"id": "u-1", "organisation_id": "wsp", "role": "accountmanager", "oidc_subject": "s-1"}
# Path, who, body, the same with one difference, and how to count what is there.
POSTS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("portfolios", "klantmanager", PERSON, {"summary": "anders"}),
    ("vacancies", "werkgever", JOB, {"title": "anders"}),
    ("shortlists", "klantmanager", {"vacancy_id": "D-V01", "size": 3}, {"size": 4}),
    ("decisions", "klantmanager", DECISION, {"decision": "rejected"}),
    ("outcomes", "klantmanager", OUTCOME, {"months": 6}),
    ("organisations", "beheerder", ORGANISATION, {"name": "anders"}),
    ("users", "beheerder", USER, {"oidc_subject": "s-2"}),
]


def count(client: TestClient, path: str) -> int:
    found = client.get(f"/v1/{path}", params={"portfolio_id": "D-K002", "limit": 200}).json()
    return len(found["items"] if isinstance(found, dict) else found)


@pytest.mark.parametrize(("path", "who", "body", "other"), POSTS, ids=[p[0] for p in POSTS])
def test_the_same_request_is_done_once_and_another_with_its_key_is_a_conflict(
    path: str, who: str, body: dict[str, Any], other: dict[str, Any], login: Login
) -> None:
    client = login(who)
    before = count(client, path)
    first = client.post(f"/v1/{path}", json=body, headers=KEY)
    ok(first, 201)
    again = client.post(f"/v1/{path}", json=dict(reversed(body.items())), headers=KEY)
    assert (again.status_code, again.content) == (201, first.content)
    for name in ("location", "etag", "content-type"):
        assert again.headers.get(name) == first.headers.get(name)
    assert count(client, path) == before + 1
    problem(client.post(f"/v1/{path}", json=body | other, headers=KEY), 409, "conflict")
    assert count(client, path) == before + 1


def test_another_user_with_the_same_key_is_served_apart(login: Login) -> None:
    body = {"vacancy_id": "D-V01", "size": 2}
    one = ok(login("klantmanager").post("/v1/shortlists", json=body, headers=KEY), 201)
    two = ok(login("accountmanager").post("/v1/shortlists", json=body, headers=KEY), 201)
    assert one["id"] != two["id"] and one["shortlist"] == two["shortlist"]


def test_the_same_key_on_another_route_is_another_request(login: Login) -> None:
    client = login("klantmanager")
    ok(client.post("/v1/decisions", json=DECISION, headers=KEY), 201)
    ok(client.post("/v1/outcomes", json=OUTCOME, headers=KEY), 201)


def test_without_a_key_everything_is_done_again(login: Login) -> None:
    client = login("klantmanager")
    for number in (1, 2):
        ok(client.post("/v1/outcomes", json=OUTCOME), 201)
        assert count(client, "outcomes") == number


def test_what_went_wrong_is_not_kept(login: Login) -> None:
    client = login("klantmanager")
    body = {"vacancy_id": "NIEUW"}
    problem(client.post("/v1/shortlists", json=body, headers=KEY), 404, "not-found")
    ok(login("accountmanager").post("/v1/vacancies", json={**JOB, "id": "NIEUW"}), 201)
    ok(client.post("/v1/shortlists", json=body, headers=KEY), 201)


@pytest.mark.parametrize("key", ["kort", "x" * 101, "met spatie erin", "met\ttab-erin"])
def test_a_key_that_cannot_be_is_refused(key: str, login: Login) -> None:
    answer = login("klantmanager").post(
        "/v1/portfolios", json=PERSON, headers={"Idempotency-Key": key}
    )
    problem(answer, 422, "invalid")


def test_a_kept_answer_about_somebody_goes_when_they_are_erased(login: Login) -> None:
    client = login("klantmanager")
    made = ok(client.post("/v1/portfolios", json=PERSON, headers=KEY), 201)
    gone = client.post(f"/v1/portfolios/{made['id']}/erasure", json={"reason": "gevraagd"})
    assert gone.status_code == 204
    again = ok(client.post("/v1/portfolios", json=PERSON, headers=KEY), 201)
    assert again["id"] != made["id"]
