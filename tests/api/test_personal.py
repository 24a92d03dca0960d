"""Facts outside matching: sensitive facts, contact details, who looked, and erasure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asking import JOB, PERSON, match, ok, problem
from fastapi.testclient import TestClient

from matcher.service.service import Service

Login = Callable[[str], TestClient]
URL = "/v1/portfolios/D-K001"
FACTS: dict[str, Any] = {
    "registers": {"doelgroepregister": True, "beschut_werk": False},
    "participatieladder": 3,
    "sector_profile": "groen",
    "support": {"jobcoach": True, "adaptations": ["rustige plek"]},
}


def logged(login: Login, subject: str) -> list[tuple[str, str]]:
    found = ok(login("fg").get("/v1/audit-entries", params={"subject": subject, "limit": 200}))
    return [(line["actor"], line["action"]) for line in found["items"]]


def test_sensitive_facts_are_replaced_as_a_whole(login: Login) -> None:
    client, candidate = login("klantmanager"), login("kandidaat")
    url = f"{URL}/sensitive-facts"
    before = ok(client.get(url))
    assert client.put(url, json=FACTS).status_code == 204
    assert ok(candidate.get(url)) == FACTS
    assert client.put(url, json={"participatieladder": 5}).status_code == 204
    assert ok(client.get(url)) == {"participatieladder": 5}
    assert client.put(url, json={"registers": None}).status_code == 204
    assert ok(client.get(url)) == {}
    assert client.put(url, json=before).status_code == 204
    assert ok(client.get(url)) == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"participatieladder": 0}, "participatieladder"),
        ({"participatieladder": 7}, "participatieladder"),
        ({"participatieladder": "3"}, "participatieladder"),
        ({"registers": {"wajong": True}}, "registers.wajong"),
        ({"registers": {"doelgroepregister": "ja"}}, "registers.doelgroepregister"),
        ({"support": {"diagnose": "x"}}, "support.diagnose"),
        ({"bsn": "123"}, "bsn"),
    ],
)
def test_wrong_sensitive_facts_are_refused(body: Any, field: str, login: Login) -> None:
    told = problem(login("klantmanager").put(f"{URL}/sensitive-facts", json=body), 422, "invalid")
    assert [line.split(":")[0] for line in told["errors"]] == [f"veld {field}"]


def test_every_look_and_change_is_logged_without_content(login: Login) -> None:
    client = login("klantmanager")
    for name, body in (("sensitive-facts", FACTS), ("contact-details", {"name": "A. Voorbeeld"})):
        assert client.put(f"{URL}/{name}", json=body).status_code == 204
        ok(client.get(f"{URL}/{name}"))
    told = logged(login, "D-K001")
    wanted = ["sensitive_facts.changed", "sensitive_facts.viewed"]
    wanted += ["contact_details.changed", "contact_details.viewed"]
    assert told == [("u-klantmanager", action) for action in wanted]
    text = login("fg").get("/v1/audit-entries", params={"subject": "D-K001"}).text
    assert "groen" not in text and "Voorbeeld" not in text and "jobcoach" not in text


def test_contact_details_are_kept_replaced_and_taken_away(login: Login) -> None:
    client = login("kandidaat")
    url = f"{URL}/contact-details"
    nothing = {"name": None, "email": None, "phone": None}
    assert ok(client.get(url)) == nothing
    sent = {"name": "A. Voorbeeld", "email": "a@example.org"}
    assert client.put(url, json=sent).status_code == 204
    assert ok(client.get(url)) == {**nothing, **sent}
    assert client.put(url, json={"phone": "050-0000000"}).status_code == 204
    assert ok(client.get(url)) == {**nothing, "phone": "050-0000000"}
    assert client.put(url, json={}).status_code == 204
    assert ok(client.get(url)) == nothing
    problem(client.put(url, json={"adres": "x"}), 422, "invalid")


def test_an_accountmanager_gets_contact_details_after_a_yes_alone(login: Login) -> None:
    client, candidate = login("accountmanager"), login("kandidaat")
    assert candidate.put(f"{URL}/contact-details", json={"phone": "050-1"}).status_code == 204
    problem(client.get(f"{URL}/contact-details"), 403, "not-allowed")
    for allowed, status in ((["werk"], 200), ([], 403)):
        now = candidate.get(f"{URL}/consents")
        sent = {"allowed": {"contact": allowed}}
        ok(candidate.put(f"{URL}/consents", json=sent, headers=match(now)))
        assert client.get(f"{URL}/contact-details").status_code == status


def test_a_candidate_sees_who_looked_and_on_which_list_they_stood(login: Login) -> None:
    client = login("klantmanager")
    made = client.post("/v1/portfolios", json=PERSON).json()
    url = f"/v1/portfolios/{made['id']}"
    assert ok(client.get(f"{url}/looks")) == []
    ok(login("accountmanager").get(url))
    ok(client.get(f"{url}/versions/1"))
    ok(client.get(f"{url}/sensitive-facts"))
    pair = {"portfolio_id": made["id"], "vacancy_id": "D-V01"}
    ok(login("accountmanager").post("/v1/explanations", json=pair))
    looks = ok(client.get(f"{url}/looks"))
    assert [(look["user_id"], look["what"]) for look in looks] == [
        ("u-accountmanager", "explanation.viewed"),
        ("u-klantmanager", "sensitive_facts.viewed"),
        ("u-klantmanager", "portfolio.viewed"),
        ("u-accountmanager", "portfolio.viewed"),
    ]
    assert looks[0]["organisation_id"] == "wsp"


def test_a_place_on_a_list_is_a_look(login: Login) -> None:
    made = ok(login("accountmanager").post("/v1/shortlists", json={"vacancy_id": "D-V01"}), 201)
    second = made["shortlist"]["entries"][1]["candidate"]
    (look,) = ok(login("klantmanager").get(f"/v1/portfolios/{second}/looks"))
    assert (look["user_id"], look["organisation_id"]) == ("u-accountmanager", "wsp")
    assert look["what"] == "shortlist, place 2"


def test_looks_are_complete_also_when_there_are_very_many(
    login: Login, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.routes.personal.STEP", 4)
    with service.database.write() as tx:
        for number in range(10):
            tx.audit.append(f"u-{number}", "wsp", "portfolio.viewed", "D-K001", {})
    found = ok(login("kandidaat").get(f"{URL}/looks"))
    assert {look["user_id"] for look in found} == {f"u-{n}" for n in range(10)}


def test_a_list_that_no_account_made_is_a_look_too(login: Login, service: Service) -> None:
    with service.database.write() as tx:
        tx.shortlists.add(
            kind="vacancy",
            subject="D-V01",
            subject_version=1,
            subject_body={},
            sequence=1,
            scope={},
            k=1,
            outside=0,
            settings={},
            origin={},
            answer_sha256="",
            answer=b"x",
            candidates=["D-K001"],
            by="system",
        )
    (look,) = ok(login("kandidaat").get(f"{URL}/looks"))
    assert look["user_id"] == "system"


@pytest.mark.parametrize("first", ["kept", "removed"])
def test_erasure_leaves_nothing(first: str, login: Login, service: Service) -> None:
    client = login("klantmanager")
    sent = client.post("/v1/portfolios", json={**PERSON, "summary": "Ik wil graag schoonmaken."})
    url, name = sent.headers["location"], sent.json()["id"]
    assert client.put(f"{url}/sensitive-facts", json=FACTS).status_code == 204
    assert client.put(f"{url}/contact-details", json={"name": "A. Wisbaar"}).status_code == 204
    service.follow()
    made = ok(client.post("/v1/shortlists", json={"vacancy": JOB, "size": 200}), 201)
    assert name in {e["candidate"] for e in made["shortlist"]["entries"]}
    if first == "removed":
        now = client.get(url)
        assert client.delete(url, headers=match(now)).status_code == 204
    assert client.post(f"{url}/erasure", json={"reason": "op verzoek"}).status_code == 204
    for rest in ("", "/versions", "/versions/1", "/looks", "/sensitive-facts", "/contact-details"):
        problem(client.get(url + rest), 404, "not-found")
    problem(client.post(f"{url}/erasure", json={"reason": "nog eens"}), 404, "not-found")
    problem(client.get(f"/v1/shortlists/{made['id']}"), 404, "not-found")
    service.follow()
    after = ok(client.post("/v1/shortlists", json={"vacancy": JOB, "size": 200}), 201)
    shown = after["shortlist"]["entries"] + after["shortlist"]["just_outside"]
    assert name not in {e["candidate"] for e in shown}
    with service.database.read() as tx:
        assert tx.sensitive.get(name) == {} and tx.contacts.get(name) is None


def test_a_candidate_can_erase_and_is_then_signed_out(login: Login) -> None:
    client = login("kandidaat")
    problem(client.post(f"{URL}/erasure", json={}), 422, "invalid")
    problem(client.post(f"{URL}/erasure", json={"reason": " "}), 422, "invalid")
    assert client.post(f"{URL}/erasure", json={"reason": "ik stop"}).status_code == 204
    problem(client.get("/v1/me"), 401, "not-signed-in")
    problem(login("klantmanager").get(URL), 404, "not-found")
