"""Minimal sets against brute force."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from matcher.advice.whatif.sets import minimal_sets

ITEMS = tuple("abcdef")
SETS = st.sets(st.sampled_from([s for n in (1, 2, 3) for s in combinations(ITEMS, n)]))


@given(enough=SETS, refused=SETS)
def test_all_sets_that_are_enough_and_of_which_no_part_is(
    enough: set[tuple[str, ...]], refused: set[tuple[str, ...]]
) -> None:
    found = minimal_sets(
        ITEMS,
        3,
        lambda one: one not in refused,
        lambda sets: [one in enough for one in sets],
        most=100,
    )
    good = [s for n in (1, 2, 3) for s in combinations(ITEMS, n) if s in enough - refused]
    smallest = [s for s in good if not any(set(t) < set(s) for t in good)]
    assert found == smallest


def test_larger_sets_are_only_tried_while_too_few_are_found() -> None:
    tried: list[tuple[str, ...]] = []

    def enough(sets: list[tuple[str, ...]]) -> list[bool]:
        tried.extend(sets)
        return [one == ("a",) or len(one) == 2 for one in sets]

    assert minimal_sets(ITEMS, 3, lambda _: True, enough, most=1) == [("a",)]
    assert max(map(len, tried)) == 1
    found = minimal_sets(ITEMS, 3, lambda _: True, enough, most=2)
    assert found == [("a",), *combinations("bcdef", 2)]


def test_nothing_to_change_gives_nothing() -> None:
    assert minimal_sets((), 3, lambda _: True, lambda sets: [True for _ in sets], 5) == []
