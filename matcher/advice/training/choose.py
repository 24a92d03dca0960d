"""The cheapest set of offers that closes every need: an exact integer program.

    minimise   Σ cost_j x_j, then Σ x_j, then the ids
    subject to Σ_{j closes n} x_j ≥ 1           for every need n
               Σ_{k in group} x_k ≥ x_j         for every group of offers that j needs first
               x_j ∈ {0, 1}

Weighted set cover with precedence. Solved by HiGHS (Huangfu and Hall, Mathematical Programming
Computation 10, 2018) after the problem is cut into parts that share no offer and dominated offers
are left out; both leave the answer as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from matcher.advice.training.reduce import Row, lean, parts, useful

BITS = 20  # ids are settled this many at a time: powers of two that a solver holds exactly


@dataclass(frozen=True, slots=True)
class Choice:
    """One offer as the program sees it; its place in the sequence is its id.

    Attributes
    ----------
    cost : int
        Above 0.
    closes : frozenset of int
        Needs it closes.
    first : tuple of frozenset of int
        Groups of offers (places in the sequence); of each, one is taken too.
    """

    cost: int
    closes: frozenset[int]
    first: tuple[frozenset[int], ...] = ()


def closable(choices: Sequence[Choice]) -> tuple[frozenset[int], frozenset[int]]:
    """Offers that can be taken at all, and the needs that they close.

    An offer of which a group can never be taken falls out, and so on until nothing changes.
    """
    alive = set(range(len(choices)))
    while True:
        stuck = {j for j in alive if any(not (group & alive) for group in choices[j].first)}
        if not stuck:
            break
        alive -= stuck
    return frozenset(alive), frozenset(n for j in alive for n in choices[j].closes)


def cheapest(choices: Sequence[Choice], needs: frozenset[int]) -> tuple[int, ...]:
    """Places of the best set, ascending; empty when nothing is needed.

    Least cost first, then fewest offers, then the smallest sequence of places.

    Raises
    ------
    ValueError
        When a need cannot be closed; ask `closable` first.
    """
    alive, possible = closable(choices)
    if needs - possible:
        raise ValueError(f"needs that nothing closes: {sorted(needs - possible)}")
    return _cheapest(
        tuple(
            (j, choices[j].cost, choices[j].closes & needs, choices[j].first) for j in sorted(alive)
        ),
        needs,
    )


@lru_cache(maxsize=4096)
def _cheapest(rows: tuple[Row, ...], needs: frozenset[int]) -> tuple[int, ...]:
    chosen: list[int] = []
    for part, wanted in parts(useful(rows)):
        left = lean(part)
        if len(wanted) == 1 and not any(first for _, _, _, first in left):
            chosen.append(min((cost, j) for j, cost, closes, _ in left if closes)[1])
        else:
            chosen += _solve(left, wanted)
    return tuple(sorted(chosen))


def _solve(rows: Sequence[Row], wanted: frozenset[int]) -> list[int]:
    """The integer program itself; ties are settled in a second run, `BITS` ids at a time."""
    n = len(rows)
    at = {row[0]: i for i, row in enumerate(rows)}
    lines: list[tuple[list[int], list[float]]] = []
    for need in sorted(wanted):
        closers = [i for i, row in enumerate(rows) if need in row[2]]
        lines.append((closers, [1.0] * len(closers)))
    low = [1.0] * len(lines)
    for i, row in enumerate(rows):
        for group in row[3]:
            others = sorted(at[k] for k in group)
            lines.append(([*others, i], [1.0] * len(others) + [-1.0]))
            low.append(0.0)
    matrix = _matrix(lines, n)
    weight = np.array([row[1] for row in rows], np.float64) * (n + 1) + 1
    taken = _run(weight, matrix, np.array(low), np.zeros(n), np.ones(n))
    best = float(weight @ taken)
    fixed_low, fixed_high = np.zeros(n), np.ones(n)
    whole = _matrix([*lines, (list(range(n)), (-weight).tolist())], n)
    floor = np.array([*low, -best - 0.5])
    for start in range(0, n, BITS):
        block = range(start, min(start + BITS, n))
        prize = np.zeros(n)
        prize[block.start : block.stop] = [-(2.0 ** (block.stop - 1 - i)) for i in block]
        taken = _run(prize, whole, floor, fixed_low, fixed_high)
        span = slice(block.start, block.stop)
        fixed_low[span] = fixed_high[span] = taken[span]
    return [row[0] for row, x in zip(rows, taken, strict=True) if x > 0.5]


def _matrix(lines: Sequence[tuple[list[int], list[float]]], n: int) -> csr_array[np.float64]:
    starts = np.cumsum([0, *(len(columns) for columns, _ in lines)])
    data = np.array([v for _, values in lines for v in values], np.float64)
    columns = np.array([c for found, _ in lines for c in found], np.int32)
    return csr_array((data, columns, starts), shape=(len(lines), n))


def _run(
    weight: np.ndarray[tuple[int], np.dtype[np.float64]],
    matrix: csr_array[np.float64],
    low: np.ndarray[tuple[int], np.dtype[np.float64]],
    least: np.ndarray[tuple[int], np.dtype[np.float64]],
    most: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    found = milp(
        weight,
        integrality=np.ones(len(weight), np.int64),
        bounds=Bounds(least, most),
        constraints=LinearConstraint(matrix, low, np.inf),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise ValueError(f"no solution: {found.message}")
    return np.round(found.x)
