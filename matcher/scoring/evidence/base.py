"""What a kind of evidence is. A new one is a file beside its siblings and a line in the ranker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.domain.shortlist import Contribution, Source
from matcher.reading.segments import Piece
from matcher.scoring.arithmetic import Centipoints, cosines, credit
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.scoring.weights import OWN_WORDS_FLOOR, OWN_WORDS_TOP

Rows = NDArray[np.intp]
FIELD = {
    Piece.TITLE: "experience[{}].title",
    Piece.SKILL: "skills[{}].label",
    Piece.DUTY: "experience[{}].description",
    Piece.SUMMARY: "summary",
    Piece.CERTIFICATE: "certificates[{}]",
    Piece.EDUCATION: "education[{}].name",
    Piece.TEST: "tests[{}]",
    Piece.WISH_OCCUPATION: "wishes.occupations[{}]",
    Piece.WISH_SECTOR: "wishes.sectors[{}]",
}


@dataclass(frozen=True, eq=False)
class Job:
    """One vacancy of a pool."""

    side: VacancySide
    row: int

    @cached_property
    def demands(self) -> slice:
        """Where its demands stand."""
        return self.side.pool.demands_of(self.row)

    @cached_property
    def title_vector(self) -> NDArray[np.int8] | None:
        """Vector of the title; ``None`` without one."""
        text = int(self.side.titles[self.row])
        return None if text < 0 else self.side.pool.text_vectors[text]

    @cached_property
    def demand_vectors(self) -> NDArray[np.int8]:
        """Vectors of all demands, shape (d, dim)."""
        pool = self.side.pool
        return pool.text_vectors[pool.demand_text[self.demands]]

    def text_of(self, demand: int) -> str:
        """Words of a demand, by its number in the pool."""
        return self.side.pool.texts[int(self.side.pool.demand_text[demand])]


@dataclass(frozen=True, eq=False)
class Person:
    """One portfolio of a pool."""

    side: PortfolioSide
    row: int

    @cached_property
    def segments(self) -> slice:
        """Where its segments stand."""
        return self.side.pool.segments_of(self.row)

    def source(self, segment: int) -> Source:
        """Field and words of a segment, by its number in the pool."""
        pool = self.side.pool
        piece, item = Piece(int(pool.segment_piece[segment])), int(pool.segment_item[segment])
        return Source(
            FIELD[piece].format(item), pool.texts[int(pool.segment_text[segment])]
        )

    @cached_property
    def claims(self) -> dict[int, tuple[np.float32, int, int]]:
        """Concept -> (strength in steps, segment, via)."""
        pool = self.side.pool
        at = slice(pool.claims.indptr[self.row], pool.claims.indptr[self.row + 1])
        return {
            c: (np.float32(s), g, v)
            for c, s, g, v in zip(
                pool.claims.indices[at].tolist(),
                pool.claims.data[at].tolist(),
                pool.claim_segment[at].tolist(),
                pool.claim_via[at].tolist(),
                strict=True,
            )
        }

    def best_claim(self, concept: int) -> tuple[np.float32, int] | None:
        """Strength in (0, 1] with which a concept is claimed, and the claimed concept itself.

        The same float32 products as over a whole pool; ties go to the lowest concept number.
        """
        stand_in = self.side.knowledge.stand_in
        best: tuple[np.float32, int] | None = None
        for at in range(stand_in.indptr[concept], stand_in.indptr[concept + 1]):
            near = int(stand_in.indices[at])
            if near in self.claims:
                value = self.claims[near][0] * stand_in.data[at]
                if value > 0 and (best is None or value > best[0]):
                    best = (value, near)
        return best


@dataclass(frozen=True, eq=False)
class Pair:
    """One vacancy and one portfolio, with what several explanations of them share."""

    job: Job
    person: Person

    @cached_property
    def supports(self) -> NDArray[np.int64]:
        """The person's segments that can support a demand, by their number in the pool."""
        starts, positions = self.person.side.supports
        return positions[int(starts[self.person.row]) : int(starts[self.person.row + 1])]

    @cached_property
    def likeness(self) -> NDArray[np.float64]:
        """Credit of each supporting segment for each demand, shape (segments, demands)."""
        return own_words_table(self.job, self.person.side, self.supports)

    @cached_property
    def jobs(self) -> slice:
        """Where the person's work history stands."""
        starts = self.person.side.pool.job_starts
        return slice(int(starts[self.person.row]), int(starts[self.person.row + 1]))


def own_words_table(
    job: Job, side: PortfolioSide, segments: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Credit of the cosine × strength of the piece, shape (segments, demands)."""
    vectors = side.pool.text_vectors[side.pool.segment_text[segments]]
    table = credit(cosines(vectors, job.demand_vectors), OWN_WORDS_FLOOR, OWN_WORDS_TOP)
    table *= side.pool.segment_strength[segments, None]
    return table


class Evidence(Protocol):
    """One kind of support.

    The three methods agree to the last hundredth: a contract test compares them on random pairs.
    """

    kind: str

    def largest(self, job: Job) -> float:
        """Most points this evidence can give for the job; used to cut the search short."""
        ...

    def over_portfolios(self, job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
        """Hundredths of points for some rows of a portfolio pool, shape (len(rows),)."""
        ...

    def over_vacancies(self, person: Person, side: VacancySide, rows: Rows) -> Centipoints:
        """The same for some rows of a vacancy pool."""
        ...

    def explain(self, pair: Pair) -> list[Contribution]:
        """Lines that add up to exactly the same, each with its reason; none for zero."""
        ...
