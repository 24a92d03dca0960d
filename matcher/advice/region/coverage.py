"""Which people do not name a demand: the two readings of a gap list, over a whole pool.

A demand is covered through the vocabulary or in the person's own words, whichever is more
(`matcher.shortlist.gaps.gaps`). Both are computed with the same float32 products, so that an
explanation of one pair gives the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.advice.region.bits import Bits, pack
from matcher.scoring.arithmetic import cosines
from matcher.scoring.evidence.base import own_words_credit
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import OWN_WORDS_FLOOR, OWN_WORDS_TOP

TEXTS_AT_ONCE, DEMANDS_AT_ONCE = 16_384, 128
MARGIN = 1e-3  # cosine: what lies this close below the bar is looked at exactly


def not_covered(
    jobs: VacancySide, demands: Sequence[int], side: PortfolioSide, bar: float
) -> list[Bits]:
    """Per demand the people whose coverage lies below the bar.

    Parameters
    ----------
    demands : numbers of demands in the vacancy pool
    bar : float
        Coverage in (0, 1].
    """
    covered = np.zeros((len(demands), len(side.pool)), np.bool_)
    for i, demand in enumerate(demands):
        _through_vocabulary(jobs, demand, side, bar, covered[i])
    _in_own_words(jobs, demands, side, bar, covered)
    return [pack(~row) for row in covered]


def _through_vocabulary(
    jobs: VacancySide, demand: int, side: PortfolioSide, bar: float, out: NDArray[np.bool_]
) -> None:
    asked = jobs.pool.asked
    for at in range(int(asked.indptr[demand]), int(asked.indptr[demand + 1])):
        where, strength = side.soft_column(int(asked.indices[at]))
        coverage = (asked.data[at] * strength).astype(np.float64)
        out[where[coverage >= bar]] = True


def _in_own_words(
    jobs: VacancySide,
    demands: Sequence[int],
    side: PortfolioSide,
    bar: float,
    out: NDArray[np.bool_],
) -> None:
    """Only texts that are like enough to matter are followed to the segments that hold them."""
    pool = side.pool
    starts, positions = side.supports
    if not len(positions):
        return
    owner = np.repeat(np.arange(len(pool)), np.diff(starts))
    order = np.argsort(pool.segment_text[positions], kind="stable")
    by_text = pool.segment_text[positions][order]
    strength = pool.segment_strength[positions][order]
    owner = owner[order]
    begins = np.searchsorted(by_text, np.arange(len(pool.text_vectors) + 1))
    least = bar / float(strength.max()) * (OWN_WORDS_TOP - OWN_WORDS_FLOOR) + OWN_WORDS_FLOOR
    vectors = jobs.pool.text_vectors[jobs.pool.demand_text[list(demands)]]
    for first in range(0, len(demands), DEMANDS_AT_ONCE):
        queries = vectors[first : first + DEMANDS_AT_ONCE]
        for start in range(0, len(pool.text_vectors), TEXTS_AT_ONCE):
            table = cosines(pool.text_vectors[start : start + TEXTS_AT_ONCE], queries)
            text, query = np.nonzero(table >= least - MARGIN)
            credit = own_words_credit(table[text, query])
            lengths = begins[start + text + 1] - begins[start + text]
            ends = np.cumsum(lengths)
            offset = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
            at = np.repeat(begins[start + text], lengths) + offset
            enough = np.repeat(credit, lengths) * strength[at]
            hit = enough.astype(np.float64) >= bar
            out[first + np.repeat(query, lengths)[hit], owner[at[hit]]] = True
