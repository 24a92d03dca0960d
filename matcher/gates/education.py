"""Education level: only diplomas count; a foreign or unclear diploma is unknown, never no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Education, Portfolio
from matcher.domain.scales import EDUCATION_RANK, EDUCATION_UNKNOWN
from matcher.domain.shortlist import Question
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import NO, UNKNOWN, YES, Columns, Finding, Verdicts


def highest(education: Sequence[Education]) -> int:
    """Rank of the highest diploma; 0 ("none") without one."""
    ranks = [EDUCATION_RANK.get(e.level or "", 0) for e in education if e.diploma]
    return max(ranks, default=0)


def unclear(education: Sequence[Education] | None) -> bool:
    """Whether anything in the list could hide a higher diploma."""
    return education is None or any(
        e.diploma is None or e.level is None or e.level == EDUCATION_UNKNOWN for e in education
    )


class EducationGate:
    """See the module docstring."""

    name = "education"
    title = "opleiding"

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """Rank of the highest diploma, and whether the list is unclear."""
        return {
            "education.rank": np.array([highest(p.education or ()) for p in portfolios], np.int8),
            "education.unclear": np.array([unclear(p.education) for p in portfolios], np.bool_),
        }

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """Rank demanded; -1 = no demand, -2 = a demand without a rank."""
        ranks = [
            -1 if v.education_min is None else EDUCATION_RANK.get(v.education_min, -2)
            for v in vacancies
        ]
        return {"education.min": np.array(ranks, np.int8)}

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """Yes from the rank up; below it no, or unknown when the list is unclear."""
        asked = vacancies["education.min"]
        below = np.where(portfolios["education.unclear"] | (asked == -2), UNKNOWN, NO)
        enough = (asked == -1) | ((portfolios["education.rank"] >= asked) & (asked >= 0))
        return np.where(enough, YES, below).astype(np.int8)

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """In words."""
        asked = vacancy.education_min
        if asked is None:
            return Finding(answer, "geen opleidingseis")
        if answer is Answer.YES:
            return Finding(answer, f"heeft een diploma op {asked} of hoger")
        if answer is Answer.NO:
            return Finding(answer, f"geen diploma op {asked} of hoger")
        items = portfolio.education
        if items and any(e.level == EDUCATION_UNKNOWN for e in items):
            return Finding(
                answer,
                "buitenlands diploma zonder Nederlands niveau",
                Question(
                    self.name,
                    f"Is uw buitenlandse diploma gewaardeerd? Op welk niveau? Gevraagd is {asked}.",
                ),
            )
        return Finding(
            answer,
            "opleiding niet helemaal ingevuld",
            Question(self.name, f"Heeft u een diploma op {asked} of hoger?"),
        )
