"""Loonwaarde: only against an employer's ``min_loonwaarde``, only in the measured function.

A loonwaarde holds for the function in which it was measured (Participatiewet art. 6, lid 1, g);
for another function it is unknown. People outside the target group pass. Nothing here is a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Question
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import NO, UNKNOWN, UNKNOWN_NUMBER, YES, Columns, Finding, Verdicts, numbers
from matcher.linking.linker import Linker
from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.normalise import normalise

SURE = 0.85  # below this, two names are not called the same function
UNNAMED = -1


class LoonwaardeGate:
    """See the module docstring. Two functions are the same when they name the same occupation."""

    name = "loonwaarde"
    title = "loonwaarde"

    def __init__(self, linker: Linker) -> None:
        self._linker = linker

    def _functions(self, names: Sequence[str | None]) -> NDArray[np.int64]:
        given = sorted({n for n in names if n})
        number: dict[str, int] = {}
        found = self._linker.link_many(given, [Kind.OCCUPATION])
        for name, recognised in zip(given, found, strict=True):
            if recognised and recognised[0].confidence >= SURE:
                number[name] = recognised[0].concept
            else:
                number[name] = (1 << 31) + crc32(normalise(name).encode())
        return np.array([number[n] if n else UNNAMED for n in names], np.int64)

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """Percentage, function, and whether the person is outside the target group."""
        measured = [p.wage_facts.loonwaarde for p in portfolios]
        return {
            "loonwaarde.percentage": numbers(
                [None if m is None else m.percentage for m in measured]
            ),
            "loonwaarde.function": self._functions(
                [None if m is None else m.function for m in measured]
            ),
            "loonwaarde.outside": np.array(
                [p.wage_facts.outside_target_group for p in portfolios], np.bool_
            ),
        }

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """The employer's lowest loonwaarde (-1: none asked), and the function."""
        return {
            "loonwaarde.min": numbers([v.inclusive.min_loonwaarde for v in vacancies]),
            "loonwaarde.function": self._functions([v.title for v in vacancies]),
        }

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """Yes outside the rule; within it, only a measurement in this function counts."""
        asked, percentage = vacancies["loonwaarde.min"], portfolios["loonwaarde.percentage"]
        function = portfolios["loonwaarde.function"]
        same = (function == vacancies["loonwaarde.function"]) & (function != UNNAMED)
        measured = np.where(percentage >= asked, YES, NO)
        inside = np.where(same & (percentage != UNKNOWN_NUMBER), measured, UNKNOWN)
        free = (asked == UNKNOWN_NUMBER) | portfolios["loonwaarde.outside"]
        return np.where(free, YES, inside).astype(np.int8)

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """In words; a percentage is named only where it decides."""
        asked = vacancy.inclusive.min_loonwaarde
        if asked is None:
            return Finding(answer, "geen loonwaarde gevraagd")
        if portfolio.wage_facts.outside_target_group:
            return Finding(answer, "niet van toepassing")
        if answer is Answer.YES:
            return Finding(answer, f"gemeten in deze functie, minstens {asked}%")
        if answer is Answer.NO:
            return Finding(answer, f"gemeten in deze functie, onder de gevraagde {asked}%")
        return Finding(
            answer,
            "niet gemeten in deze functie",
            Question(
                self.name,
                "Is een proefplaats mogelijk, zodat de loonwaarde in deze functie gemeten wordt?",
                "werkgever",
            ),
        )
