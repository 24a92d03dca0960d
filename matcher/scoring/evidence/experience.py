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
from matcher.scoring.arithmetic import Centipoints, centipoints, credit, largest_per_row
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.jobs import title_cosines
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

    def _worth(
        self, job: Job, pool: PortfolioPool, likeness: NDArray[np.float64], jobs: slice
    ) -> NDArray[np.float64]:
        start = job.side.pool.start_month[job.row]
        return likeness * (length(pool.job_months[jobs]) * recency(pool.job_ended[jobs], start))

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        worth = self._worth(job, side.pool, job.job_likeness(side), slice(None))
        best = largest_per_row(worth, side.pool.job_starts)
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
        pool, jobs = pair.person.side.pool, pair.jobs
        worth = self._worth(pair.job, pool, credit(pair.titles, TITLE_FLOOR, TITLE_TOP), jobs)
        if not len(worth):
            return []
        best = int(np.argmax(worth))
        points = int(centipoints(pair.job.side.weights.experience * worth[best]))
        if not points:
            return []
        words = pool.texts[int(pool.job_text[jobs][best])]
        months, ended = int(pool.job_months[jobs][best]), int(pool.job_ended[jobs][best])
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


def _period(months: int) -> str:
    if months < 24:
        return "1 maand" if months == 1 else f"{months} maanden"
    return f"{months // 12} jaar"
