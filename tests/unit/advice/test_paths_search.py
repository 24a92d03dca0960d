"""The search for paths against every sequence of occupations, on small invented grounds."""

from __future__ import annotations

from itertools import permutations
from random import Random

import numpy as np
import pytest
import scipy.sparse as sp

from matcher.advice.paths.cost import CENTI, CHANGE, LEARN, LEVEL, SCARCE, Pricing, State, Tariff
from matcher.advice.paths.ground import Ground
from matcher.advice.paths.search import PathLimits, Way, different, direct, ways
from matcher.vocabulary.concepts import Concept, Kind

CONCEPTS = 12


def small(seed: int, size: int = 6) -> tuple[Pricing, State]:
    """Occupations with random parts, gifts, certificates, levels and demand."""
    rng = np.random.default_rng(seed)
    asks = rng.random((size, CONCEPTS)) * (rng.random((size, CONCEPTS)) < 0.4)
    asks[:, 0] += 0.1
    asks /= asks.sum(axis=1, keepdims=True)
    brings = (rng.random((size, CONCEPTS)) * (rng.random((size, CONCEPTS)) < 0.5)).astype(
        np.float32
    )
    alike = np.triu((rng.random((size, size)) < 0.1) * 0.9, 1)
    occupations = tuple(Concept(f"beroep:{i}", Kind.OCCUPATION, f"beroep {i}") for i in range(size))
    ground = Ground(
        occupations=occupations,
        number=np.arange(size, dtype=np.int32),
        asks=sp.csr_array(asks),
        brings=brings,
        certificates=tuple(frozenset[int]() for _ in range(size)),
        level=rng.integers(0, 6, size),
        alike=sp.csr_array(alike + alike.T),
    )
    tariff = Tariff(
        ground,
        tuple(Concept(f"certificaat:{i}", Kind.CERTIFICATE, str(i)) for i in range(3)),
        np.array([1.0, 6.0, 17.0]),
        rng.random((size, 3)) < 0.4,
        tuple(frozenset({i}) for i in range(3)),
        (None, None, None),
    )
    holdings = (rng.random(CONCEPTS) * (rng.random(CONCEPTS) < 0.4)).astype(np.float32)
    state = State(holdings, rng.random(3) < 0.7, int(rng.integers(0, 4)))
    return Pricing(tariff, rng.integers(0, 2, size)), state


def step(
    pricing: Pricing, has: list[float], missing: set[int], rank: int, to: int
) -> tuple[int, float]:
    """The planning rule, written from its formula and not from the code."""
    ground = pricing.tariff.ground
    asked = ground.asks.toarray()[to]
    gap = round(1 - sum(a * h for a, h in zip(asked, has, strict=True)), 9)
    level = int(ground.level[to])
    weeks = CHANGE + LEARN[level] * gap**2 + LEVEL * max(0, level - rank)
    weeks += sum(pricing.tariff.weeks[c] for c in missing if pricing.tariff.asked[to, c])
    if pricing.open_vacancies is not None and pricing.open_vacancies[to] == 0:
        weeks += SCARCE
    return round(weeks * CENTI), gap


def by_trying_all(
    pricing: Pricing, start: State, target: int, limits: PathLimits, barred: frozenset[int]
) -> set[Way]:
    """Every sequence of other occupations that keeps to the limits."""
    ground = pricing.tariff.ground
    others = [i for i in range(len(ground.occupations)) if i != target and i not in barred]
    out = set()
    for length in range(1, limits.between + 1):
        for between in permutations(others, length):
            has = [float(x) for x in start.holdings]
            missing = {i for i in range(3) if start.missing[i]}
            total, fine = 0, True
            before = step(pricing, has, missing, start.rank or 0, target)[1]
            for row in between:
                cost, gap = step(pricing, has, missing, start.rank or 0, row)
                fine &= gap <= limits.largest_gap or ground.level[row] <= limits.unschooled
                total += cost
                has = [max(h, float(b)) for h, b in zip(has, ground.brings[row], strict=True)]
                missing -= {c for c in range(3) if pricing.tariff.asked[row, c]}
                now = step(pricing, has, missing, start.rank or 0, target)[1]
                fine &= before - now >= limits.smallest_gain
                before = now
            cost, gap = step(pricing, has, missing, start.rank or 0, target)
            fine &= gap <= limits.largest_gap or ground.level[target] <= limits.unschooled
            if fine:
                out.add(Way(total + cost, between))
    return out


@pytest.mark.parametrize("seed", range(40))
def test_the_search_finds_every_path_at_its_cost(seed: int) -> None:
    pricing, start = small(seed)
    barred = frozenset(Random(seed).sample(range(1, 6), seed % 3))
    limits = PathLimits(between=1 + seed % 3, largest_gap=0.9, smallest_gain=0.01)
    found = list(ways(pricing, start, 0, limits, barred))
    assert len(set(found)) == len(found)
    expected = by_trying_all(pricing, start, 0, limits, barred)
    assert {w.between for w in found} == {w.between for w in expected}
    cost = {w.between: w.cost for w in expected}
    # A path has at most four steps; each may round the other way at half a hundredth.
    assert all(abs(w.cost - cost[w.between]) <= 4 for w in found)


def test_some_small_grounds_have_paths_and_some_have_none() -> None:
    counts = [len(list(ways(*small(seed), 0, PathLimits()))) for seed in range(40)]
    assert min(counts) == 0 and max(counts) > 5


@pytest.mark.parametrize("seed", range(10))
def test_the_cost_of_the_last_step_is_that_of_the_state_it_is_taken_in(seed: int) -> None:
    pricing, start = small(seed)
    costs, gaps = pricing.last(start, 0)
    for row in range(6):
        after = pricing.costs(start.after(row, pricing.tariff))
        assert costs[row] == after[0][0]
        assert gaps[row] == after[1][0]


def test_the_direct_step_is_always_there() -> None:
    pricing, start = small(3)
    assert direct(pricing, start, 0) == Way(int(pricing.costs(start)[0][0]), ())
    assert list(ways(pricing, start, 0, PathLimits(between=0))) == []


def test_paths_that_are_shown_share_nothing() -> None:
    alike = np.zeros((6, 6))
    alike[1, 4] = alike[4, 1] = 0.8
    found = [
        Way(10, (1,)),
        Way(11, (1, 2)),
        Way(12, (4,)),
        Way(13, (2, 3)),
        Way(13, (2,)),
        Way(20, (5,)),
    ]
    chosen = different(found, 3, sp.csr_array(alike), PathLimits())
    assert chosen == (Way(10, (1,)), Way(13, (2,)), Way(20, (5,)))
    assert different(found, 1, sp.csr_array(alike), PathLimits()) == (Way(10, (1,)),)
    only = different(found, 3, sp.csr_array(alike), PathLimits(), holds=lambda w: w.cost > 10)
    assert only == (Way(11, (1, 2)), Way(20, (5,)))


def test_more_demand_never_makes_a_path_dearer() -> None:
    pricing, start = small(5)
    free = Pricing(pricing.tariff, np.ones(6, np.int64))
    dear = Pricing(pricing.tariff, np.zeros(6, np.int64))
    cheap = {w.between: w.cost for w in ways(free, start, 0, PathLimits())}
    for way in ways(dear, start, 0, PathLimits()):
        assert way.cost == cheap[way.between] + round(SCARCE * CENTI) * (len(way.between) + 1)
