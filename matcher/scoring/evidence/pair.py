"""A vacancy and a portfolio to explain, and many of them whose arithmetic is done in one go.

A list explains some fifty people for one job. What the evidence needs of them is computed over all
at once; each pair then only picks its own out of the result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from matcher.pool.gather import runs
from matcher.pool.lexical import overlap
from matcher.scoring.arithmetic import cosines, largest_per_row, where_largest
from matcher.scoring.evidence.job import Job
from matcher.scoring.evidence.person import Person
from matcher.scoring.evidence.words import own_words_credit
from matcher.scoring.views import PortfolioSide, text_cosines

T = TypeVar("T")


class Pairs:
    """One job and some rows of a pool.

    Attributes
    ----------
    rows : (n,)
        Row numbers, in any order.
    """

    def __init__(self, job: Job, side: PortfolioSide, rows: Sequence[int]) -> None:
        self.job = job
        self.side = side
        self.rows = np.array(rows, np.intp)
        self._kept: dict[object, Any] = {}

    def once(self, compute: Callable[[Pairs], T]) -> T:
        """What a function finds over all pairs, computed at the first asking.

        The function must be the same object at every asking: one of a module, not a method.
        """
        if compute not in self._kept:
            self._kept[compute] = compute(self)
        return cast(T, self._kept[compute])

    def pick(
        self, runs_of: tuple[NDArray[np.int64], NDArray[np.int64]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Positions of the rows' own items and where each row begins, as in `PortfolioSide`."""
        starts, positions = runs_of
        chosen, begins = runs(starts, self.rows)
        return positions[chosen], begins

    @cached_property
    def supports(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Segments that can support a demand, by their number in the pool, and row begins."""
        return self.pick(self.side.supports)

    @cached_property
    def _cosines(self) -> NDArray[np.float32]:
        """Of each supporting segment with each demand, and last with the vacancy as a whole."""
        pool = self.side.pool
        document = self.job.side.pool.documents[self.job.row]
        queries = np.vstack([self.job.demand_vectors, document[None]])
        return cosines(pool.text_vectors[pool.segment_text[self.supports[0]]], queries)

    @cached_property
    def likeness(self) -> NDArray[np.float32]:
        """Credit of each supporting segment for each demand, shape (segments, demands)."""
        table = own_words_credit(np.ascontiguousarray(self._cosines[:, :-1]))
        table *= self.side.pool.segment_strength[self.supports[0], None]
        return table

    @cached_property
    def best_words(self) -> NDArray[np.float32]:
        """The best of these for each demand, shape (n, demands)."""
        best: NDArray[np.float32] = largest_per_row(self.likeness, self.supports[1])
        return best

    @cached_property
    def best_words_at(self) -> NDArray[np.int64]:
        """Segment number of the best, the first of equals; -1 without segments."""
        segments, begins = self.supports
        return np.append(segments, -1)[where_largest(self.likeness, begins)]

    @cached_property
    def whole_text(self) -> NDArray[np.float32]:
        """Cosine of each supporting segment with the vacancy as a whole, shape (segments,)."""
        return self._cosines[:, -1].copy()

    @cached_property
    def documents(self) -> NDArray[np.float32]:
        """Cosine of the records as a whole, shape (n,)."""
        query = self.job.side.pool.documents[self.job.row]
        return cosines(self.side.pool.documents[self.rows], query)

    @cached_property
    def shared_words(self) -> NDArray[np.float64]:
        """Overlap of the rare words, in [0, 1], shape (n,)."""
        return overlap(self.side.pool.terms, self.rows, self.job.terms)

    @cached_property
    def jobs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Numbers of the earlier jobs in the pool, and row begins."""
        return runs(self.side.pool.job_starts, self.rows)

    @cached_property
    def titles(self) -> NDArray[np.float32]:
        """Cosine of each earlier job's title with the vacancy's title, shape (jobs,)."""
        pool = self.side.pool
        texts = pool.job_text[self.jobs[0]]
        if self.job.title_vector is None or not len(texts):
            return np.zeros(len(texts), np.float32)
        return text_cosines(pool.text_vectors, texts, self.job.title_vector)

    @cached_property
    def coverage(self) -> Coverage:
        """How far every demand and part is covered: the same float32 products as over a pool."""
        claims, leaves = self.side.pool.claims, self.job.leaves
        held = np.zeros((len(self.rows), claims.shape[1]), np.float32)
        positions, begins = runs(claims.indptr.astype(np.int64), self.rows)
        mine = (np.repeat(np.arange(len(self.rows)), np.diff(begins)), claims.indices[positions])
        held[mine] = claims.data[positions]
        values = leaves.support * (held[:, leaves.near] * leaves.similarity)
        by_leaf = np.ascontiguousarray(values.T)
        best = largest_per_row(by_leaf, leaves.starts)
        points = np.rint(leaves.scale[:, None] * best).astype(np.int32)
        concepts = np.append(leaves.near, 0)[where_largest(by_leaf, leaves.starts)].T
        # The appended ones stand where nothing is claimed: coverage is 0 there.
        claim = np.full(held.shape, -1, np.int64)
        claim[mine] = np.arange(len(positions))
        at = np.take_along_axis(claim, concepts.astype(np.int64), axis=1)
        segments = np.append(self.side.pool.claim_segment[positions], -1)[at]
        vias = np.append(self.side.pool.claim_via[positions], 0)[at]
        return Coverage(*(x.tolist() for x in (best.T, points.T, concepts, segments, vias)))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Per pair and thing: see `Covered`."""

    coverage: list[list[float]]
    points: list[list[int]]
    concepts: list[list[int]]
    segments: list[list[int]]
    vias: list[list[int]]


@dataclass(frozen=True, slots=True)
class Covered:
    """How every thing is covered, for one pair; where coverage is 0, only that says something.

    Attributes
    ----------
    coverage : in [0, 1]
    points : hundredths
    concepts
        The claimed concept that covers a thing best; ties: first link, lowest number.
    segments, vias
        Segment that its claim rests on, and the number of the `Via` by which it follows.
    """

    coverage: list[float]
    points: list[int]
    concepts: list[int]
    segments: list[int]
    vias: list[int]


@dataclass(frozen=True, eq=False)
class Pair:
    """One vacancy and one portfolio.

    Attributes
    ----------
    at : int
        Which of the ``pairs`` it is.
    """

    job: Job
    person: Person
    at: int = 0
    together: Pairs | None = None

    @cached_property
    def pairs(self) -> Pairs:
        """The pairs it is explained with; alone when there are no others."""
        return self.together or Pairs(self.job, self.person.side, [self.person.row])

    @cached_property
    def covered(self) -> Covered:
        """How far every demand and part is covered."""
        found, at = self.pairs.coverage, self.at
        return Covered(
            found.coverage[at],
            found.points[at],
            found.concepts[at],
            found.segments[at],
            found.vias[at],
        )


def pairs_of(job: Job, side: PortfolioSide, rows: Sequence[int]) -> list[Pair]:
    """Pairs of one job with some rows; what is alike for all is computed in one go."""
    together = Pairs(job, side, rows)
    return [Pair(job, Person(side, int(row)), i, together) for i, row in enumerate(rows)]
