"""How well a job fits the person: wishes, travel and hours; apart from how the person fits it."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import Mode
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Gate
from matcher.gates.travel import TravelGate


def appeal(
    portfolio: Portfolio, vacancy: Vacancy, gates: Sequence[Gate], wished: float | None
) -> float | None:
    """Mean of what is known of three parts, 0-100; ``None`` when nothing is known.

    Travel: the share of the longest acceptable trip that is left. Hours: the share of the wished
    range that the job can give. Wishes: the credit of the wish evidence, in [0, 1], ``None`` when
    no wish is stated.
    """
    travel = next((g for g in gates if isinstance(g, TravelGate)), None)
    parts = [
        _travel(portfolio, travel.trip(portfolio, vacancy)) if travel else None,
        _hours(portfolio, vacancy),
        wished,
    ]
    known = [p for p in parts if p is not None]
    return round(100 * sum(known) / len(known), 1) if known else None


def _travel(portfolio: Portfolio, trip: dict[Mode, float]) -> float | None:
    modes, longest = portfolio.mobility.modes, portfolio.mobility.max_minutes
    if not trip or not modes or not longest:
        return None
    return max(0.0, 1 - min(trip[m] for m in modes) / longest)


def _hours(portfolio: Portfolio, vacancy: Vacancy) -> float | None:
    low, high = portfolio.availability.hours_min, portfolio.availability.hours_max
    if low is None or high is None or vacancy.hours.min is None or vacancy.hours.max is None:
        return None
    shared = min(high, vacancy.hours.max) - max(low, vacancy.hours.min) + 1
    return max(0.0, min(1.0, shared / (high - low + 1)))
