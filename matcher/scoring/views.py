"""One record of a pool as the evidence sees it, with what several kinds of evidence share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.pool.distinct import Distinct, by_gate
from matcher.pool.portfolios import PortfolioPool
from matcher.pool.postings import Postings
from matcher.pool.vacancies import VacancyPool
from matcher.reading.demands import Ask
from matcher.reading.segments import Piece
from matcher.reading.stance import Stance
from matcher.scoring.arithmetic import cosines
from matcher.scoring.knowledge import Knowledge
from matcher.scoring.levels import Levels
from matcher.scoring.weights import Weights

SOFT_COLUMNS_KEPT = 16_384
RECORDS_KEPT = 4096  # reading a record takes longer than explaining its gates
T = TypeVar("T")


class PortfolioSide:
    """A portfolio pool made ready for scoring; shared by all queries over it."""

    def __init__(self, pool: PortfolioPool, knowledge: Knowledge) -> None:
        self.pool = pool
        self.knowledge = knowledge
        self.soft_column = lru_cache(maxsize=SOFT_COLUMNS_KEPT)(self._soft_column)
        self.portfolio = lru_cache(maxsize=RECORDS_KEPT)(pool.portfolio)
        self._kept: dict[object, Any] = {}

    def once(self, compute: Callable[[PortfolioSide], T]) -> T:
        """What a function of a module finds in this pool, kept for all queries over it."""
        if compute not in self._kept:
            self._kept[compute] = compute(self)
        return cast(T, self._kept[compute])

    @cached_property
    def _by_concept(self) -> sp.csc_array[np.uint8]:
        return self.pool.claims.tocsc()

    def _soft_column(self, concept: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Rows that claim a concept or one that stands in for it, and how strongly in (0, 1]."""
        stand_in, claims = self.knowledge.stand_in, self._by_concept
        best = np.zeros(len(self.pool), np.float32)
        for at in range(stand_in.indptr[concept], stand_in.indptr[concept + 1]):
            column = int(stand_in.indices[at])
            where = slice(claims.indptr[column], claims.indptr[column + 1])
            rows = claims.indices[where]
            best[rows] = np.maximum(best[rows], claims.data[where] * stand_in.data[at])
        found = np.flatnonzero(best).astype(np.int32)
        return found, best[found]

    def warm(self, columns: bool = True) -> None:
        """Compute now what a first query would have to wait for; see `Searchable.warm`."""
        for concept in range(len(self.knowledge.vocabulary) if columns else 0):
            self.soft_column(concept)
        _ = self.postings, self.job_levels, self.wish_levels, self.distinct

    @cached_property
    def postings(self) -> Postings:
        """For each word part, the rows that have it."""
        return Postings(self.pool.terms)

    @cached_property
    def distinct(self) -> dict[str, Distinct]:
        """The different values of each gate's columns."""
        return by_gate(self.pool.columns)

    @cached_property
    def job_levels(self) -> Levels:
        """The earlier jobs, arranged for a maximum per row."""
        return Levels(self.pool.job_starts)

    @cached_property
    def wish_levels(self) -> Levels:
        """The wishes, arranged for a maximum per row."""
        return Levels(self.wishes[0])

    @cached_property
    def soft_strengths(self) -> NDArray[np.float32]:
        """Of a pool of one: strength per concept, softened, shape (concepts,)."""
        out = np.zeros(len(self.knowledge.vocabulary), np.float32)
        claims, stand_in = self.pool.claims, self.knowledge.stand_in
        for concept, strength in zip(claims.indices, claims.data, strict=True):
            at = slice(stand_in.indptr[concept], stand_in.indptr[concept + 1])
            near = stand_in.indices[at]
            out[near] = np.maximum(out[near], strength * stand_in.data[at])
        return out

    def _pick(self, wanted: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Starts per row and positions of the wanted segments."""
        positions = np.flatnonzero(wanted)
        starts = np.searchsorted(positions, self.pool.segment_starts).astype(np.int64)
        return starts, positions

    @cached_property
    def wishes(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Segments that are wishes."""
        return self._pick(self.pool.segment_piece >= Piece.WISH_OCCUPATION)

    @cached_property
    def refusals(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Segments in which something is refused."""
        return self._pick(self.pool.segment_stance == Stance.REFUSES)

    @cached_property
    def supports(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Segments that can support a demand."""
        pool = self.pool
        return self._pick(
            (pool.segment_stance == Stance.SUPPORTS) & (pool.segment_piece < Piece.WISH_OCCUPATION)
        )

    @cached_property
    def job_texts(self) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """Different title texts (-1: none), and for each job the position among them."""
        texts, position = np.unique(self.pool.job_text, return_inverse=True)
        return texts.astype(np.int32), position

    @cached_property
    def wish_texts(self) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """Different wish texts, and for each wish the position among them."""
        texts, position = np.unique(self.pool.segment_text[self.wishes[1]], return_inverse=True)
        return texts.astype(np.int32), position


class VacancySide:
    """A vacancy pool made ready for scoring."""

    def __init__(self, pool: VacancyPool, knowledge: Knowledge, weights: Weights) -> None:
        self.pool = pool
        self.knowledge = knowledge
        self.weights = weights
        self._kept: dict[object, Any] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids by row, ascending."""
        return self.pool.ids

    @cached_property
    def demand_weight(self) -> NDArray[np.float64]:
        """Share of each demand in its vacancy: importance × share of time × rarity, shape (d,).

        A demand in which no concept is recognised has 0: it is left to the person's own words.
        """
        pool, weights = self.pool, self.weights
        importance = np.array([weights.importance[a] for a in Ask])[pool.demand_ask]
        floor = weights.rarity_floor
        telling = pool.asked.data * (
            floor + (1 - floor) * self.knowledge.rarity[pool.asked.indices]
        )
        rarest = np.zeros(len(pool.demand_ask))
        np.maximum.at(rarest, _owners(pool.asked), telling)
        weight = importance * pool.demand_share.astype(np.float64) * rarest
        return weight / self._per_vacancy(weight)

    @cached_property
    def word_weight(self) -> NDArray[np.float64]:
        """The same without rarity and over all demands but the title: for own words."""
        pool = self.pool
        importance = np.array([self.weights.importance[a] for a in Ask])[pool.demand_ask]
        importance = np.where(pool.demand_ask == Ask.TITLE, 2.0, importance)
        weight = importance * pool.demand_share.astype(np.float64)
        return weight / self._per_vacancy(weight)

    def _per_vacancy(self, weight: NDArray[np.float64]) -> NDArray[np.float64]:
        owner = self.owner
        total = np.bincount(owner, weights=weight, minlength=len(self.pool))
        return np.maximum(total, 1e-12)[owner]

    @cached_property
    def text_vectors(self) -> NDArray[np.float32]:
        """Those of the pool as `cosines` multiplies them; four bytes a number instead of one."""
        return self.pool.text_vectors.astype(np.float32)

    def once(self, compute: Callable[[VacancySide], T]) -> T:
        """What a function of a module finds in these vacancies, kept for all queries."""
        if compute not in self._kept:
            self._kept[compute] = compute(self)
        return cast(T, self._kept[compute])

    @cached_property
    def owner(self) -> NDArray[np.intp]:
        """Row of the vacancy to which each demand belongs."""
        return np.repeat(np.arange(len(self.pool)), np.diff(self.pool.demand_starts))

    @cached_property
    def titles(self) -> NDArray[np.int32]:
        """Text number of each title, -1 when absent, shape (n,)."""
        pool = self.pool
        out = np.full(len(pool), -1, np.int32)
        is_title = pool.demand_ask == Ask.TITLE
        out[self.owner[is_title]] = pool.demand_text[is_title]
        return out


def _owners(matrix: sp.csr_array[np.float32]) -> NDArray[np.intp]:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def text_cosines(
    vectors: NDArray[np.int8], texts: NDArray[np.int32], query: NDArray[np.int8]
) -> NDArray[np.float32]:
    """Cosines of some texts with a query; text number -1 gives 0."""
    out = cosines(vectors[texts], query)
    out[texts < 0] = 0
    return out
