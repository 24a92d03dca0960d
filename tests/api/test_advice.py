"""Advice over HTTP is the advice of the package on the same records."""

from __future__ import annotations

import json
from collections.abc import Callable

from fastapi.testclient import TestClient
from stored import lines

from matcher import Matcher
from matcher.advice.gaps import gaps_of
from matcher.domain.plain import canonical
from matcher.exchange.formats import to_portfolios, to_vacancies

Login = Callable[[str], TestClient]
PAIR = {"portfolio_id": "D-K099", "vacancy_id": "D-V15"}


def test_gaps_are_those_of_the_package(login: Login, matcher: Matcher) -> None:
    answer = login("klantmanager").post("/v1/gaps", json=PAIR)
    people = to_portfolios([r for r in lines("portfolios.jsonl") if r["id"] == "D-K099"])
    jobs = to_vacancies([r for r in lines("vacancies.jsonl") if r["id"] == "D-V15"])
    entry = matcher.explain(jobs[0], people[0])
    expected = json.loads(canonical(gaps_of(entry, jobs[0], people[0], matcher)))
    assert answer.json()["needs"] == expected["needs"]


def test_the_printed_advice_is_a_pdf(login: Login) -> None:
    asked = {**PAIR, "form": "pdf", "made_on": "2026-11-22"}
    answer = login("klantmanager").post("/v1/training-advices", json=asked)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
