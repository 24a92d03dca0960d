"""Rare words that both texts use: cosine of hashed word parts, weighted by rarity."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Contribution
from matcher.pool.lexical import overlap
from matcher.scoring.arithmetic import Centipoints, centipoints, credit
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import SHARED_WORDS_TOP

NAMED = 4  # words named in the explanation


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
        """One line, naming the words that count most."""
        worth = credit(pair.shared_words, 0.0, SHARED_WORDS_TOP)
        points = int(centipoints(pair.job.side.weights.shared_words * worth))
        if not points:
            return []
        words = ", ".join(self._words(pair))
        return [Contribution(self.kind, "dezelfde woorden", points, f"beide noemen: {words}")]

    def _words(self, pair: Pair) -> list[str]:
        """The words that count most, of those in both texts."""
        vacancies, row = pair.job.side.pool, pair.job.row
        mine, start = pair.person.side.pool.terms, int(vacancies.terms.indptr[row])
        asked = slice(start, int(vacancies.terms.indptr[row + 1]))
        held = slice(mine.indptr[pair.person.row], mine.indptr[pair.person.row + 1])
        both, left, right = np.intersect1d(
            vacancies.terms.indices[asked], mine.indices[held], True, return_indices=True
        )
        worth = vacancies.terms.data[asked][left] * mine.data[held][right]
        order = np.lexsort((both, -worth))[:NAMED]
        return [vacancies.term_words[start + int(left[i])] for i in order]
