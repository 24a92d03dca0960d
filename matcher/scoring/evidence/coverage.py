"""Weighted concepts covered by claims: the arithmetic that demands and occupation parts share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.pool.portfolios import Via
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.base import Person, Rows, Wanted
from matcher.scoring.views import PortfolioSide


def cover(wanted: Iterable[Wanted], side: PortfolioSide, rows: Rows) -> Centipoints:
    """Sum over the wanted things of ``points × max(support × softened claim)``, in hundredths.

    Each thing is rounded on its own, so that the lines of an explanation add up.
    """
    total = np.zeros(len(side.pool), np.int32)
    scratch = np.zeros(len(side.pool), np.float32)
    for thing in wanted:
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


def worth_of_one(thing: Wanted, coverage: np.float32) -> int:
    """`worth` of a single coverage: Python rounds halves to even as numpy does."""
    return round(float(thing.scale * coverage))


def reason(person: Person, concept: int, wanted: Sequence[int]) -> str:
    """Why a claimed concept counts, in Dutch."""
    segment, via = person.claim(concept)
    words = person.source(segment).words
    concepts = person.side.knowledge.vocabulary.concepts
    label = concepts[concept].label
    if via == Via.OCCUPATION:
        text = f"hoort bij het werk als “{words}”"
    elif via == Via.CERTIFICATE:
        text = f"blijkt uit “{words}”"
    else:
        text = f"“{words}”"
    if concept not in wanted:
        return f"{text} ({label} ligt er dichtbij)"
    return text
