"""The integer program against every subset, on random small instances."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from matcher.advice.training.choose import Choice, cheapest, closable


def holds(chosen: frozenset[int], choices: list[Choice], needs: frozenset[int]) -> bool:
    closed = {n for j in chosen for n in choices[j].closes}
    ready = all(group & chosen for j in chosen for group in choices[j].first)
    return needs <= closed and ready


def by_trying_all(choices: list[Choice], needs: frozenset[int]) -> tuple[int, ...] | None:
    """Least cost, then fewest, then the smallest sequence: by looking at every subset."""
    good = [
        (sum(choices[j].cost for j in some), size, some)
        for size in range(len(choices) + 1)
        for some in combinations(range(len(choices)), size)
        if holds(frozenset(some), choices, needs)
    ]
    return min(good)[2] if good else None


def instance(rng: Random) -> tuple[list[Choice], frozenset[int]]:
    """Up to 9 offers; what an offer needs first has a smaller number, so nothing goes round."""
    needs = frozenset(range(rng.randint(0, 5)))
    choices = []
    for j in range(rng.randint(1, 9)):
        closes = frozenset(n for n in range(6) if rng.random() < 0.3)
        first = tuple(
            frozenset(rng.sample(range(j), rng.randint(0, min(2, j))))
            for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))
            if j
        )
        choices.append(Choice(rng.choice((1, 1, 6, 6, 17, 52)), closes, first))
    return choices, needs


@pytest.mark.parametrize("seed", range(300))
def test_the_choice_is_the_best_of_all_subsets(seed: int) -> None:
    choices, needs = instance(Random(seed))
    best = by_trying_all(choices, needs)
    if best is None:
        assert needs - closable(choices)[1]
        with pytest.raises(ValueError, match="nothing closes"):
            cheapest(choices, needs)
    else:
        assert cheapest(choices, needs) == best


def test_nothing_needed_is_nothing_chosen() -> None:
    assert cheapest([Choice(1, frozenset({0}))], frozenset()) == ()


def test_one_long_step_is_left_for_two_short_ones() -> None:
    choices = [Choice(104, frozenset({0, 1})), Choice(6, frozenset({0})), Choice(6, frozenset({1}))]
    assert cheapest(choices, frozenset({0, 1})) == (1, 2)


def test_at_equal_cost_fewer_steps_win() -> None:
    choices = [Choice(6, frozenset({0})), Choice(6, frozenset({1})), Choice(12, frozenset({0, 1}))]
    assert cheapest(choices, frozenset({0, 1})) == (2,)


def test_at_equal_cost_and_number_the_first_id_wins() -> None:
    same = [Choice(6, frozenset({0})) for _ in range(4)]
    assert cheapest(same, frozenset({0})) == (0,)


def test_what_must_come_first_is_taken_and_paid() -> None:
    entree, mbo2, course = (
        Choice(52, frozenset()),
        Choice(104, frozenset({0}), (frozenset({0}),)),
        Choice(155, frozenset({0})),
    )
    assert cheapest([entree, mbo2, course], frozenset({0})) == (2,)
    dearer = Choice(157, frozenset({0}))
    assert cheapest([entree, mbo2, dearer], frozenset({0})) == (0, 1)


def test_ties_among_more_than_twenty_offers_are_settled_by_id() -> None:
    """Twenty-five needs of two equal offers each, all tied together by one dear offer."""
    choices = [Choice(1, frozenset({j // 2})) for j in range(50)]
    choices.append(Choice(1000, frozenset(range(25))))
    assert cheapest(choices, frozenset(range(25))) == tuple(range(0, 50, 2))
