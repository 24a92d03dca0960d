"""From scores to expected matches, for every candidate and employer without a known no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

import numpy as np

from matcher.advice.events.result import EventSettings
from matcher.advice.seam import MatchEngine
from matcher.domain.vacancy import Vacancy
from matcher.scoring.evidence.base import Job
from matcher.scoring.searchable import Searchable

UNITS = 10_000  # chances are whole numbers of this: sums are exact


def chance(centipoints: int, settings: EventSettings) -> int:
    """Expected matches of one conversation, in units of 1/10,000; at least 1, below 10,000.

    The logistic ``top / (1 + exp(-(points - middle) / slope))``: it rises with the score and says
    nothing more. Its three numbers are set by hand; it is no measured chance.
    """
    x = (centipoints / 100 - settings.middle) / settings.slope
    value = settings.top / (1 + exp(-max(-50.0, min(50.0, x))))
    return min(UNITS - 1, max(1, round(UNITS * value)))


def best_scores(
    employers: Mapping[str, Sequence[Vacancy]], pool: Searchable, engine: MatchEngine
) -> list[dict[int, tuple[int, str]]]:
    """Per employer (sorted by id) the score and vacancy that fit each candidate best.

    Returns
    -------
    list of dict
        Row of the candidate -> (hundredths of points, id of the vacancy). Only candidates without
        a known no for that vacancy; equal scores go to the vacancy that comes first by id.
    """
    out = []
    for name in sorted(employers):
        found: dict[int, tuple[int, str]] = {}
        if employers[name]:
            side = engine.vacancy_pool(employers[name])
            for row, identity in enumerate(side.ids):
                ranked = engine.rank(Job(side, row), pool, max(1, len(pool.side.pool)))
                pairs = zip(ranked.rows.tolist(), np.asarray(ranked.scores).tolist(), strict=True)
                for person, score in pairs:
                    if person not in found or score > found[person][0]:
                        found[person] = (score, identity)
        out.append(found)
    return out
