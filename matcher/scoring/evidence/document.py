"""Likeness of portfolio and vacancy as a whole: one vector each, inner product."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Contribution
from matcher.scoring.arithmetic import Centipoints, centipoints, cosines, credit
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
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
        job, person = pair.job, pair.person
        worth = credit(pair.document, DOCUMENT_FLOOR, DOCUMENT_TOP)
        points = int(centipoints(job.side.weights.document * worth))
        if not points:
            return []
        pool = person.side.pool
        source = None
        text = "portfolio en vacature gaan over hetzelfde soort werk"
        if len(pair.whole_text):
            closest = int(np.argmax(pair.whole_text * pool.segment_strength[pair.supports]))
            source = person.source(int(pair.supports[closest]))
            text = f"de teksten lijken op elkaar; “{source.words}” staat er het dichtst bij"
        return [Contribution(self.kind, "teksten als geheel", points, text, source)]
