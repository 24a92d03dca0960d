"""Who meets whom: everyone once where possible, then the highest sum (``scipy.optimize.milp``).

Candidates and employers with their room, and the limit of the hall, form a flow network with whole
capacities: the best solution of the linear programme is whole by itself, so HiGHS need not branch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

Pair = tuple[int, int]


def assign(
    worth: Mapping[Pair, int], people: int, room: Sequence[int], each: int, hall: int | None
) -> list[Pair]:
    """The pairs that meet, each at most once, sorted.

    First as many people as possible get one meeting, then the worth is as high as possible.

    Parameters
    ----------
    worth : (person, employer) -> whole number of 1 or more
        Pairs that may meet.
    room : meetings that each employer can have
    each : most meetings of one person
    hall : most meetings in all; ``None`` is no limit
    """
    pairs = sorted(worth)
    if not pairs or each < 1:
        return []
    n = len(pairs)
    at = np.arange(n)
    person = np.array([p for p, _ in pairs])
    employer = np.array([e for _, e in pairs])
    size = n + people  # after the pairs, for each person whether there is a meeting at all
    one = np.ones(n)
    some = np.arange(n, size)
    by_person = sp.csr_array((one, (person, at)), shape=(people, size))
    met = by_person - sp.csr_array(
        (np.ones(people), (np.arange(people), some)), shape=(people, size)
    )
    by_employer = sp.csr_array((one, (employer, at)), shape=(len(room), size))
    limits = [
        LinearConstraint(by_person, -np.inf, np.full(people, float(each))),
        LinearConstraint(met, 0.0, np.inf),
        LinearConstraint(by_employer, -np.inf, np.array(room, np.float64)),
    ]
    if hall is not None:
        everything = sp.csr_array((one, (np.zeros(n, int), at)), shape=(1, size))
        limits.append(LinearConstraint(everything, -np.inf, float(hall)))
    reach = np.where(np.arange(size) >= n, 1.0, 0.0)
    most = round(float((reach * _best(reach, limits)).sum()))
    limits.append(LinearConstraint(sp.csr_array(reach[None]), float(most), np.inf))
    values = np.zeros(size)
    values[:n] = [worth[pair] for pair in pairs]
    chosen = _best(values, limits)[:n]
    return [pair for pair, x in zip(pairs, chosen, strict=True) if x > 0.5]


def _best(values: NDArray[np.float64], limits: list[LinearConstraint]) -> NDArray[np.float64]:
    found = milp(
        -values,
        integrality=np.ones(len(values), np.int64),
        bounds=Bounds(0, 1),
        constraints=limits,
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise RuntimeError(f"the solver found no schedule: {found.message}")
    whole: NDArray[np.float64] = np.rint(found.x)
    return whole
