"""Each demand against the best piece of the portfolio, words against words, by their vectors.

This finds the skill that is described in other words and that no concept stands for. Late
interaction: ``Σ demand share × max over pieces (credit(cosine) × strength of the piece)``,
full from `OWN_WORDS_FULL`
(MaxSim, Khattab and Zaharia, SIGIR 2020), here over clauses instead of tokens.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.domain.shortlist import Contribution
from matcher.pool.gather import runs
from matcher.scoring.arithmetic import (
    Centipoints,
    centipoints,
    cosines,
    largest_per_row,
)
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.pair import Pairs
from matcher.scoring.evidence.words import own_words_credit, own_words_table
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import OWN_WORDS_FULL, Weights


class OwnWordsEvidence:
    """See the module docstring."""

    kind = "eigen woorden"

    def largest(self, job: Job) -> float:
        """Every demand said in the same words."""
        return job.side.weights.own_words

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        weight = job.side.word_weight[job.demands]
        starts, positions = side.supports
        chosen, new_starts = runs(starts, rows)
        best = largest_per_row(own_words_table(job, side, positions[chosen]), new_starts)
        return _points(_weighted(best, weight), job.side.weights)

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        mine = person.side.pool
        segments = person.side.supports[1]
        if not len(segments):
            return np.zeros(len(rows), np.int32)
        vectors = mine.text_vectors[mine.segment_text[segments]]
        table = own_words_credit(cosines(side.text_vectors, vectors))
        table *= mine.segment_strength[segments]
        best = table.max(axis=1)[side.pool.demand_text]
        weighted = side.word_weight * best
        total = np.bincount(side.owner, weights=weighted, minlength=len(side.pool)).astype(float)
        return _points(total[rows], side.weights)

    def explain(self, pair: Pair) -> list[Contribution]:
        """The demand that is met best in the person's own words."""
        points, demand, segment = pair.pairs.once(_best)[pair.at]
        if not points:
            return []
        source = pair.person.source(segment)
        asked = pair.job.texts[demand]
        text = f"“{source.words}” lijkt op “{asked}”"
        return [Contribution(self.kind, "in eigen woorden", points, text, source)]


def _best(pairs: Pairs) -> list[tuple[int, int, int]]:
    """Points of each pair, the demand that counts most and the segment that meets it."""
    job, n = pairs.job, len(pairs.rows)
    weight = job.side.word_weight[job.demands]
    if not len(weight):
        return [(0, -1, -1)] * n
    points = _points(_weighted(pairs.best_words, weight), job.side.weights)
    demand = np.argmax(weight * pairs.best_words, axis=1)
    segment = pairs.best_words_at[np.arange(n), demand]
    return list(zip(points.tolist(), demand.tolist(), segment.tolist(), strict=True))


def _points(total: NDArray[np.float64], weights: Weights) -> Centipoints:
    return centipoints(weights.own_words * np.minimum(1.0, total / OWN_WORDS_FULL))


def _weighted(best: NDArray[np.float32], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weighted sum over demands, one by one: a fixed order of summing."""
    total = np.zeros(len(best))
    for demand in range(best.shape[1]):
        total += weight[demand] * best[:, demand]
    return total
