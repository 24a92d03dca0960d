"""Weighted concepts covered by claims: the arithmetic that demands and occupation parts share."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from matcher.pool.portfolios import Via
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.base import Rows
from matcher.scoring.evidence.wanted import Wanted
from matcher.scoring.views import PortfolioSide

_OCCUPATION, _CERTIFICATE = int(Via.OCCUPATION), int(Via.CERTIFICATE)


def cover(wanted: Iterable[Wanted], side: PortfolioSide, rows: Rows) -> Centipoints:
    """Sum over the wanted things of ``points × max(support × softened claim)``, in hundredths.

    Each thing is rounded on its own, so that the lines of an explanation add up.
    """
    total = np.zeros(len(side.pool), np.int32)
    scratch = np.zeros(len(side.pool), np.float32)
    for thing in wanted:
        if len(thing.concepts) == 1:
            concept, support = thing.concepts[0]
            where, strength = side.soft_column(concept)
            total[where] += worth(thing, support * strength)
            continue
        touched: list[NDArray[np.int32]] = []
        for concept, support in thing.concepts:
            where, strength = side.soft_column(concept)
            scratch[where] = np.maximum(scratch[where], support * strength)
            touched.append(where)
        if touched:
            # A row can stand here twice: with an index list, numpy's += adds once per row.
            rows_of = np.concatenate(touched)
            total[rows_of] += worth(thing, scratch[rows_of])
            scratch[rows_of] = 0
    return total[rows]


def worth(thing: Wanted, coverage: NDArray[np.float32]) -> Centipoints:
    """Hundredths of points for coverages in [0, 1]; in float32, the same wherever it is used."""
    points: Centipoints = np.rint(thing.scale * coverage).astype(np.int32)
    return points


def reason(words: str, via: int, near: str) -> str:
    """Why a claim counts, in Dutch.

    Parameters
    ----------
    words : of the segment it rests on
    via : number of the `Via`
    near : label of the claimed concept when it only resembles what is wanted, else empty
    """
    if via == _OCCUPATION:
        text = f"hoort bij het werk als “{words}”"
    elif via == _CERTIFICATE:
        text = f"blijkt uit “{words}”"
    else:
        text = f"“{words}”"
    return f"{text} ({near} ligt er dichtbij)" if near else text
