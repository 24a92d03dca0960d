"""Start date: the person is free on or before the first day of the job."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Question
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Columns, Finding, Verdicts, at_most, numbers

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def dutch_date(day: date) -> str:
    """For example ``7 december 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


class StartGate:
    """See the module docstring."""

    name = "start"
    title = "startdatum"

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """First possible day."""
        return {"start": numbers([_days(p.availability.start) for p in portfolios], np.int32)}

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """First day of the job."""
        return {"start": numbers([_days(v.start) for v in vacancies], np.int32)}

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """Available no later than the start."""
        return at_most(portfolios["start"], vacancies["start"])

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """In words."""
        mine, job = portfolio.availability.start, vacancy.start
        if mine is not None and job is not None:
            verb = "vóór of op" if answer is Answer.YES else "na"
            return Finding(
                answer, f"kan vanaf {dutch_date(mine)}, {verb} de start op {dutch_date(job)}"
            )
        if job is None:
            since = f" De kandidaat kan vanaf {dutch_date(mine)}." if mine else ""
            return Finding(
                answer,
                "startdatum van de baan niet ingevuld",
                Question(self.name, f"Wanneer begint de baan?{since}", "werkgever"),
            )
        return Finding(
            answer,
            "niet ingevuld vanaf wanneer",
            Question(self.name, f"Kunt u beginnen op {dutch_date(job)}?"),
        )
