"""An earlier job with a like title: the best of them, by the cosine of the two titles."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Contribution, Source
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
from matcher.scoring.weights import TITLE_FLOOR, TITLE_TOP


class OccupationEvidence:
    """See the module docstring."""

    kind = "functie"

    def largest(self, job: Job) -> float:
        """The same title."""
        return job.side.weights.occupation

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        # Rounding keeps the order, so the best of the points is the points of the best.
        points = centipoints(job.side.weights.occupation * job.title_credit(side))
        found: Centipoints = side.job_levels.largest(points[side.once(titles_by_level)])[rows]
        return found

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        best = title_cosines(person, side).max(axis=1, initial=0.0)
        return centipoints(side.weights.occupation * credit(best[rows], TITLE_FLOOR, TITLE_TOP))

    def explain(self, pair: Pair) -> list[Contribution]:
        """The job that is most like it."""
        points, best, text = pair.pairs.once(_nearest)[pair.at]
        if not points:
            return []
        words = pair.person.side.pool.texts[text]
        source = Source(f"experience[{best}].title", words)
        return [
            Contribution(
                self.kind, "eerdere functie", points, f"“{words}” lijkt op deze baan", source
            )
        ]


def _nearest(pairs: Pairs) -> list[tuple[int, int, int]]:
    """Points of each pair, and the earlier job that is most like it: which one, and its title."""
    jobs, begins = pairs.jobs
    at = where_largest(pairs.titles, begins)
    likeness = np.append(pairs.titles, np.float32(0))[at]
    worth = credit(likeness, TITLE_FLOOR, TITLE_TOP)
    points = np.where(
        np.diff(begins) > 0, centipoints(pairs.job.side.weights.occupation * worth), 0
    )
    texts = np.append(pairs.side.pool.job_text[jobs], -1)[at]
    return list(zip(points.tolist(), (at - begins[:-1]).tolist(), texts.tolist(), strict=True))
