"""Files in and out: read in a process of its own, all or nothing, followed by its events."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
from asking import JOB, PERSON, match, ok, problem
from fastapi.testclient import TestClient
from stored import SAMPLES, lines

from matcher.exchange.formats import write_records
from matcher.service import importing
from matcher.service.importing import KILLED, Upload
from matcher.service.service import Service
from matcher.service.settings import ServiceSettings
from matcher.store.jobs import FINISHED

Login = Callable[[str], TestClient]


@pytest.fixture
def here(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in a thread of the test: a process takes a second to start."""

    def start(_: ServiceSettings, upload: Upload) -> threading.Thread:
        thread = threading.Thread(target=importing.run, args=(service.database, upload))
        thread.start()
        return thread

    monkeypatch.setattr(importing, "start", start)


def sent(client: TestClient, data: bytes, **params: Any) -> dict[str, Any]:
    """Send a file and follow its events to the end."""
    answer = client.post("/v1/exchange-jobs", content=data, params=params)
    job = ok(answer, 202)
    assert answer.headers["location"] == f"/v1/exchange-jobs/{job['id']}"
    events = client.get(f"{answer.headers['location']}/events")
    assert events.headers["content-type"].startswith("text/event-stream")
    parts = [part.split("\n") for part in events.text.strip().split("\n\n")]
    assert {p[0] for p in parts[:-1]} <= {"event: progress"}
    assert parts[-1][0] == "event: finished"
    told: dict[str, Any] = json.loads(parts[-1][1].removeprefix("data: "))
    assert told["status"] in FINISHED and told == ok(client.get(answer.headers["location"]))
    return told


def test_the_samples_come_in_and_are_found(login: Login, service: Service) -> None:
    client = login("elders")
    people = [{**r, "id": f"E-{r['id']}"} for r in lines("portfolios.jsonl")]
    data = "\n".join(json.dumps(r) for r in people).encode()
    job = sent(client, data, format="jsonl", kind="portfolio")
    assert job["status"] == "done" and job["done"] == job["total"] == 120
    assert job["report"]["stored"] == {"created": 120, "changed": 0, "unchanged": 0}
    assert ok(client.get("/v1/portfolios", params={"limit": 200}))["items"][0]["id"] == "E-D-K001"
    service.follow()
    body = {"vacancy": lines("vacancies.jsonl")[0], "size": 5}
    found = ok(client.post("/v1/shortlists", json=body), 201)["shortlist"]
    assert found["tally"]["looked_at"] == 120 and len(found["entries"]) == 5
    assert ok(client.get("/v1/exchange-jobs"))["items"] == [job]


@pytest.mark.usefixtures("here")
def test_a_file_of_the_same_people_changes_nothing(login: Login) -> None:
    data = (SAMPLES / "portfolios.jsonl").read_bytes()
    job = sent(login("klantmanager"), data, format="jsonl", kind="portfolio")
    assert job["report"]["stored"] == {"created": 0, "changed": 0, "unchanged": 120}


@pytest.mark.usefixtures("here")
def test_a_sonar_table_comes_in(login: Login) -> None:
    people = [{**PERSON, "id": f"S-{n}"} for n in range(3)]
    data = write_records(people, "sonar", "portfolio")
    client = login("klantmanager")
    job = sent(client, data, format="sonar", kind="portfolio")
    assert job["status"] == "done" and job["report"]["stored"]["created"] == 3
    found = ok(client.get("/v1/portfolios/S-1"))["record"]
    assert found["wishes"] == {"occupations": ["schoonmaker"]}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("format", ["jobposting", "vum"])
def test_vacancies_come_in_for_their_own_organisation(format: str, login: Login) -> None:
    data = write_records([{**JOB, "id": "X-1"}], format, "vacancy")  # type: ignore[arg-type]
    client = login("accountmanager")
    job = sent(client, data, format=format, kind="vacancy")
    assert job["status"] == "done", job
    assert [v["title"] for v in ok(client.get("/v1/vacancies"))["items"]] == [JOB["title"]]


