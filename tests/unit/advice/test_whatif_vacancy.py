"""What-ifs of vacancies: every count is that of a shortlist, and the smallest change is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

import invented
import numpy as np
import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.advice.whatif.vacancy import Growth, vacancy_what_if
from matcher.advice.whatif.vacancy_changes import milder, possible, relaxed
from matcher.domain.answers import Answer
from matcher.domain.portfolio import LanguageLevel
from matcher.domain.vacancy import Hours
from matcher.errors import DataError
from matcher.gates.base import Gate
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import Searchable


def can(gates: Sequence[Gate], person: Portfolio, job: Vacancy) -> bool:
    """One pair, one gate at a time, without a pool."""
    return all(
        gate.verdicts(gate.portfolio_columns([person]), gate.vacancy_columns([job]))[0] != Answer.NO
        for gate in gates
    )


def count(matcher: Matcher, people: Sequence[Portfolio], job: Vacancy) -> int:
    return sum(can(matcher.gates, person, job) for person in people)


def test_every_number_is_true_one_person_at_a_time(matcher: Matcher) -> None:
    people = invented.portfolios(3, 25)
    pool = matcher.portfolio_pool(people)
    checked = 0
    for vacancy in invented.vacancies(3, 6):
        found = vacancy_what_if(vacancy, pool, matcher, goal=14, most=3)
        assert found.before == count(matcher, people, vacancy)
        effects: list[Growth] = [*found.reached, *found.single]
        for one in effects:
            changed = relaxed(vacancy, one.changes)
            assert (one.before, one.after) == (found.before, count(matcher, people, changed))
            assert one.after > one.before
            job = Job(matcher.vacancy_pool([changed]), 0)
            ranked = [people[row].id for row in matcher.rank(job, pool, 25).rows.tolist()]
            new = [p.id for p in people if not can(matcher.gates, p, vacancy)]
            joined = [identity for identity in ranked if identity in new]
            assert list(one.joined) == joined[:5]
            assert one.best_place == ranked.index(joined[0]) + 1
            checked += 1
        assert all(one.after >= 14 for one in found.reached)
    assert checked > 8


def test_no_single_change_of_a_pair_reaches_the_goal_nor_does_a_milder_one(
    matcher: Matcher,
) -> None:
    people = invented.portfolios(4, 30)
    pool = matcher.portfolio_pool(people)
    pairs = 0
    for vacancy in invented.vacancies(4, 8):
        found = vacancy_what_if(vacancy, pool, matcher, goal=16, most=12)
        enough = [one.changes for one in found.reached]
        for changes in enough:
            for part in combinations(changes, len(changes) - 1):
                assert count(matcher, people, relaxed(vacancy, part)) < 16
                pairs += len(changes) == 2
        assert not any(milder(a, b) for a in enough for b in enough)
    assert pairs > 0


def test_a_change_asks_less_and_leaves_the_work_alone() -> None:
    for vacancy in invented.vacancies(5, 200):
        for change in possible(vacancy):
            after = relaxed(vacancy, [change])
            same = (
                "title",
                "text",
                "requirements",
                "tasks",
                "location",
                "wage_hourly",
                "inclusive",
            )
            assert all(getattr(after, name) == getattr(vacancy, name) for name in same)
            assert after != vacancy
            for name in ("certificates_required", "shifts"):
                assert set(getattr(after, name) or ()) <= set(getattr(vacancy, name) or ())
            if vacancy.start and after.start:
                assert after.start >= vacancy.start


def test_what_an_employer_could_change_in_a_fixed_order() -> None:
    vacancy = Vacancy(
        "V",
        hours=Hours(32, 36),
        start=date(2026, 12, 7),
        driving_licences_required=("C",),
        language_min=LanguageLevel("nl", "B1"),
        education_min="mbo-3",
    )
    assert [change.words for change in possible(vacancy)] == [
        "zonder de eis rijbewijs C",
        "met rijbewijs B in plaats van C",
        "met Nederlands op niveau A2 in plaats van B1",
        "zonder de eis Nederlands",
        "met opleiding mbo-2 in plaats van mbo-3",
        "zonder de eis opleiding mbo-3",
        "met uren vanaf 28 (nu 32)",
        "met uren vanaf 24 (nu 32)",
        "met uren tot 40 (nu 36)",
        "met een start 4 weken later (4 januari 2027)",
        "met een start 8 weken later (1 februari 2027)",
        "met een start 12 weken later (1 maart 2027)",
    ]


def test_readable_example(matcher: Matcher, pool: Searchable, jobs: Sequence[Vacancy]) -> None:
    job = next(v for v in jobs if v.id == "D-V15")
    found = vacancy_what_if(job, pool, matcher, goal=30)
    assert [one.sentence for one in found.single[:2]] == [
        "Zonder de eis reachtruckcertificaat: van 11 naar 25 mensen.",
        "Met een start 4 weken later (4 januari 2027): van 11 naar 14 mensen.",
    ]
    assert [one.sentence for one in found.reached] == [
        "Zonder de eis reachtruckcertificaat en met een start 4 weken later (4 januari 2027): "
        "van 11 naar 30 mensen."
    ]


def test_one_person_is_no_plural(matcher: Matcher) -> None:
    pool = matcher.portfolio_pool([Portfolio("P", driving_licences=())])
    found = vacancy_what_if(Vacancy("V", driving_licences_required=("B",)), pool, matcher)
    assert [one.sentence for one in found.single] == [
        "Zonder de eis rijbewijs B: van 0 naar 1 persoon."
    ]


def test_who_has_enough_people_gets_no_sets(matcher: Matcher, pool: Searchable) -> None:
    found = vacancy_what_if(Vacancy("V"), pool, matcher, goal=2)
    assert (found.before, found.reached, found.single) == (120, (), ())


def test_a_goal_below_1_is_refused(matcher: Matcher, pool: Searchable) -> None:
    with pytest.raises(DataError, match="vraag minstens 1"):
        vacancy_what_if(Vacancy("V"), pool, matcher, goal=0)


def test_layers_give_the_same_answer(
    matcher: Matcher, pool: Searchable, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> None:
    stale = np.array([row not in (1, *range(2, 30)) for row in range(40)])
    old = [replace(people[0], id=people[1].id), *people[2:30]]
    layers = matcher.layered(
        [
            (matcher.portfolio_pool(old), None),
            (matcher.portfolio_pool(people[:40]), stale),
        ]
    )
    flat = matcher.portfolio_pool([*old, people[0], *people[30:40]])
    one = vacancy_what_if(jobs[14], flat, matcher, goal=15)
    assert one == vacancy_what_if(jobs[14], layers, matcher, goal=15)
