"""What a candidate allows decides what the matcher and others may use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asking import JOB, PERSON, match, ok, problem
from fastapi.testclient import TestClient

from matcher.service.consent import Group
from matcher.service.service import Service

Login = Callable[[str], TestClient]
ALL = sorted(g.value for g in Group)
URL = "/v1/portfolios/D-K001/consents"


def listed(client: TestClient, body: dict[str, Any], person: str) -> dict[str, Any] | None:
    """What a list says about somebody, or None when they are not in the pool."""
    made = ok(client.post("/v1/shortlists", json={"vacancy": body, "size": 200}), 201)
    entries = made["shortlist"]["entries"] + made["shortlist"]["just_outside"]
    return next((e for e in entries if e["candidate"] == person), None)


def allow(client: TestClient, url: str, **allowed: list[str]) -> dict[str, list[str]]:
    before = client.get(url)
    sent = client.put(url, json={"allowed": allowed}, headers=match(before))
    found: dict[str, list[str]] = ok(sent)["allowed"]
    return found


def test_matching_is_allowed_until_somebody_objects_and_nothing_else_is(login: Login) -> None:
    found = ok(login("kandidaat").get(URL))["allowed"]
    assert found == {
        "matching": ALL,
        "employers": [],
        "contact": [],
        "exchange": [],
        "research": [],
    }


def test_a_purpose_that_is_left_out_stays_and_an_empty_one_is_withdrawn(login: Login) -> None:
    client = login("kandidaat")
    found = allow(client, URL, employers=["werk", "wensen"], exchange=ALL)
    assert (found["employers"], found["exchange"]) == (["wensen", "werk"], ALL)
    found = allow(client, URL, exchange=[])
    assert (found["employers"], found["exchange"]) == (["wensen", "werk"], [])
    assert found["matching"] == ALL


@pytest.mark.parametrize(
    "body",
    [
        {"allowed": {"reclame": ["werk"]}},
        {"allowed": {"matching": ["gezondheid"]}},
        {"allowed": {"matching": "werk"}},
        {"allowed": {}, "party": "candidate"},
        {},
        [],
    ],
)
def test_other_purposes_and_groups_are_refused(body: Any, login: Login) -> None:
    problem(login("kandidaat").put(URL, json=body, headers={"If-Match": '"1"'}), 422, "invalid")


def test_a_change_of_consent_names_the_version_it_saw(login: Login) -> None:
    client = login("kandidaat")
    body = {"allowed": {"exchange": ["werk"]}}
    problem(client.put(URL, json=body), 428, "version-needed")
    done = client.put(URL, json=body, headers={"If-Match": '"1"'})
    assert ok(done) and done.headers["etag"] == '"2"'
    problem(client.put(URL, json=body, headers={"If-Match": '"1"'}), 412, "version-changed")


def test_a_withdrawn_field_becomes_unknown_in_the_next_list_and_never_no(
    login: Login, service: Service
) -> None:
    client = login("klantmanager")
    person = {
        **PERSON,
        "driving_licences": ["B"],
        "availability": {"hours_min": 36, "hours_max": 40},
        "mobility": {"modes": ["bike"], "max_minutes": 30},
    }
    job = {**JOB, "driving_licences_required": ["B"], "hours": {"min": 32, "max": 40}}
    made = client.post("/v1/portfolios", json=person)
    name, url = made.json()["id"], f"{made.headers['location']}/consents"
    service.follow()

    def gates() -> dict[str, str]:
        found = listed(client, job, name)
        assert found is not None
        return {g["gate"]: g["answer"] for g in found["gates"]}

    before = gates()
    assert (before["licences"], before["hours"], before["travel"]) == ("yes", "yes", "yes")
    withheld = [g for g in ALL if g not in ("vaardigheden", "beschikbaarheid")]
    allow(client, url, matching=withheld)
    assert gates() == before  # a process follows the store in a moment, not at once
    service.follow()
    after = gates()
    assert "no" not in after.values()
    assert (after["licences"], after["hours"], after["travel"]) == ("unknown",) * 3
    allow(client, url, matching=ALL)
    service.follow()
    assert gates() == before


def test_who_withdraws_everything_is_on_no_list_and_comes_back_on_a_yes(
    login: Login, service: Service
) -> None:
    candidate, client = login("kandidaat"), login("klantmanager")
    assert listed(client, JOB, "D-K001") is not None
    allow(candidate, URL, matching=[])
    service.follow()
    assert listed(client, JOB, "D-K001") is None
    found = ok(candidate.get("/v1/portfolios/D-K001/matches"))  # for themselves nothing is hidden
    assert found["shortlist"]["subject"] == "D-K001"
    allow(candidate, URL, matching=ALL)
    service.follow()
    assert listed(client, JOB, "D-K001") is not None


def test_an_explanation_uses_only_what_is_allowed_also_before_the_pool_follows(
    login: Login,
) -> None:
    client = login("klantmanager")
    pair = {"portfolio_id": "D-K001", "vacancy_id": "D-V01"}
    before = ok(client.post("/v1/explanations", json=pair))
    allow(login("kandidaat"), URL, matching=[])
    after = ok(client.post("/v1/explanations", json=pair))
    assert before["points"] > 0
    assert after["contributions"] == [] and after["points"] == 0


def test_consent_is_logged_with_who_gave_it(login: Login) -> None:
    allow(login("kandidaat"), URL, exchange=["werk"])
    (line,) = ok(login("fg").get("/v1/audit-entries", params={"action": "consent.changed"}))[
        "items"
    ]
    assert line["actor"] == "u-kandidaat" and line["subject"] == "D-K001"
    assert line["details"] == {"version": 2, "allowed": {"exchange": ["werk"]}}
