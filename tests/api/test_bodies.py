"""Bodies that are too large, too deep, too slow or of another kind are refused early."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asking import ok, problem, token_for
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.bodies import DEEPEST, BodyLimits, depth

Login = Callable[[str], TestClient]
Variant = Callable[..., Any]
JSON = {"Content-Type": "application/json"}
FILE = "/v1/exchange-jobs?format=jsonl&kind=portfolio"


def pieces(size: int) -> Iterator[bytes]:
    """A body of that size without a stated length."""
    for _ in range(size // 100):
        yield b" " * 100


def test_a_body_that_is_too_large_is_refused_by_its_stated_and_by_its_real_size(
    variant: Variant,
) -> None:
    app, service = variant(body_bytes=1000, upload_bytes=3000)
    client = TestClient(app, headers=token_for(service, "klantmanager"))
    text = {"summary": "x" * 900}
    ok(client.post("/v1/portfolios", json=text), 201)
    for content in (b" " * 1001, pieces(1100)):
        answer = client.post("/v1/portfolios", content=content, headers=JSON)
        problem(answer, 413, "too-large")
    lying = {**JSON, "Content-Length": "9" * 30}
    problem(client.post("/v1/portfolios", content=b"{}", headers=lying), 413, "too-large")
    for content in (b" " * 3001, pieces(3100)):
        problem(client.post(FILE, content=content), 413, "too-large")
    problem(client.post(FILE.replace("jobs", "jobs/"), content=b" " * 1001), 413, "too-large")


def test_a_file_of_somebody_who_may_not_send_it_is_not_read(variant: Variant) -> None:
    app, service = variant()
    read = 0

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    path, _, query = FILE.partition("?")
    assert status(app, path, query, receive) == 401
    for who, told in (("kandidaat", 403), ("onderzoeker", 403)):
        assert status(app, path, query, receive, token_for(service, who)) == told
    assert read == 0


def status(
    app: FastAPI, path: str, query: str, receive: Any, headers: dict[str, str] | None = None
) -> int:
    """The status of an answer to a request that is received piece by piece."""
    found: list[int] = []

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            found.append(message["status"])

    raw = [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [*raw, (b"content-type", b"application/json"), (b"host", b"testserver")],
        "client": ("192.0.2.1", 1),
        "server": ("testserver", 80),
    }
    asyncio.run(app(scope, receive, send))
    return found[0]


def test_a_body_that_does_not_come_is_not_waited_for(variant: Variant) -> None:
    app, service = variant(body_seconds=0.002)

    async def nothing() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    token = token_for(service, "klantmanager")
    assert status(app, "/v1/portfolios", "", nothing, token) == 408
    path, _, query = FILE.partition("?")
    assert status(app, path, query, nothing, token) == 408


def test_who_goes_away_while_sending_is_not_answered() -> None:
    async def forbidden(*_: Any) -> None:
        raise AssertionError("passed on, or answered")

    async def gone() -> dict[str, str]:
        return {"type": "http.disconnect"}

    limits = BodyLimits(forbidden, 100, {}, 5)
    scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
    asyncio.run(limits(scope, gone, forbidden))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["application/json", "application/x+json; charset=utf-8"])
def test_json_that_is_too_deep_is_refused(kind: str, login: Login) -> None:
    client = login("klantmanager")
    for level, wanted in ((DEEPEST, 422), (DEEPEST + 1, 400), (100_000, 400)):
        body = b"[" * level + b"]" * level
        answer = client.post("/v1/portfolios", content=body, headers={"Content-Type": kind})
        assert answer.status_code == wanted
    text = json.dumps({"summary": "[" * 1000 + '\\" {' * 50})
    ok(client.post("/v1/portfolios", content=text, headers={"Content-Type": kind}), 201)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=20,
)


def plainly(value: Any) -> int:
    """How deep a value nests, counted on the value itself."""
    if isinstance(value, dict):
        return 1 + max(map(plainly, value.values()), default=0)
    return 1 + max(map(plainly, value), default=0) if isinstance(value, list) else 0


@given(JSONS, st.booleans())
def test_depth_counts_brackets_and_never_those_in_text(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert depth(text.encode(), 10**6) == plainly(value)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", None]
)
def test_a_body_that_is_not_called_json_is_not_read_as_json(kind: str | None, login: Login) -> None:
    headers = {} if kind is None else {"Content-Type": kind}
    client = login("klantmanager")
    for path in ("portfolios", "shortlists", "decisions"):
        answer = client.post(f"/v1/{path}", content=b'{"text": "kok"}', headers=headers)
        problem(answer, 415, "unsupported-media-type")
    assert ok(client.get("/v1/shortlists"))["items"] == []
