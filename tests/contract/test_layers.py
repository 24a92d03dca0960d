"""Layers answer as one fresh pool of the live records does, and so does what they merge into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

import invented
import numpy as np
import pytest
from numpy.typing import NDArray

from matcher import Matcher, Portfolio, Vacancy
from matcher.cli.common import as_json
from matcher.errors import DataError
from matcher.scoring import ranker
from matcher.scoring.evidence.base import Job
from matcher.scoring.layers import Layered, LayeredVacancies
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide

SEEDS = range(5)
T = TypeVar("T", Portfolio, Vacancy)
Mask = NDArray[np.bool_] | None


def split(
    records: Sequence[T], others: Sequence[T], rng: Random
) -> list[tuple[list[T], Callable[[Sequence[str]], Mask]]]:
    """Records dealt out over one to four layers, with rows among them that are no longer live.

    A stale row has the content of another record: an id that is live elsewhere, or nowhere.
    """
    layers = rng.randint(1, 4)
    live: list[list[T]] = [[] for _ in range(layers)]
    for record in records:
        live[rng.randrange(layers)].append(record)
    out = []
    for number, mine in enumerate(live):
        names = {r.id for r in mine}
        stale = [
            replace(other, id=identity)
            for other in others
            if (identity := rng.choice((other.id, f"{other.id}x"))) not in names
            and (layers > 1 or identity.endswith("x"))
            and rng.random() < 0.3
        ]
        if number == 0 and rng.random() < 0.4:
            stale = []

        def mask(ids: Sequence[str], names: set[str] = names) -> Mask:
            return None if names == set(ids) else np.array([i in names for i in ids], np.bool_)

        out.append(([*mine, *stale], mask))
    rng.shuffle(out)
    return out


def layered(matcher: Matcher, people: Sequence[Portfolio], seed: int) -> Layered:
    others = invented.portfolios(seed + 1000, len(people))
    pools = [
        (pool := matcher.portfolio_pool(rows), mask(pool.ids))
        for rows, mask in split(people, others, Random(seed))
    ]
    return matcher.layered(pools)


def layered_vacancies(matcher: Matcher, jobs: Sequence[Vacancy], seed: int) -> LayeredVacancies:
    others = invented.vacancies(seed + 1000, len(jobs))
    sides = [
        (side := matcher.vacancy_pool(rows), mask(side.ids))
        for rows, mask in split(jobs, others, Random(seed))
    ]
    return matcher.layered_vacancies(sides)


@pytest.fixture(scope="module", params=SEEDS)
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def some(seed: int) -> list[Portfolio]:
    return invented.portfolios(seed, 40)


@pytest.fixture(scope="module")
def wanted(seed: int) -> list[Vacancy]:
    return invented.vacancies(seed, 25)


@pytest.fixture(scope="module")
def fresh(matcher: Matcher, some: list[Portfolio]) -> Searchable:
    return matcher.portfolio_pool(some)


@pytest.fixture(scope="module")
def layers(matcher: Matcher, some: list[Portfolio], seed: int) -> Layered:
    return layered(matcher, some, seed)


@pytest.fixture(scope="module")
def fresh_side(matcher: Matcher, wanted: list[Vacancy]) -> VacancySide:
    return matcher.vacancy_pool(wanted)


@pytest.fixture(scope="module")
def layers_of_jobs(matcher: Matcher, wanted: list[Vacancy], seed: int) -> LayeredVacancies:
    return layered_vacancies(matcher, wanted, seed)


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks so small that the bounds decide, and an index for every layer."""
    monkeypatch.setattr(ranker, "SMALL", 0)
    monkeypatch.setattr(ranker, "BLOCK", 4)
    monkeypatch.setattr(ranker, "NEAREST_TEXTS", 5)


def lists(matcher: Matcher, pool: Searchable | Layered, side: VacancySide) -> list[str]:
    """Every shortlist over a pool, as bytes."""
    return [
        as_json(matcher.shortlist(Job(side, row), pool, k, outside))
        for row in range(len(side.ids))
        for k, outside in (((row % 9) + 1, row % 4),)
    ]


def found(
    matcher: Matcher, pool: Searchable, vacancies: VacancySide | LayeredVacancies
) -> list[str]:
    """The matches of every person of a pool, as bytes."""
    return [
        as_json(matcher.matches(person, vacancies, (row % 9) + 1, row % 4))
        for row in range(0, len(pool.ids), 3)
        for person in (pool.side.pool.portfolio(row),)
    ]


# ------------------------------------------------------------------------------------ the answers


def test_a_shortlist_over_layers_is_that_over_one_fresh_pool(
    matcher: Matcher, layers: Layered, fresh: Searchable, fresh_side: VacancySide
) -> None:
    assert lists(matcher, layers, fresh_side) == lists(matcher, fresh, fresh_side)


@pytest.mark.usefixtures("tight")
def test_so_it_is_when_the_bounds_decide(
    matcher: Matcher, layers: Layered, fresh: Searchable, fresh_side: VacancySide
) -> None:
    assert lists(matcher, layers, fresh_side) == lists(matcher, fresh, fresh_side)


def test_matches_over_layers_are_those_over_one_fresh_pool(
    matcher: Matcher, fresh: Searchable, layers_of_jobs: LayeredVacancies, fresh_side: VacancySide
) -> None:
    assert found(matcher, fresh, layers_of_jobs) == found(matcher, fresh, fresh_side)


@pytest.mark.parametrize("fit_only", [False, True])
def test_a_rank_over_layers_is_that_over_one_fresh_pool(
    matcher: Matcher, layers: Layered, fresh: Searchable, fresh_side: VacancySide, fit_only: bool
) -> None:
    for row in range(len(fresh_side.ids)):
        one = matcher.rank(Job(fresh_side, row), fresh, 7, fit_only)
        many = matcher.rank(Job(fresh_side, row), layers, 7, fit_only)
        assert list(many.ids) == [fresh.ids[who] for who in one.rows]
        assert many.scores.tolist() == one.scores.tolist()


