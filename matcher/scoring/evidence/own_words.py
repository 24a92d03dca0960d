"""Each demand against the best piece of the portfolio, words against words, by their vectors.

This finds the skill that is described in other words and that no concept stands for. Late
interaction: ``Σ demand share × max over pieces (credit(cosine) × strength of the piece)``
(MaxSim, Khattab and Zaharia, SIGIR 2020), here over clauses instead of tokens.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.domain.shortlist import Contribution
from matcher.scoring.arithmetic import (
    Centipoints,
    centipoints,
    cosines,
    credit,
    largest_per_row,
    runs,
)
from matcher.scoring.evidence.base import Job, Person, Rows
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import OWN_WORDS_FLOOR, OWN_WORDS_TOP


class OwnWordsEvidence:
    """See the module docstring."""

    kind = "eigen woorden"

    def largest(self, job: Job) -> float:
        """Every demand said in the same words."""
        return job.side.weights.own_words

    def _best(self, job: Job, side: PortfolioSide, rows: Rows) -> NDArray[np.float64]:
        """Credit of each demand, shape (len(rows), demands)."""
        starts, positions = side.supports
        chosen, new_starts = runs(starts, rows)
        segments = positions[chosen]
        vectors = side.pool.text_vectors[side.pool.segment_text[segments]]
        table = credit(cosines(vectors, job.demand_vectors), OWN_WORDS_FLOOR, OWN_WORDS_TOP)
        table *= side.pool.segment_strength[segments, None]
        return largest_per_row(table, new_starts)

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        weight = job.side.word_weight[job.demands]
        best = self._best(job, side, rows)
        total = np.zeros(len(rows))
        for demand in range(best.shape[1]):  # one by one: a fixed order of summing
            total += weight[demand] * best[:, demand]
        return centipoints(job.side.weights.own_words * total)

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        mine = person.side.pool
        segments = person.side.supports[1]
        if not len(segments):
            return np.zeros(len(rows), np.int32)
        vectors = mine.text_vectors[mine.segment_text[segments]]
        table = credit(cosines(side.pool.text_vectors, vectors), OWN_WORDS_FLOOR, OWN_WORDS_TOP)
        table *= mine.segment_strength[segments]
        best = table.max(axis=1)[side.pool.demand_text]
        total = np.bincount(
            side.owner, weights=side.word_weight * best, minlength=len(side.pool)
        )
        return centipoints(side.weights.own_words * total[rows])

    def explain(self, job: Job, person: Person) -> list[Contribution]:
        """The demand that is met best in the person's own words."""
        points = int(self.over_portfolios(job, person.side, np.array([person.row]))[0])
        if not points:
            return []
        weight = job.side.word_weight[job.demands]
        best = self._best(job, person.side, np.array([person.row]))[0]
        demand = int(np.argmax(weight * best))
        starts, positions = person.side.supports
        mine = positions[int(starts[person.row]) : int(starts[person.row + 1])]
        pool = person.side.pool
        likeness = cosines(
            pool.text_vectors[pool.segment_text[mine]], job.demand_vectors[demand]
        )
        worth = credit(likeness, OWN_WORDS_FLOOR, OWN_WORDS_TOP) * pool.segment_strength[mine]
        source = person.source(int(mine[int(np.argmax(worth))]))
        asked = job.text_of(job.demands.start + demand)
        text = f"“{source.words}” lijkt op “{asked}”"
        return [Contribution(self.kind, "in eigen woorden", points, text, source)]
