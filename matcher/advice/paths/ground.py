"""The occupations of a vocabulary as ground to walk on: what each asks, and what each brings.

What someone brings from an occupation is read by the engine itself, from a portfolio that holds
nothing but that job. Claims of a portfolio are largest values over its pieces, so what a person
has after a job is the larger of both, concept by concept: the same as reading the changed
portfolio anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.advice.seam import MatchEngine
from matcher.domain.portfolio import Experience, Portfolio
from matcher.domain.scales import EDUCATION_RANK, Setting
from matcher.scoring.ranker import Searchable
from matcher.vocabulary.concepts import Concept, Kind, Level

MONTHS = 24  # how long each step of a path lasts, as it would stand in a portfolio
REQUIRED = "required"
VOG = "certificaat:vog"  # applied for per job: never something to earn first
Holdings = NDArray[np.float32]  # strength per concept, softened, in [0, 1]


@dataclass(frozen=True, eq=False)
class Ground:
    """Arrays over the occupations of a vocabulary, in order of their numbers.

    Attributes
    ----------
    occupations : tuple of Concept
    number : (n,) int
        Concept number of each.
    asks : csr_array, shape (n, concepts)
        Telling parts by weight (level × rarity); each row sums to 1, or is empty.
    brings : (n, concepts) float32
        Holdings of someone who has only had this job.
    certificates : tuple of frozenset of int
        Required certificates, by concept number; the VOG is left out.
    level : (n,) int
        Rank of the usual education.
    alike : csr_array, shape (n, n)
        Similarity of occupations, in [0, 1].
    """

    occupations: tuple[Concept, ...]
    number: NDArray[np.int32]
    asks: sp.csr_array[np.float64]
    brings: NDArray[np.float32]
    certificates: tuple[frozenset[int], ...]
    level: NDArray[np.int64]
    alike: sp.csr_array[np.float64]

    @classmethod
    def of(cls, engine: MatchEngine) -> Ground:
        """Read every occupation once; takes some seconds."""
        vocabulary, knowledge = engine.vocabulary, engine.knowledge
        number = vocabulary.of_kind(Kind.OCCUPATION)
        occupations = tuple(vocabulary.concepts[int(i)] for i in number)
        rows, cols, data = [], [], []
        for row, occupation in enumerate(number.tolist()):
            concepts, weights = knowledge.parts_of(occupation)
            total = float(weights.sum())
            if total > 0:
                rows += [row] * len(concepts)
                cols += concepts.tolist()
                data += (weights / total).tolist()
        shape = (len(number), len(vocabulary))
        asks = sp.csr_array((data, (rows, cols)), shape=shape, dtype=np.float64)
        required: dict[int, set[int]] = {}
        for source, target, level in vocabulary.links("beroep_certificaten.csv"):
            if level == REQUIRED and vocabulary.concepts[target].id != VOG:
                required.setdefault(source, set()).add(target)
        descriptions = descriptions_of(engine)
        people = [
            Portfolio(c.id, experience=(experience_of(c, descriptions.get(c.id, "")),))
            for c in occupations
        ]
        pool = engine.portfolio_pool(people)
        row_of = {name: i for i, name in enumerate(pool.side.pool.ids)}
        order = np.array([row_of[c.id] for c in occupations], np.intp)
        return cls(
            occupations=occupations,
            number=number,
            asks=asks,
            brings=softened(engine, pool)[order] if len(order) else np.zeros(shape, np.float32),
            certificates=tuple(frozenset(required.get(int(i), ())) for i in number),
            level=np.array([EDUCATION_RANK.get(c.facts.get("level", ""), 0) for c in occupations]),
            alike=sp.csr_array(knowledge.similarity[number][:, number]),
        )

    def cover(self, holdings: Holdings) -> NDArray[np.float64]:
        """Share of what each occupation asks that is there, shape (n,), in [0, 1]."""
        found: NDArray[np.float64] = self.asks @ holdings.astype(np.float64)
        return found

    def cover_of(self, row: int, holdings: NDArray[np.float32]) -> NDArray[np.float64]:
        """The same of one occupation for several holdings, shape (m,) of (m, concepts)."""
        concepts, weights = self.parts(row)
        found: NDArray[np.float64] = holdings[:, concepts].astype(np.float64) @ weights
        return found

    def parts(self, row: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Concepts that an occupation asks and their weights."""
        at = slice(int(self.asks.indptr[row]), int(self.asks.indptr[row + 1]))
        return self.asks.indices[at], self.asks.data[at]


def descriptions_of(engine: MatchEngine) -> dict[str, str]:
    """What someone does in each occupation: its essential tasks as running text, by id."""
    vocabulary = engine.vocabulary
    tasks: dict[str, list[str]] = {}
    for source, target, level in vocabulary.links("beroep_taken.csv"):
        if level == Level.ESSENTIAL:
            tasks.setdefault(vocabulary.concepts[source].id, []).append(
                vocabulary.concepts[target].label
            )
    return {identity: ". ".join(labels) for identity, labels in tasks.items()}


def experience_of(occupation: Concept, description: str) -> Experience:
    """A job in an occupation, as it would stand in a portfolio."""
    return Experience(
        title=occupation.label,
        months=MONTHS,
        setting=Setting.PAID,
        description=description or None,
    )


def softened(engine: MatchEngine, pool: Searchable) -> NDArray[np.float32]:
    """Holdings of every row of a pool, shape (n, concepts): claims spread over what they cover."""
    claims, stand_in = pool.side.pool.claims, engine.knowledge.stand_in
    out = np.zeros(claims.shape, np.float32)
    for row in range(claims.shape[0]):
        for at in range(int(claims.indptr[row]), int(claims.indptr[row + 1])):
            concept = int(claims.indices[at])
            near = slice(int(stand_in.indptr[concept]), int(stand_in.indptr[concept + 1]))
            columns = stand_in.indices[near]
            worth = claims.data[at] * stand_in.data[near]
            out[row, columns] = np.maximum(out[row, columns], worth)
    return out
