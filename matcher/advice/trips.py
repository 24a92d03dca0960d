"""How long one person travels to one job, with the means the person has."""

from __future__ import annotations

from math import ceil

from matcher.advice.seam import MatchEngine
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import Mode
from matcher.domain.vacancy import Vacancy
from matcher.gates.travel import TravelGate


def trip_of(
    portfolio: Portfolio, vacancy: Vacancy, engine: MatchEngine, only: Mode | None = None
) -> tuple[int | None, Mode | None]:
    """Minutes of the quickest trip with the person's own means, rounded up, and the means.

    With ``only``, of the trip by that means. ``None`` when a place or the means of transport is
    not known, or there are no means.
    """
    gate = next((g for g in engine.gates if isinstance(g, TravelGate)), None)
    trip = {} if gate is None else gate.trip(portfolio, vacancy)
    means = [m for m in portfolio.mobility.modes or () if m in trip and only in (None, m)]
    if not means:
        return None, None
    best = min(means, key=lambda m: (trip[m], m))
    return ceil(trip[best]), best


def quickest(portfolio: Portfolio, vacancy: Vacancy, engine: MatchEngine) -> int | None:
    """The minutes of `trip_of`."""
    return trip_of(portfolio, vacancy, engine)[0]
