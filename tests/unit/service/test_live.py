"""A pool that follows the store answers as a pool made anew from the store would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from stored import lines, settings_in

from matcher import Matcher
from matcher.domain.plain import canonical
from matcher.exchange import to_domain
from matcher.exchange.records import VacancyRecord
from matcher.service import projection
from matcher.service.consent import Group, Purpose
from matcher.service.live import MOST_LAYERS, NotReadyError
from matcher.service.service import Service
from matcher.store.records import Consent

PEOPLE, JOBS = lines("portfolios.jsonl")[:24], lines("vacancies.jsonl")
VACANCY = to_domain.vacancy(VacancyRecord.model_validate(JOBS[14]))
A, B = "gemeente-a", "gemeente-z"
WITHDRAWN = [Consent(Purpose.MATCHING, g, False, "candidate") for g in Group]
NO_WISHES = [Consent(Purpose.MATCHING, Group.WISHES, False, "candidate")]


def put(service: Service, body: dict[str, Any], organisation: str = A) -> None:
    with service.database.write() as tx:
        tx.portfolios.put(body, organisation=organisation, by="u")


def answer(service: Service, organisations: frozenset[str] | None = None) -> bytes:
    pool = service.portfolios.view.scoped(organisations)
    return canonical(service.matcher.shortlist(VACANCY, pool, 10))


def anew(service: Service, organisations: Sequence[str] | None = None) -> bytes:
    """The slow way: every record of the store into a pool of its own."""
    with service.database.read() as tx:
        records = list(tx.portfolios.as_of(tx.portfolios.last_sequence()))
    if organisations is not None:
        records = [r for r in records if r.organisation in organisations]
    found = [p for p in map(projection.portfolio, records) if p is not None]
    return canonical(service.matcher.shortlist(VACANCY, service.matcher.portfolio_pool(found), 10))


def test_before_it_is_started_a_pool_says_so(service: Service) -> None:
    with pytest.raises(NotReadyError, match="geladen"):
        _ = service.portfolios.view


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_the_answer_is_that_of_a_new_pool(service: Service, seed: int) -> None:
    random = Random(seed)
    service.start()
    for step in range(14):
        for _ in range(random.randrange(1, 4)):
            body = dict(random.choice(PEOPLE))
            organisation = A if int(body["id"][-2:]) % 3 else B
            match random.randrange(5):
                case 0 | 1:
                    put(service, body, organisation)
                case 2:
                    put(service, {**body, "skills": [{"label": "schoonmaken"}]}, organisation)
                case 3:
                    with service.database.write() as tx:
                        if tx.portfolios.find(body["id"]) is not None:
                            change = random.choice([WITHDRAWN, NO_WISHES, []])
                            if tx.portfolios.get(body["id"]).body is not None:
                                tx.portfolios.set_consents(body["id"], change, by="u")
                case _:
                    with service.database.write() as tx:
                        found = tx.portfolios.find(body["id"])
                        if found is not None and found.body is not None:
                            tx.portfolios.delete(body["id"], by="u")
        if step == 9:
            service.portfolios.publish()
        service.follow()
        assert answer(service) == anew(service)
        assert answer(service, frozenset([A])) == anew(service, [A])
    assert len(service.portfolios.view.layers) <= MOST_LAYERS


def test_a_new_process_takes_the_base_and_what_changed_after_it(
    service: Service, tmp_path: Path, matcher: Matcher
) -> None:
    service.start()
    for body in PEOPLE[:6]:
        put(service, body)
    service.follow()
    service.portfolios.publish()
    put(service, PEOPLE[7])
    service.follow()
    other = Service(settings_in(tmp_path), matcher)
    other.start()
    assert other.portfolios.view.base_sequence == 6
    assert len(other.portfolios.view) == 7
    assert answer(other) == answer(service) == anew(service)
    other.close()


def test_a_follower_leaves_many_changes_to_the_base_of_another(
    service: Service, tmp_path: Path, matcher: Matcher
) -> None:
    service.start()
    put(service, PEOPLE[0])
    service.follow()
    service.portfolios.publish()
    follower = Service(replace(settings_in(tmp_path), most_behind=3), matcher, follower=True)
    follower.start()
    for body in PEOPLE[1:9]:
        put(service, body)
    follower.follow()
    assert len(follower.portfolios.view) == 1
    service.follow()
    service.portfolios.publish()
    follower.follow()
    assert len(follower.portfolios.view) == 9
    assert answer(follower) == answer(service)
    follower.close()


def test_a_query_keeps_the_view_it_began_with(service: Service) -> None:
    service.start()
    put(service, PEOPLE[0])
    service.follow()
    before = service.portfolios.view
    put(service, PEOPLE[1])
    service.follow()
    assert len(before) == 1 and len(service.portfolios.view) == 2


def test_a_base_that_cannot_be_used_is_made_again_from_the_store(
    service: Service, tmp_path: Path, matcher: Matcher
) -> None:
    service.start()
    put(service, PEOPLE[0])
    service.follow()
    service.portfolios.publish()
    for manifest in (tmp_path / "pools").rglob("manifest.json"):
        manifest.write_text("{}", encoding="utf-8")
    other = Service(settings_in(tmp_path), matcher)
    other.start()
    assert answer(other) == anew(other)
    other.close()


def test_vacancies_follow_too(service: Service, people: Sequence[Any]) -> None:
    service.start()
    with service.database.write() as tx:
        tx.vacancies.put_many(JOBS[:5], organisation="werkgever-a", by="u")
    service.follow()
    with service.database.write() as tx:
        tx.vacancies.delete(JOBS[0]["id"], by="u")
        tx.vacancies.put(JOBS[7], organisation="werkgever-a", by="u")
    service.follow()
    with service.database.read() as tx:
        records = list(tx.vacancies.as_of(tx.vacancies.last_sequence()))
    jobs = [v for v in map(projection.vacancy, records) if v is not None]
    person = people[0]
    side = service.vacancies.view.scoped()
    expected = service.matcher.matches(person, service.matcher.vacancy_pool(jobs), 5)
    assert canonical(service.matcher.matches(person, side, 5)) == canonical(expected)
