"""Doors: every count is true over all vacancies, and nothing that cannot be learned is a door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import invented
import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.advice.doors import LEAST, doors
from matcher.advice.whatif.changes import ChangeKind, applied
from matcher.domain.portfolio import Mobility, SkillClaim
from matcher.domain.vacancy import Requirement
from matcher.errors import DataError
from matcher.scoring.views import VacancySide


def lists(matcher: Matcher, person: Portfolio, side: VacancySide) -> dict[str, int]:
    """Score by vacancy without a known no, as the engine lists them."""
    found = matcher.matches(person, side, k=len(side.pool), outside=0)
    return {e.vacancy: e.centipoints for e in found.entries}


def test_every_door_is_true(matcher: Matcher) -> None:
    side = matcher.vacancy_pool(invented.vacancies(21, 30))
    checked = set()
    for person in invented.portfolios(21, 6):
        before = lists(matcher, person, side)
        found = doors(person, side, matcher, most=5, skills=2)
        assert found.open_now == len(before)
        best = sorted(before.values(), reverse=True)
        own = best[4] if len(best) > 4 else LEAST
        assert found.threshold == max(own, LEAST) / 100
        for door in found.doors:
            after = lists(matcher, applied(person, [door.change]), side)
            if door.change.kind is ChangeKind.SKILL:
                least = round(found.threshold * 100)
                opened = {v for v in before if before[v] < least <= after.get(v, least - 1)}
            else:
                opened = set(after) - set(before)
            assert {one.vacancy for one in door.opened} <= set(after)
            assert {one.vacancy for one in door.opened} <= opened
            if person.certificates or door.change.kind is not ChangeKind.CERTIFICATE:
                assert {one.vacancy for one in door.opened} == opened
            assert door.count == len(door.opened) > 0
            assert [one.centipoints for one in door.opened] == [
                after[one.vacancy] for one in door.opened
            ]
            checked.add(door.change.kind)
    assert {ChangeKind.CERTIFICATE, ChangeKind.LICENCE, ChangeKind.LANGUAGE} <= checked


def test_most_vacancies_first_then_the_least_effort(matcher: Matcher) -> None:
    person = Portfolio("P", driving_licences=(), certificates=())
    jobs = [
        Vacancy("A", driving_licences_required=("B",)),
        Vacancy("B", driving_licences_required=("B",)),
        Vacancy("C", certificates_required=("heftruckcertificaat",)),
        Vacancy("D", certificates_required=("heftruckcertificaat",), education_min="mbo-2"),
        Vacancy("E", certificates_required=("Qwxz-pas",)),
    ]
    found = doors(person, matcher.vacancy_pool(jobs), matcher)
    assert [(d.sentence, [o.vacancy for o in d.opened]) for d in found.doors] == [
        ("Met een heftruckcertificaat gaan 2 vacatures open.", ["C", "D"]),
        ("Met rijbewijs B gaan 2 vacatures open.", ["A", "B"]),
    ]


def test_a_certificate_that_nobody_knows_is_no_door(matcher: Matcher) -> None:
    """Who has none and obtains another might cover it: the gate then asks, it does not open."""
    jobs = [Vacancy("E", certificates_required=("Qwxz-pas",))]
    person = Portfolio("P", certificates=())
    assert doors(person, matcher.vacancy_pool(jobs), matcher).doors == ()


def test_hours_and_travel_are_no_doors(matcher: Matcher, jobs: Sequence[Vacancy]) -> None:
    person = Portfolio("P", mobility=Mobility((), 0), driving_licences=("B",))
    kinds = {d.change.kind for d in doors(person, matcher.vacancy_pool(jobs), matcher).doors}
    assert kinds.isdisjoint({ChangeKind.MINUTES, ChangeKind.MODE, ChangeKind.HOURS})


def test_a_skill_lifts_over_the_threshold(matcher: Matcher) -> None:
    job = Vacancy("A", title="heftruckchauffeur", requirements=(Requirement("heftruck rijden"),))
    person = Portfolio("P", skills=(SkillClaim("orders verzamelen"),))
    others = [replace(job, id="B"), Vacancy("C", title="kok", requirements=(Requirement("koken"),))]
    found = doors(person, matcher.vacancy_pool([job, *others]), matcher)
    assert found.doors[0].sentence == (
        "Met aangetoonde ervaring met heftruck rijden passen 2 vacatures goed genoeg "
        "(vanaf 20 punten)."
    )
    assert [one.vacancy for one in found.doors[0].opened] == ["A", "B"]


def test_less_than_one_door_is_refused(matcher: Matcher, side: VacancySide) -> None:
    with pytest.raises(DataError, match="vraag minstens 1"):
        doors(Portfolio("P"), side, matcher, most=0)
