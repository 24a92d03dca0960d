"""Hours a week: the two ranges must overlap (not contain one another)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Question
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Columns, Finding, Verdicts, at_most, numbers


class HoursGate:
    """See the module docstring. One bound that is already out of reach is a known no."""

    name = "hours"
    title = "uren"

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """Lowest and highest number of hours."""
        return {
            "hours.min": numbers([p.availability.hours_min for p in portfolios]),
            "hours.max": numbers([p.availability.hours_max for p in portfolios]),
        }

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """Lowest and highest number of hours."""
        return {
            "hours.min": numbers([v.hours.min for v in vacancies]),
            "hours.max": numbers([v.hours.max for v in vacancies]),
        }

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """Person's minimum below the job's maximum, and the other way round."""
        return np.minimum(
            at_most(portfolios["hours.min"], vacancies["hours.max"]),
            at_most(vacancies["hours.min"], portfolios["hours.max"]),
        )

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """In words."""
        mine = _range(portfolio.availability.hours_min, portfolio.availability.hours_max)
        job = _range(vacancy.hours.min, vacancy.hours.max)
        if answer is Answer.YES:
            return Finding(answer, f"wil {mine} uur, de baan is {job} uur")
        if answer is Answer.NO:
            return Finding(answer, f"wil {mine} uur, de baan is {job} uur: dat past niet")
        if vacancy.hours.min is None or vacancy.hours.max is None:
            return Finding(
                answer,
                "de uren van de baan zijn niet helemaal ingevuld",
                Question(self.name, "Hoeveel uur per week is de baan?", "werkgever"),
            )
        return Finding(
            answer,
            "uren niet helemaal ingevuld",
            Question(self.name, f"Hoeveel uur per week wilt u werken? De baan is {job} uur."),
        )


def _range(low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return str(low)
    return f"{'?' if low is None else low}–{'?' if high is None else high}"
