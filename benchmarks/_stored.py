"""Fills a store with many invented portfolios and vacancies, for benchmarks of the service."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks.speed import Generator
from matcher.domain.plain import plain
from matcher.domain.portfolio import Experience, Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.service.samples import MUNICIPALITY, OFFICE, ORGANISATIONS, WSP
from matcher.service.service import make_parent
from matcher.store.database import Database
from matcher.store.organisations import Role
from matcher.store.users import User

USERS = 20


def portfolio_record(portfolio: Portfolio) -> dict[str, Any]:
    """A portfolio in the exchange format."""
    body: dict[str, Any] = _present(plain(portfolio))
    facts = body.pop("wage_facts", {})
    if "loonwaarde" in facts:
        body["loonwaarde"] = facts.pop("loonwaarde")
    if facts:
        body["registers"] = facts
    for made, job in zip(body.get("experience", ()), portfolio.experience or (), strict=True):
        _ended(made, job)
    for test in body.get("tests", ()):
        if "date" in test:
            test["date"] = _month(test["date"])
    when = body.get("availability", {})
    if "start" in when:
        when["from"] = when.pop("start")
    return body


def vacancy_record(vacancy: Vacancy) -> dict[str, Any]:
    """A vacancy in the exchange format."""
    body: dict[str, Any] = _present(plain(vacancy))
    return body


def _ended(made: dict[str, Any], job: Experience) -> None:
    made.pop("ongoing", None)
    if job.ongoing:
        made["ended"] = None
    elif "ended" in made:
        made["ended"] = _month(made["ended"])


def _month(pair: list[int]) -> str:
    return f"{pair[0]:04d}-{pair[1]:02d}"


def _present(value: Any) -> Any:
    """Without what is absent, and without objects in which everything is absent."""
    if isinstance(value, dict):
        kept = {k: _present(v) for k, v in value.items() if v is not None}
        return {k: v for k, v in kept.items() if v != {}}
    if isinstance(value, list):
        return [_present(v) for v in value]
    return value


def fill(url: str, portfolios: int, vacancies: int, seed: int) -> None:
    """Organisations, twenty accountmanagers, and many records."""
    make_parent(url)
    database = Database(url)
    database.migrate()
    generator = Generator(seed)
    with database.write() as tx:
        for organisation in ORGANISATIONS:
            tx.organisations.add(organisation)
        tx.users.add(User("u-beheerder", OFFICE, Role.ADMIN, "beheerder"))
        for number in range(USERS):
            tx.users.add(User(f"u-{number}", WSP, Role.ACCOUNTMANAGER, f"accountmanager-{number}"))
    with database.write() as tx:
        people: Iterator[dict[str, Any]] = (
            portfolio_record(generator.portfolio(i)) for i in range(portfolios)
        )
        tx.portfolios.put_many(people, organisation=MUNICIPALITY, by="benchmark")
        jobs = (vacancy_record(generator.vacancy(i)) for i in range(vacancies))
        tx.vacancies.put_many(jobs, organisation=WSP, by="benchmark")
    database.close()
