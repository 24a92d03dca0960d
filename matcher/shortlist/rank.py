"""The bare ranking of a job, without explanations: for runs, benchmarks and experiments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.gates.base import Gate
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.base import Job
from matcher.scoring.layers import Layer, Layered
from matcher.scoring.ranker import Ranked, top_over
from matcher.scoring.searchable import Searchable
from matcher.shortlist.eligibility import check_pool, one_row
from matcher.shortlist.merged import best_of


@dataclass(frozen=True, eq=False)
class RankedIds:
    """Ids best first, ties by id, with their scores and how many rows were scored fully."""

    ids: tuple[str, ...]
    scores: Centipoints
    scored_fully: int


def rank(
    job: Job, layer: Layer[Searchable], gates: Sequence[Gate], k: int, fit_only: bool = False
) -> Ranked:
    """The exact best k live rows; only those without a known no, or everyone by fit alone."""
    rows = layer.rows
    if not fit_only:
        asked = one_row(job.side.pool.columns, job.row)
        rows = check_pool(gates, layer.pool.side, asked, layer.live).can
    return top_over(job, layer.pool, ((rows, k),))[0]


def rank_layers(
    job: Job, pool: Layered, gates: Sequence[Gate], k: int, fit_only: bool = False
) -> RankedIds:
    """The same over layers, by id."""
    ranked = [rank(job, layer, gates, k, fit_only) for layer in pool.layers]
    places = best_of([layer.pool for layer in pool.layers], ranked, k)
    return RankedIds(
        tuple(place.id for place in places),
        np.array([-place.below for place in places], np.int32),
        sum(found.scored_fully for found in ranked),
    )
