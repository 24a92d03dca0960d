"""From a plan to new jobs that the engine confirms, and what remains of the old ones."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.advice.carving.case import Case
from matcher.advice.carving.evidence import THOUSANDTHS
from matcher.advice.carving.problem import Plan, Problem
from matcher.advice.carving.record import new_vacancy
from matcher.advice.carving.result import NewJob, Piece, Rest
from matcher.advice.seam import MatchEngine
from matcher.domain.answers import Answer
from matcher.scoring.evidence.base import Job


def new_job(
    case: Case, problem: Problem, plan: Plan, person: int, engine: MatchEngine
) -> NewJob | str | None:
    """The new job of one person after running the engine on its record.

    Returns
    -------
    NewJob, str or None
        A sentence in Dutch when a gate is a known no after all; ``None`` when there is no job.

    Raises
    ------
    RuntimeError
        When a task's fit differs from what was found before: a fault, never a user's mistake.
    """
    mine = [t for t in range(problem.tasks) if plan.given[t][person]]
    if not mine:
        return None
    given = [plan.given[t][person] for t in mine]
    name = case.people[person].id
    parts = [(*case.task(t), minutes) for t, minutes in zip(mine, given, strict=True)]
    record, open_demands = new_vacancy(name, parts, case.not_met(person), case.needs)
    entry = engine.explain_row(Job(engine.vacancy_pool([record]), 0), case.pool, person)
    if not entry.eligible:
        shut = "; ".join(g.reason for g in entry.gates if g.answer is Answer.NO)
        return f"{name}: de taken passen, maar de nieuwe functie niet ({shut})."
    gaps = [g for g in entry.gaps if g.importance == "task"]
    before = [case.found.thousandths[t][person] for t in mine]
    if [round(THOUSANDTHS * g.coverage) for g in gaps] != before:
        raise RuntimeError(f"{record.id}: the fit of a task differs when scored again")
    pieces = tuple(
        Piece(
            vacancy=vacancy.id,
            task=task.label,
            minutes=minutes,
            whole=minutes == problem.minutes[t],
            fit=gap.coverage,
            have=gap.have,
        )
        for t, (vacancy, task, minutes), gap in zip(mine, parts, gaps, strict=True)
    )
    return NewJob(name, pieces, sum(given), record, entry, open_demands)


def rests(case: Case, problem: Problem, plan: Plan) -> tuple[Rest, ...]:
    """What remains of each job, in the order of the vacancies; a job may be gone wholly."""
    left = plan.left(problem)
    out = []
    for job, vacancy in enumerate(case.vacancies):
        tasks = [t for t in range(problem.tasks) if problem.job[t] == job]
        kept = [(case.task(t)[1].label, left[t]) for t in tasks if left[t]]
        out.append(
            Rest(
                vacancy=vacancy.id,
                title=vacancy.title or "(geen titel)",
                tasks=tuple(kept),
                minutes=sum(minutes for _, minutes in kept),
                minutes_before=sum(problem.minutes[t] for t in tasks),
                likeness=_mean(problem, [t for t in problem.of_job(job) if left[t]]),
                likeness_before=_mean(problem, problem.of_job(job)),
            )
        )
    return tuple(out)


def _mean(problem: Problem, tasks: Sequence[int]) -> float | None:
    pairs = [problem.likeness[a][b] for i, a in enumerate(tasks) for b in tasks[:i]]
    return round(sum(pairs) / len(pairs) / THOUSANDTHS, 3) if pairs else None
