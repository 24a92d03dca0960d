"""The three readings of every kind of evidence agree to the last hundredth."""

from __future__ import annotations

from collections.abc import Mapping

import invented
import numpy as np
import pytest
from numpy.typing import NDArray

from matcher import Matcher, Portfolio, Vacancy
from matcher.domain.shortlist import Entry
from matcher.scoring.evidence.base import Evidence, Job, Pair, Person
from matcher.scoring.ranker import ALL, FIRST, LAST, SECOND, Searchable
from matcher.scoring.views import VacancySide

KINDS = [pytest.param(evidence, id=evidence.kind.replace(" ", "_")) for evidence in ALL]


def by_vacancy(evidence: Evidence, side: VacancySide, pool: Searchable) -> NDArray[np.int32]:
    """Hundredths of all pairs, shape (vacancies, portfolios), one vacancy at a time."""
    rows = np.arange(len(pool.side.pool))
    return np.array(
        [evidence.over_portfolios(Job(side, row), pool.side, rows) for row in range(len(side.pool))]
    )


def by_person(
    evidence: Evidence, matcher: Matcher, people: list[Portfolio], side: VacancySide
) -> NDArray[np.int32]:
    """The same, one person at a time, each in a pool of one as `Matcher.matches` makes it."""
    rows = np.arange(len(side.pool))
    return np.array(
        [
            evidence.over_vacancies(Person(matcher.portfolio_pool([person]).side, 0), side, rows)
            for person in people
        ]
    ).T


def explained_by(evidence: Evidence, side: VacancySide, pool: Searchable) -> NDArray[np.int32]:
    return np.array(
        [
            [
                sum(
                    line.centipoints
                    for line in evidence.explain(Pair(Job(side, row), Person(pool.side, who)))
                )
                for who in range(len(pool.side.pool))
            ]
            for row in range(len(side.pool))
        ]
    )


def test_every_evidence_is_either_cheap_or_bounded_and_has_a_name_of_its_own() -> None:
    assert (*FIRST, *SECOND, *LAST) == ALL
    assert len({evidence.kind for evidence in ALL}) == len(ALL)


@pytest.mark.parametrize("evidence", KINDS)
def test_the_readings_agree_on_every_pair_of_the_samples(
    evidence: Evidence,
    matcher: Matcher,
    people: list[Portfolio],
    pool: Searchable,
    side: VacancySide,
    explained: Mapping[tuple[int, int], Entry],
) -> None:
    table = by_vacancy(evidence, side, pool)
    lines = np.zeros_like(table)
    for (row, who), entry in explained.items():
        lines[row, who] = sum(
            line.centipoints for line in entry.contributions if line.kind == evidence.kind
        )
    np.testing.assert_array_equal(lines, table)
    some = slice(0, len(people), 4)
    np.testing.assert_array_equal(by_person(evidence, matcher, people[some], side), table[:, some])
    assert table.any()  # it says something about somebody


@pytest.fixture(scope="module")
def random_people() -> list[Portfolio]:
    return [*invented.portfolios(2, 60), Portfolio("empty")]


@pytest.fixture(scope="module")
def random_jobs() -> list[Vacancy]:
    return [*invented.vacancies(2, 30), Vacancy("empty")]


@pytest.fixture(scope="module")
def random_pool(matcher: Matcher, random_people: list[Portfolio]) -> Searchable:
    return matcher.portfolio_pool(random_people)


@pytest.fixture(scope="module")
def random_side(matcher: Matcher, random_jobs: list[Vacancy]) -> VacancySide:
    return matcher.vacancy_pool(random_jobs)


@pytest.mark.parametrize("evidence", KINDS)
def test_the_readings_agree_on_records_with_missing_fields(
    evidence: Evidence,
    matcher: Matcher,
    random_people: list[Portfolio],
    random_pool: Searchable,
    random_side: VacancySide,
) -> None:
    table = by_vacancy(evidence, random_side, random_pool)
    np.testing.assert_array_equal(explained_by(evidence, random_side, random_pool), table)
    ordered = sorted(random_people, key=lambda p: p.id)
    np.testing.assert_array_equal(by_person(evidence, matcher, ordered, random_side), table)
    many = random_side.pool.ids.index("empty"), random_pool.side.pool.ids.index("empty")
    assert table[many] == 0


@pytest.mark.parametrize("evidence", KINDS)
def test_rows_may_come_in_any_order_and_number(
    evidence: Evidence, pool: Searchable, side: VacancySide
) -> None:
    rows = np.array([17, 3, 3, 80], np.intp)
    for row in range(0, len(side.pool), 5):
        job = Job(side, row)
        everyone = evidence.over_portfolios(job, pool.side, np.arange(len(pool.side.pool)))
        np.testing.assert_array_equal(
            evidence.over_portfolios(job, pool.side, rows), everyone[rows]
        )
        none = evidence.over_portfolios(job, pool.side, np.zeros(0, np.intp))
        assert none.shape == (0,)


@pytest.mark.parametrize("evidence", KINDS)
def test_nobody_gets_more_than_the_largest(
    evidence: Evidence,
    pool: Searchable,
    side: VacancySide,
    random_pool: Searchable,
    random_side: VacancySide,
) -> None:
    for jobs, who in ((side, pool), (random_side, random_pool)):
        table = by_vacancy(evidence, jobs, who)
        for row in range(len(jobs.pool)):
            assert table[row].max() <= round(100 * evidence.largest(Job(jobs, row)))


@pytest.mark.parametrize("evidence", KINDS)
def test_every_line_has_a_label_a_reason_and_points(
    evidence: Evidence, explained: Mapping[tuple[int, int], Entry]
) -> None:
    for entry in explained.values():
        for line in entry.contributions:
            if line.kind == evidence.kind:
                assert line.label and line.reason and line.centipoints
