"""All ways from a person to an occupation, and the best of them that differ.

The cost of a step depends on everything the person has by then, so on the whole path before it.
Yen's k shortest paths (Management Science 17, 1971) needs costs that belong to an edge; here every
path within the limits is looked at. That is exact, and with at most two occupations in between
some ten thousand paths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.advice.paths.cost import Pricing, State

TRIES = 40


@dataclass(frozen=True, slots=True)
class PathLimits:
    """What counts as a sensible path.

    Attributes
    ----------
    between : int
        Most occupations between the person and the wished one; 0, 1 or 2 are quick.
    largest_gap : float
        A step asks at least some overlap: a larger share missing is no step.
    unschooled : int
        Work of which the usual education has at most this rank can be started by anyone: it needs
        no overlap.
    smallest_gain : float
        Every occupation in between must lower what the wished one still asks by this share.
    alike : float
        Two occupations from this similarity on are one and the same way.
    """

    between: int = 2
    largest_gap: float = 0.90
    unschooled: int = 1
    smallest_gain: float = 0.05
    alike: float = 0.7

    def may_step(self, gaps: NDArray[np.float64], pricing: Pricing) -> NDArray[np.bool_]:
        """Which occupations are a step, given the gap of each, shape (n,)."""
        easy = pricing.tariff.ground.level <= self.unschooled
        return easy | (gaps <= self.largest_gap)

    def may_step_to(
        self, target: int, gaps: NDArray[np.float64], pricing: Pricing
    ) -> NDArray[np.bool_]:
        """Whether one occupation is a step, for several gaps of it."""
        easy = bool(pricing.tariff.ground.level[target] <= self.unschooled)
        return (gaps <= self.largest_gap) | easy


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """One path by rows of the ground: cost in hundredths of weeks, occupations in between."""

    cost: int
    between: tuple[int, ...]


def direct(pricing: Pricing, start: State, target: int) -> Way:
    """The one step without anything in between, whatever its gap."""
    return Way(int(pricing.costs(start)[0][target]), ())


def ways(
    pricing: Pricing,
    start: State,
    target: int,
    limits: PathLimits,
    barred: frozenset[int] = frozenset(),
) -> Iterator[Way]:
    """Every path with something in between, in no promised order.

    Parameters
    ----------
    barred : frozenset of int
        Occupations that are no step: those the person has had.
    """
    if limits.between < 1:
        return
    yield from _from(pricing, start, target, limits, barred | {target}, Way(0, ()))


def _from(
    pricing: Pricing,
    state: State,
    target: int,
    limits: PathLimits,
    barred: frozenset[int],
    so_far: Way,
) -> Iterator[Way]:
    costs, gaps = pricing.costs(state)
    last_costs, last_gaps = pricing.last(state, target)
    here = float(gaps[target])
    sensible = limits.may_step(gaps, pricing) & (here - last_gaps >= limits.smallest_gain)
    arrives = limits.may_step_to(target, last_gaps, pricing)
    for row in np.flatnonzero(sensible).tolist():
        if row in barred:
            continue
        reached = Way(so_far.cost + int(costs[row]), (*so_far.between, row))
        if arrives[row]:
            yield Way(reached.cost + int(last_costs[row]), reached.between)
        if len(reached.between) < limits.between:
            after = state.after(row, pricing.tariff)
            yield from _from(pricing, after, target, limits, barred | {row}, reached)


def different(
    found: Sequence[Way],
    count: int,
    alike: sp.csr_array[np.float64],
    limits: PathLimits,
    holds: Callable[[Way], bool] = lambda _: True,
) -> tuple[Way, ...]:
    """The cheapest that differ: each next one shares nothing with those before it.

    Two ways share something when an occupation of one is, or closely resembles, one of the other.
    Ties by the rows in between.

    Parameters
    ----------
    holds : callable
        A last test of a way that would be chosen, for what is too costly to ask of all; at most
        `TRIES` are put to it.
    """
    chosen: list[Way] = []
    used: set[int] = set()
    tries = 0
    for way in sorted(found):
        if len(chosen) == count or tries == TRIES:
            break
        if not used.isdisjoint(way.between):
            continue
        tries += 1
        if holds(way):
            chosen.append(way)
            for row in way.between:
                used |= {row} | _twins(row, alike, limits.alike)
    return tuple(chosen)


def _twins(row: int, alike: sp.csr_array[np.float64], floor: float) -> set[int]:
    at = slice(int(alike.indptr[row]), int(alike.indptr[row + 1]))
    return set(alike.indices[at][alike.data[at] >= floor].tolist())
