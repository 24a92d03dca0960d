"""What belongs to the occupation in the title: its tasks and requirements, covered by claims.

A vacancy names only part of what the work is; the vocabulary knows the rest. Points are divided
over the parts by level × rarity and lowered by how sure the title was recognised.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.domain.shortlist import Contribution
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.evidence.coverage import cover
from matcher.scoring.evidence.wanted import wanted_parts
from matcher.scoring.views import PortfolioSide, VacancySide

Parts = tuple[NDArray[np.intp], NDArray[np.float32]]  # concepts, hundredths when fully covered
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
        """See `Evidence.over_vacancies`."""
        kinds, which = side.once(_kinds)
        soft = person.side.soft_strengths
        points = np.array([_points(wanted, soft) for wanted in kinds], np.int32)
        return points[which[rows]]

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
        source = person.source(covered.segments[before + order[0]])
        return [
            Contribution(
                self.kind, f"werk van {occupation}", total, f"{names} (“{source.words}”)", source
            )
        ]


def _kinds(side: VacancySide) -> tuple[list[Parts], NDArray[np.intp]]:
    """What is wanted by vacancies of one occupation and confidence, and which each vacancy has."""
    pool = side.pool
    keys = np.stack([pool.occupation, pool.occupation_confidence.view(np.int32)])
    _, first, which = np.unique(keys, axis=1, return_index=True, return_inverse=True)
    kinds = []
    for row in first.tolist():
        wanted = wanted_parts(side, row)
        concepts = np.array([w.concepts[0][0] for w in wanted], np.intp)
        kinds.append((concepts, np.array([w.scale for w in wanted], np.float32)))
    return kinds, which


def _points(parts: Parts, soft: NDArray[np.float32]) -> int:
    concepts, scale = parts
    return int(np.rint(scale * soft[concepts]).astype(np.int32).sum())
