"""The log for the functionaris gegevensbescherming: complete, in order, and verifiable."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import Any

from asking import PERSON, match, ok
from fastapi.testclient import TestClient

from matcher.service.service import Service

Login = Callable[[str], TestClient]


def in_microseconds(at: str) -> str:
    """A moment as the log hashes it: UTC, always with six decimals."""
    return datetime.fromisoformat(at).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def everything(client: TestClient, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    answer = client.get("/v1/audit-entries", params={"limit": 3, **params})
    for _ in range(20):
        page = ok(answer)
        found += page["items"]
        if page["next"] is None:
            return found
        answer = client.get(page["next"])
    raise AssertionError("the log grows as fast as it is read")


def test_every_step_with_a_portfolio_is_a_line_in_order(login: Login) -> None:
    client = login("klantmanager")
    made = client.post("/v1/portfolios", json=PERSON)
    url, name = made.headers["location"], made.json()["id"]
    ok(client.get(url))
    done = client.put(url, json={}, headers=match(made))
    client.delete(url, headers=match(done))
    client.post(f"{url}/erasure", json={"reason": "gevraagd"})
    fg = login("fg")
    told = everything(fg, subject=name)
    assert [(e["actor"], e["action"]) for e in told] == [
        ("u-klantmanager", f"portfolio.{what}")
        for what in ("created", "viewed", "changed", "removed", "erased")
    ]
    assert all(e["organisation_id"] == "gemeente-a" for e in told)
    assert everything(fg, by="u-klantmanager", action="portfolio.viewed") == [told[1]]


def test_lines_are_chained_from_the_first_to_the_last(login: Login) -> None:
    login("klantmanager").get("/v1/portfolios/D-K001")
    client = login("fg")
    lines = ok(client.get("/v1/audit-entries", params={"limit": 200}))["items"]
    assert [e["number"] for e in lines] == list(range(1, len(lines) + 1))
    for before, after in pairwise(lines):
        assert after["previous"] == before["hash"]
    for e in lines:
        told = {k: v for k, v in e.items() if k not in ("hash", "organisation_id")}
        told |= {"organisation": e["organisation_id"], "at": in_microseconds(e["at"])}
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert e["hash"] == hashlib.sha256(text.encode()).hexdigest()


def test_reading_the_log_is_a_line_too(login: Login) -> None:
    client = login("fg")
    ok(client.get("/v1/audit-entries", params={"subject": "D-K001"}))
    lines = ok(client.get("/v1/audit-entries", params={"action": "audit.viewed"}))["items"]
    assert lines[-1]["actor"] == "u-fg"
    assert lines[-1]["details"]["subject"] == "D-K001"


def test_verification_tells_the_last_hash_and_every_line_that_was_changed(
    login: Login, service: Service
) -> None:
    login("klantmanager").get("/v1/portfolios/D-K001")
    client = login("fg")
    lines = ok(client.get("/v1/audit-entries", params={"limit": 200}))["items"]
    found = ok(login("beheerder").get("/v1/audit-entries/verification"))
    assert found["problems"] == [] and found["entries"] > len(lines)
    assert len(found["last_hash"]) == 64
    with sqlite3.connect(service.settings.database.removeprefix("sqlite:///")) as connection:
        names = [
            n for (n,) in connection.execute("select name from sqlite_master where type='trigger'")
        ]
        for name in names:
            connection.execute(f'drop trigger "{name}"')
        table = next(
            t
            for (t,) in connection.execute("select name from sqlite_master where type='table'")
            if t.startswith("audit") and "anchor" not in t
        )
        connection.execute(f"update {table} set actor = 'iemand-anders' where number = 2")
    connection.close()
    found = ok(client.get("/v1/audit-entries/verification"))
    assert len(found["problems"]) == 1 and "2" in found["problems"][0]
