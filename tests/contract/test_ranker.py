"""The top k is that of brute force, and the index finds what numpy finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from matcher import Matcher, Portfolio, Vacancy
from matcher.domain.shortlist import Contribution
from matcher.pool import distinct
from matcher.pool.lexical import overlap, query_of
from matcher.pool.postings import Postings
from matcher.scoring import ranker
from matcher.scoring.arithmetic import UNIT
from matcher.scoring.evidence.base import Job, Pair, Person
from matcher.scoring.levels import Levels
from matcher.scoring.ranker import ALL, Searchable, first_scores, over_vacancies, sum_over, top
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import Weights
from matcher.shortlist.eligibility import check, check_pool, one_row

COPIES = 3


@pytest.fixture(scope="module")
def crowd(matcher: Matcher, people: Sequence[Portfolio]) -> Searchable:
    """Everyone three times under another id: every score is a tie of three."""
    return matcher.portfolio_pool(
        [replace(p, id=f"{p.id}-{copy}") for copy in range(COPIES) for p in people]
    )


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So small that the bound decides in a pool of 360."""
    monkeypatch.setattr(ranker, "SMALL", 0)
    monkeypatch.setattr(ranker, "BLOCK", 8)
    monkeypatch.setattr(ranker, "NEAREST_TEXTS", 20)


def brute_force(
    job: Job, pool: Searchable, rows: NDArray[np.intp], k: int
) -> list[tuple[int, int]]:
    """Score everyone fully; then by score, ties by row."""
    scores = sum_over(ALL, job, pool.side, rows)
    ordered = sorted(zip(-scores, rows.tolist(), strict=True))[:k]
    return [(row, -int(score)) for score, row in ordered]


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("k", [1, 2, 10, 50])
def test_the_top_is_that_of_brute_force_and_not_everyone_was_scored(
    crowd: Searchable, side: VacancySide, k: int
) -> None:
    everyone = np.arange(len(crowd.side.pool))
    spared = 0
    for number in range(len(side.pool)):
        job = Job(side, number)
        found = top(job, crowd, everyone, first_scores(job, crowd.side, everyone), k)
        pairs = list(zip(found.rows.tolist(), found.scores.tolist(), strict=True))
        assert pairs == brute_force(job, crowd, everyone, k)
        assert k <= found.scored_fully <= len(everyone)
        spared += len(everyone) - found.scored_fully
    if k <= 10:
        assert spared > 0


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize(
    "weights",
    [
        Weights(own_words=0.135, shared_words=0.135, document=0.005),
        Weights(own_words=33.335, shared_words=0.005, refusal=0.0),
        Weights(demands=0, occupation_parts=0, occupation=0, experience=0, wish=0),
        Weights(document=0, own_words=0, shared_words=0, refusal=50),
    ],
    ids=["tiny", "words", "texts only", "no texts"],
)
def test_the_top_is_that_of_brute_force_under_any_weights(
    crowd: Searchable, side: VacancySide, weights: Weights
) -> None:
    everyone = np.arange(len(crowd.side.pool))
    weighed = VacancySide(side.pool, side.knowledge, weights)
    for number in range(0, len(side.pool), 3):
        job = Job(weighed, number)
        found = top(job, crowd, everyone, first_scores(job, crowd.side, everyone), 10)
        pairs = list(zip(found.rows.tolist(), found.scores.tolist(), strict=True))
        assert pairs == brute_force(job, crowd, everyone, 10)