@pytest.mark.usefixtures("here")
def test_a_wrong_file_fails_as_a_whole_with_everything_that_is_wrong(login: Login) -> None:
    client = login("klantmanager")
    rows = [{"id": "G-1"}, {"id": "G-2", "skills": [{"label": "x", "level": 9}]}, {"home": 3}]
    data = "\n".join(json.dumps(r) for r in rows).encode()
    job = sent(client, data, format="jsonl", kind="portfolio")
    assert job["status"] == "failed" and job["report"]["stored"] is None
    assert len(job["report"]["problems"]) == 3
    assert "regel 2" in job["report"]["problems"][0] and "level" in job["report"]["problems"][0]
    problem(client.get("/v1/portfolios/G-1"), 404, "not-found")
    job = sent(client, data, format="jsonl", kind="portfolio", partial=True)
    assert job["status"] == "done" and job["report"]["stored"]["created"] == 1
    assert job["report"]["refused"] == 2 and len(job["report"]["problems"]) == 3
    ok(client.get("/v1/portfolios/G-1"))


@pytest.mark.usefixtures("here")
def test_a_file_with_somebody_of_another_organisation_stores_nothing(login: Login) -> None:
    data = b'{"id": "Z-1"}\n{"id": "D-K001", "summary": "overgenomen"}\n'
    client = login("elders")
    job = sent(client, data, format="jsonl", kind="portfolio")
    assert job["status"] == "failed" and job["report"]["stored"] is None
    problem(client.get("/v1/portfolios/Z-1"), 404, "not-found")


@pytest.mark.parametrize(
    ("data", "params"),
    [
        (b"", {"format": "jsonl", "kind": "portfolio"}),
        (b"x", {"format": "sonar", "kind": "vacancy"}),
        (b"x", {"format": "pdf", "kind": "portfolio"}),
        (b"x", {"format": "jsonl", "kind": "person"}),
        (b"x", {"format": "jsonl"}),
    ],
)
def test_what_cannot_be_a_file_is_refused_at_once(
    data: bytes, params: dict[str, str], login: Login
) -> None:
    client = login("klantmanager")
    problem(client.post("/v1/exchange-jobs", content=data, params=params), 422, "invalid")
    assert ok(client.get("/v1/exchange-jobs"))["items"] == []


def test_a_reader_that_is_killed_is_told_and_leaves_no_file(
    login: Login, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.service.importing.sys.executable", "/bin/false")
    job = sent(login("klantmanager"), b'{"id": "K-1"}', format="jsonl", kind="portfolio")
    assert job["status"] == "failed" and job["report"]["problems"] == [KILLED]
    assert list((service.settings.pools.parent / "uploads").glob(job["id"])) == []


def test_an_export_holds_of_people_only_what_they_allow(login: Login) -> None:
    client = login("klantmanager")
    params = {"format": "jsonl", "kind": "portfolio", "profile": "detail"}
    empty = client.get("/v1/exports", params=params)
    assert empty.status_code == 200 and empty.content.strip() == b""
    url = "/v1/portfolios/D-K001"
    facts = {"registers": {"doelgroepregister": True}, "participatieladder": 2}
    assert client.put(f"{url}/sensitive-facts", json=facts).status_code == 204
    now = client.get(f"{url}/consents")
    allowed = {"allowed": {"exchange": ["werk", "beschikbaarheid"]}}
    ok(client.put(f"{url}/consents", json=allowed, headers=match(now)))
    answer = client.get("/v1/exports", params=params)
    assert answer.headers["content-disposition"] == 'attachment; filename="portfolio.jsonl"'
    assert json.loads(answer.headers["export-report"])["written"] == 1
    record = json.loads(answer.content)
    assert set(record) == {"id", "experience", "home", "availability"}
    assert all("description" not in job for job in record["experience"])
    (line,) = ok(
        login("fg").get("/v1/audit-entries", params={"action": "export", "after": 1, "limit": 200})
    )["items"][1:]
    assert line["details"]["written"] == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("format", ["jsonl", "vum", "jobposting"])
def test_vacancies_go_out_and_come_in_again(format: str, login: Login) -> None:
    client = login("accountmanager")
    ok(client.post("/v1/vacancies", json={**JOB, "id": "X-1"}), 201)
    answer = client.get("/v1/exports", params={"format": format, "kind": "vacancy"})
    assert json.loads(answer.headers["export-report"])["written"] == 1
    job = sent(client, answer.content, format=format, kind="vacancy")
    assert job["status"] == "done", job
