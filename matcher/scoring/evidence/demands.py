"""Requirements, tasks and demands in the text, covered through the vocabulary.

Each demand has a share of the points: importance × share of the time × rarity of its concepts,
divided by the sum over the vacancy. It earns that share times how well it is covered: confidence
of the link × strength of the best claim × similarity of the claimed concept.
"""

from __future__ import annotations

from operator import itemgetter

import numpy as np

from matcher.domain.shortlist import Contribution, Source
from matcher.reading.demands import Ask
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.coverage import cover, reason
from matcher.scoring.evidence.pair import Pairs
from matcher.scoring.views import PortfolioSide, VacancySide

NAMED = 2  # demands of the text named in the explanation


class DemandsEvidence:
    """See the module docstring."""

    kind = "eis"

    def largest(self, job: Job) -> float:
        """All demands fully covered; a little more for the rounding of each."""
        count: int = job.demands.stop - job.demands.start
        return job.side.weights.demands + 0.01 * count

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        return cover((w for _, w in job.wanted_demands), side, rows)

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`."""
        asked = side.pool.asked
        covered = np.zeros(asked.shape[0], np.float32)
        owner = np.repeat(np.arange(asked.shape[0]), np.diff(asked.indptr))
        np.maximum.at(covered, owner, asked.data * person.side.soft_strengths[asked.indices])
        share = (side.weights.demands * side.demand_weight * 100).astype(np.float32)
        points = np.rint(share * covered).astype(np.int32)
        total = np.zeros(len(side.pool), np.int32)
        np.add.at(total, side.owner, points)
        return total[rows]

    def explain(self, pair: Pair) -> list[Contribution]:
        """One line for every requirement and task that earns points, one for the text."""
        person, covered = pair.person, pair.covered
        vocabulary = person.side.knowledge.vocabulary.concepts
        lines, read = [], []
        for i, (label, concepts) in enumerate(pair.pairs.once(_named)):
            points = covered.points[i]
            if not points:
                continue
            source = person.source(covered.segments[i])
            if concepts is None:
                read.append((-points, i, source, label))
                continue
            near = "" if (held := covered.concepts[i]) in concepts else vocabulary[held].label
            why = reason(source.words, covered.vias[i], near)
            lines.append(Contribution(self.kind, label, points, why, source))
        return lines + self._from_text(sorted(read, key=itemgetter(0, 1)))

    def _from_text(self, read: list[tuple[int, int, Source, str]]) -> list[Contribution]:
        """Demands in the running text are many and small: one line, naming the largest."""
        if not read:
            return []
        why = "; ".join(f"“{source.words}” bij “{label}”" for _, _, source, label in read[:NAMED])
        total = -sum(points for points, _, _, _ in read)
        return [Contribution(self.kind, "uit de vacaturetekst", total, why, read[0][2])]


def _named(pairs: Pairs) -> list[tuple[str, frozenset[int] | None]]:
    """Words and concepts of each demand that names a concept; no concepts when it is text."""
    job = pairs.job
    asks = job.side.pool.demand_ask
    return [
        (
            job.text_of(demand),
            None if asks[demand] == Ask.TEXT else frozenset(c for c, _ in thing.concepts),
        )
        for demand, thing in job.wanted_demands
    ]
