"""An earlier job with a like title: the best of them, by the cosine of the two titles."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Contribution, Source
from matcher.scoring.arithmetic import Centipoints, centipoints, credit, largest_per_row
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.jobs import title_cosines
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
        best = largest_per_row(job.job_likeness(side), side.pool.job_starts)
        return centipoints(job.side.weights.occupation * best[rows])

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        best = title_cosines(person, side).max(axis=1, initial=0.0)
        return centipoints(side.weights.occupation * credit(best[rows], TITLE_FLOOR, TITLE_TOP))

    def explain(self, pair: Pair) -> list[Contribution]:
        """The job that is most like it."""
        likeness = pair.titles
        if not len(likeness):
            return []
        best = int(np.argmax(likeness))
        worth = credit(likeness[best], TITLE_FLOOR, TITLE_TOP)
        points = int(centipoints(pair.job.side.weights.occupation * worth))
        if not points:
            return []
        pool = pair.person.side.pool
        words = pool.texts[int(pool.job_text[pair.jobs][best])]
        source = Source(f"experience[{best}].title", words)
        return [
            Contribution(
                self.kind, "eerdere functie", points, f"“{words}” lijkt op deze baan", source
            )
        ]
