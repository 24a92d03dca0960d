"""Job carving: which tasks can this person, or this small group, do now, and what remains?

1. Each task gets whole minutes a week (`matcher.advice.carving.minutes`).
2. The engine says how far each person covers each task (`matcher.advice.carving.evidence`) and
   which demands are a known no (`matcher.advice.carving.demands`).
3. The best plan is found by integer programming (`matcher.advice.carving.solve`).
4. Every new job becomes a vacancy record, and the engine is run on it. Nothing is proposed that
   the engine does not confirm: no gate is a known no, every task reaches the threshold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matcher.advice.carving.case import problem_of, read_case
from matcher.advice.carving.minutes import hours_of
from matcher.advice.carving.outcome import new_job, rests
from matcher.advice.carving.reasons import why_not
from matcher.advice.carving.result import Carving, CarvingSettings, NewJob, TaskNeeds
from matcher.advice.carving.solve import solve
from matcher.advice.seam import MatchEngine
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError


def carve(
    vacancies: Sequence[Vacancy],
    people: Sequence[Portfolio],
    engine: MatchEngine,
    hours: Mapping[str, int] | None = None,
    needs: Mapping[str, TaskNeeds] | None = None,
    settings: CarvingSettings | None = None,
) -> Carving:
    """The best division of tasks over people and what remains of each job.

    Parameters
    ----------
    vacancies
        One, or several of one employer.
    people
        One person or a small group.
    hours
        Hours a week of the whole job by vacancy id; else the most that the vacancy offers.
    needs
        What the employer says that a task needs, by label of the task.

    Returns
    -------
    Carving
        Per job the minutes of all pieces and of the rest add up to the hours exactly.

    Raises
    ------
    DataError
        When there are no vacancies or people, when an id occurs twice, or when the hours of a
        vacancy with tasks are not known; all problems at once.
    """
    whole = _hours(vacancies, people, dict(hours or {}))
    if not any(v.tasks for v in vacancies):
        names = ", ".join(sorted(v.id for v in vacancies))
        reason = f"In {names} staan geen taken. Vraag de werkgever welke taken er zijn en hoe lang."
        return Carving((), (), 0, (reason,))
    case = read_case(vacancies, people, engine, whole, needs or {}, settings or CarvingSettings())
    problem = problem_of(case)
    refused: list[str] = []
    while True:
        plan = solve(problem)
        found = [new_job(case, problem, plan, p, engine) for p in range(len(case.people))]
        out = {p for p, one in enumerate(found) if isinstance(one, str)}
        if not out:
            break
        # The engine does not confirm these new jobs: leave the people out and solve again.
        refused += [one for one in found if isinstance(one, str)]
        credit = [[0 if p in out else c for p, c in enumerate(row)] for row in problem.credit]
        problem = replace(problem, credit=tuple(map(tuple, credit)))
    jobs = tuple(one for one in found if isinstance(one, NewJob))
    if not jobs:
        return Carving((), (), 0, (*refused, *why_not(case, problem)))
    return Carving(jobs, rests(case, problem, plan), plan.splits(problem), tuple(refused))


def _hours(
    vacancies: Sequence[Vacancy], people: Sequence[Portfolio], given: dict[str, int]
) -> dict[str, int]:
    """Hours of each whole job; complains about everything that is wrong."""
    wrong = [] if vacancies else ["er is geen vacature gegeven: geef er minstens één"]
    wrong += [] if people else ["er is niemand gegeven: geef minstens één kandidaat"]
    for ids in ([v.id for v in vacancies], [p.id for p in people]):
        twice = sorted({i for i in ids if ids.count(i) > 1})
        wrong += [f"{i} is twee keer gegeven: geef elk id één keer" for i in twice]
    out: dict[str, int] = {}
    for v in vacancies:
        hours = given.get(v.id, hours_of(v))
        if v.tasks and (hours is None or hours < 1):
            shown = "niet ingevuld" if hours is None else hours
            wrong.append(f"{v.id}: uren zijn {shown}; geef de uren per week, van 1 of meer")
        out[v.id] = hours or 0
    others = sorted(set(given) - set(out))
    wrong += [f"{i}: wel uren gegeven, maar deze vacature doet niet mee" for i in others]
    if wrong:
        raise DataError(wrong)
    return out
