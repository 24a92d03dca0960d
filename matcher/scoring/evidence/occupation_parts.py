"""What belongs to the occupation in the title: its tasks and requirements, covered by claims.

A vacancy names only part of what the work is; the vocabulary knows the rest. Points are divided
over the parts by level × rarity and lowered by how sure the title was recognised.
"""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Contribution
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.base import Job, Pair, Person, Rows, wanted_parts
from matcher.scoring.evidence.coverage import cover, worth_of_one
from matcher.scoring.views import PortfolioSide, VacancySide

NAMED = 3  # parts named in the explanation


class OccupationPartsEvidence:
    """See the module docstring."""

    kind = "beroep"

    def largest(self, job: Job) -> float:
        """All parts covered."""
        return sum(w.points for w in job.wanted_parts) + 0.5

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """See `Evidence.over_portfolios`."""
        return cover(job.wanted_parts, side, rows)

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """See `Evidence.over_vacancies`. Vacancies of one occupation and confidence share it."""
        known: dict[tuple[int, float], int] = {}
        out = np.zeros(len(rows), np.int32)
        soft = person.side.soft_strengths
        for i, row in enumerate(rows.tolist()):
            key = (int(side.pool.occupation[row]), float(side.pool.occupation_confidence[row]))
            if key not in known:
                wanted = wanted_parts(side, row)
                concepts = [w.concepts[0][0] for w in wanted]
                points = [worth_of_one(w, soft[c]) for w, c in zip(wanted, concepts, strict=True)]
                known[key] = sum(points)
            out[i] = known[key]
        return out

    def explain(self, pair: Pair) -> list[Contribution]:
        """One line, naming the parts that count most."""
        job, person = pair.job, pair.person
        vocabulary = person.side.knowledge.vocabulary
        covered, before = pair.covered, len(job.wanted_demands)
        points = covered.points[before:]
        total = sum(points)
        if not total:
            return []
        order = sorted(range(len(points)), key=lambda i: (-points[i], i))[:NAMED]
        parts = [job.wanted_parts[i].concepts[0][0] for i in order if points[i]]
        names = ", ".join(vocabulary.concepts[c].label for c in parts)
        occupation = vocabulary.concepts[int(job.side.pool.occupation[job.row])].label
        source = person.source(person.claim(covered.concept(before + order[0]))[0])
        return [
            Contribution(
                self.kind, f"werk van {occupation}", total, f"{names} (“{source.words}”)", source
            )
        ]
