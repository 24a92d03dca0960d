"""The best plan by mixed-integer programming (HiGHS, through ``scipy.optimize.milp``).

In this order: most minutes weighted by fit; fewest cuts through tasks; then the earliest tasks to
the earliest people. Each aim is kept as a condition while the next is pursued, in whole numbers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.advice.carving.model import Model
from matcher.advice.carving.problem import Plan, Problem, wrong

AT_ONCE = 24  # choices weighed together by powers of two


def solve(problem: Problem) -> Plan:
    """The best plan; one in which nobody gets anything when nothing is possible.

    Raises
    ------
    RuntimeError
        When the solver gives a plan that breaks the problem: a fault, never a user's mistake.
    """
    nothing = Plan(tuple((0,) * problem.people for _ in range(problem.tasks)))
    choices = [
        (t, p)
        for t in range(problem.tasks)
        for p in range(problem.people)
        if problem.credit[t][p] and problem.minutes[t]
    ]
    if not choices:
        return nothing
    model = Model()
    time = {c: model.variable(0, problem.minutes[c[0]]) for c in choices}
    takes = {c: model.variable(0, 1) for c in choices}
    stays = {t: model.variable(0, 1) for t in range(problem.tasks) if problem.minutes[t]}
    _tasks(model, problem, time, takes, stays)
    _people(model, problem, time)
    _rest(model, problem, time, stays)
    worth = {time[t, p]: float(problem.credit[t][p]) for t, p in choices}
    pieces = dict.fromkeys((*takes.values(), *stays.values()), -1.0)
    values = None
    for aim in (worth, pieces):
        values = model.maximise(aim)
        if values is None:
            return nothing
        model.keep(aim, values)
    for start in range(0, len(choices), AT_ONCE):
        some = choices[start : start + AT_ONCE]
        aim = {takes[c]: float(1 << (len(some) - 1 - i)) for i, c in enumerate(some)}
        values = _next(model, aim)
        _fix(model, values, [takes[c] for c in some])
    assert values is not None
    _fix(model, values, list(stays.values()))
    for choice in choices:
        if _yes(values, takes[choice]) and not _whole(problem, values, time, choice):
            values = _next(model, {time[choice]: 1.0})
            _fix(model, values, [time[choice]])
    given = tuple(
        tuple(round(values[time[t, p]]) if (t, p) in time else 0 for p in range(problem.people))
        for t in range(problem.tasks)
    )
    plan = Plan(given)
    if broken := list(wrong(problem, plan)):
        raise RuntimeError("; ".join(broken))
    return plan


def _yes(values: NDArray[np.float64], at: int) -> bool:
    """Whether a yes-or-no variable says yes."""
    return float(values[at]) > 0.5


def _whole(
    problem: Problem,
    values: NDArray[np.float64],
    time: dict[tuple[int, int], int],
    choice: tuple[int, int],
) -> bool:
    minutes: int = round(float(values[time[choice]]))
    return minutes == problem.minutes[choice[0]]


def _next(model: Model, aim: dict[int, float]) -> NDArray[np.float64]:
    values = model.maximise(aim)
    if values is None:
        raise RuntimeError("a plan that was possible is no longer found")
    return values


def _fix(model: Model, values: NDArray[np.float64], variables: list[int]) -> None:
    for at in variables:
        model.low[at] = model.high[at] = float(round(values[at]))


def _tasks(
    model: Model,
    problem: Problem,
    time: dict[tuple[int, int], int],
    takes: dict[tuple[int, int], int],
    stays: dict[int, int],
) -> None:
    """No scraps: a piece is the whole task or at least `Problem.scrap`, and never nothing."""
    for t, stay in stays.items():
        whole = problem.minutes[t]
        least = min(max(1, problem.scrap), whole)
        parts = {time[c]: 1.0 for c in time if c[0] == t}
        for c in time:
            if c[0] == t:
                model.at_least({time[c]: 1.0, takes[c]: -float(least)}, 0)
                model.at_least({time[c]: -1.0, takes[c]: float(whole)}, 0)
        negative = dict.fromkeys(parts, -1.0)
        model.at_least({**parts, stay: float(whole)}, whole)  # left <= whole × stays
        model.at_least({**negative, stay: -float(least)}, -whole)  # left >= least × stays


def _people(model: Model, problem: Problem, time: dict[tuple[int, int], int]) -> None:
    """A new job lies between the bounds of the person, or there is none."""
    for p in range(problem.people):
        mine = {time[c]: 1.0 for c in time if c[1] == p}
        if mine:
            works = model.variable(0, 1)
            model.at_least({**mine, works: -float(problem.low[p])}, 0)
            model.at_least({**dict.fromkeys(mine, -1.0), works: float(problem.high[p])}, 0)


def _rest(
    model: Model,
    problem: Problem,
    time: dict[tuple[int, int], int],
    stays: dict[int, int],
) -> None:
    """What remains of a job is nothing, or long enough and coherent."""
    for job in problem.jobs:
        tasks = problem.of_job(job)
        whole = sum(problem.minutes[t] for t in tasks)
        parts = {time[c]: 1.0 for c in time if problem.job[c[0]] == job}
        if not parts:
            continue
        open_ = model.variable(0, 1)
        least = min(problem.rest, whole)
        model.at_least({**parts, open_: float(whole)}, whole)
        model.at_least({**dict.fromkeys(parts, -1.0), open_: -float(least)}, -whole)
        together: dict[int, float] = {}
        for a, b, value in problem.pairs(job):
            both = model.variable(0, 1, whole=False)
            model.at_least({stays[a]: 1.0, both: -1.0}, 0)
            model.at_least({stays[b]: 1.0, both: -1.0}, 0)
            model.at_least({both: 1.0, stays[a]: -1.0, stays[b]: -1.0}, -1)
            together[both] = float(value)
        if together:
            model.at_least(together, 0)
