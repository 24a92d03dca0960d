"""One portfolio of a pool, with what several kinds of evidence want to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.domain.shortlist import Source
from matcher.pool.lexical import Query, query_of
from matcher.pool.merge import merge_portfolios
from matcher.reading.segments import Piece
from matcher.scoring.views import PortfolioSide

FIELD: dict[int, str] = {
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
class Person:
    """One portfolio of a pool."""

    side: PortfolioSide
    row: int

    @cached_property
    def segments(self) -> slice:
        """Where its segments stand."""
        return self.side.pool.segments_of(self.row)

    @cached_property
    def alone(self) -> Person:
        """The same person in a pool of their own, which evidence over vacancies reads whole."""
        if len(self.side.pool) == 1:
            return self
        pool = merge_portfolios([self.side.pool], [np.array([self.row])])
        return Person(PortfolioSide(pool, self.side.knowledge), 0)

    def source(self, segment: int) -> Source:
        """Field and words of a segment, by its number in the pool."""
        known = self._sources.get(segment)
        if known is None:
            known = self._sources[segment] = self._source(segment)
        return known

    @cached_property
    def _sources(self) -> dict[int, Source]:
        return {}

    def _source(self, segment: int) -> Source:
        pool = self.side.pool
        piece, item = int(pool.segment_piece[segment]), int(pool.segment_item[segment])
        return Source(FIELD[piece].format(item), pool.texts[int(pool.segment_text[segment])])

    @cached_property
    def claimed(self) -> slice:
        """Where its claims stand."""
        indptr = self.side.pool.claims.indptr
        return slice(int(indptr[self.row]), int(indptr[self.row + 1]))

    @cached_property
    def _claims(self) -> dict[int, tuple[int, int]]:
        pool, at = self.side.pool, self.claimed
        rests_on = zip(pool.claim_segment[at].tolist(), pool.claim_via[at].tolist(), strict=True)
        return dict(zip(pool.claims.indices[at].tolist(), rests_on, strict=True))

    def claim(self, concept: int) -> tuple[int, int]:
        """Segment a claim rests on, and the number of the `Via` by which it follows."""
        return self._claims[concept]

    @cached_property
    def terms(self) -> Query:
        """The portfolio's hashed word parts."""
        return query_of(self.side.pool.terms, self.row)
