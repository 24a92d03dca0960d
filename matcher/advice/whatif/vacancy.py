"""What if this vacancy asked less? How many more people then have no known barrier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.advice.seam import MatchEngine
from matcher.advice.whatif.changes import capital, together
from matcher.advice.whatif.counts import Changes, Counts
from matcher.advice.whatif.field import Field, Ladder
from matcher.advice.whatif.sets import minimal_sets
from matcher.advice.whatif.vacancy_changes import DemandChange, milder, possible, relaxed
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError
from matcher.scoring.evidence.base import Job
from matcher.scoring.layers import Layered
from matcher.scoring.ranker import Searchable

MOST_CHANGES = 2
TRIED_FOR_ONE = 4  # of sets that differ in degree alone, the mildest is given
NAMED = 5  # newcomers named, best first


@dataclass(frozen=True, slots=True)
class Growth:
    """A set of changes and how the number of people without a known no grows.

    Attributes
    ----------
    before, after : int
        People without a known no, counted by the engine on the vacancy as changed.
    joined : tuple of str
        Best newcomers by score, at most `NAMED`.
    best_place : int or None
        Place of the best newcomer on the changed shortlist; ``None`` when nobody joins.
    """

    changes: tuple[DemandChange, ...]
    before: int
    after: int
    joined: tuple[str, ...]
    best_place: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class VacancyWhatIfs:
    """The answer for one vacancy.

    Attributes
    ----------
    goal : int or None
        Number of people wished; ``None`` when only growth was asked.
    reached : tuple of Growth
        With a goal: smallest sets that reach it, no part of one does; largest growth first.
    single : tuple of Growth
        The single changes that let anyone in, largest growth first; none that goes further than
        a milder one and lets in no one more.
    """

    vacancy: str
    goal: int | None
    before: int
    reached: tuple[Growth, ...]
    single: tuple[Growth, ...]


def vacancy_what_if(
    vacancy: Vacancy,
    pool: Searchable | Layered,
    engine: MatchEngine,
    goal: int | None = None,
    most: int = 5,
    largest: int = MOST_CHANGES,
) -> VacancyWhatIfs:
    """How the pool of a vacancy grows when it asks less.

    Every number is the tally of a shortlist that the engine makes for the changed vacancy.

    Parameters
    ----------
    goal : int, optional
        Number of people without a known no to reach.
    most : int
        How many sets to give, of those that reach the goal and of the single changes.
    largest : int
        Most changes in a set.

    Raises
    ------
    DataError
        When ``goal`` or ``most`` is below 1.
    """
    if most < 1 or (goal is not None and goal < 1):
        raise DataError(f"doel {goal}, aantal {most}: vraag minstens 1")
    changes = possible(vacancy)
    counts = Counts(vacancy, pool, engine)
    before = counts.of([()])[0]
    told = _Told(vacancy, pool, engine, counts)
    alone: list[Changes] = [(c,) for c in changes]
    grown = dict(zip(alone, counts.of(alone), strict=True))
    singles = [
        one
        for one, count in grown.items()
        if count > before and not any(milder(m, one) and n == count for m, n in grown.items())
    ]
    singles.sort(key=lambda one: (-grown[one], one[0].words))
    reached: list[Changes] = []
    if goal is not None and before < goal:
        reached = minimal_sets(
            changes,
            largest,
            _sensible,
            lambda sets: [count >= goal for count in counts.of(sets)],
            most * TRIED_FOR_ONE,
        )
        reached = [b for b in reached if not any(milder(a, b) for a in reached)]
        reached.sort(key=lambda one: (len(one), -counts.of([one])[0], [c.words for c in one]))
    return VacancyWhatIfs(
        vacancy=vacancy.id,
        goal=goal,
        before=before,
        reached=tuple(told(one) for one in reached[:most]),
        single=tuple(told(one) for one in singles[:most]),
    )


def _sensible(changes: Sequence[DemandChange]) -> bool:
    """No demand is changed twice."""
    return len({c.demand for c in changes}) == len(changes)


class _Told:
    """Runs the engine on a changed vacancy and says what came out."""

    def __init__(
        self,
        vacancy: Vacancy,
        pool: Searchable | Layered,
        engine: MatchEngine,
        counts: Counts,
    ) -> None:
        self.vacancy, self.pool, self.engine = vacancy, pool, engine
        self.rows, self.before = counts.rows([()])[0], counts.of([()])[0]

    def __call__(self, changes: Changes) -> Growth:
        """The tally and the newcomers of the changed vacancy."""
        job = Job(self.engine.vacancy_pool([relaxed(self.vacancy, changes)]), 0)
        tally = self.engine.shortlist(job, self.pool, 1, 0).tally
        after = tally.looked_at - tally.cannot
        field = Field(job, self.pool, self.engine)
        new = sorted(
            (-int(score), ladder.ids[row])
            for ladder, old in zip(field.ladders, self.rows, strict=True)
            for row, score in _best(ladder, ~np.isin(ladder.rows, old))
        )[:NAMED]
        ids = [identity for _, identity in new]
        best = field.place(ids[0], -new[0][0]) if new else None
        words = capital(together(c.words for c in changes))
        return Growth(
            changes=changes,
            before=self.before,
            after=after,
            joined=tuple(ids),
            best_place=best,
            sentence=f"{words}: van {self.before} naar {people(after)}.",
        )


def _best(ladder: Ladder, chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Rows and scores of the best `NAMED` of some of a ladder."""
    rows, scores = ladder.rows[chosen], ladder.scores[chosen]
    order = np.lexsort((rows, -scores))[:NAMED]
    return list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))


def people(count: int) -> str:
    """``1 persoon`` or ``8 mensen``."""
    return "1 persoon" if count == 1 else f"{count} mensen"
