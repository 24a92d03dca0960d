"""One vacancy of a pool, with what several kinds of evidence want to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.pool.gather import runs
from matcher.pool.lexical import Query, query_of
from matcher.scoring.arithmetic import credit
from matcher.scoring.evidence.wanted import Leaves, Wanted, wanted_parts
from matcher.scoring.views import PortfolioSide, VacancySide, text_cosines
from matcher.scoring.weights import TITLE_FLOOR, TITLE_TOP


@dataclass(frozen=True, eq=False)
class Job:
    """One vacancy of a pool."""

    side: VacancySide
    row: int
    _likeness: tuple[PortfolioSide, NDArray[np.float64]] | None = None

    @cached_property
    def demands(self) -> slice:
        """Where its demands stand."""
        return self.side.pool.demands_of(self.row)

    @cached_property
    def title_vector(self) -> NDArray[np.int8] | None:
        """Vector of the title; ``None`` without one."""
        text = int(self.side.titles[self.row])
        return None if text < 0 else self.side.pool.text_vectors[text]

    @cached_property
    def demand_vectors(self) -> NDArray[np.int8]:
        """Vectors of all demands, shape (d, dim)."""
        pool = self.side.pool
        return pool.text_vectors[pool.demand_text[self.demands]]

    @cached_property
    def wanted_demands(self) -> list[tuple[int, Wanted]]:
        """Number and content of each demand that names a concept, in the order of the vacancy."""
        pool, share = self.side.pool, self.side.demand_weight
        out = []
        for demand in range(self.demands.start, self.demands.stop):
            at = slice(pool.asked.indptr[demand], pool.asked.indptr[demand + 1])
            if at.stop > at.start:
                points = self.side.weights.demands * float(share[demand])
                pairs = zip(pool.asked.indices[at].tolist(), pool.asked.data[at], strict=True)
                out.append((demand, Wanted.of(points, pairs)))
        return out

    @cached_property
    def wanted_parts(self) -> list[Wanted]:
        """The parts of the occupation in the title; empty when it is not recognised."""
        return wanted_parts(self.side, self.row)

    @cached_property
    def leaves(self) -> Leaves:
        """All demands and parts, spread out over whatever can stand in for them."""
        things = [*(w for _, w in self.wanted_demands), *self.wanted_parts]
        links = [link for w in things for link in w.concepts]
        concepts = np.array([c for c, _ in links], np.int64)
        stand_in = self.side.knowledge.stand_in
        positions, link_starts = runs(stand_in.indptr.astype(np.int64), concepts)
        first_link = np.cumsum([0, *(len(w.concepts) for w in things)])
        support = np.array([s for _, s in links], np.float32)
        return Leaves(
            near=stand_in.indices[positions],
            similarity=stand_in.data[positions],
            support=np.repeat(support, np.diff(link_starts)),
            starts=link_starts[first_link],
            scale=np.array([w.scale for w in things], np.float32),
            thing={demand: i for i, (demand, _) in enumerate(self.wanted_demands)},
        )

    def title_credit(self, side: PortfolioSide) -> NDArray[np.float64]:
        """Credit of the title for every different title of a pool's jobs; kept for this job.

        In the order of ``side.job_texts``.
        """
        if self._likeness is None or self._likeness[0] is not side:
            texts, _ = side.job_texts
            values = np.zeros(len(texts))
            if self.title_vector is not None and len(texts):
                cosine = text_cosines(side.pool.text_vectors, texts, self.title_vector)
                values = credit(cosine, TITLE_FLOOR, TITLE_TOP)
            object.__setattr__(self, "_likeness", (side, values))
        assert self._likeness is not None
        return self._likeness[1]

    @cached_property
    def terms(self) -> Query:
        """The vacancy's hashed word parts."""
        return query_of(self.side.pool.terms, self.row)

    @cached_property
    def texts(self) -> list[str]:
        """Words of every demand, in the order of the vacancy."""
        pool = self.side.pool
        return [pool.texts[text] for text in pool.demand_text[self.demands].tolist()]

    def text_of(self, demand: int) -> str:
        """Words of a demand, by its number in the pool."""
        start: int = self.demands.start
        return self.texts[demand - start]
