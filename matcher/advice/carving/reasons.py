"""Why nothing sensible exists: which hurdle, taken away, would make a proposal possible."""

from __future__ import annotations

from dataclasses import replace

from matcher.advice.carving.case import Case
from matcher.advice.carving.evidence import THOUSANDTHS
from matcher.advice.carving.minutes import in_words
from matcher.advice.carving.problem import Problem
from matcher.advice.carving.solve import solve

NO_LIMIT = 10_000  # thousandths: more than any two mean likenesses can differ


def why_not(case: Case, problem: Problem) -> tuple[str, ...]:
    """One or more sentences in Dutch; a hurdle is only named after solving without it."""
    out = []
    least = round(THOUSANDTHS * case.settings.threshold)
    for p, person in enumerate(case.people):
        frames = [lack.frame[p] for lack in case.lacks]
        if all(frames):
            shut = [f"{v.id} ({f})" for v, f in zip(case.vacancies, frames, strict=True)]
            out.append(f"{person.id} kan hier nu niet werken: {', '.join(shut)}.")
        elif not any(row[p] for row in problem.credit):
            out.append(_best_task(case, p, least))
    return (*out, *_hurdles(problem))


def _best_task(case: Case, person: int, least: int) -> str:
    name = case.people[person].id
    fit = [row[person] for row in case.found.thousandths]
    best = max(range(len(fit)), key=lambda t: (fit[t], -t))
    label = case.task(best)[1].label
    if fit[best] >= least:
        return f"{name} mist een eis die bij de passende taken hoort, zoals bij “{label}”."
    return (
        f"Geen taak past goed genoeg bij {name}. De beste is “{label}” met "
        f"{fit[best] / 10:.0f} van de 100; nodig is {least / 10:.0f}."
    )


def _hurdles(problem: Problem) -> list[str]:
    if not any(any(row) for row in problem.credit):
        return []
    total = sum(problem.minutes)
    free = replace(problem, low=(1,) * problem.people, high=(total,) * problem.people)
    rest, scrap = in_words(problem.rest), in_words(problem.scrap)
    tries = [
        (
            replace(problem, rest=0),
            f"Van een baan moet minstens {rest} overblijven; dat lukt niet.",
        ),
        (
            replace(problem, slack=NO_LIMIT),
            "De taken die overblijven horen niet genoeg bij elkaar.",
        ),
        (replace(problem, scrap=0), f"Van een taak blijft een stukje over van minder dan {scrap}."),
        (free, "De passende taken duren korter of langer dan de persoon wil werken."),
    ]
    found = [sentence for other, sentence in tries if any(map(any, solve(other).given))]
    return found or ["De taken passen, maar niet samen met de uren en de rest van de baan."]
