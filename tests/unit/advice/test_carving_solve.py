"""The arithmetic of carving: hours add up exactly, and the plan is the best there is."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.advice.carving.minutes import in_words, shares_of, spread, task_minutes
from matcher.advice.carving.problem import Plan, Problem, wrong
from matcher.advice.carving.solve import solve
from matcher.domain.vacancy import Hours, Task, Vacancy


def test_a_third_of_ten_is_three_three_and_four() -> None:
    assert spread(10, [1, 1, 1]) == (4, 3, 3)
    assert spread(60, [0.35, 0.35, 0.2, 0.1]) == (21, 21, 12, 6)
    assert spread(7, [0, 0]) == (4, 3)
    assert spread(7, []) == ()


def check_spread(total: int, weights: list[float]) -> None:
    parts = spread(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        share = weight / whole if whole else 1 / len(weights)
        assert part >= 0 and abs(part - total * share) < 1 + 1e-6


@given(
    st.integers(0, 60 * 48),
    st.lists(st.floats(0, 10, allow_nan=False) | st.just(1 / 3), min_size=1, max_size=12),
)
def test_minutes_add_up_exactly(total: int, weights: list[float]) -> None:
    check_spread(total, weights)


def test_minutes_add_up_exactly_in_thousands_of_jobs() -> None:
    rng = Random(1)
    for _ in range(5000):
        weights = [rng.choice((0.05, 0.1, 1 / 3, rng.random())) for _ in range(rng.randint(1, 9))]
        check_spread(60 * rng.randint(1, 48), weights)


def test_tasks_without_a_share_divide_what_is_left() -> None:
    tasks = (Task("a", 0.5), Task("b"), Task("c"))
    assert shares_of(tasks) == (0.5, 0.25, 0.25)
    assert shares_of((Task("a", 1.0), Task("b"))) == (1.0, 0.5)
    vacancy = Vacancy(id="V", tasks=tasks, hours=Hours(24, 32))
    assert task_minutes(vacancy, 32) == (960, 480, 480)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(30, "30 minuten"), (60, "1 uur"), (405, "6 uur en 45 minuten"), (0, "0 minuten")],
)
def test_time_in_words(minutes: int, words: str) -> None:
    assert in_words(minutes) == words


def some_problem(rng: Random, tasks: int, people: int, most: int) -> Problem:
    likeness = [[0] * tasks for _ in range(tasks)]
    for a in range(tasks):
        for b in range(a):
            likeness[a][b] = likeness[b][a] = rng.randint(-100, 900)
    low = [max(1, rng.randint(0, most)) for _ in range(people)]
    return Problem(
        minutes=tuple(rng.randint(0, most) for _ in range(tasks)),
        job=tuple(sorted(rng.randint(0, 1) for _ in range(tasks))),
        credit=tuple(
            tuple(rng.choice((0, 0, rng.randint(1, 4) * 250)) for _ in range(people))
            for _ in range(tasks)
        ),
        low=tuple(low),
        high=tuple(x + rng.randint(0, most) for x in low),
        rest=rng.randint(0, most),
        scrap=rng.randint(0, 3 * most // 4),
        likeness=tuple(map(tuple, likeness)),
        slack=rng.choice((0, 50, 500)),
    )


def brute_force(problem: Problem) -> Plan:
    """Every possible plan; the best by worth, then cuts, then who comes first."""
    rows = []
    for t in range(problem.tasks):
        each = [range(problem.minutes[t] + 1) if c else (0,) for c in problem.credit[t]]
        rows.append([row for row in product(*each) if sum(row) <= problem.minutes[t]])
    plans = [Plan(tuple(given)) for given in product(*rows)]
    return max(
        (plan for plan in plans if not any(wrong(problem, plan))),
        key=lambda plan: (
            plan.worth(problem),
            -plan.splits(problem),
            tuple(m > 0 for row in plan.given for m in row),
            plan.given,
        ),
    )


def test_the_plan_is_the_best_of_all_plans() -> None:
    rng, changed = Random(3), 0
    for _ in range(120):
        problem = some_problem(rng, rng.randint(1, 3), rng.randint(1, 2), 5)
        plan = solve(problem)
        assert plan == brute_force(problem)
        changed += any(map(any, plan.given))
    assert changed > 30


def test_plans_of_real_size_keep_every_rule_and_every_minute() -> None:
    rng = Random(5)
    for _ in range(25):
        problem = some_problem(rng, 6, 3, 600)
        plan = solve(problem)
        assert list(wrong(problem, plan)) == []
        given = [sum(row) for row in plan.given]
        assert tuple(a + b for a, b in zip(given, plan.left(problem), strict=True)) == (
            problem.minutes
        )


def test_a_plan_that_breaks_a_rule_is_seen() -> None:
    problem = Problem((120, 120), (0, 0), ((900,), (0,)), (60,), (90,), 60, 60, ((0, 0), (0, 0)), 0)
    assert list(wrong(problem, Plan(((0,), (0,))))) == []
    assert any("may not go" in line for line in wrong(problem, Plan(((0,), (60,)))))
    assert any("a piece of 30" in line for line in wrong(problem, Plan(((90,), (0,)))))
    assert any("person 0" in line for line in wrong(problem, Plan(((120,), (0,)))))
