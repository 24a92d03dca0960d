"""Real demand: the open vacancies of a pool by the occupation that their title names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.advice.paths.ground import Ground
from matcher.advice.seam import MatchEngine
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.gates.travel import TravelGate
from matcher.scoring.views import VacancySide

SURE = 0.5  # support from which a title counts as this occupation
TRAVEL = "travel"
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Demand:
    """Open vacancies for one occupation.

    Attributes
    ----------
    vacancies : int
        In the whole pool.
    reachable : int
        Of these, those that are not a known no for travel.
    ids : tuple of str
        The vacancies within reach, by id.
    places : tuple of (place, count)
        Where most of them are, within reach or not.
    minutes : int or None
        The shortest trip with the person's own means of transport; ``None`` when not known.
    """

    vacancies: int = 0
    reachable: int = 0
    ids: tuple[str, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    minutes: int | None = None


@dataclass(frozen=True, eq=False)
class Market:
    """The vacancies of a pool by occupation, as one person sees them.

    Attributes
    ----------
    occupation : (vacancies,) int
        Row in the ground, -1 when the title names none.
    reachable : (vacancies,) bool
    possible : (vacancies,) bool
        Whether no knock-out at all is a known no.
    """

    side: VacancySide
    engine: MatchEngine
    portfolio: Portfolio
    occupation: NDArray[np.int64]
    reachable: NDArray[np.bool_]
    possible: NDArray[np.bool_]

    @classmethod
    def of(
        cls, engine: MatchEngine, ground: Ground, portfolio: Portfolio, side: VacancySide
    ) -> Market:
        """Ask every gate once over all vacancies."""
        pool = side.pool
        row = np.full(len(engine.vocabulary) + 1, -1, np.int64)
        row[ground.number] = np.arange(len(ground.number))
        named = np.where(pool.occupation_confidence >= SURE, pool.occupation, -1)
        mine = engine.portfolio_pool([portfolio]).side.pool.columns
        possible = np.ones(len(pool), np.bool_)
        reachable = np.ones(len(pool), np.bool_)
        for gate in engine.gates if len(pool) else ():
            no = gate.verdicts(mine, pool.columns) == Answer.NO
            possible &= ~no
            if gate.name == TRAVEL:
                reachable = ~no
        return cls(side, engine, portfolio, row[named], reachable, possible)

    def counts(self, ground: Ground) -> NDArray[np.int64]:
        """Vacancies within reach per occupation, shape (n,)."""
        rows = self.occupation[self.reachable & (self.occupation >= 0)]
        return np.bincount(rows, minlength=len(ground.occupations)).astype(np.int64)

    def rows_of(self, occupation: int) -> NDArray[np.intp]:
        """Vacancies for an occupation, by its row in the ground."""
        return np.flatnonzero(self.occupation == occupation)

    def demand(self, occupation: int) -> Demand:
        """What is asked of one occupation, by its row in the ground."""
        rows = self.rows_of(occupation)
        near = rows[self.reachable[rows]]
        places: Counter[str] = Counter()
        for row in rows.tolist():
            where = self.side.pool.vacancy(row).location
            if where is not None and where.place:
                places[where.place] += 1
        order = sorted(places.items(), key=lambda p: (-p[1], p[0]))
        trips = [t for t in (self._trip(row) for row in near.tolist()) if t is not None]
        return Demand(
            vacancies=len(rows),
            reachable=len(near),
            ids=tuple(self.side.pool.ids[row] for row in near.tolist()),
            places=tuple(order[:MOST_PLACES]),
            minutes=min(trips, default=None),
        )

    def _trip(self, row: int) -> int | None:
        gate = next((g for g in self.engine.gates if isinstance(g, TravelGate)), None)
        if gate is None:
            return None
        trip = gate.trip(self.portfolio, self.side.pool.vacancy(row))
        modes = self.portfolio.mobility.modes
        known = [t for m, t in trip.items() if modes and m in modes]
        return None if not known else int(np.ceil(min(known)))
