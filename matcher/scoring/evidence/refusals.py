"""What the person says not to want, against what the job asks: points off, never a knock-out."""

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
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import REFUSAL_FLOOR, REFUSAL_TOP


class RefusalsEvidence:
    """See the module docstring."""

    kind = "weerzin"

    def largest(self, job: Job) -> float:
        """It only costs."""
        return 0.0

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        starts, positions = side.refusals
        chosen, new_starts = runs(starts, rows)
        texts = side.pool.segment_text[positions[chosen]]
        if not len(texts) or not len(job.demand_vectors):
            return np.zeros(len(rows), np.int32)
        likeness = cosines(side.pool.text_vectors[texts], job.demand_vectors).max(axis=1)
        return _cost(largest_per_row(likeness, new_starts), job.side.weights.refusal)

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        positions = person.side.refusals[1]
        if not len(positions):
            return np.zeros(len(rows), np.int32)
        mine = person.side.pool
        refused = mine.text_vectors[mine.segment_text[positions]]
        likeness = cosines(side.pool.text_vectors, refused).max(axis=1)[side.pool.demand_text]
        best = largest_per_row(likeness, side.pool.demand_starts)
        return _cost(best[rows], side.weights.refusal)

    def explain(self, pair: Pair) -> list[Contribution]:
        """The words and the demand they meet."""
        job, person = pair.job, pair.person
        starts, positions = person.side.refusals
        mine = positions[int(starts[person.row]) : int(starts[person.row + 1])]
        if not len(mine) or not len(job.demand_vectors):
            return []
        pool = person.side.pool
        table = cosines(pool.text_vectors[pool.segment_text[mine]], job.demand_vectors)
        points = int(_cost(table.max(keepdims=True)[0], job.side.weights.refusal)[0])
        if not points:
            return []
        segment, demand = np.unravel_index(int(np.argmax(table)), table.shape)
        source = person.source(int(mine[segment]))
        asked = job.text_of(job.demands.start + int(demand))
        text = f"zegt “{source.words}”, de vacature vraagt “{asked}”"
        return [Contribution(self.kind, "wil dit mogelijk niet", points, text, source)]


def _cost(likeness: NDArray[np.float32], points: float) -> Centipoints:
    return centipoints(-points * credit(likeness, REFUSAL_FLOOR, REFUSAL_TOP))
