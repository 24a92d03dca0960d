"""One job against every offer: which need is closed by which offer, as the engine itself sees it.

Coverage of a requirement is a largest value over the pieces of a portfolio, and a knock-out about
certificates, licences, language or education only goes up when facts are added. So what an offer
gives alone is what it adds to anyone, and one pool of all offers answers for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.advice.seam import MatchEngine
from matcher.advice.training.needs import GateNeed, gate_needs
from matcher.advice.training.offers import Offer, alone, offers_of
from matcher.domain.answers import Answer
from matcher.domain.vacancy import Vacancy
from matcher.gates.certificates import CertificateBook, CertificatesGate
from matcher.reading.demands import Ask
from matcher.scoring.evidence.base import Job, pairs_of
from matcher.scoring.ranker import Searchable
from matcher.shortlist.gaps import SHOWN, gaps

# Coverage from which a training is said to teach a requirement. Higher than what counts as met in
# a portfolio: nobody is sent to a course for something that only resembles what is asked.
TEACHES = 0.85
NEAREST = 0.10  # of those that only resemble it, how much less than the best still counts
SURE = 0.75  # support of a link from which a requirement is taken to name a concept


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All offers of a vocabulary with the pool of what each gives alone."""

    offers: tuple[Offer, ...]
    pool: Searchable
    certificates: CertificateBook

    @classmethod
    def of(cls, engine: MatchEngine) -> Catalogue:
        """Read, encode and link every offer once."""
        offers = offers_of(engine.vocabulary)
        book = next((g.book for g in engine.gates if isinstance(g, CertificatesGate)), None)
        return cls(
            offers,
            engine.portfolio_pool([alone(o) for o in offers]),
            book or CertificateBook(engine.linker),
        )


@dataclass(frozen=True, eq=False)
class JobBook:
    """What the offers can do for one vacancy."""

    catalogue: Catalogue
    engine: MatchEngine
    vacancy: Vacancy

    @cached_property
    def job(self) -> Job:
        """The vacancy, read."""
        return Job(self.engine.vacancy_pool([self.vacancy]), 0)

    @cached_property
    def gate_needs(self) -> tuple[GateNeed, ...]:
        """Demands of knock-outs that training can meet."""
        return gate_needs(self.vacancy, self.engine.gates)

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """Whether an offer meets a demand of a knock-out, shape (offers, gate needs)."""
        columns = self.catalogue.pool.side.pool.columns
        met = [need.verdicts(columns) == Answer.YES for need in self.gate_needs]
        return np.array(met, np.bool_).reshape(len(met), len(self.catalogue.offers)).T

    @cached_property
    def teaches(self) -> NDArray[np.bool_]:
        """Whether an offer teaches a requirement, shape (offers, requirements and tasks).

        Where some offer gives the very concept that a requirement names, only such offers count:
        what resembles it serves only when there is nothing better, and then only the nearest.
        """
        rows = range(len(self.catalogue.offers))
        found = [
            [g.coverage for g in gaps(pair)]
            for pair in pairs_of(self.job, self.catalogue.pool.side, rows)
        ]
        coverage = np.array(found, np.float64).reshape(len(found), -1)
        table = coverage >= TEACHES
        exact = table & self._gives_the_very_concept()
        near = table & (coverage >= coverage.max(axis=0, initial=0.0) - NEAREST)
        return np.where(exact.any(axis=0), exact, near)

    def _gives_the_very_concept(self) -> NDArray[np.bool_]:
        """Shape (offers, requirements and tasks)."""
        pool, number = self.job.side.pool, self.engine.vocabulary.number
        wanted = []
        for demand in range(self.job.demands.start, self.job.demands.stop):
            if Ask(int(pool.demand_ask[demand])) in SHOWN:
                at = slice(int(pool.asked.indptr[demand]), int(pool.asked.indptr[demand + 1]))
                sure = pool.asked.data[at] >= SURE
                wanted.append(set(pool.asked.indices[at][sure].tolist()))
        given = [{number[c.id] for c in offer.learns} for offer in self.catalogue.offers]
        table = [[bool(concepts & asked) for asked in wanted] for concepts in given]
        return np.array(table, np.bool_).reshape(len(given), -1)
