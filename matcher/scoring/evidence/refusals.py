"""What the person says not to want, against what the job asks: points off, never a knock-out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.domain.shortlist import Contribution
from matcher.pool.gather import runs
from matcher.scoring.arithmetic import (
    Centipoints,
    centipoints,
    cosines,
    credit,
    largest_per_row,
    where_largest,
)
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.pair import Pairs
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
        likeness = cosines(side.text_vectors, refused).max(axis=1)[side.pool.demand_text]
        best = largest_per_row(likeness, side.pool.demand_starts)
        return _cost(best[rows], side.weights.refusal)

    def explain(self, pair: Pair) -> list[Contribution]:
        """The words and the demand they meet."""
        points, segment, demand = pair.pairs.once(_strongest)[pair.at]
        if not points:
            return []
        source = pair.person.source(segment)
        asked = pair.job.texts[demand]
        text = f"zegt “{source.words}”, de vacature vraagt “{asked}”"
        return [Contribution(self.kind, "wil dit mogelijk niet", points, text, source)]


def _strongest(pairs: Pairs) -> list[tuple[int, int, int]]:
    """Points of each pair, the refusal that costs most and the demand it meets."""
    positions, begins = pairs.pick(pairs.side.refusals)
    job, pool = pairs.job, pairs.side.pool
    if not len(positions) or not len(job.demand_vectors):
        return [(0, -1, -1)] * len(pairs.rows)
    table = cosines(pool.text_vectors[pool.segment_text[positions]], job.demand_vectors)
    likeness = table.max(axis=1)
    points = _cost(largest_per_row(likeness, begins), job.side.weights.refusal)
    at = where_largest(likeness, begins)
    demand = np.append(table.argmax(axis=1), -1)[at]
    segment = np.append(positions, -1)[at]
    return list(zip(points.tolist(), segment.tolist(), demand.tolist(), strict=True))


def _cost(likeness: NDArray[np.float32], points: float) -> Centipoints:
    return centipoints(-points * credit(likeness, REFUSAL_FLOOR, REFUSAL_TOP))