# --------------------------------------------------------------------------------------- the merge


def test_a_merged_pool_holds_what_a_fresh_pool_holds(
    matcher: Matcher, layers: Layered, fresh: Searchable
) -> None:
    assert_same(matcher.merge(layers).side.pool, fresh.side.pool)


def test_a_merged_vacancy_pool_holds_what_a_fresh_one_holds(
    matcher: Matcher, layers_of_jobs: LayeredVacancies, fresh_side: VacancySide
) -> None:
    assert_same(matcher.merge_vacancies(layers_of_jobs).pool, fresh_side.pool)


def assert_same(merged: object, fresh: object) -> None:
    """Equal in every array; lists of a column may be padded further."""
    for name, value in vars(fresh).items():
        other = getattr(merged, name)
        if name == "columns":
            assert sorted(other) == sorted(value)
            for column in value:
                mine = other[column]
                if mine.ndim == 2:
                    continue  # what pads it says nothing; the answers below do
                assert mine.dtype == value[column].dtype
                assert np.array_equal(mine, value[column]), column
        elif name in ("records", "texts", "term_words"):
            assert [other[i] for i in range(len(other))] == [value[i] for i in range(len(value))]
        elif name == "ids":
            assert other == value
        else:
            dense = [x.toarray() if hasattr(x, "toarray") else x for x in (other, value)]
            assert other.dtype == value.dtype and np.array_equal(*dense), name


def test_a_merged_pool_answers_as_a_fresh_one_also_after_it_was_kept(
    matcher: Matcher,
    layers: Layered,
    layers_of_jobs: LayeredVacancies,
    fresh: Searchable,
    fresh_side: VacancySide,
    tmp_path: Path,
) -> None:
    merged, side = matcher.merge(layers), matcher.merge_vacancies(layers_of_jobs)
    wanted, people = lists(matcher, fresh, fresh_side), found(matcher, fresh, fresh_side)
    assert lists(matcher, merged, side) == wanted
    assert found(matcher, merged, side) == people
    matcher.save(merged, tmp_path / "people")
    matcher.save(side, tmp_path / "jobs")
    kept, jobs = (
        matcher.load_portfolios(tmp_path / "people"),
        matcher.load_vacancies(tmp_path / "jobs"),
    )
    assert lists(matcher, kept, jobs) == wanted
    assert found(matcher, kept, jobs) == people


def test_what_was_merged_can_be_a_layer_again(matcher: Matcher) -> None:
    people, jobs = invented.portfolios(77, 60), invented.vacancies(77, 10)
    side, base = matcher.vacancy_pool(jobs), matcher.portfolio_pool(people[:20])
    for end in (40, 60):
        # The last five of the base change into what they were; the new ones come with them.
        again = matcher.portfolio_pool(people[end - 25 : end])
        mask = np.ones(len(base.ids), np.bool_)
        mask[-5:] = False
        base = matcher.merge(matcher.layered([(base, mask), (again, None)]))
    assert lists(matcher, base, side) == lists(matcher, matcher.portfolio_pool(people), side)


# ---------------------------------------------------------------------------- the layers themselves


def test_layers_know_who_is_live_and_where(
    layers: Layered, fresh: Searchable, some: list[Portfolio]
) -> None:
    assert layers.ids() == fresh.ids
    assert len(layers) == len(some)
    for record in some:
        pool, row = layers.find(record.id) or pytest.fail(record.id)
        assert pool.side.pool.portfolio(row) == record
    for nobody in ("", "P", "P0000x", "P9999", "Q"):
        assert layers.find(nobody) is None


def test_an_id_may_be_live_once(matcher: Matcher) -> None:
    one, two = invented.portfolios(1, 4), invented.portfolios(2, 3)
    base, delta = matcher.portfolio_pool(one), matcher.portfolio_pool(two)
    with pytest.raises(DataError) as caught:
        matcher.layered([(base, np.array([True, False, True, True])), (delta, None)])
    assert caught.value.problems == [
        "P0000: staat in twee lagen; zet de oude uit",
        "P0002: staat in twee lagen; zet de oude uit",
    ]


@pytest.mark.parametrize("mask", [np.ones(3, np.bool_), np.ones(4, np.int8)])
def test_a_mask_has_one_bool_a_row(matcher: Matcher, mask: NDArray[np.bool_]) -> None:
    base = matcher.portfolio_pool(invented.portfolios(1, 4))
    with pytest.raises(DataError, match=r"laag 2.*4 rijen"):
        matcher.layered([(matcher.portfolio_pool([]), None), (base, mask)])


def test_no_layers_and_no_live_rows_give_an_empty_answer(matcher: Matcher) -> None:
    people, job = invented.portfolios(1, 4), invented.vacancies(1, 1)[0]
    nobody = matcher.layered([(matcher.portfolio_pool(people), np.zeros(4, np.bool_))])
    nothing = matcher.layered_vacancies([(matcher.vacancy_pool([job]), np.zeros(1, np.bool_))])
    empty = as_json(matcher.shortlist(job, matcher.portfolio_pool([])))
    for pool in (
        nobody,
        matcher.layered([]),
        matcher.merge(nobody),
        matcher.merge(matcher.layered([])),
    ):
        assert as_json(matcher.shortlist(job, pool)) == empty
    none = as_json(matcher.matches(people[0], matcher.vacancy_pool([])))
    for jobs in (nothing, matcher.layered_vacancies([]), matcher.merge_vacancies(nothing)):
        assert as_json(matcher.matches(people[0], jobs)) == none
