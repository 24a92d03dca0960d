"""What to ask first: unknown gates, then the heaviest requirement that is not named."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Coverage, Gap, GateResult, Question
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Gate

REQUIREMENT = "requirement"
MOST_ABOUT_REQUIREMENTS = 2
ANSWERS = tuple(Answer)  # by number


def gate_results(
    gates: Sequence[Gate],
    answers: Sequence[int],
    order: Sequence[int],
    portfolio: Portfolio,
    vacancy: Vacancy,
) -> tuple[tuple[GateResult, ...], tuple[Question, ...]]:
    """Every gate in words, and the questions of the unknown ones.

    Parameters
    ----------
    answers : values of `Answer`, one a gate
    order : gates by how likely their answer changes the list
    """
    findings = [
        gate.explain(portfolio, vacancy, ANSWERS[answer])
        for gate, answer in zip(gates, answers, strict=True)
    ]
    results = tuple(
        GateResult(gate.name, f.answer, f.reason) for gate, f in zip(gates, findings, strict=True)
    )
    asked = (findings[g].question for g in order)
    return results, tuple(q for q in asked if q is not None)


def about_requirements(gaps: Sequence[Gap]) -> tuple[Question, ...]:
    """Questions about essential and important requirements that the portfolio does not name."""
    wanted = [
        gap
        for level in ("essential", "important")
        for gap in gaps
        if gap.importance == level and gap.status is Coverage.NOT_NAMED
    ]
    return tuple(
        Question(REQUIREMENT, f"Heeft u ervaring met: {gap.label}? Het staat niet in uw portfolio.")
        for gap in wanted[:MOST_ABOUT_REQUIREMENTS]
    )
