"""Likeness of pieces of a portfolio and demands of a vacancy, words against words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.scoring.arithmetic import cosines
from matcher.scoring.evidence.job import Job
from matcher.scoring.views import PortfolioSide
from matcher.scoring.weights import OWN_WORDS_FLOOR, OWN_WORDS_TOP


def own_words_credit(cosine: NDArray[np.float32]) -> NDArray[np.float32]:
    """`credit` for own words, in float32 and in place: the largest tables of all are these."""
    cosine -= np.float32(OWN_WORDS_FLOOR)
    cosine *= np.float32(1 / (OWN_WORDS_TOP - OWN_WORDS_FLOOR))
    return np.clip(cosine, np.float32(0), np.float32(1), out=cosine)


def own_words_table(
    job: Job, side: PortfolioSide, segments: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Credit of the cosine × strength of the piece, shape (segments, demands)."""
    vectors = side.pool.text_vectors[side.pool.segment_text[segments]]
    table = own_words_credit(cosines(vectors, job.demand_vectors))
    table *= side.pool.segment_strength[segments, None]
    return table
