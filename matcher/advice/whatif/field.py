"""Where a person would stand: everyone's exact score for one job, and variants of a record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.advice.seam import MatchEngine
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.base import Job
from matcher.scoring.layers import Layered, layered
from matcher.scoring.ranker import LAST, SECOND, Searchable, first_scores, sum_over
from matcher.shortlist.eligibility import check, one_row

BLOCK = 4096  # rows scored at a time: bounds the memory


@dataclass(frozen=True, slots=True)
class Stand:
    """Where someone stands for a vacancy.

    Attributes
    ----------
    place : int or None
        From 1; ``None`` when a knock-out is a known no.
    centipoints : int
        The score, in hundredths.
    refused : tuple of str
        Titles of the knock-outs that are a known no.
    """

    place: int | None
    centipoints: int
    refused: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """The score in points."""
        return self.centipoints / 100

    @property
    def words(self) -> str:
        """``plek 14``, or that there is none."""
        return "niet op de lijst" if self.place is None else f"plek {self.place}"


@dataclass(frozen=True, eq=False)
class Ladder:
    """Everyone of one layer without a known no.

    Attributes
    ----------
    rows : (n,)
        Row numbers, ascending, so in order of id.
    scores : (n,)
        Full scores in hundredths, the same as the engine's ranking gives.
    """

    ids: Sequence[str]
    rows: NDArray[np.intp]
    scores: Centipoints

    def ahead(self, identity: str, centipoints: int) -> int:
        """Others with a higher score, or the same score and a smaller id."""
        row = bisect_left(self.ids, identity)
        ahead = self.scores > centipoints
        ahead |= (self.scores == centipoints) & (self.rows < row)
        if row < len(self.ids) and self.ids[row] == identity:
            ahead &= self.rows != row
        return int(np.count_nonzero(ahead))


@dataclass(frozen=True, eq=False)
class Field:
    """Everyone in a pool for one job, scored once and kept for all questions about the job."""

    job: Job
    pool: Searchable | Layered
    engine: MatchEngine

    @classmethod
    def of(cls, vacancy: Vacancy | Job, pool: Searchable | Layered, engine: MatchEngine) -> Field:
        """The field of a vacancy."""
        job = vacancy if isinstance(vacancy, Job) else Job(engine.vacancy_pool([vacancy]), 0)
        return cls(job, pool, engine)

    @property
    def vacancy(self) -> Vacancy:
        """The record."""
        return self.job.side.pool.vacancy(self.job.row)

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """One for each layer of the pool."""
        asked = one_row(self.job.side.pool.columns, self.job.row)
        out = []
        for layer in layered(self.pool).layers:
            side = layer.pool.side
            rows = check(self.engine.gates, side.pool.columns, asked, layer.live).can
            scores = first_scores(self.job, side, rows)
            for start in range(0, len(rows), BLOCK):
                part = slice(start, start + BLOCK)
                scores[part] += sum_over(SECOND + LAST, self.job, side, rows[part])
            out.append(Ladder(side.pool.ids, rows, scores))
        return tuple(out)

    @property
    def size(self) -> int:
        """How many have no known no."""
        return sum(len(ladder.rows) for ladder in self.ladders)

    def place(self, identity: str, centipoints: int) -> int:
        """1 + the others with a higher score, or the same score and a smaller id."""
        return 1 + sum(ladder.ahead(identity, centipoints) for ladder in self.ladders)

    def stands(self, identity: str, variants: Sequence[Portfolio]) -> list[Stand]:
        """Where each variant of one person would stand, read and scored by the engine.

        Parameters
        ----------
        identity : str
            Id of the person, who is left out of the field and whose id breaks ties.
        variants : sequence of Portfolio
            Changed records; their ids are not looked at.
        """
        if not variants:
            return []
        engine = self.engine
        numbered = [replace(p, id=f"{i:06d}") for i, p in enumerate(variants)]
        small = engine.portfolio_pool(numbered)
        ranked = engine.rank(self.job, small, len(variants), fit_only=True)
        scores = dict(zip(ranked.rows.tolist(), ranked.scores.tolist(), strict=True))
        columns = one_row(self.job.side.pool.columns, self.job.row)
        answers = check(engine.gates, small.side.pool.columns, columns).answers
        titles = [gate.title for gate in engine.gates]
        out = []
        for row in range(len(variants)):
            shut = tuple(titles[g] for g in np.flatnonzero(answers[:, row] == Answer.NO))
            place = None if shut else self.place(identity, scores[row])
            out.append(Stand(place, scores[row], shut))
        return out
