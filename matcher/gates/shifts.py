"""Parts of the day and week: a shift of the job that the person excludes is a no."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import Shift
from matcher.domain.shortlist import Question
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import (
    NO,
    UNKNOWN,
    UNKNOWN_NUMBER,
    YES,
    Columns,
    Finding,
    Verdicts,
    numbers,
)

BIT = {shift: 1 << i for i, shift in enumerate(Shift)}
DUTCH = {
    Shift.EARLY: "vroege dienst",
    Shift.DAY: "dagdienst",
    Shift.EVENING: "avonddienst",
    Shift.NIGHT: "nachtdienst",
    Shift.WEEKEND: "weekend",
}


def bits(shifts: Iterable[Shift] | None) -> int | None:
    """A set of shifts as one number; ``None`` stays unknown."""
    return None if shifts is None else sum(BIT[s] for s in set(shifts))


class ShiftsGate:
    """See the module docstring."""

    name = "shifts"
    title = "diensten"

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """Excluded shifts as bits."""
        return {"shifts": numbers([bits(p.availability.excluded) for p in portfolios])}

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """Shifts of the job as bits."""
        return {"shifts": numbers([bits(v.shifts) for v in vacancies])}

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """No when they share a shift; a side that is known to be empty settles it."""
        excluded, asked = portfolios["shifts"], vacancies["shifts"]
        known = (excluded != UNKNOWN_NUMBER) & (asked != UNKNOWN_NUMBER)
        free = np.where((excluded & asked) == 0, YES, NO)
        open_ = np.where((excluded == 0) | (asked == 0), YES, UNKNOWN)
        return np.where(known, free, open_).astype(np.int8)

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """In words."""
        excluded, asked = portfolio.availability.excluded, vacancy.shifts
        if answer is Answer.NO:
            clash = _words(s for s in asked or () if s in (excluded or ()))
            return Finding(answer, f"kan of wil niet: {clash}; dat hoort bij de baan")
        if answer is Answer.YES:
            if excluded:
                return Finding(answer, f"werkt niet: {_words(excluded)}; deze baan heeft dat niet")
            return Finding(answer, "geen diensten uitgesloten")
        if asked is None:
            text = "Welke diensten horen bij de baan?"
            if excluded:
                text = f"Hoort {_words(excluded, 'of')} bij de baan?"
            return Finding(
                answer, "diensten van de baan niet ingevuld", Question(self.name, text, "werkgever")
            )
        return Finding(
            answer,
            "niet ingevuld welke diensten niet kunnen",
            Question(self.name, f"Kunt u werken in: {_words(asked)}?"),
        )


def _words(shifts: Iterable[Shift], joiner: str = "en") -> str:
    names = [DUTCH[s] for s in Shift if s in set(shifts := tuple(shifts))]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joiner} {names[-1]}"
