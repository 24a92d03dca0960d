"""What-ifs of people: every stated place is true, no part of a set is enough, nothing gets less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import invented
import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.advice.whatif.changes import Change, ChangeKind, applied
from matcher.advice.whatif.field import Field
from matcher.advice.whatif.person import WhatIf, WhatIfs, what_if
from matcher.domain.portfolio import Availability
from matcher.errors import DataError
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import Searchable

GOAL, PEOPLE, JOBS, ASKED = 8, 60, 7, 7


@dataclass(frozen=True)
class Case:
    """One random vacancy with the people asked about."""

    vacancy: Vacancy
    people: Sequence[Portfolio]
    found: Sequence[tuple[Portfolio, WhatIfs]]


@pytest.fixture(scope="module")
def cases(matcher: Matcher) -> Sequence[Case]:
    people = invented.portfolios(7, PEOPLE)
    pool = matcher.portfolio_pool(people)
    out = []
    for number, vacancy in enumerate(invented.vacancies(7, JOBS)):
        field = Field.of(vacancy, pool, matcher)
        asked = people[number % 5 :: PEOPLE // ASKED]
        found = [(p, what_if(p, field, GOAL, most=20)) for p in asked]
        out.append(Case(vacancy, people, found))
    return out


def places(
    matcher: Matcher,
    vacancy: Vacancy,
    people: Sequence[Portfolio],
    variants: Sequence[tuple[Portfolio, Sequence[Change]]],
) -> list[tuple[int | None, int]]:
    """Slow and obvious: one fresh pool with everyone and every changed record, ranked as a list.

    ``~`` comes after every letter and digit: a changed record stands where its person stands.
    """
    extra = [
        replace(applied(p, changes), id=f"{p.id}~{i:05d}")
        for i, (p, changes) in enumerate(variants)
    ]
    pool = matcher.portfolio_pool([*people, *extra])
    job = Job(matcher.vacancy_pool([vacancy]), 0)
    ranked = matcher.rank(job, pool, len(pool.side.pool))
    scores = matcher.rank(job, pool, len(pool.side.pool), fit_only=True)
    points = {
        pool.side.pool.ids[row]: score
        for row, score in zip(scores.rows.tolist(), scores.scores.tolist(), strict=True)
    }
    order = [pool.side.pool.ids[row] for row in ranked.rows.tolist()]
    out = []
    for record, (person, _) in zip(extra, variants, strict=True):
        place = None
        if record.id in order:
            ahead = order[: order.index(record.id)]
            place = 1 + sum("~" not in one and one != person.id for one in ahead)
        out.append((place, points[record.id]))
    return out


def stated(case: Case) -> Iterator[tuple[Portfolio, WhatIf]]:
    for person, found in case.found:
        for one in (*found.reached, *found.helpful):
            yield person, one


def test_every_stated_place_and_score_is_true(matcher: Matcher, cases: Sequence[Case]) -> None:
    checked = 0
    for case in cases:
        effects = list(stated(case))
        asked: list[tuple[Portfolio, Sequence[Change]]] = [(p, one.changes) for p, one in effects]
        asked += [(p, ()) for p, _ in case.found]
        true = places(matcher, case.vacancy, case.people, asked)
        told = [(one.after.place, one.after.centipoints) for _, one in effects]
        told += [(found.before.place, found.before.centipoints) for _, found in case.found]
        assert told == true
        checked += len(told)
    assert checked > 100


def test_no_part_of_a_set_reaches_the_goal(matcher: Matcher, cases: Sequence[Case]) -> None:
    checked = 0
    for case in cases:
        parts: list[tuple[Portfolio, Sequence[Change]]] = [
            (person, part)
            for person, found in case.found
            for one in found.reached
            for size in range(len(one.changes))
            for part in combinations(one.changes, size)
        ]
        for place, _ in places(matcher, case.vacancy, case.people, parts) if parts else ():
            assert place is None or place > GOAL
        checked += len(parts)
    assert checked > 40


def test_what_is_told_hangs_together(cases: Sequence[Case]) -> None:
    sizes = set()
    for case in cases:
        for _, found in case.found:
            already = found.before.place is not None and found.before.place <= GOAL
            assert not (already or found.blocked) or not (found.reached or found.helpful)
            assert not (found.reached and found.helpful)
            for one in found.reached:
                assert one.after.place is not None
                assert one.after.place <= GOAL
                sizes.add(len(one.changes))
            for one in (*found.reached, *found.helpful):
                assert one.sentence.startswith("Met ")
                assert f"naar plek {one.after.place}." in one.sentence
            lengths = [len(one.changes) for one in found.reached]
            assert lengths == sorted(lengths)
    assert sizes == {1, 2, 3}


def test_a_change_only_adds_and_only_what_a_person_can_act_on(
    matcher: Matcher, cases: Sequence[Case]
) -> None:
    seen = set()
    for case in cases:
        for person, one in stated(case):
            after = applied(person, one.changes)
            same = ("home", "summary", "experience", "tests", "wishes", "wage_facts")
            assert all(getattr(after, name) == getattr(person, name) for name in same)
            for name in ("education", "skills", "certificates", "driving_licences", "languages"):
                old, new = getattr(person, name) or (), getattr(after, name) or ()
                assert new[: len(old)] == old
            was, now = person.availability, after.availability
            assert (was.start, was.hours_min) == (now.start, now.hours_min)
            assert (now.hours_max or 0) >= (was.hours_max or 0)
            assert set(now.excluded or ()) <= set(was.excluded or ())
            assert set(after.mobility.modes or ()) >= set(person.mobility.modes or ())
            assert (after.mobility.max_minutes or 0) >= (person.mobility.max_minutes or 0)
            for change in one.changes:
                seen.add(change.kind)
                if change.kind in (ChangeKind.SKILL, ChangeKind.CERTIFICATE):
                    labels = {c.label: c for c in matcher.vocabulary.concepts}
                    assert change.value in labels
                    assert labels[change.value].facts.get("category") != "ZIJN"
    assert {ChangeKind.SKILL, ChangeKind.CERTIFICATE, ChangeKind.HOURS, ChangeKind.SHIFT} <= seen


def test_a_barrier_that_nothing_takes_away_is_said(matcher: Matcher, pool: Searchable) -> None:
    """Too many hours wished can only get less, and an unknown certificate cannot be obtained."""
    person = Portfolio("P", availability=Availability(36, 40), certificates=())
    job = Vacancy("V", title="schoonmaker", certificates_required=("Qwxz-pas",))
    job = replace(job, hours=replace(job.hours, min=8, max=12))
    found = what_if(person, Field.of(job, pool, matcher), 1)
    assert found.blocked == (
        "wil 36–40 uur, de baan is 8–12 uur: dat past niet",
        "Qwxz-pas ontbreekt",
    )
    assert (found.reached, found.helpful) == ((), ())


def test_a_place_below_1_is_refused(matcher: Matcher, pool: Searchable) -> None:
    with pytest.raises(DataError, match="vraag minstens 1"):
        what_if(Portfolio("P"), Field.of(Vacancy("V"), pool, matcher), 0)


@pytest.mark.parametrize(
    ("vacancy", "candidate", "goal", "sentence"),
    [
        (
            "D-V16",
            "D-K076",
            5,
            "Met ook vroege dienst en ook avonddienst: van niet op de lijst naar plek 4.",
        ),
        (
            "D-V15",
            "D-K016",
            5,
            "Met een reachtruckcertificaat en aangetoonde ervaring met reachtruck rijden: "
            "van niet op de lijst naar plek 5.",
        ),
        (
            "D-V17",
            "D-K016",
            4,
            "Met het certificaat code 95 en rijbewijs CE: van niet op de lijst naar plek 3.",
        ),
    ],
)
def test_readable_examples(
    matcher: Matcher,
    pool: Searchable,
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
    vacancy: str,
    candidate: str,
    goal: int,
    sentence: str,
) -> None:
    job = next(v for v in jobs if v.id == vacancy)
    person = next(p for p in people if p.id == candidate)
    found = what_if(person, Field.of(job, pool, matcher), goal, most=10)
    assert sentence in [one.sentence for one in found.reached]


def test_layers_give_the_same_answer(
    matcher: Matcher, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> None:
    people, person = people[:40], people[15]
    pool = matcher.portfolio_pool(people)
    first, second = people[::2], people[1::2]
    layers = matcher.layered(
        [(matcher.portfolio_pool(first), None), (matcher.portfolio_pool(second), None)]
    )
    one = what_if(person, Field.of(jobs[15], pool, matcher), 2)
    assert one == what_if(person, Field.of(jobs[15], layers, matcher), 2)
    assert one.reached or one.helpful