class Points:
    """Evidence with given hundredths and the tightest bound there is."""

    kind = "gegeven"

    def __init__(self, points: NDArray[np.int32]) -> None:
        self.points = points

    def largest(self, job: Job) -> float:
        return float(self.points.max()) / 100

    def over_portfolios(
        self, job: Job, side: PortfolioSide, rows: NDArray[np.intp]
    ) -> NDArray[np.int32]:
        return self.points[rows]

    def over_vacancies(
        self, person: Person, side: VacancySide, rows: NDArray[np.intp]
    ) -> NDArray[np.int32]:
        raise NotImplementedError

    def explain(self, pair: Pair) -> list[Contribution]:
        raise NotImplementedError


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("seed", range(40))
def test_the_top_is_exact_when_bounds_are_tight_and_many_scores_are_equal(
    crowd: Searchable, side: VacancySide, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Few different points: at the last place there are ties, in the bounds too."""
    rng = np.random.default_rng(seed)
    rows = np.arange(len(crowd.side.pool))
    first, second, last = rng.integers(0, 12, (3, len(rows))).astype(np.int32)
    monkeypatch.setattr(ranker, "SECOND", (ranker.DOCUMENT, Points(second)))
    monkeypatch.setattr(ranker, "LAST", (Points(last),))
    job = Job(VacancySide(side.pool, side.knowledge, Weights(document=0)), 0)
    found = top(job, crowd, rows, first, 7)
    total = first + second + last
    wanted = sorted(rows.tolist(), key=lambda row: (-total[row], row))[:7]
    assert found.rows.tolist() == wanted
    assert found.scores.tolist() == total[wanted].tolist()


@pytest.mark.usefixtures("small_blocks")
def test_the_top_of_some_rows_is_that_of_brute_force_over_these_rows(
    crowd: Searchable, side: VacancySide, matcher: Matcher
) -> None:
    for number in range(len(side.pool)):
        job = Job(side, number)
        rows = check(matcher.gates, crowd.side.pool.columns, one_row(side.pool.columns, number)).can
        everyone = np.arange(len(crowd.side.pool))
        first = first_scores(job, crowd.side, everyone)[rows]
        found = top(job, crowd, rows, first, 7)
        pairs = list(zip(found.rows.tolist(), found.scores.tolist(), strict=True))
        assert pairs == brute_force(job, crowd, rows, 7)


@pytest.mark.usefixtures("small_blocks")
def test_equal_scores_stand_in_order_of_id(crowd: Searchable, side: VacancySide) -> None:
    everyone = np.arange(len(crowd.side.pool))
    job = Job(side, 0)
    found = top(job, crowd, everyone, first_scores(job, crowd.side, everyone), 9)
    ids = [crowd.side.pool.ids[row] for row in found.rows]
    for first in (0, 3, 6):
        same = ids[first : first + COPIES]
        assert len({i.rpartition("-")[0] for i in same}) == 1
        assert [i[-1] for i in same] == ["0", "1", "2"]
        assert len(set(found.scores[first : first + COPIES].tolist())) == 1


@pytest.mark.parametrize("small", [0, 10_000])
@pytest.mark.parametrize("block", [1, 5, 10_000])
@pytest.mark.parametrize("nearest", [1, 30, 10_000])
def test_the_size_of_blocks_changes_only_the_time(
    crowd: Searchable,
    side: VacancySide,
    monkeypatch: pytest.MonkeyPatch,
    small: int,
    block: int,
    nearest: int,
) -> None:
    monkeypatch.setattr(ranker, "SMALL", small)
    monkeypatch.setattr(ranker, "BLOCK", block)
    monkeypatch.setattr(ranker, "NEAREST_TEXTS", nearest)
    everyone = np.arange(len(crowd.side.pool))
    for number in (0, 9, 17):
        job = Job(side, number)
        found = top(job, crowd, everyone, first_scores(job, crowd.side, everyone), 10)
        pairs = list(zip(found.rows.tolist(), found.scores.tolist(), strict=True))
        assert pairs == brute_force(job, crowd, everyone, 10)


def test_more_places_than_people_gives_everyone(pool: Searchable, side: VacancySide) -> None:
    rows = np.array([4, 8, 15])
    job = Job(side, 0)
    found = top(job, pool, rows, first_scores(job, pool.side, rows), 1000)
    assert sorted(found.rows.tolist()) == [4, 8, 15]
    assert len(top(job, pool, rows, first_scores(job, pool.side, rows), 0).rows) == 0
    none = np.zeros(0, np.intp)
    assert len(top(job, pool, none, np.zeros(0, np.int32), 10).rows) == 0


@pytest.mark.usefixtures("small_blocks")
def test_no_places_give_nobody(crowd: Searchable, side: VacancySide, matcher: Matcher) -> None:
    for row in range(3):
        assert matcher.shortlist(Job(side, row), crowd, k=2, outside=0).just_outside == ()


def test_one_person_in_a_pool_of_one_scores_as_in_the_pool_of_all(
    matcher: Matcher, people: Sequence[Portfolio], pool: Searchable, side: VacancySide
) -> None:
    numbers = np.arange(len(side.pool))
    for row in range(0, len(people), 7):
        alone = Person(matcher.portfolio_pool([people[row]]).side, 0)
        found = over_vacancies(alone, side, numbers)
        wanted = [
            int(sum_over(ALL, Job(side, number), pool.side, np.array([row]))[0])
            for number in numbers.tolist()
        ]
        assert found.tolist() == wanted


# ------------------------------------------------------------------------------ the document index


def by_numpy(
    pool: Searchable, query: NDArray[np.int8], rows: NDArray[np.intp]
) -> list[tuple[float, int]]:
    vectors = pool.side.pool.documents.astype(np.int64)
    products = vectors[rows] @ query.astype(np.int64)
    return sorted(
        ((float(np.float32(p) / UNIT), int(r)) for p, r in zip(products, rows, strict=True)),
        key=lambda x: (-x[0], x[1]),
    )


@pytest.mark.parametrize("k", [1, 10, 120, 500])
def test_the_index_finds_what_numpy_finds(pool: Searchable, side: VacancySide, k: int) -> None:
    everyone = np.arange(len(pool.side.pool))
    for query in side.pool.documents:
        cosines, ids = pool.index.nearest(query, k)
        wanted = by_numpy(pool, query, everyone)[:k]
        assert cosines.tolist() == [c for c, _ in wanted]
        # Which of the rows that tie for the last place are in is not promised.
        above = [i for c, i in wanted if c > cosines[-1]]
        assert ids.tolist()[: len(above)] == above


def test_the_index_searches_only_the_rows_it_is_given(pool: Searchable, side: VacancySide) -> None:
    rows = np.array([0, 1, 7, 8, 9, 63, 64, 65, 119])
    for query in side.pool.documents:
        cosines, ids = pool.index.nearest(query, 5, rows)
        wanted = by_numpy(pool, query, rows)[:5]
        assert cosines.tolist() == [c for c, _ in wanted]
        # Which of the rows that tie for the last place are in is not promised.
        above = [i for c, i in wanted if c > cosines[-1]]
        assert ids.tolist()[: len(above)] == above


def test_no_rows_give_no_neighbours(pool: Searchable, side: VacancySide) -> None:
    cosines, ids = pool.index.nearest(side.pool.documents[0], 5, np.zeros(0, np.intp))
    assert cosines.shape == ids.shape == (0,)


def test_ties_at_the_last_place_change_no_cosine(crowd: Searchable, side: VacancySide) -> None:
    everyone = np.arange(len(crowd.side.pool))
    for query in side.pool.documents:
        cosines, ids = crowd.index.nearest(query, 20)  # 20 is no multiple of 3: cuts a tie
        wanted = by_numpy(crowd, query, everyone)
        assert cosines.tolist() == [c for c, _ in wanted[:20]]
        sure = [i for c, i in wanted if c > cosines[-1]]
        assert ids.tolist()[: len(sure)] == sure


def test_an_empty_pool_can_be_asked(matcher: Matcher, jobs: Sequence[Vacancy]) -> None:
    empty = matcher.portfolio_pool([])
    result = matcher.shortlist(jobs[0], empty)
    assert result.entries == result.just_outside == ()
    assert result.tally.looked_at == 0
    assert matcher.matches(Portfolio("P"), matcher.vacancy_pool([])).entries == ()


# ------------------------------------------------------------------ what makes the search quick


@pytest.mark.parametrize("seed", range(8))
def test_levels_give_the_largest_of_each_row(seed: int) -> None:
    rng = np.random.default_rng(seed)
    starts = np.concatenate([[0], np.cumsum(rng.integers(0, 5, 30))]).astype(np.int64)
    values = rng.integers(-9, 9, starts[-1])
    levels = Levels(starts)
    wanted = [max(values[a:b].tolist(), default=0) for a, b in pairwise(starts)]
    assert levels.largest(values[levels.items]).tolist() == wanted
    assert Levels(np.zeros(3, np.int64)).largest(np.zeros(0)).tolist() == [0, 0]


def test_words_looked_up_either_way_give_the_same_number(
    crowd: Searchable, side: VacancySide
) -> None:
    terms = crowd.side.pool.terms
    for row in range(len(side.pool)):
        query = query_of(side.pool.terms, row)
        slow = overlap(terms, np.arange(terms.shape[0]), query)
        assert Postings(terms).overlap(query).tolist() == slow.tolist()


def test_equal_records_get_the_answers_that_each_would_get(
    crowd: Searchable, side: VacancySide, matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distinct, "SMALL", 0)
    monkeypatch.setattr(distinct, "WORTH_IT", 1)
    fresh = PortfolioSide(crowd.side.pool, crowd.side.knowledge)
    assert all(found.which is not None for found in fresh.distinct.values())
    for row in range(len(side.pool)):
        asked = one_row(side.pool.columns, row)
        slow = check(matcher.gates, crowd.side.pool.columns, asked)
        assert np.array_equal(check_pool(matcher.gates, fresh, asked).answers, slow.answers)
