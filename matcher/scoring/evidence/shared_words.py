"""Rare words that both texts use: cosine of hashed word parts, weighted by rarity."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Contribution
from matcher.pool.gather import runs
from matcher.pool.lexical import overlap
from matcher.scoring.arithmetic import Centipoints, centipoints, credit
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.pair import Pairs
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import SHARED_WORDS_TOP

NAMED = 4  # words named in the explanation
FEW = 8  # below one in so many rows of a pool, looking at these rows is cheaper than at words


class SharedWordsEvidence:
    """See the module docstring."""

    kind = "woorden"

    def largest(self, job: Job) -> float:
        """As many shared words as two texts about the same job have."""
        return job.side.weights.shared_words

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        if len(rows) * FEW < len(side.pool):
            value = overlap(side.pool.terms, rows, job.terms)
        else:
            value = side.postings.overlap(job.terms)[rows]
        return centipoints(job.side.weights.shared_words * credit(value, 0.0, SHARED_WORDS_TOP))

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        value = overlap(side.pool.terms, rows, person.terms)
        return centipoints(side.weights.shared_words * credit(value, 0.0, SHARED_WORDS_TOP))

    def explain(self, pair: Pair) -> list[Contribution]:
        """One line, naming the words that count most."""
        points, words = pair.pairs.once(_named)[pair.at]
        if not points:
            return []
        text = f"beide noemen: {', '.join(words)}"
        return [Contribution(self.kind, "dezelfde woorden", points, text)]


def _named(pairs: Pairs) -> list[tuple[int, list[str]]]:
    """Points of each pair, and the words that count most, of those in both texts."""
    vacancies, mine = pairs.job.side.pool, pairs.side.pool.terms
    worth = credit(pairs.shared_words, 0.0, SHARED_WORDS_TOP)
    points = centipoints(pairs.job.side.weights.shared_words * worth)
    start, end = vacancies.terms.indptr[pairs.job.row : pairs.job.row + 2].tolist()
    asked = vacancies.terms.indices[start:end]
    held, begins = runs(mine.indptr.astype(np.int64), pairs.rows)
    terms, owner = mine.indices[held], np.repeat(np.arange(len(pairs.rows)), np.diff(begins))
    left = np.minimum(np.searchsorted(asked, terms), max(0, len(asked) - 1))
    both = np.flatnonzero(asked[left] == terms) if len(asked) else np.zeros(0, np.intp)
    value = vacancies.terms.data[start:end][left[both]] * mine.data[held[both]]
    words: list[list[str]] = [[] for _ in pairs.rows]
    for i in both[np.lexsort((terms[both], -value, owner[both]))].tolist():
        if len(words[owner[i]]) < NAMED:
            words[owner[i]].append(vacancies.term_words[start + int(left[i])])
    return list(zip(points.tolist(), words, strict=True))
