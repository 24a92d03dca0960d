"""Banenmarkt: nobody double booked, everyone who can gets a meeting, the sum is the highest."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.advice.events.assign import assign
from matcher.advice.events.chances import chance
from matcher.advice.events.plan import plan_event
from matcher.advice.events.render import candidates_csv, employers_csv, text
from matcher.advice.events.result import EventPlan, EventSettings, Meeting
from matcher.advice.events.rounds import rounds_for, seats_for
from matcher.errors import DataError, SettingsError
from matcher.scoring.evidence.base import Job
from matcher.scoring.searchable import Searchable

Pair = tuple[int, int]


def fits(chosen: Sequence[Pair], room: Sequence[int], each: int, hall: int | None) -> bool:
    people, employers = Counter(p for p, _ in chosen), Counter(e for _, e in chosen)
    return (
        all(n <= each for n in people.values())
        and all(n <= room[e] for e, n in employers.items())
        and (hall is None or len(chosen) <= hall)
    )


def aim(chosen: Sequence[Pair], worth: dict[Pair, int]) -> tuple[int, int]:
    return len({p for p, _ in chosen}), sum(worth[pair] for pair in chosen)


def brute_force(
    worth: dict[Pair, int], room: Sequence[int], each: int, hall: int | None
) -> tuple[int, int]:
    return max(
        aim(some, worth)
        for k in range(len(worth) + 1)
        for some in combinations(sorted(worth), k)
        if fits(some, room, each, hall)
    )


def test_the_choice_is_the_best_of_all_choices() -> None:
    rng = Random(4)
    for _ in range(120):
        people, employers = rng.randint(1, 4), rng.randint(1, 3)
        pairs = [(p, e) for p in range(people) for e in range(employers)]
        worth = {pair: rng.randint(1, 50) for pair in rng.sample(pairs, rng.randint(1, len(pairs)))}
        room = [rng.randint(1, 3) for _ in range(employers)]
        each, hall = rng.randint(1, 3), rng.choice((None, None, rng.randint(1, 6)))
        chosen = assign(worth, people, room, each, hall)
        assert len(set(chosen)) == len(chosen) and set(chosen) <= set(worth)
        assert fits(chosen, room, each, hall)
        assert aim(chosen, worth) == brute_force(worth, room, each, hall)


def test_fair_comes_before_high() -> None:
    # One seat: 90 + 80 for the first two people would leave the third without anyone.
    worth = {(0, 0): 90, (0, 1): 80, (1, 0): 1}
    assert assign(worth, 2, [1, 1], 2, None) == [(0, 1), (1, 0)]
    assert assign({}, 3, [1], 1, None) == []


def random_edges(rng: Random, rounds: int) -> list[Pair]:
    left, right = rng.randint(1, 12), rng.randint(1, 12)
    pairs = [(a, b) for a in range(left) for b in range(right)]
    rng.shuffle(pairs)
    busy: Counter[tuple[str, int]] = Counter()
    out = []
    for a, b in pairs:
        if busy["l", a] < rounds and busy["r", b] < rounds and rng.random() < 0.9:
            busy["l", a] += 1
            busy["r", b] += 1
            out.append((a, b))
    return out


def test_rounds_have_no_double_booking_and_are_equally_full() -> None:
    rng = Random(6)
    for _ in range(400):
        rounds = rng.randint(1, 7)
        edges = random_edges(rng, rounds)
        when = rounds_for(edges, rounds)
        assert len(when) == len(edges) and set(when) <= set(range(rounds))
        for side in (0, 1):
            booked = [(edge[side], number) for edge, number in zip(edges, when, strict=True)]
            assert len(set(booked)) == len(booked)
        sizes = [when.count(number) for number in range(rounds)]
        assert max(sizes) - min(sizes) <= 1


def test_seats_fill_one_after_the_other() -> None:
    assert seats_for([0, 1, 0, 0, 1], 2) == [0, 0, 0, 1, 0]


def test_the_chance_rises_with_the_score_and_stays_below_the_top() -> None:
    settings = EventSettings()
    values = [chance(points, settings) for points in range(-2000, 15_000, 50)]
    assert values == sorted(values)
    assert values[0] >= 1 and values[-1] <= 3000
    assert chance(4500, settings) == 1500


def check(plan: EventPlan, settings: EventSettings) -> None:
    rounds = [(m.candidate, m.round) for m in plan.meetings]
    seats = [(m.employer, m.round, m.seat) for m in plan.meetings]
    pairs = [(m.candidate, m.employer) for m in plan.meetings]
    for booked in (rounds, seats, pairs):
        assert len(set(booked)) == len(booked)
    assert all(1 <= m.round <= settings.rounds for m in plan.meetings)
    assert all(1 <= m.seat <= settings.seats for m in plan.meetings)
    assert max(Counter(m.candidate for m in plan.meetings).values(), default=0) <= (
        settings.most or settings.rounds
    )
    if settings.tables is not None:
        assert max(Counter(m.round for m in plan.meetings).values(), default=0) <= settings.tables
    assert plan.expected == pytest.approx(sum(m.chance for m in plan.meetings))


@pytest.mark.parametrize(
    "settings",
    [
        EventSettings(rounds=6),
        EventSettings(rounds=4, tables=10),
        EventSettings(rounds=3, seats=20, most=2),
        EventSettings(rounds=1),
    ],
)
def test_an_evening_with_the_samples(
    matcher: Matcher, pool: Searchable, jobs: Sequence[Vacancy], settings: EventSettings
) -> None:
    employers = {f"W{i % 9}": [v for j, v in enumerate(jobs) if j % 9 == i % 9] for i in range(9)}
    plan = plan_event(pool, employers, matcher, settings)
    check(plan, settings)
    met = {m.candidate for m in plan.meetings}
    assert met | set(plan.left_out) | set(plan.nobody_for) == set(pool.side.pool.ids)
    assert plan.meetings == tuple(
        sorted(plan.meetings, key=lambda m: (m.round, m.employer, m.seat))
    )
    if settings.seats == 20:  # room for everyone
        assert plan.left_out == ()


def test_nobody_meets_an_employer_with_a_known_no_and_the_vacancy_is_the_best(
    matcher: Matcher, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> None:
    some, few = people[:20], jobs[:6]
    employers = {"A": few[:3], "B": few[3:]}
    settings = EventSettings(rounds=2, seats=10)
    plan = plan_event(some, employers, matcher, settings)
    pool, side = matcher.portfolio_pool(some), matcher.vacancy_pool(few)
    entries = {
        (job, person): matcher.explain_row(Job(side, row), pool, i)
        for row, job in enumerate(side.ids)
        for i, person in enumerate(pool.side.pool.ids)
    }
    assert plan.left_out == ()
    for m in plan.meetings:
        can = [e for v in employers[m.employer] if (e := entries[v.id, m.candidate]).eligible]
        best = max(e.centipoints for e in can)
        assert m.centipoints == best
        assert m.vacancy == min(e.vacancy for e in can if e.centipoints == best)
    for identity in plan.nobody_for:
        assert not any(entries[v.id, identity].eligible for v in few)
    turned = {"B": few[:2:-1], "A": few[2::-1]}
    assert plan == plan_event(some[::-1], turned, matcher, settings)


PLAN = EventPlan(
    2,
    (
        Meeting(1, "K2", "bakker", 1, "V2", 5000, 0.1795),
        Meeting(2, "K1", "=kok", 1, "V1", 4500, 0.15),
    ),
    0.3295,
    ("K3",),
    (),
    ("slager",),
)


def test_the_schedule_as_csv_and_text() -> None:
    rows = list(csv.reader(io.StringIO(candidates_csv(PLAN)), delimiter=";"))
    assert rows[1] == ["K1", "2", "'=kok", "1", "V1", "45,00", "0,1500"]
    shown = text(PLAN, {"V2": "Broodbakker"})
    assert "ronde  1  bakker, over Broodbakker (V2)" in shown
    assert "geen enkele vacature: K3." in shown and "geen gesprek: slager." in shown
    assert "ongeveer 0,3 matches" in shown


def test_an_employer_sees_no_points() -> None:
    rows = list(csv.reader(io.StringIO(employers_csv(PLAN)), delimiter=";"))
    assert rows[0] == ["werkgever", "ronde", "stoel", "kandidaat", "vacature"]
    assert "45" not in employers_csv(PLAN) and "0,15" not in employers_csv(PLAN)
    assert "punten" not in text(PLAN).split("PER WERKGEVER")[1]


def test_wrong_input_is_told_at_once(matcher: Matcher, jobs: Sequence[Vacancy]) -> None:
    with pytest.raises(DataError) as error:
        plan_event([], {"A": jobs[:1], "B": jobs[:1]}, matcher)
    assert len(error.value.problems) == 2
    with pytest.raises(SettingsError) as wrong:
        EventSettings(rounds=0, seats=0, tables=0, slope=0, top=1)
    assert len(wrong.value.problems) == 5
