"""What goes wrong is told in one form (RFC 9457), in plain Dutch or English, and safely."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asking import PERSON, ok, problem
from fastapi.testclient import TestClient

from api.problems import KINDS
from matcher.service import terms
from matcher.service.live import NotReadyError
from matcher.store.problems import StoreError

Login = Callable[[str], TestClient]
# Who, method, path, what else, status and kind.
CASES: list[tuple[str, str, str, dict[str, Any], int, str]] = [
    ("", "GET", "/v1/me", {}, 401, "not-signed-in"),
    ("kandidaat", "GET", "/v1/users", {}, 403, "not-allowed"),
    ("kandidaat", "GET", "/v1/portfolios/niet-hier", {}, 404, "not-found"),
    ("", "GET", "/v1/niets", {}, 404, "not-found"),
    ("", "GET", "/niets/../x", {}, 404, "not-found"),
    ("", "GET", "/v1/me/", {}, 404, "not-found"),
    ("", "POST", "/v1/health", {}, 405, "method-not-allowed"),
    ("", "PATCH", "/v1/portfolios", {}, 405, "method-not-allowed"),
    ("", "TRACE", "/v1/me", {}, 405, "method-not-allowed"),
    ("klantmanager", "POST", "/v1/portfolios", {"json": {"x": 1}}, 422, "invalid"),
    ("klantmanager", "POST", "/v1/portfolios", {"json": [1]}, 422, "invalid"),
    ("klantmanager", "POST", "/v1/portfolios", {}, 422, "invalid"),
    ("klantmanager", "GET", "/v1/portfolios?limit=a", {}, 422, "invalid"),
    ("klantmanager", "DELETE", "/v1/portfolios/D-K001", {}, 428, "version-needed"),
    ("", "GET", "/v1/problems/onbekend", {}, 404, "not-found"),
    ("", "GET", "/v1/openid/start", {}, 404, "not-found"),
]


@pytest.mark.parametrize(("who", "method", "path", "more", "status", "kind"), CASES)
def test_every_problem_has_one_form_in_two_languages(
    who: str, method: str, path: str, more: dict[str, Any], status: int, kind: str, login: Login
) -> None:
    client = login(who)
    dutch = client.request(method, path, **more)
    told = problem(dutch, status, kind)
    assert dutch.headers["content-language"] == "nl" and told["title"] == KINDS[kind].dutch
    english = client.request(method, path, headers={"Accept-Language": "en-GB"}, **more)
    told = problem(english, status, kind)
    assert english.headers["content-language"] == "en" and told["title"] == KINDS[kind].english
    if status == 405:
        assert dutch.headers["allow"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "nl"),
        ("nl", "nl"),
        ("en", "en"),
        ("EN-us", "en"),
        ("de, en;q=0.8, nl;q=0.2", "en"),
        ("nl;q=0.9, en;q=0.9", "nl"),
        ("en;q=0.5, nl", "nl"),
        ("en;q=0", "nl"),
        ("en;q=x", "nl"),
        (";;,,=", "nl"),
        ("fr", "nl"),
    ],
)
def test_the_language_that_is_asked_for_first(accepted: str, language: str, login: Login) -> None:
    answer = login("").get("/v1/me", headers={"Accept-Language": accepted})
    assert answer.headers["content-language"] == language


@pytest.mark.parametrize("kind", KINDS)
def test_the_type_of_every_problem_is_a_page(kind: str, login: Login) -> None:
    found = ok(login("").get(f"/v1/problems/{kind}"))
    assert found["type"] == f"/v1/problems/{kind}" and found["status"] == KINDS[kind].status
    assert found["nl"] == KINDS[kind].dutch and found["en"] == KINDS[kind].english


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (RuntimeError("geheim /srv/matcher/pad"), 500, "internal"),
        (RecursionError("geheim"), 500, "internal"),
        (NotReadyError(), 503, "not-ready"),
        (StoreError("de database is te lang bezet"), 503, "not-ready"),
    ],
)
def test_what_goes_wrong_on_our_side_shows_nothing_of_the_inside(
    error: Exception, status: int, kind: str, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(terms, "suggest", fail)
    answer = login("kandidaat").get("/v1/concepts", params={"query": "kok"})
    problem(answer, status, kind)
    assert "geheim" not in answer.text and "Traceback" not in answer.text
    assert answer.headers["api-version"] and answer.headers["cache-control"] == "no-store"
    if status == 503:
        assert answer.headers["retry-after"] == "2"


@pytest.mark.parametrize("host", ["[", "a b", "x:y", "", "é", "//", "evil.example.org"])
def test_a_strange_host_changes_nothing(host: str, login: Login) -> None:
    client = login("klantmanager")
    sent = {"Host": host.encode("latin-1")}
    told = client.get("/v1/portfolios/niet-hier", headers=sent)
    assert told.status_code == 404 and told.json()["instance"] == "/v1/portfolios/niet-hier"
    page = client.get("/v1/portfolios?limit=1", headers=sent)
    assert ok(page)["next"] == "/v1/portfolios?after=D-K001&limit=1"


def test_texts_are_free_of_english_when_dutch_is_read(login: Login) -> None:
    """What pydantic says about the fields that users get wrong most."""
    wrong = {
        "vacancy_id": "D-V01",
        "portfolio_id": 7,
        "months": "drie",
        "at_work": "misschien",
        "extra": {},
    }
    told = problem(login("klantmanager").post("/v1/outcomes", json=wrong), 422, "invalid")
    assert len(told["errors"]) == 4
    for line in told["errors"]:
        assert "nput" not in line and "hould" not in line, line


def test_strange_text_in_a_body_is_refused_and_not_repeated_wrongly(login: Login) -> None:
    client = login("klantmanager")
    headers = {"Content-Type": "application/json"}
    for body, status in (
        (b'{"summary": "\\ud800"}', 422),
        (b'{"\\ud800": 1}', 422),
        (b'{"summary": "\xff"}', 400),
        (b'{"summary": NaN}', 422),
        (b'{"availability": {"hours_min": ' + b"9" * 5000 + b"}}", 400),
        (b'{"a": 1', 400),
        (b"", 422),
        (b'{"id": "a", "id": "b"}', 201),
    ):
        answer = client.post("/v1/portfolios", content=body, headers=headers)
        assert answer.status_code == status, (body[:40], answer.text)
    ok(client.post("/v1/portfolios", json=PERSON), 201)
