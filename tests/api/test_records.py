"""Portfolios and vacancies: made, read, changed, removed, and listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asking import JOB, PERSON, match, ok, problem
from fastapi.testclient import TestClient
from stored import lines

Login = Callable[[str], TestClient]
KINDS = [("portfolios", "klantmanager", PERSON), ("vacancies", "werkgever", JOB)]
BOTH = pytest.mark.parametrize(("path", "who", "body"), KINDS)


@BOTH
def test_made_without_an_id_it_gets_one_nobody_can_guess(
    path: str, who: str, body: dict[str, Any], login: Login
) -> None:
    client = login(who)
    answer = client.post(f"/v1/{path}", json=body)
    made = ok(answer, 201)
    assert len(made["id"]) == 36 and made["version"] == 1
    assert answer.headers["location"] == f"/v1/{path}/{made['id']}"
    assert answer.headers["etag"] == '"1"'
    read = client.get(answer.headers["location"])
    assert ok(read) == made and read.headers["etag"] == '"1"'
    assert made["record"] == {**body, "id": made["id"]}


@BOTH
@pytest.mark.parametrize("name", ["N-1", "naam met spatie", "Ж é 漢", "a?b#c 100%", "x" * 500])
def test_made_with_an_id_it_is_found_at_its_location(
    name: str, path: str, who: str, body: dict[str, Any], login: Login
) -> None:
    client = login(who)
    answer = client.post(f"/v1/{path}", json={**body, "id": name})
    assert ok(answer, 201)["id"] == name
    assert ok(client.get(answer.headers["location"]))["id"] == name


@BOTH
@pytest.mark.parametrize("name", ["", " ", "a/b", ".", "..", "a\nb", "x" * 501, 7, None])
def test_an_id_that_no_address_can_hold_is_refused(
    name: Any, path: str, who: str, body: dict[str, Any], login: Login
) -> None:
    problem(login(who).post(f"/v1/{path}", json={**body, "id": name}), 422, "invalid")


@BOTH
def test_an_id_that_is_taken_is_a_conflict_for_everyone(
    path: str, who: str, body: dict[str, Any], login: Login
) -> None:
    taken = ok(login(who).get(f"/v1/{path}"))["items"][0]["id"]
    other = {"portfolios": "elders", "vacancies": "accountmanager"}[path]
    sent = {**body, "id": taken}
    mine = problem(login(who).post(f"/v1/{path}", json=sent), 409, "conflict")
    assert problem(login(other).post(f"/v1/{path}", json=sent), 409, "conflict") == mine


@BOTH
def test_a_change_names_the_version_it_saw(
    path: str, who: str, body: dict[str, Any], login: Login
) -> None:
    client = login(who)
    answer = client.post(f"/v1/{path}", json=body)
    url = answer.headers["location"]
    changed = {**body, "id": answer.json()["id"], "sector_x": 1}
    del changed["sector_x"]
    key = "summary" if path == "portfolios" else "title"
    changed[key] = "anders"
    problem(client.put(url, json=changed), 428, "version-needed")
    for wrong in ("1", "*", 'W/"1"', '"x"', '"2"', '"0"', "", '"1", "2"'):
        sent = client.put(url, json=changed, headers={"If-Match": wrong})
        problem(sent, 412, "version-changed")
    done = client.put(url, json=changed, headers=match(answer))
    assert ok(done)["version"] == 2 and done.headers["etag"] == '"2"'
    assert ok(client.get(url))["record"][key] == "anders"
    problem(client.put(url, json=body, headers=match(answer)), 412, "version-changed")
    same = client.put(url, json=changed, headers=match(done))
    assert ok(same)["version"] == 2  # nothing changed, so no new version


@BOTH
def test_a_change_cannot_move_a_record_to_another_id(
    path: str, who: str, body: dict[str, Any], login: Login
) -> None:
    client = login(who)
    answer = client.post(f"/v1/{path}", json=body)
    sent = {**body, "id": "een-ander"}
    told = client.put(answer.headers["location"], json=sent, headers=match(answer))
    assert "veld id" in problem(told, 422, "invalid")["errors"][0]


@BOTH
def test_all_that_is_wrong_is_told_at_once_with_unknown_fields(
    path: str, who: str, body: dict[str, Any], login: Login
) -> None:
    place = "home" if path == "portfolios" else "location"
    words = "skills" if path == "portfolios" else "requirements"
    wrong = {
        place: {"place": 7, "postcode": "12", "straat": "x"},
        words: [{"label": "koken", "niveau": 3}],
        "leeftijd": 52,
    }
    told = problem(login(who).post(f"/v1/{path}", json=wrong), 422, "invalid")
    unknown = "dit veld kennen wij niet; laat het weg"
    assert sorted(told["errors"]) == sorted(
        [
            f"veld {place}.place: gevonden 7; toegestaan: tekst, of laat het veld weg",
            f"veld {place}.postcode: gevonden '12'; toegestaan: vier cijfers, zoals \"9501\"",
            f"veld {place}.straat: gevonden 'x'; {unknown}",
            f"veld {words}[1].niveau: gevonden 3; {unknown}",
            f"veld leeftijd: gevonden 52; {unknown}",
        ]
    )


def test_sensitive_facts_are_refused_in_a_portfolio_and_kept_when_it_changes(login: Login) -> None:
    client = login("klantmanager")
    facts = {"registers": {"doelgroepregister": True}, "participatieladder": 4}
    told = problem(client.post("/v1/portfolios", json={**PERSON, **facts}), 422, "invalid")
    assert len(told["errors"]) == 2 and "sensitive-facts" in told["errors"][0]
    answer = client.post("/v1/portfolios", json=PERSON)
    url = answer.headers["location"]
    assert client.put(f"{url}/sensitive-facts", json=facts).status_code == 204
    now = client.get(url)
    measured = {"percentage": 60, "function": "schoonmaker", "determined_on": "2026-05-01"}
    body = {**now.json()["record"], "summary": "nieuw", "loonwaarde": measured}
    done = client.put(url, json=body, headers=match(now))
    assert ok(done)["record"]["loonwaarde"] == measured
    assert ok(client.get(f"{url}/sensitive-facts")) == facts
    again = client.put(url, json={**body, "summary": "weer"}, headers=match(done))
    assert ok(again)["record"]["loonwaarde"] == measured


def test_a_register_shows_in_no_portfolio_that_a_colleague_reads(login: Login) -> None:
    url = "/v1/portfolios/D-K001"
    facts = {"registers": {"doelgroepregister": True}}
    assert login("klantmanager").put(f"{url}/sensitive-facts", json=facts).status_code == 204
    before = ok(login("accountmanager").get(url))["record"]
    assert "loonwaarde" not in before and "registers" not in before


@BOTH
def test_versions_tell_who_changed_what_and_why(
    path: str, who: str, body: dict[str, Any], login: Login
) -> None:
    client = login(who)
    answer = client.post(f"/v1/{path}", json=body)
    url = answer.headers["location"]
    key = "wishes" if path == "portfolios" else "hours"
    less = {k: v for k, v in body.items() if k != key}
    sent = client.put(url, json=less, headers=match(answer), params={"reason": "klopte niet"})
    assert key not in ok(sent)["record"]
    first, second = ok(client.get(f"{url}/versions"))
    assert (first["version"], first["by"]) == (1, f"u-{who}")
    assert (second["fields"], second["reason"]) == ([key], "klopte niet")
    assert ok(client.get(f"{url}/versions/1"))["record"][key] == body[key]
    problem(client.get(f"{url}/versions/3"), 404, "not-found")
    problem(client.get(f"{url}/versions/0"), 422, "invalid")


@BOTH
def test_what_is_removed_is_gone_but_its_history_stays_with_its_keeper(
    path: str, who: str, body: dict[str, Any], login: Login
) -> None:
    client = login(who)
    answer = client.post(f"/v1/{path}", json=body)
    url = answer.headers["location"]
    problem(client.delete(url), 428, "version-needed")
    problem(client.delete(url, headers={"If-Match": '"7"'}), 412, "version-changed")
    assert client.delete(url, headers=match(answer)).status_code == 204
    problem(client.get(url), 404, "not-found")
    problem(client.delete(url, headers=match(answer)), 404, "not-found")
    problem(client.put(url, json=body, headers=match(answer)), 404, "not-found")
    assert [v["version"] for v in ok(client.get(f"{url}/versions"))] == [1, 2]
    assert ok(client.get(f"{url}/versions/1"))["record"]["id"] == answer.json()["id"]
    problem(client.get(f"{url}/versions/2"), 404, "not-found")
    back = client.post(f"/v1/{path}", json={**body, "id": answer.json()["id"]})
    assert ok(back, 201)["version"] == 3


def test_the_reason_of_a_change_is_not_in_the_log_that_cannot_be_erased(login: Login) -> None:
    client, fg = login("klantmanager"), login("fg")
    answer = client.post("/v1/portfolios", json=PERSON)
    reason = {"reason": "vertelde over thuis"}
    url = answer.headers["location"]
    done = client.put(url, json={}, headers=match(answer), params=reason)
    rights = {"allowed": {"exchange": ["werk"]}}
    done = client.put(f"{url}/consents", json=rights, headers=match(done), params=reason)
    assert client.delete(url, headers=match(done), params=reason).status_code == 204
    assert "vertelde" not in fg.get("/v1/audit-entries", params={"limit": 200}).text


@pytest.mark.parametrize(
    ("path", "who", "name"),
    [
        ("portfolios", "klantmanager", "portfolios.jsonl"),
        ("vacancies", "werkgever", "vacancies.jsonl"),
    ],
)
@pytest.mark.parametrize("limit", [1, 7, 50, 200])
def test_all_pages_together_give_every_record_once(
    path: str, who: str, name: str, limit: int, login: Login
) -> None:
    client = login(who)
    wanted = sorted(record["id"] for record in lines(name))
    if limit == 1:
        wanted = wanted[:5]
    found: list[str] = []
    url: str | None = f"/v1/{path}?limit={limit}"
    while url is not None and len(found) < len(wanted):
        answer = client.get(url)
        page = ok(answer)
        assert len(page["items"]) <= limit
        found += [item["id"] for item in page["items"]]
        url = page["next"]
        assert answer.headers.get("link") == (None if url is None else f'<{url}>; rel="next"')
    assert found == wanted


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "after=" + "x" * 501])
def test_pages_that_cannot_be_are_refused(query: str, login: Login) -> None:
    problem(login("klantmanager").get(f"/v1/portfolios?{query}"), 422, "invalid")
