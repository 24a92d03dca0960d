"""Language level: CEFR order; a language that is not listed is unknown.

So is one that is listed without a level, unless another statement of it is high enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import LANGUAGE_RANK
from matcher.domain.shortlist import Question
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import NO, UNKNOWN, YES, Columns, Finding, Verdicts

NO_LEVEL = -2  # in the columns: the language is listed, its level is not known
DUTCH = {
    "nl": "Nederlands",
    "en": "Engels",
    "de": "Duits",
    "fr": "Frans",
    "pl": "Pools",
    "ar": "Arabisch",
    "tr": "Turks",
    "ti": "Tigrinya",
    "uk": "Oekraïens",
}

NO_DEMAND = -2


def _code(language: str) -> int:
    """Two letters as a number 0-675."""
    return (ord(language[0]) - 97) * 26 + ord(language[1]) - 97


class LanguageGate:
    """See the module docstring. Columns hold one row per record and, per portfolio, its languages
    as pairs of numbers padded to the widest record, so that a pool of any mix of languages works.
    """

    name = "language"
    title = "taal"

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """Codes and ranks, shape (n, widest); -1 pads, `NO_LEVEL` is a language without a level."""
        widest = max((len(p.languages or ()) for p in portfolios), default=0) or 1
        codes = np.full((len(portfolios), widest), -1, np.int16)
        ranks = np.full((len(portfolios), widest), -1, np.int8)
        for i, p in enumerate(portfolios):
            for j, spoken in enumerate(p.languages or ()):
                codes[i, j] = _code(spoken.language)
                ranks[i, j] = NO_LEVEL if spoken.level is None else LANGUAGE_RANK[spoken.level]
        return {"language.codes": codes, "language.ranks": ranks}

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """Code and rank demanded; -2 = no demand, rank -1 = a language without a level."""
        codes = [
            NO_DEMAND if v.language_min is None else _code(v.language_min.language)
            for v in vacancies
        ]
        ranks = [
            -1
            if v.language_min is None or v.language_min.level is None
            else LANGUAGE_RANK[v.language_min.level]
            for v in vacancies
        ]
        return {
            "language.code": np.array(codes, np.int16),
            "language.rank": np.array(ranks, np.int8),
        }

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """The best level stated for the demanded language against the demand."""
        asked, rank = vacancies["language.code"], vacancies["language.rank"]
        if (asked == NO_DEMAND).all():
            n = np.broadcast_shapes(asked.shape, portfolios["language.codes"].shape[:1])
            return np.full(n, YES, np.int8)
        same = portfolios["language.codes"] == asked[:, None]
        best = np.where(same, portfolios["language.ranks"], np.int8(-1)).max(axis=1)
        open_ = (best < 0) | (same & (portfolios["language.ranks"] == NO_LEVEL)).any(axis=1)
        below = np.where(open_, UNKNOWN, NO)
        answer = np.where(rank < 0, UNKNOWN, np.where(best >= rank, YES, below))
        return np.where(asked == NO_DEMAND, YES, answer).astype(np.int8)

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """In words."""
        asked = vacancy.language_min
        if asked is None:
            return Finding(answer, "geen taaleis")
        name = DUTCH.get(asked.language, asked.language)
        level = "" if asked.level is None else f" {_level(asked.level)}"
        stated = [x.level for x in portfolio.languages or () if x.language == asked.language]
        mine = max(filter(None, stated), key=LANGUAGE_RANK.__getitem__, default=None)
        if answer is Answer.UNKNOWN:
            return Finding(
                answer,
                f"niveau {name} niet ingevuld",
                Question(self.name, f"Spreekt u {name} op niveau{level}?"),
            )
        shown = "" if mine is None else _level(mine)
        if answer is Answer.YES:
            return Finding(answer, f"{name} {shown}, gevraagd{level}")
        return Finding(answer, f"{name} {shown}, maar gevraagd is{level}")


def _level(level: str) -> str:
    return "moedertaal" if level == "native" else level
