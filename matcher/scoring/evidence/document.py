"""Likeness of portfolio and vacancy as a whole: one vector each, inner product."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Contribution
from matcher.scoring.arithmetic import Centipoints, centipoints, cosines, credit, where_largest
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.pair import Pairs
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import DOCUMENT_FLOOR, DOCUMENT_TOP


class DocumentEvidence:
    """See the module docstring."""

    kind = "tekst"

    def largest(self, job: Job) -> float:
        """The same text."""
        return job.side.weights.document

    def points_at(self, cosine: float, job: Job) -> float:
        """Points at a given cosine, rounded up: a bound for all who are less alike."""
        return (
            job.side.weights.document * float(credit(cosine, DOCUMENT_FLOOR, DOCUMENT_TOP)) + 0.01
        )

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        likeness = cosines(side.pool.documents[rows], job.side.pool.documents[job.row])
        return centipoints(
            job.side.weights.document * credit(likeness, DOCUMENT_FLOOR, DOCUMENT_TOP)
        )

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        mine = person.side.pool.documents[person.row]
        likeness = cosines(side.pool.documents[rows], mine)
        return centipoints(side.weights.document * credit(likeness, DOCUMENT_FLOOR, DOCUMENT_TOP))

    def explain(self, pair: Pair) -> list[Contribution]:
        """One line, with the piece of the portfolio that is most like the vacancy."""
        points, closest = pair.pairs.once(_closest)[pair.at]
        if not points:
            return []
        source = None
        text = "portfolio en vacature gaan over hetzelfde soort werk"
        if closest >= 0:
            source = pair.person.source(closest)
            text = f"de teksten lijken op elkaar; “{source.words}” staat er het dichtst bij"
        return [Contribution(self.kind, "teksten als geheel", points, text, source)]


def _closest(pairs: Pairs) -> list[tuple[int, int]]:
    """Points of each pair and the segment that is most like the vacancy, -1 without segments."""
    worth = credit(pairs.documents, DOCUMENT_FLOOR, DOCUMENT_TOP)
    points = centipoints(pairs.job.side.weights.document * worth)
    segments, begins = pairs.supports
    likeness = pairs.whole_text * pairs.side.pool.segment_strength[segments]
    closest = np.append(segments, -1)[where_largest(likeness, begins)]
    return list(zip(points.tolist(), closest.tolist(), strict=True))
