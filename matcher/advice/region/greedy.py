"""Greedy weighted cover: each time the training that connects most new pairs.

The number of connected pairs is a coverage function: monotone, with diminishing returns. The
greedy choice of k trainings connects at least 1 - 1/e (63 %) of what the best choice of k would
(Nemhauser, Wolsey and Fisher, 1978).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def greedy(
    closes: Sequence[Sequence[N]], weight: Mapping[N, int], most: int
) -> list[tuple[int, int]]:
    """Choose at most so many options.

    Parameters
    ----------
    closes : per option the things it covers
    weight : pairs behind each thing; absent is 0
    most : int

    Returns
    -------
    list of (option, newly covered weight)
        In order of choice, weight falling; ties by number of option. Options that add nothing are
        left out.
    """
    covered: set[N] = set()
    chosen: list[tuple[int, int]] = []
    while len(chosen) < most:
        gains = [sum(weight.get(n, 0) for n in set(things) - covered) for things in closes]
        best = max(range(len(gains)), key=lambda i: (gains[i], -i), default=-1)
        if best < 0 or gains[best] == 0:
            break
        chosen.append((best, gains[best]))
        covered |= set(closes[best])
    return chosen
