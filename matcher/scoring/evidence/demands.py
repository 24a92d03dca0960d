"""Requirements, tasks and demands in the text, covered through the vocabulary.

Each demand has a share of the points: importance × share of the time × rarity of its concepts,
divided by the sum over the vacancy. It earns that share times how well it is covered: confidence
of the link × strength of the best claim × similarity of the claimed concept.
"""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Contribution
from matcher.reading.demands import Ask
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.coverage import cover, reason
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
        job, person = pair.job, pair.person
        lines, read = [], []
        covered = pair.covered
        for i, (demand, thing) in enumerate(job.wanted_demands):
            points = covered.points[i]
            if not points:
                continue
            concept = covered.concept(i)
            if job.side.pool.demand_ask[demand] == Ask.TEXT:
                read.append((points, demand, concept))
                continue
            wanted = [c for c, _ in thing.concepts]
            why = reason(person, concept, wanted)
            source = person.source(person.claim(concept)[0])
            lines.append(Contribution(self.kind, job.text_of(demand), points, why, source))
        return lines + self._from_text(pair, read)

    def _from_text(self, pair: Pair, read: list[tuple[int, int, int]]) -> list[Contribution]:
        """Demands in the running text are many and small: one line, naming the largest."""
        if not read:
            return []
        read.sort(key=lambda r: (-r[0], r[1]))
        person = pair.person
        sources = [person.source(person.claim(concept)[0]) for _, _, concept in read[:NAMED]]
        why = "; ".join(
            f"“{source.words}” bij “{pair.job.text_of(demand)}”"
            for source, (_, demand, _) in zip(sources, read[:NAMED], strict=True)
        )
        total = sum(points for points, _, _ in read)
        return [Contribution(self.kind, "uit de vacaturetekst", total, why, sources[0])]
