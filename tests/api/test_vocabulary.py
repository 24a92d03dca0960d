"""Suggestions while typing, and one concept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from asking import ok, problem
from fastapi.testclient import TestClient

from matcher import Matcher

Login = Callable[[str], TestClient]


def test_labels_that_begin_with_what_was_typed_come_first_and_shortest_first(login: Login) -> None:
    found = ok(login("kandidaat").get("/v1/concepts", params={"query": "schoonm"}))
    assert 1 <= len(found) <= 8
    begins = [s["matched"] for s in found if s["confidence"] == 1]
    assert begins and all(label.lower().startswith("schoonm") for label in begins)
    assert all(len(begins[0]) <= len(label) for label in begins)
    assert len({s["id"] for s in found}) == len(found)


@pytest.mark.parametrize("typed", ["hef", "heftruckchaufeur", "vca", "ONDERHOUD", "é à"])
@pytest.mark.parametrize("limit", [1, 20])
def test_each_suggestion_is_a_concept_that_can_be_read(
    typed: str, limit: int, login: Login
) -> None:
    client = login("werkgever")
    found = ok(client.get("/v1/concepts", params={"query": typed, "limit": limit}))
    assert len(found) <= limit
    for one in found:
        assert 0 <= one["confidence"] <= 1
        read = ok(client.get(f"/v1/concepts/{one['id']}"))
        assert read == {k: one[k] for k in ("id", "kind", "label", "description")}


@pytest.mark.parametrize("typed", ["??", "!!!", "        "])
def test_nothing_that_can_be_meant_gives_no_suggestions(typed: str, login: Login) -> None:
    assert ok(login("kandidaat").get("/v1/concepts", params={"query": typed})) == []


@pytest.mark.parametrize("params", [{}, {"query": "a"}, {"query": "x" * 101}])
def test_too_little_and_too_much_are_refused(params: dict[str, str], login: Login) -> None:
    problem(login("kandidaat").get("/v1/concepts", params=params), 422, "invalid")


def test_every_concept_has_an_address(login: Login, matcher: Matcher) -> None:
    ids = [c.id for c in matcher.vocabulary.concepts]
    assert not [i for i in ids if "/" in i or i in (".", "..")]
    client = login("onderzoeker")
    for name in ids[:: len(ids) // 25]:
        assert ok(client.get(f"/v1/concepts/{name}"))["id"] == name
    problem(client.get("/v1/concepts/bestaat-niet"), 404, "not-found")
