"""The parts of a regional plan: bits, greedy cover, regions by place."""

from __future__ import annotations

from itertools import combinations
from math import e
from pathlib import Path
from random import Random

import numpy as np
import pytest

from matcher.advice.region.bits import Tally, pack, rows, size, words_for
from matcher.advice.region.greedy import greedy
from matcher.advice.region.regions import UNKNOWN, read_regions
from matcher.domain.portfolio import Place
from matcher.errors import DataError


@pytest.mark.parametrize("n", [1, 63, 64, 65, 200])
def test_bits_say_what_the_mask_says(n: int) -> None:
    rng = np.random.default_rng(n)
    masks = rng.random((5, n)) < 0.4
    packed = pack(masks)
    assert packed.shape == (5, words_for(n))
    tally = Tally(words_for(n))
    for mask, bits in zip(masks, packed, strict=True):
        assert rows(bits).tolist() == np.flatnonzero(mask).tolist()
        assert size(bits) == mask.sum()
        tally.add(bits)
    everyone = pack(np.ones(n, np.bool_))
    times = masks.sum(axis=0)
    assert rows(tally.one).tolist() == np.flatnonzero(times == 1).tolist()
    assert rows(tally.none & everyone).tolist() == np.flatnonzero(times == 0).tolist()


def test_greedy_counts_a_pair_once() -> None:
    closes = [["a", "b"], ["b", "c"], ["c"], ["d"]]
    weight = {"a": 5, "b": 4, "c": 3}
    assert greedy(closes, weight, 9) == [(0, 9), (1, 3)]
    assert greedy(closes, weight, 1) == [(0, 9)]
    assert greedy([["a"], ["a"]], weight, 2) == [(0, 5)]
    assert greedy([], weight, 2) == []


def test_greedy_reaches_its_share_of_the_best_choice() -> None:
    rng, below = Random(2), 0
    for _ in range(300):
        things = range(rng.randint(3, 10))
        weight = {t: rng.randint(0, 20) for t in things}
        closes = [rng.sample(things, rng.randint(1, 3)) for _ in range(rng.randint(2, 7))]
        k = rng.randint(1, 4)
        found = sum(gain for _, gain in greedy(closes, weight, k))
        best = max(
            sum(weight[t] for t in {t for i in some for t in closes[i]})
            for size_ in range(min(k, len(closes)) + 1)
            for some in combinations(range(len(closes)), size_)
        )
        assert (1 - 1 / e) * best <= found <= best
        below += found < best
    assert below > 0  # the cases are not all easy


@pytest.mark.parametrize(
    ("place", "region"),
    [
        (Place("Veendam"), "Groningen"),
        (Place("Assen", "9401"), "Groningen"),
        (Place("Emmen"), "Drenthe"),
        (Place("Meppel"), "Zwolle"),
        (Place(None, "9671"), "Groningen"),
        (Place("2e Exloërmond"), "Drenthe"),
        (Place("Amsterdam"), UNKNOWN),
        (Place("Nergenshuizen"), UNKNOWN),
        (Place("Haren", "5368"), UNKNOWN),
        (Place(), UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_region_of_a_place(place: Place | None, region: str) -> None:
    assert read_regions().of(place) == region


def test_an_own_table_is_read_and_all_mistakes_are_told(tmp_path: Path) -> None:
    head = "plaats,gemeente,arbeidsmarktregio,status,bron\n"
    own = tmp_path / "regio.csv"
    own.write_text(head + "Veendam,Veendam,Oost,V,besluit\n", "utf-8")
    assert read_regions(own).of(Place("Veendam")) == "Oost"
    assert read_regions(own).of(Place("Emmen")) == UNKNOWN
    own.write_text(head + "Veendam,,Oost,X,\nVeendam,,West,V,\n,,Oost,V,\n", "utf-8")
    with pytest.raises(DataError) as error:
        read_regions(own)
    assert len(error.value.problems) == 3
    own.write_text("plaats,status\nVeendam,V\n", "utf-8")
    with pytest.raises(DataError, match="gemeente, arbeidsmarktregio, bron"):
        read_regions(own)
