"""What the tests share: one matcher, and the invented samples as records and as pools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from matcher import Matcher, Portfolio, Vacancy, read_portfolios, read_vacancies
from matcher.domain.shortlist import Entry
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide

SAMPLES = Path(__file__).parents[1] / "data" / "samples"

# No deadline: the machine may be shared. Derandomised: the same examples on every run.
settings.register_profile(
    "matcher",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("matcher")


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher()


@pytest.fixture(scope="session")
def people() -> Sequence[Portfolio]:
    """The sample portfolios, by id."""
    return sorted(read_portfolios(SAMPLES / "portfolios.jsonl").items, key=lambda p: p.id)


@pytest.fixture(scope="session")
def jobs() -> Sequence[Vacancy]:
    """The sample vacancies, by id."""
    return sorted(read_vacancies(SAMPLES / "vacancies.jsonl").items, key=lambda v: v.id)


@pytest.fixture(scope="session")
def pool(matcher: Matcher, people: Sequence[Portfolio]) -> Searchable:
    return matcher.portfolio_pool(people)


@pytest.fixture(scope="session")
def side(matcher: Matcher, jobs: Sequence[Vacancy]) -> VacancySide:
    return matcher.vacancy_pool(jobs)


@pytest.fixture(scope="session")
def explained(
    matcher: Matcher, pool: Searchable, side: VacancySide
) -> Mapping[tuple[int, int], Entry]:
    """Every sample pair explained, by (row of the vacancy, row of the portfolio)."""
    return {
        (job, person): matcher.explain_row(Job(side, job), pool, person)
        for job in range(len(side.pool))
        for person in range(len(pool.side.pool))
    }
