"""Driving licences: CE implies C, BE and B; C, D and BE imply B."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import LICENCE_IMPLIES, LICENCES
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

BIT = {name: 1 << i for i, name in enumerate(LICENCES)}


def allowed(licences: Iterable[str]) -> frozenset[str]:
    """All licences that the given ones stand for."""
    return frozenset().union(*(LICENCE_IMPLIES[x] for x in licences))


def _bits(licences: Iterable[str]) -> int:
    return sum(BIT[x] for x in set(licences))


class LicencesGate:
    """See the module docstring."""

    name = "licences"
    title = "rijbewijs"

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """What the person may drive, as bits."""
        held = [
            None if p.driving_licences is None else _bits(allowed(p.driving_licences))
            for p in portfolios
        ]
        return {"licences": numbers(held)}

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """What the job demands, as bits; nothing demanded is 0."""
        return {"licences": numbers([_bits(v.driving_licences_required or ()) for v in vacancies])}

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """Yes when nothing is demanded or all of it is held."""
        held, asked = portfolios["licences"], vacancies["licences"]
        known = np.where((held & asked) == asked, YES, NO)
        answer = np.where(held == UNKNOWN_NUMBER, UNKNOWN, known)
        return np.where(asked == 0, YES, answer).astype(np.int8)

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """In words."""
        asked = vacancy.driving_licences_required or ()
        names = " en ".join(asked)
        if not asked:
            return Finding(answer, "geen rijbewijs gevraagd")
        if answer is Answer.YES:
            return Finding(answer, f"heeft rijbewijs {names}")
        if answer is Answer.NO:
            missing = [x for x in asked if x not in allowed(portfolio.driving_licences or ())]
            return Finding(answer, f"rijbewijs {' en '.join(missing)} ontbreekt")
        return Finding(
            answer,
            "rijbewijs niet ingevuld",
            Question(self.name, f"Heeft u een rijbewijs {names}?"),
        )
