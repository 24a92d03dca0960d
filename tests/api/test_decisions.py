"""People decide; what they decided and what became of it is kept with who and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asking import ok, problem
from fastapi.testclient import TestClient

Login = Callable[[str], TestClient]
PAIR = {"vacancy_id": "D-V01", "portfolio_id": "D-K003"}
DECISION = {**PAIR, "decision": "invited", "reason": "ervaring in de thuiszorg"}


@pytest.mark.parametrize("made", ["invited", "introduced", "placed", "rejected", "added"])
def test_a_decision_is_kept_with_its_reason(made: str, login: Login) -> None:
    answer = login("klantmanager").post("/v1/decisions", json={**DECISION, "decision": made})
    found = ok(answer, 201)
    assert found | {"id": 0, "at": ""} == {
        **DECISION,
        "decision": made,
        "shortlist_id": None,
        "id": 0,
        "by": "u-klantmanager",
        "at": "",
    }
    params = {"portfolio_id": "D-K003"}
    assert ok(login("accountmanager").get("/v1/decisions", params=params))["items"] == [found]


def test_a_decision_names_the_list_it_came_from(login: Login) -> None:
    made = ok(login("accountmanager").post("/v1/shortlists", json={"vacancy_id": "D-V01"}), 201)
    sent = {**DECISION, "shortlist_id": made["id"]}
    assert ok(login("klantmanager").post("/v1/decisions", json=sent), 201)["shortlist_id"]
    problem(
        login("klantmanager").post("/v1/decisions", json={**sent, "shortlist_id": "x"}),
        404,
        "not-found",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"decision": "hired"},
        {"reason": ""},
        {"reason": "  "},
        {"reason": None},
        {"vacancy_id": ""},
        {"by": "iemand"},
    ],
)
def test_a_decision_without_a_reason_or_of_another_kind_is_refused(
    change: dict[str, Any], login: Login
) -> None:
    answer = login("klantmanager").post("/v1/decisions", json={**DECISION, **change})
    assert len(problem(answer, 422, "invalid")["errors"]) == 1


@pytest.mark.parametrize("change", [{"vacancy_id": "D-V99"}, {"portfolio_id": "D-K999"}])
def test_a_decision_about_nobody_or_nothing_is_refused(
    change: dict[str, str], login: Login
) -> None:
    answer = login("klantmanager").post("/v1/decisions", json={**DECISION, **change})
    problem(answer, 404, "not-found")


def test_outcomes_after_three_six_and_twelve_months_and_a_later_note_corrects(
    login: Login,
) -> None:
    client = login("accountmanager")
    notes = [(3, "yes"), (6, "unknown"), (6, "no"), (12, "no")]
    for months, at_work in notes:
        ok(client.post("/v1/outcomes", json={**PAIR, "months": months, "at_work": at_work}), 201)
    found = ok(client.get("/v1/outcomes", params={"portfolio_id": "D-K003"}))["items"]
    assert [(o["months"], o["at_work"]) for o in found] == notes
    for wrong in ({"months": 4}, {"months": "3"}, {"at_work": "maybe"}, {"at_work": True}):
        sent = {**PAIR, "months": 3, "at_work": "yes", **wrong}
        problem(client.post("/v1/outcomes", json=sent), 422, "invalid")


def test_decisions_come_in_pages_oldest_first(login: Login) -> None:
    client = login("klantmanager")
    made = [ok(client.post("/v1/decisions", json=DECISION), 201)["id"] for _ in range(5)]
    found: list[int] = []
    url = "/v1/decisions?portfolio_id=D-K003&limit=2"
    while url:
        page = ok(client.get(url))
        found += [item["id"] for item in page["items"]]
        url = page["next"]
    assert found == made


def test_a_decision_is_logged_without_its_reason_and_outlives_an_erasure(login: Login) -> None:
    client = login("klantmanager")
    made = ok(client.post("/v1/decisions", json=DECISION), 201)
    params = {"action": "decision"}
    (line,) = ok(login("fg").get("/v1/audit-entries", params=params))["items"]
    assert line["details"] == {
        "vacancy": "D-V01",
        "portfolio": "D-K003",
        "shortlist": None,
        "decision": "invited",
        "decision_id": made["id"],
    }
    erased = client.post("/v1/portfolios/D-K003/erasure", json={"reason": "gevraagd"})
    assert erased.status_code == 204
    problem(client.get("/v1/decisions", params={"portfolio_id": "D-K003"}), 404, "not-found")
    assert ok(login("fg").get("/v1/audit-entries/verification"))["problems"] == []
