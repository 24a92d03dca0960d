"""The description of the API: valid, complete, and by the Dutch REST API Design Rules.

Of the rules, those that a machine can check: https://gitdocumentatie.logius.nl/publicatie/api/adr/
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openapi_spec_validator import validate

from api.description import METHODS
from api.security.headers import API_VERSION

# Paths that end in one thing there is only one of, or in what is done with it; all others end in
# a plural noun, or in the id of one of these.
SINGLE = {
    "health",
    "readiness",
    "me",
    "current",
    "verification",
    "erasure",
    "start",
    "callback",
    "training-advice",
    "research",
    "mobility",
    "what-if",
}
SNAKE = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
KEBAB = re.compile(r"^[a-z]+(-[a-z]+)*$")


@pytest.fixture(scope="module")
def described(application: FastAPI) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(application.openapi()))
    return found


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in described["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def test_it_is_valid_openapi(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.")
    validate(described)


def test_it_is_served_to_everyone_as_json(
    described: dict[str, Any], login: Callable[[str], TestClient]
) -> None:
    answer = login("").get("/v1/openapi.json")
    assert answer.json() == described and answer.headers["API-Version"] == API_VERSION
    assert described["info"]["version"] == API_VERSION and re.match(r"^1\.\d+\.\d+$", API_VERSION)


def test_paths_are_versioned_lower_case_nouns_without_a_slash_at_the_end(
    described: dict[str, Any],
) -> None:
    wrong = []
    for path in described["paths"]:
        version, *parts = path.strip("/").split("/")
        if version != "v1" or path.endswith("/"):
            wrong.append(path)
        for part in parts:
            name = part[1:-1] if part.startswith("{") else part
            if not (SNAKE if part.startswith("{") else KEBAB).match(name):
                wrong.append(f"{path}: {part}")
        last = [p for p in parts if not p.startswith("{")][-1]
        if not last.endswith("s") and last not in SINGLE:
            wrong.append(f"{path}: {last} is no plural")
    assert wrong == []


def test_every_member_and_parameter_is_snake_case(described: dict[str, Any]) -> None:
    wrong = []
    for name, schema in described["components"]["schemas"].items():
        wrong += [f"{name}.{p}" for p in schema.get("properties", {}) if not SNAKE.match(p)]
    for path, method, operation in operations(described):
        for parameter in operation.get("parameters", ()):
            if parameter["in"] != "header" and not SNAKE.match(parameter["name"]):
                wrong.append(f"{method} {path}: {parameter['name']}")
    assert wrong == []


def test_every_operation_is_named_and_described_once(described: dict[str, Any]) -> None:
    ids = []
    for path, method, operation in operations(described):
        assert operation["summary"].strip() and operation["description"].strip(), (method, path)
        assert len(operation["summary"]) < 120, operation["summary"]
        assert operation["tags"]
        ids.append(operation["operationId"])
    assert len(set(ids)) == len(ids)


def test_every_problem_is_described_as_problem_json(described: dict[str, Any]) -> None:
    for path, method, operation in operations(described):
        for status, answer in operation["responses"].items():
            kinds = set(answer.get("content", {}))
            if status >= "400":
                assert kinds == {"application/problem+json"}, (method, path, status)
            elif status not in ("204", "302", "303"):
                assert kinds, (method, path, status)
        assert {"400", "405", "429", "500", "503"} <= set(operation["responses"])


def test_operations_behind_a_sign_in_tell_so_with_the_roles(described: dict[str, Any]) -> None:
    for path, method, operation in operations(described):
        if "x-roles" in operation:
            assert operation["security"] == [{"session": []}, {"token": []}]
            assert {"401", "403"} <= set(operation["responses"]), (method, path)
            assert operation["x-roles"] == sorted(operation["x-roles"])


def test_what_is_refused_in_a_record_is_not_described(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    assert schemas["PortfolioRecord"]["additionalProperties"] is False
    assert "required" not in schemas["PortfolioRecord"]
    assert "registers" not in schemas["PortfolioRecord"]["properties"]
    assert schemas["SkillRecord"]["required"] == ["label"]
