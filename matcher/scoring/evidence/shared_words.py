"""Rare words that both texts use: cosine of hashed word parts, weighted by rarity."""

from __future__ import annotations

from matcher.domain.shortlist import Contribution
from matcher.pool.lexical import overlap
from matcher.scoring.arithmetic import Centipoints, centipoints, credit
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import SHARED_WORDS_TOP


class SharedWordsEvidence:
    """See the module docstring."""

    kind = "woorden"

    def largest(self, job: Job) -> float:
        """As many shared words as two texts about the same job have."""
        return job.side.weights.shared_words

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        value = overlap(side.pool.terms, rows, job.terms)
        return centipoints(job.side.weights.shared_words * credit(value, 0.0, SHARED_WORDS_TOP))

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        value = overlap(side.pool.terms, rows, person.terms)
        return centipoints(side.weights.shared_words * credit(value, 0.0, SHARED_WORDS_TOP))

    def explain(self, pair: Pair) -> list[Contribution]:
        """One line; the words themselves are shown by the other kinds."""
        worth = credit(pair.shared_words, 0.0, SHARED_WORDS_TOP)
        points = int(centipoints(pair.job.side.weights.shared_words * worth))
        if not points:
            return []
        text = "portfolio en vacature gebruiken dezelfde vakwoorden"
        return [Contribution(self.kind, "dezelfde woorden", points, text)]
