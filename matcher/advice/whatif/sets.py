"""Sets of changes, smallest first, without a set of which a part is already enough."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def minimal_sets(
    items: Sequence[T],
    largest: int,
    allowed: Callable[[tuple[T, ...]], bool],
    enough: Callable[[list[tuple[T, ...]]], Iterable[bool]],
    most: int,
) -> list[tuple[T, ...]]:
    """The smallest sets that are enough; of no set that is given, a part is enough too.

    Parameters
    ----------
    items : sequence
        Different things; sets keep their order.
    largest : int
        Most things in a set.
    allowed : callable
        Whether a set makes sense; one that does not is not tried.
    enough : callable
        For all sets of one size at once: whether each is enough.
    most : int
        A next size is only tried while fewer sets are found.

    Returns
    -------
    list of tuple
        By size, then in the order of ``items``; possibly more than ``most``.
    """
    found: list[tuple[T, ...]] = []
    for size in range(1, largest + 1):
        tried = [
            one
            for one in combinations(items, size)
            if allowed(one) and not any(set(small) <= set(one) for small in found)
        ]
        passed = [one for one, good in zip(tried, enough(tried), strict=True) if good]
        found.extend(passed)
        if len(found) >= most:
            break
    return found
