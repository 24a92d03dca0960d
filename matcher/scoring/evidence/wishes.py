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
from matcher.scoring.arithmetic import Centipoints, centipoints, cosines, credit, largest_per_row
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
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


class WishesEvidence:
    """See the module docstring."""

    kind = "wens"

    def largest(self, job: Job) -> float:
        """Exactly this work is wished."""
        return job.side.weights.wish

    def _credits(
        self,
        job: Job,
        pool: PortfolioPool,
        positions: NDArray[np.int64],
        texts: NDArray[np.int32],
        at: NDArray[np.intp],
    ) -> NDArray[np.float64]:
        """Credit per wish, shape (wishes,); wish i has text ``texts[at[i]]``."""
        none = np.zeros(len(texts), np.float32)
        title, sector = job.title_vector, int(job.side.pool.sector_text[job.row])
        by_title = none if title is None else text_cosines(pool.text_vectors, texts, title)
        by_sector = none
        if sector >= 0:
            vector = job.side.pool.text_vectors[sector]
            by_sector = text_cosines(pool.text_vectors, texts, vector)
        is_sector = pool.segment_piece[positions] == Piece.WISH_SECTOR
        return _combine(by_title[at], by_sector[at], is_sector)

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        starts, _ = side.wishes
        credits = self._credits(job, side.pool, side.wishes[1], *side.wish_texts)
        best = largest_per_row(credits, starts)
        return _points(best, np.diff(starts) > 0, job.side.weights)[rows]

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
        person, pool = pair.person, pair.person.side.pool
        starts, positions = person.side.wishes
        mine = positions[int(starts[person.row]) : int(starts[person.row + 1])]
        if not len(mine):
            return []
        texts = pool.segment_text[mine]
        credits = self._credits(pair.job, pool, mine, texts, np.arange(len(mine)))
        best = credits.max(keepdims=True)
        points = int(_points(best, np.ones(1, np.bool_), pair.job.side.weights)[0])
        if not points:
            return []
        source = person.source(int(mine[int(np.argmax(credits))]))
        if points > 0:
            return [Contribution(self.kind, "wens", points, f"noemt “{source.words}”", source)]
        text = f"noemt vooral ander werk: “{source.words}”"
        return [Contribution(self.kind, "wens ligt elders", points, text, source)]
