"""Nobody can find out which ids exist: what one may not see answers as what does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asking import JOB, PERSON, ok, problem
from fastapi.testclient import TestClient

Login = Callable[[str], TestClient]
VERSION = {"If-Match": '"1"'}
REASON = "past goed bij het team"

# Everyone's routes with the id of a portfolio or a vacancy: method, path, body, headers.
OF_PORTFOLIO: list[tuple[str, str, Any]] = [
    ("GET", "/v1/portfolios/{id}", None),
    ("PUT", "/v1/portfolios/{id}", PERSON),
    ("DELETE", "/v1/portfolios/{id}", None),
    ("GET", "/v1/portfolios/{id}/versions", None),
    ("GET", "/v1/portfolios/{id}/versions/1", None),
    ("GET", "/v1/portfolios/{id}/consents", None),
    ("PUT", "/v1/portfolios/{id}/consents", {"allowed": {"exchange": ["werk"]}}),
    ("GET", "/v1/portfolios/{id}/sensitive-facts", None),
    ("PUT", "/v1/portfolios/{id}/sensitive-facts", {"participatieladder": 3}),
    ("GET", "/v1/portfolios/{id}/contact-details", None),
    ("PUT", "/v1/portfolios/{id}/contact-details", {"name": "X"}),
    ("GET", "/v1/portfolios/{id}/looks", None),
    ("POST", "/v1/portfolios/{id}/erasure", {"reason": "gevraagd"}),
    ("GET", "/v1/portfolios/{id}/matches", None),
    ("POST", "/v1/explanations", {"portfolio_id": "{id}", "vacancy_id": "Z-V"}),
    ("GET", "/v1/decisions?portfolio_id={id}", None),
    ("GET", "/v1/outcomes?portfolio_id={id}", None),
]
OF_VACANCY: list[tuple[str, str, Any]] = [
    ("GET", "/v1/vacancies/{id}", None),
    ("PUT", "/v1/vacancies/{id}", JOB),
    ("DELETE", "/v1/vacancies/{id}", None),
    ("GET", "/v1/vacancies/{id}/versions", None),
    ("GET", "/v1/vacancies/{id}/versions/1", None),
    ("POST", "/v1/shortlists", {"vacancy_id": "{id}"}),
]


def with_id(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {k: with_id(v, name) for k, v in value.items()}
    return value.replace("{id}", name) if isinstance(value, str) else value


def differences(client: TestClient, routes: list[tuple[str, str, Any]], real: str) -> list[str]:
    """Routes that answer differently to a real id and to one that does not exist."""
    wrong = []
    for method, path, body in routes:
        told = []
        for name in (real, "bestaat-niet"):
            answer = client.request(
                method, path.replace("{id}", name), json=with_id(body, name), headers=VERSION
            )
            said = answer.json() if answer.content else {}
            instance = str(said.pop("instance", "")).replace(name, "{id}")
            headers = {k: v for k, v in answer.headers.items() if k != "content-length"}
            told.append((answer.status_code, said, instance, headers))
        if told[0] != told[1] or told[0][0] not in (403, 404):
            wrong.append(f"{method} {path}: {told}")
    return wrong


@pytest.mark.parametrize("who", ["elders", "kandidaat", "werkgever", "onderzoeker", "fg"])
def test_a_portfolio_of_others_looks_as_one_that_does_not_exist(who: str, login: Login) -> None:
    assert differences(login(who), OF_PORTFOLIO, "D-K002") == []


def test_a_klantmanager_of_the_region_reads_but_does_not_keep_what_is_of_another(
    login: Login,
) -> None:
    assert login("accountmanager").get("/v1/portfolios/D-K002").status_code == 200
    keeping = [r for r in OF_PORTFOLIO if r[0] in ("PUT", "DELETE")]
    assert differences(login("accountmanager"), keeping, "D-K002") == []


@pytest.mark.parametrize("who", ["elders", "onderzoeker", "fg"])
def test_a_vacancy_of_another_region_looks_as_one_that_does_not_exist(
    who: str, login: Login
) -> None:
    assert differences(login(who), OF_VACANCY, "D-V01") == []


def test_a_candidate_and_an_employer_see_no_vacancy_of_another_region(
    login: Login, service: Any
) -> None:
    with service.database.write() as tx:
        tx.vacancies.put({**JOB, "id": "Z-V"}, organisation="gemeente-z", by="test")
    for who in ("kandidaat", "werkgever", "klantmanager", "accountmanager"):
        assert differences(login(who), OF_VACANCY, "Z-V") == []
    pair = {"portfolio_id": "D-K001", "vacancy_id": "Z-V"}
    missing = {**pair, "vacancy_id": "bestaat-niet"}
    client = login("kandidaat")
    told = problem(client.post("/v1/explanations", json=pair), 404, "not-found")
    assert told == problem(client.post("/v1/explanations", json=missing), 404, "not-found")


def test_a_candidate_sees_the_own_portfolio_only(login: Login) -> None:
    client = login("kandidaat")
    assert ok(client.get("/v1/portfolios/D-K001"))["id"] == "D-K001"
    problem(client.get("/v1/portfolios/D-K002"), 404, "not-found")
    problem(client.get("/v1/portfolios"), 403, "not-allowed")


def test_a_klantmanager_of_another_region_lists_nothing(login: Login) -> None:
    client = login("elders")
    for path in ("portfolios", "vacancies", "shortlists", "exchange-jobs"):
        assert ok(client.get(f"/v1/{path}")) == {"items": [], "next": None}


def test_ids_in_a_decision_say_nothing_about_what_exists_elsewhere(login: Login) -> None:
    made = ok(login("klantmanager").post("/v1/shortlists", json={"vacancy_id": "D-V01"}), 201)
    client = login("elders")
    mine = ok(client.post("/v1/portfolios", json=PERSON), 201)["id"]
    base = {"portfolio_id": mine, "vacancy_id": "x", "decision": "invited", "reason": REASON}
    months = {"months": 3, "at_work": "yes"}
    plain = {k: base[k] for k in ("portfolio_id", "vacancy_id")}
    for path, body, field, real in [
        ("decisions", base, "vacancy_id", "D-V01"),
        ("decisions", base, "portfolio_id", "D-K002"),
        ("outcomes", plain | months, "vacancy_id", "D-V01"),
        ("outcomes", plain | months, "portfolio_id", "D-K002"),
    ]:
        told = [
            problem(client.post(f"/v1/{path}", json=body | {field: name}), 404, "not-found")
            for name in (real, "bestaat-niet")
        ]
        assert told[0] == told[1]
    # A list that was made elsewhere: on reading, in a decision, and as the place of a page.
    routes: list[tuple[str, str, Any]] = [
        ("GET", "/v1/shortlists/{id}", None),
        ("GET", "/v1/shortlists?after={id}", None),
    ]
    assert differences(client, routes, made["id"]) == []
    assert differences(login("accountmanager"), routes, made["id"]) == []


def test_a_list_that_was_made_elsewhere_cannot_be_named_in_a_decision(
    login: Login, service: Any
) -> None:
    made = ok(login("klantmanager").post("/v1/shortlists", json={"vacancy_id": "D-V01"}), 201)
    with service.database.write() as tx:
        tx.portfolios.put({"id": "Z-P"}, organisation="gemeente-z", by="test")
        tx.vacancies.put({**JOB, "id": "Z-V"}, organisation="gemeente-z", by="test")
    body = {"portfolio_id": "Z-P", "vacancy_id": "Z-V", "decision": "added", "reason": REASON}
    client = login("elders")
    ok(client.post("/v1/decisions", json=body), 201)
    told = [
        problem(client.post("/v1/decisions", json=body | {"shortlist_id": name}), 404, "not-found")
        for name in (made["id"], "bestaat-niet")
    ]
    assert told[0] == told[1]


def test_work_on_files_of_another_organisation_looks_as_none(login: Login, service: Any) -> None:
    with service.database.write() as tx:
        job = tx.jobs.add(kind="import", by="u-klantmanager", organisation="gemeente-a").id
    routes: list[tuple[str, str, Any]] = [
        ("GET", "/v1/exchange-jobs/{id}", None),
        ("GET", "/v1/exchange-jobs/{id}/events", None),
        ("GET", "/v1/exchange-jobs?after={id}", None),
    ]
    for who in ("elders", "accountmanager"):
        assert differences(login(who), routes, job) == []
    assert ok(login("klantmanager").get(f"/v1/exchange-jobs/{job}"))["status"] == "queued"
