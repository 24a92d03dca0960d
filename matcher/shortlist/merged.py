"""The best of several pools, put in one order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matcher.scoring.layers import HasIds
from matcher.scoring.ranker import Ranked


class Place(NamedTuple):
    """One row on a list; sorts by score descending, then by id."""

    below: int  # the score, negative
    id: str
    layer: int
    row: int


def best_of(pools: Sequence[HasIds], ranked: Sequence[Ranked], k: int) -> list[Place]:
    """The best k, given the best k of each pool.

    Exact: who is not among the best k of the own pool cannot be among the best k of all.
    """
    places = [
        Place(-score, pool.ids[row], number, row)
        for number, (pool, found) in enumerate(zip(pools, ranked, strict=True))
        for row, score in zip(found.rows.tolist(), found.scores.tolist(), strict=True)
    ]
    return sorted(places)[:k]
