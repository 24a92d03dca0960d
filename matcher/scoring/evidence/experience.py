"""Length and recency of experience that is like this job, with a cap.

``points × likeness × √min(1, months / 36) × recency``; recency falls linearly from 1 (ended
within 3 years before the start) to ½ (15 years or more). What is not known costs nothing: unknown
recency is 1, unknown length counts as one year.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.domain.shortlist import Contribution, Source
from matcher.pool.portfolios import ONGOING, UNKNOWN_MONTHS, PortfolioPool
from matcher.scoring.arithmetic import (
    Centipoints,
    centipoints,
    credit,
    where_largest,
)
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.jobs import title_cosines, titles_by_level
from matcher.scoring.evidence.pair import Pairs
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import (
    FULL_EXPERIENCE_MONTHS,
    STALE_AFTER_MONTHS,
    STALE_AT_MONTHS,
    STALE_WORTH,
    TITLE_FLOOR,
    TITLE_TOP,
)

ASSUMED_MONTHS = 12


def length(months: NDArray[np.int16]) -> NDArray[np.float64]:
    """Worth of the length in [0, 1]: diminishing returns, full at three years."""
    known = np.where(months == UNKNOWN_MONTHS, ASSUMED_MONTHS, months)
    return np.sqrt(np.minimum(1.0, known / FULL_EXPERIENCE_MONTHS))


def recency(ended: NDArray[np.int16], start: NDArray[np.int32]) -> NDArray[np.float64]:
    """Worth of recency in [½, 1]; shapes broadcast."""
    ago = np.where((ended == ONGOING) | (ended < 0) | (start < 0), 0, start - ended)
    stale = credit(ago, STALE_AFTER_MONTHS, STALE_AT_MONTHS)
    return 1 - (1 - STALE_WORTH) * stale


class ExperienceEvidence:
    """See the module docstring."""

    kind = "ervaring"

    def largest(self, job: Job) -> float:
        """Three recent years in the same job."""
        return job.side.weights.experience

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        worth_of_length, ends, end = side.once(_by_level)
        fresh = recency(ends, job.side.pool.start_month[job.row])[end]
        likeness = job.title_credit(side)[side.once(titles_by_level)]
        best = side.job_levels.largest(likeness * (worth_of_length * fresh))
        return centipoints(job.side.weights.experience * best[rows])

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        pool = person.side.pool
        likeness = credit(title_cosines(person, side), TITLE_FLOOR, TITLE_TOP)
        fresh = recency(pool.job_ended[None, :], side.pool.start_month[:, None])
        best = (likeness * (length(pool.job_months) * fresh)).max(axis=1, initial=0.0)
        return centipoints(side.weights.experience * best[rows])

    def explain(self, pair: Pair) -> list[Contribution]:
        """The job that counts, how long and until when."""
        points, best, number = pair.pairs.once(_longest)[pair.at]
        if not points:
            return []
        pool = pair.person.side.pool
        words = pool.texts[int(pool.job_text[number])]
        months, ended = int(pool.job_months[number]), int(pool.job_ended[number])
        how_long = "duur niet ingevuld" if months < 0 else _period(months)
        until = "nog steeds" if ended == ONGOING else f"tot {ended % 12 + 1}-{ended // 12}"
        until = "" if ended < 0 else f", {until}"
        return [
            Contribution(
                self.kind,
                "ervaring die erop lijkt",
                points,
                f"{how_long}{until} als “{words}”",
                Source(f"experience[{best}]", words),
            )
        ]


def _by_level(
    side: PortfolioSide,
) -> tuple[NDArray[np.float64], NDArray[np.int16], NDArray[np.intp]]:
    """Of each earlier job, in the order of the levels: worth of its length, and of which of the
    different months of ending it has which.
    """
    items = side.job_levels.items
    ends, end = np.unique(side.pool.job_ended[items], return_inverse=True)
    return length(side.pool.job_months[items]), ends, end


def _worth(
    job: Job, pool: PortfolioPool, likeness: NDArray[np.float64], jobs: NDArray[np.int64]
) -> NDArray[np.float64]:
    start = job.side.pool.start_month[job.row]
    return likeness * (length(pool.job_months[jobs]) * recency(pool.job_ended[jobs], start))


def _longest(pairs: Pairs) -> list[tuple[int, int, int]]:
    """Points of each pair, and the job that counts: which one, and its number in the pool."""
    jobs, begins = pairs.jobs
    likeness = credit(pairs.titles, TITLE_FLOOR, TITLE_TOP)
    worth = _worth(pairs.job, pairs.side.pool, likeness, jobs)
    at = where_largest(worth, begins)
    points = centipoints(pairs.job.side.weights.experience * np.append(worth, 0.0)[at])
    points = np.where(np.diff(begins) > 0, points, 0)
    number = np.append(jobs, -1)[at]
    return list(zip(points.tolist(), (at - begins[:-1]).tolist(), number.tolist(), strict=True))


def _period(months: int) -> str:
    if months < 24:
        return "1 maand" if months == 1 else f"{months} maanden"
    return f"{months // 12} jaar"
