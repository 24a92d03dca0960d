"""Lists for a vacancy, matches for a person, and explanations, as the matcher itself gives them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from asking import JOB, PERSON, ok, problem
from fastapi.testclient import TestClient
from stored import lines

from matcher import Matcher, Portfolio, Vacancy
from matcher.domain.plain import canonical, plain
from matcher.exchange import to_domain
from matcher.exchange.records import VacancyRecord
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide
from matcher.service.service import Service

Login = Callable[[str], TestClient]
BODIES = {record["id"]: record for record in lines("vacancies.jsonl")}
TEXT = BODIES["D-V02"]["text"]


def bytes_of(content: bytes) -> bytes:
    """The very bytes of the member ``shortlist``."""
    start = content.index(b'"shortlist": ') + len(b'"shortlist": ')
    return content[start:-1]


def wanted(
    matcher: Matcher, pool: Searchable, body: dict[str, Any], size: int, outside: int
) -> bytes:
    job = to_domain.vacancy(VacancyRecord.model_validate(body))
    return canonical(matcher.shortlist(job, pool, size, outside))


@pytest.mark.parametrize("size", [1, 10, 200])
@pytest.mark.parametrize("name", ["D-V01", "D-V07", "D-V24"])
def test_a_list_by_id_is_that_of_the_matcher_byte_for_byte(
    name: str, size: int, login: Login, matcher: Matcher, pool: Searchable
) -> None:
    sent = {"vacancy_id": name, "size": size, "outside": 2}
    answer = login("klantmanager").post("/v1/shortlists", json=sent)
    assert answer.status_code == 201
    assert bytes_of(answer.content) == wanted(matcher, pool, BODIES[name], size, 2)


def test_a_list_for_a_whole_vacancy_is_that_of_the_same_vacancy_stored(
    login: Login, matcher: Matcher, pool: Searchable
) -> None:
    client = login("accountmanager")
    whole = client.post("/v1/shortlists", json={"vacancy": BODIES["D-V05"]})
    stored = client.post("/v1/shortlists", json={"vacancy_id": "D-V05"})
    assert bytes_of(whole.content) == bytes_of(stored.content)
    without = {k: v for k, v in BODIES["D-V05"].items() if k != "id"}
    nameless = ok(client.post("/v1/shortlists", json={"vacancy": without}), 201)["shortlist"]
    assert nameless["subject"] == "vacature"
    ranked = [(e["candidate"], e["points"]) for e in stored.json()["shortlist"]["entries"]]
    assert [(e["candidate"], e["points"]) for e in nameless["entries"]] == ranked


def test_a_list_for_a_text_is_that_of_a_vacancy_with_only_that_text(
    login: Login, matcher: Matcher, pool: Searchable
) -> None:
    answer = login("klantmanager").post("/v1/shortlists", json={"text": TEXT})
    expected = wanted(matcher, pool, {"id": "tekst", "text": TEXT}, 10, 3)
    assert bytes_of(answer.content) == expected


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"vacancy_id": "D-V01", "text": "x"},
        {"vacancy": JOB, "text": "x"},
        {"text": ""},
        {"text": "x" * 20_001},
        {"vacancy_id": "D-V01", "size": 0},
        {"vacancy_id": "D-V01", "size": 201},
        {"vacancy_id": "D-V01", "outside": 21},
        {"vacancy_id": "D-V01", "groot": 3},
        {"vacancy": {**JOB, "hours": {"min": 40, "max": 12}}},
        {"vacancy": {**JOB, "salaris": 3}},
    ],
)
def test_exactly_one_subject_and_sizes_in_range(body: dict[str, Any], login: Login) -> None:
    told = problem(login("klantmanager").post("/v1/shortlists", json=body), 422, "invalid")
    assert len(told["errors"]) == 1


def test_the_digest_is_of_the_bytes_that_were_sent_and_of_the_line_in_the_log(
    login: Login,
) -> None:
    answer = login("klantmanager").post("/v1/shortlists", json={"vacancy_id": "D-V03"})
    found = answer.json()
    again = json.dumps(
        found["shortlist"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    assert again == bytes_of(answer.content)
    assert found["sha256"] == hashlib.sha256(again).hexdigest()
    (line,) = ok(login("fg").get("/v1/audit-entries", params={"subject": found["id"]}))["items"]
    assert line["details"]["answer_sha256"] == found["sha256"]
    shown = found["shortlist"]["entries"] + found["shortlist"]["just_outside"]
    assert line["details"]["entries"] == [e["candidate"] for e in shown]


def test_a_kept_list_is_read_again_by_its_maker_alone_and_never_changes(
    login: Login, service: Service
) -> None:
    client = login("klantmanager")
    made = client.post("/v1/shortlists", json={"vacancy_id": "D-V03"})
    url = made.headers["location"]
    now = client.get("/v1/vacancies/D-V03")
    login("werkgever").put(
        "/v1/vacancies/D-V03", json={"title": "kok"}, headers={"If-Match": now.headers["etag"]}
    ).raise_for_status()
    service.follow()
    assert client.get(url).content == made.content
    problem(login("accountmanager").get(url), 404, "not-found")
    (item,) = ok(client.get("/v1/shortlists"))["items"]
    assert (item["id"], item["subject"], item["by"]) == (
        made.json()["id"],
        "D-V03",
        "u-klantmanager",
    )
    assert ok(login("accountmanager").get("/v1/shortlists"))["items"] == []


def test_own_lists_come_in_pages_newest_first(login: Login) -> None:
    client = login("klantmanager")
    made = [
        ok(client.post("/v1/shortlists", json={"text": "kok", "size": 1}), 201)["id"]
        for _ in range(5)
    ]
    found: list[str] = []
    url = "/v1/shortlists?limit=2"
    while url:
        page = ok(client.get(url))
        found += [item["id"] for item in page["items"]]
        url = page["next"]
    assert found == made[::-1]


def test_matches_are_those_of_the_matcher(
    login: Login, matcher: Matcher, people: Sequence[Portfolio], side: VacancySide
) -> None:
    for who, name in (("kandidaat", "D-K001"), ("klantmanager", "D-K050")):
        answer = login(who).get(f"/v1/portfolios/{name}/matches", params={"size": 5})
        person = next(p for p in people if p.id == name)
        assert bytes_of(answer.content) == canonical(matcher.matches(person, side, 5, 3))


@pytest.mark.parametrize("who", ["kandidaat", "klantmanager", "accountmanager"])
def test_an_explanation_is_that_of_the_matcher_and_adds_up(
    who: str,
    login: Login,
    matcher: Matcher,
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
) -> None:
    pair = {"portfolio_id": "D-K001", "vacancy_id": "D-V09"}
    found = ok(login(who).post("/v1/explanations", json=pair))
    job = next(j for j in jobs if j.id == "D-V09")
    assert found == json.loads(json.dumps(plain(matcher.explain(job, people[0]))))
    assert round(sum(c["points"] for c in found["contributions"]), 2) == found["points"]


def test_a_list_in_another_region_has_nobody_of_this_one(login: Login, service: Service) -> None:
    client = login("elders")
    empty = ok(client.post("/v1/shortlists", json={"text": TEXT, "size": 200}), 201)
    assert empty["shortlist"]["entries"] == [] and empty["shortlist"]["tally"]["looked_at"] == 0
    mine = ok(client.post("/v1/portfolios", json=PERSON), 201)["id"]
    service.follow()
    body = {"vacancy": JOB, "size": 200}
    there = ok(client.post("/v1/shortlists", json=body), 201)["shortlist"]
    assert [e["candidate"] for e in there["entries"]] == [mine]
    here = ok(login("klantmanager").post("/v1/shortlists", json=body), 201)["shortlist"]
    assert mine not in {e["candidate"] for e in here["entries"] + here["just_outside"]}
    assert here["tally"]["looked_at"] == 120


def test_a_new_vacancy_and_a_new_person_are_found_after_the_pools_follow(
    login: Login, service: Service
) -> None:
    keeper, client = login("werkgever"), login("klantmanager")
    ok(keeper.post("/v1/vacancies", json={**JOB, "id": "NIEUW"}), 201)
    before = ok(client.post("/v1/shortlists", json={"vacancy_id": "NIEUW"}), 201)["shortlist"]
    person = ok(client.post("/v1/portfolios", json=PERSON), 201)["id"]
    service.follow()
    after = ok(client.post("/v1/shortlists", json={"vacancy_id": "NIEUW"}), 201)["shortlist"]
    assert after["tally"]["looked_at"] == before["tally"]["looked_at"] + 1
    assert person in {e["candidate"] for e in after["entries"]}
    found = ok(client.get(f"/v1/portfolios/{person}/matches"))["shortlist"]
    assert "NIEUW" in {e["vacancy"] for e in found["entries"]}


def test_exchanging_sensitive_facts_between_people_changes_no_answer(
    login: Login, service: Service
) -> None:
    """The facts of everybody go to the next person, register status apart from one knock-out."""
    client = login("klantmanager")
    names = [record["id"] for record in lines("portfolios.jsonl")][:40]
    urls = [f"/v1/portfolios/{name}/sensitive-facts" for name in names]
    facts = [
        {"participatieladder": n % 6 + 1, "sector_profile": f"s{n}", "support": {"jobcoach": n > 9}}
        for n in range(len(names))
    ]
    registers = [ok(client.get(url)).get("registers") for url in urls]

    def answers() -> list[bytes]:
        service.follow()
        return [
            bytes_of(client.post("/v1/shortlists", json={"vacancy_id": v, "size": 30}).content)
            for v in sorted(BODIES)[:8]
        ]

    before = answers()
    for shift in (0, 1):
        for number, url in enumerate(urls):
            known = {} if registers[number] is None else {"registers": registers[number]}
            body = facts[(number + shift) % len(facts)] | known
            assert client.put(url, json=body).status_code == 204
        assert answers() == before


def test_register_status_touches_no_rank_and_no_point(login: Login, service: Service) -> None:
    client = login("klantmanager")
    names = [record["id"] for record in lines("portfolios.jsonl")][:40]
    body = {"vacancy": {**JOB, "inclusive": {"min_loonwaarde": 50}}, "size": 30}

    def ranked() -> list[tuple[str, float]]:
        service.follow()
        made = ok(client.post("/v1/shortlists", json=body), 201)["shortlist"]
        return [(e["candidate"], e["points"]) for e in made["entries"]]

    seen = []
    for value in (True, False):
        for name in names:
            sent = {"registers": {"doelgroepregister": value}}
            url = f"/v1/portfolios/{name}/sensitive-facts"
            assert client.put(url, json=sent).status_code == 204
        seen.append(ranked())
    assert seen[0] == seen[1]
