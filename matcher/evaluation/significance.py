"""Is a difference between two systems more than luck in the choice of vacancies?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.errors import DataError

EXACT_UP_TO = 20  # 2**20 sign patterns
DRAWS = 100_000
BOOTSTRAP_DRAWS = 10_000
_CELLS = 2_000_000  # drawn at once: bounds the memory
# Sums that differ by rounding only are equal: otherwise a tie would count or not by chance.
_ROUNDING = 1e-10


@dataclass(frozen=True)
class Difference:
    """A system against a baseline on the same vacancies.

    Attributes
    ----------
    n : int
        Vacancies measured for both.
    mean : float
        Mean of system minus baseline, in the metric's unit.
    low, high : float
        Bootstrap 95 % interval of that mean (percentiles).
    p : float
        Two-sided p-value of the randomisation test, in (0, 1].
    exact : bool
        All sign patterns were counted, none drawn.
    """

    n: int
    mean: float
    low: float
    high: float
    p: float
    exact: bool


def sign_flip_p(differences: Sequence[float] | NDArray[np.float64], seed: int = 0) -> float:
    """Two-sided p-value of the paired randomisation test.

    Under the null hypothesis each difference could as well have had the other sign. The p-value
    is the share of sign patterns whose mean lies at least as far from 0 as the observed mean
    (Fisher 1935; Smucker, Allan and Carterette, "A Comparison of Statistical Significance Tests
    for Information Retrieval Evaluation", CIKM 2007).

    Parameters
    ----------
    differences : sequence of float
        One for each vacancy, n > 0. Up to 20 are tested exactly, over 2**n patterns; more by
        100,000 drawn patterns, with p = (1 + count) / (1 + draws) (Davison and Hinkley 1997).
    seed : int
        Of the draws.

    Returns
    -------
    float
        In (0, 1]; 1 when all differences are 0.
    """
    values = np.asarray(differences, dtype=np.float64)
    if not len(values):
        raise DataError("Geen vacatures om te vergelijken; geef oordelen voor minstens één.")
    observed = abs(float(values.sum())) - _ROUNDING * max(1.0, float(np.abs(values).sum()))
    if len(values) <= EXACT_UP_TO:
        sums = np.zeros(1)
        for value in values:
            sums = np.concatenate((sums + value, sums - value))
        return float(np.mean(np.abs(sums) >= observed))
    rng = np.random.default_rng(seed)
    count, step = 0, max(1, _CELLS // len(values))
    for start in range(0, DRAWS, step):
        shape = (min(step, DRAWS - start), len(values))
        signs = 2.0 * rng.integers(0, 2, size=shape, dtype=np.int8) - 1.0
        count += int((np.abs(signs @ values) >= observed).sum())
    return (1 + count) / (1 + DRAWS)


def bootstrap_interval(
    differences: Sequence[float] | NDArray[np.float64], seed: int = 0, level: float = 0.95
) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean (Efron and Tibshirani 1993, chapter 13).

    Parameters
    ----------
    differences : sequence of float
        One for each vacancy, n > 0.
    seed : int
        Of the 10,000 draws.
    level : float
        Coverage, default .95.

    Returns
    -------
    tuple of float
        Lower and upper end.
    """
    values = np.asarray(differences, dtype=np.float64)
    if not len(values):
        raise DataError("Geen vacatures om te vergelijken; geef oordelen voor minstens één.")
    rng = np.random.default_rng(seed)
    step = max(1, _CELLS // len(values))
    means = np.concatenate(
        [
            values[
                rng.integers(0, len(values), (min(step, BOOTSTRAP_DRAWS - start), len(values)))
            ].mean(axis=1)
            for start in range(0, BOOTSTRAP_DRAWS, step)
        ]
    )
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(means, [tail, 1.0 - tail])
    return float(low), float(high)


def difference(
    system: Mapping[str, float], baseline: Mapping[str, float], seed: int = 0
) -> Difference:
    """Compare two systems on the vacancies that both have a value for.

    Parameters
    ----------
    system, baseline : mapping of str to float
        Values of one metric by vacancy id.
    seed : int
        Of test and bootstrap.

    Raises
    ------
    DataError
        When they share no vacancy.
    """
    shared = sorted(set(system) & set(baseline))
    values = np.array([system[key] - baseline[key] for key in shared])
    p = sign_flip_p(values, seed)
    low, high = bootstrap_interval(values, seed)
    return Difference(len(shared), float(values.mean()), low, high, p, len(shared) <= EXACT_UP_TO)


def holm(p_values: Sequence[float]) -> list[float]:
    """Correct p-values for the number of comparisons made (Holm 1979), in the given order."""
    n, running = len(p_values), 0.0
    out = [0.0] * n
    for place, i in enumerate(sorted(range(n), key=lambda i: (p_values[i], i))):
        running = max(running, min(1.0, (n - place) * p_values[i]))
        out[i] = running
    return out
