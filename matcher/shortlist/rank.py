"""The bare ranking of a job, without explanations: for runs, benchmarks and experiments."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matcher.gates.base import Gate
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import Ranked, Searchable, first_scores, top
from matcher.shortlist.eligibility import check, one_row


def rank(
    job: Job, pool: Searchable, gates: Sequence[Gate], k: int, fit_only: bool = False
) -> Ranked:
    """The exact best k rows; only those without a known no, or everyone by fit alone."""
    side = pool.side
    rows = np.arange(len(side.pool))
    if not fit_only:
        columns = one_row(job.side.pool.columns, job.row)
        rows = check(gates, side.pool.columns, columns).can
    everyone = np.arange(len(side.pool))
    return top(job, pool, rows, first_scores(job, side, everyone)[rows], k)
