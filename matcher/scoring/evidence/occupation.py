"""An earlier job with a like title: the best of them, by the cosine of the two titles."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Contribution, Source
from matcher.scoring.arithmetic import Centipoints, centipoints, credit, largest_per_row
from matcher.scoring.evidence.base import Job, Person, Rows
from matcher.scoring.evidence.jobs import job_cosines, title_cosines
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import TITLE_FLOOR, TITLE_TOP


class OccupationEvidence:
    """See the module docstring."""

    kind = "functie"

    def largest(self, job: Job) -> float:
        """The same title."""
        return job.side.weights.occupation

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        best = largest_per_row(job_cosines(job, side), side.pool.job_starts)
        return centipoints(job.side.weights.occupation * credit(best[rows], TITLE_FLOOR, TITLE_TOP))

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        best = title_cosines(person, side).max(axis=1, initial=0.0)
        return centipoints(side.weights.occupation * credit(best[rows], TITLE_FLOOR, TITLE_TOP))

    def explain(self, job: Job, person: Person) -> list[Contribution]:
        """The job that is most like it."""
        points = int(self.over_portfolios(job, person.side, np.array([person.row]))[0])
        if not points:
            return []
        pool = person.side.pool
        jobs = slice(int(pool.job_starts[person.row]), int(pool.job_starts[person.row + 1]))
        best = int(np.argmax(job_cosines(job, person.side)[jobs]))
        words = pool.texts[int(pool.job_text[jobs][best])]
        source = Source(f"experience[{best}].title", words)
        return [
            Contribution(
                self.kind, "eerdere functie", points, f"“{words}” lijkt op deze baan", source
            )
        ]
