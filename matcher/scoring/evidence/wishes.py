"""What the person wants: this work, or all of it elsewhere.

The best likeness of a stated wish with the title or the sector, credited from ``-wish_elsewhere``
(nothing alike) to ``+wish`` (the same). Who states no wish gets and loses nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.domain.shortlist import Contribution
from matcher.pool.portfolios import PortfolioPool
from matcher.reading.segments import Piece
from matcher.scoring.arithmetic import (
    Centipoints,
    centipoints,
    cosines,
    credit,
    where_largest,
)
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.pair import Pairs
from matcher.scoring.views import PortfolioSide, VacancySide, text_cosines
from matcher.scoring.weights import SECTOR_WORTH, WISH_FLOOR, WISH_TOP, Weights


def _combine(
    title: NDArray[np.float32], sector: NDArray[np.float32], is_sector: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Credit of each wish in [0, 1]; a sector wish is worth a little less."""
    by_title = credit(title, WISH_FLOOR, WISH_TOP)
    by_sector = SECTOR_WORTH * credit(sector, WISH_FLOOR, WISH_TOP)
    return np.where(is_sector, np.maximum(SECTOR_WORTH * by_title, by_sector), by_title)


def _points(best: NDArray[np.float64], known: NDArray[np.bool_], weights: Weights) -> Centipoints:
    span = weights.wish + weights.wish_elsewhere
    return centipoints(np.where(known, span * best - weights.wish_elsewhere, 0.0))


def _credits(
    job: Job, pool: PortfolioPool, texts: NDArray[np.int32], is_sector: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Credit of wishes with these texts, in [0, 1]."""
    none = np.zeros(len(texts), np.float32)
    title, sector = job.title_vector, int(job.side.pool.sector_text[job.row])
    by_title = none if title is None else text_cosines(pool.text_vectors, texts, title)
    by_sector = none
    if sector >= 0:
        vector = job.side.pool.text_vectors[sector]
        by_sector = text_cosines(pool.text_vectors, texts, vector)
    return _combine(by_title, by_sector, is_sector)


def _by_level(side: PortfolioSide) -> NDArray[np.intp]:
    """Position of each wish among all texts as work and then all texts as sector, by level."""
    texts, position = side.wish_texts
    is_sector = side.pool.segment_piece[side.wishes[1]] == Piece.WISH_SECTOR
    by_level: NDArray[np.intp] = (position + len(texts) * is_sector)[side.wish_levels.items]
    return by_level


class WishesEvidence:
    """See the module docstring."""

    kind = "wens"

    def largest(self, job: Job) -> float:
        """Exactly this work is wished."""
        return job.side.weights.wish

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        texts, _ = side.wish_texts
        as_work = _credits(job, side.pool, texts, np.zeros(len(texts), np.bool_))
        as_sector = _credits(job, side.pool, texts, np.ones(len(texts), np.bool_))
        both = np.concatenate([as_work, as_sector])
        # Rounding keeps the order, so the best of the points is the points of the best.
        points = _points(both, np.ones(len(both), np.bool_), job.side.weights)
        found: Centipoints = side.wish_levels.largest(points[side.once(_by_level)])[rows]
        return found

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        positions = person.side.wishes[1]
        if not len(positions):
            return np.zeros(len(rows), np.int32)
        mine, pool = person.side.pool, side.pool
        wishes = mine.text_vectors[mine.segment_text[positions]]
        title = cosines(pool.text_vectors[side.titles[rows]], wishes)
        title[side.titles[rows] < 0] = 0
        sector = cosines(pool.text_vectors[pool.sector_text[rows]], wishes)
        sector[pool.sector_text[rows] < 0] = 0
        is_sector = mine.segment_piece[positions] == Piece.WISH_SECTOR
        best = _combine(title, sector, is_sector[None, :]).max(axis=1)
        return _points(best, np.ones(len(rows), np.bool_), side.weights)

    def explain(self, pair: Pair) -> list[Contribution]:
        """The wish that comes nearest, or that they all lie elsewhere."""
        points, segment = pair.pairs.once(_nearest)[pair.at]
        if not points:
            return []
        source = pair.person.source(segment)
        if points > 0:
            return [Contribution(self.kind, "wens", points, f"noemt “{source.words}”", source)]
        text = f"noemt vooral ander werk: “{source.words}”"
        return [Contribution(self.kind, "wens ligt elders", points, text, source)]


def _nearest(pairs: Pairs) -> list[tuple[int, int]]:
    """Points of each pair, and the wish that comes nearest; (0, -1) without wishes."""
    positions, begins = pairs.pick(pairs.side.wishes)
    texts = pairs.side.pool.segment_text[positions]
    is_sector = pairs.side.pool.segment_piece[positions] == Piece.WISH_SECTOR
    credits = _credits(pairs.job, pairs.side.pool, texts, is_sector)
    at = where_largest(credits, begins)
    best = np.append(credits, 0.0)[at]
    points = _points(best, np.diff(begins) > 0, pairs.job.side.weights)
    return list(zip(points.tolist(), np.append(positions, -1)[at].tolist(), strict=True))
