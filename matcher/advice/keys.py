"""What may open vacancies for one person: chosen by columns, to be tried on the changed record."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from matcher.advice.seam import MatchEngine
from matcher.advice.whatif import offers
from matcher.advice.whatif.barriers import ways
from matcher.advice.whatif.changes import Change
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.scoring.evidence.base import Person
from matcher.scoring.ranker import over_vacancies
from matcher.scoring.views import VacancySide
from matcher.shortlist.eligibility import check, one_row

LEARNED_GATES = ("certificates", "licences", "language", "education")
SURE = 0.8  # support from which a demand is taken to ask a concept


class View:
    """One record against all vacancies: who can, and the full scores."""

    def __init__(self, portfolio: Portfolio, vacancies: VacancySide, engine: MatchEngine) -> None:
        self.person = Person(engine.portfolio_pool([portfolio]).side, 0)
        columns = one_row(self.person.side.pool.columns, 0)
        self.eligibility = check(engine.gates, columns, vacancies.pool.columns)
        self._vacancies = vacancies
        self._scores: NDArray[np.int32] | None = None

    @property
    def can(self) -> NDArray[np.intp]:
        """Vacancies without a known no, ascending."""
        return self.eligibility.can

    @property
    def scores(self) -> NDArray[np.int32]:
        """Full scores of all vacancies."""
        if self._scores is None:
            rows = np.arange(len(self._vacancies.pool))
            self._scores = over_vacancies(self.person, self._vacancies, rows)
        return self._scores


def by_gate(
    now: View, portfolio: Portfolio, vacancies: VacancySide, engine: MatchEngine
) -> list[Change]:
    """What the vacancies ask that are refused for one learnable reason alone; each once."""
    answers, names = now.eligibility.answers, [g.name for g in engine.gates]
    found: dict[Change, None] = {}
    for gate in engine.gates:
        if gate.name in LEARNED_GATES:
            only = now.eligibility.almost
            only = only[answers[names.index(gate.name), only] == Answer.NO]
            for row in only.tolist():
                vacancy = vacancies.pool.vacancy(row)
                changes = ways(gate, portfolio, vacancy, engine)
                found |= dict.fromkeys(changes)
    return list(found)


def by_skill(
    now: View, vacancies: VacancySide, engine: MatchEngine, threshold: int
) -> list[Change]:
    """Skills that the vacancies below the threshold ask and the person has not shown.

    Most promising first: by the requirement points that are open in those vacancies, each
    vacancy counted as far as the points bridge what it lacks.
    """
    asked, side = vacancies.pool.asked, vacancies
    below = np.zeros(len(side.pool), np.bool_)
    below[now.can] = now.scores[now.can] < threshold
    owner_of = np.repeat(np.arange(asked.shape[0]), np.diff(asked.indptr))
    owner = side.owner[owner_of]
    soft = now.person.side.soft_strengths[asked.indices]
    open_ = side.weights.demands * side.demand_weight[owner_of] * np.maximum(0, 1 - soft) * 100
    lacks = np.maximum(1, threshold - now.scores)[owner]
    use = below[owner] & (asked.data >= SURE)
    promise: dict[int, float] = defaultdict(float)
    for concept, worth in zip(
        asked.indices[use].tolist(), (open_ / lacks)[use].tolist(), strict=True
    ):
        promise[concept] += min(1.0, worth)
    concepts = engine.vocabulary.concepts
    order = sorted(promise, key=lambda c: (-promise[c], c))
    return [
        offers.skill(engine.vocabulary, concepts[c])
        for c in order
        if offers.can_be_learned(concepts[c]) and promise[c] > 0
    ]
