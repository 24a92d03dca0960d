"""What a kind of evidence is. A new one is a file beside its siblings and a line in the ranker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.domain.shortlist import Contribution, Source
from matcher.pool.lexical import overlap, spread_out
from matcher.reading.segments import Piece
from matcher.scoring.arithmetic import Centipoints, cosines, credit, largest_per_row, runs
from matcher.scoring.views import PortfolioSide, VacancySide, text_cosines
from matcher.scoring.weights import OWN_WORDS_FLOOR, OWN_WORDS_TOP, TITLE_FLOOR, TITLE_TOP

Rows = NDArray[np.intp]
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing wanted: up to ``points`` when fully covered.

    Attributes
    ----------
    concepts : tuple of (concept, support as float32)
        Any of them will do; the best counts.
    """

    points: float
    concepts: tuple[tuple[int, np.float32], ...]
    scale: np.float32  # hundredths of points, the form in which all paths compute

    @classmethod
    def of(cls, points: float, concepts: Iterable[tuple[int, np.float32]]) -> Wanted:
        """Up to ``points`` for any of these concepts."""
        return cls(points, tuple(concepts), np.float32(points * 100))


@dataclass(frozen=True, eq=False, slots=True)
class Leaves:
    """What can cover the things a job wants, flattened: demands first, then parts.

    Attributes
    ----------
    near, similarity, support : (leaves,)
        A concept that stands in, how far, and the support of the link it stands in for.
    starts : (things + 1,)
        Leaves of thing i are ``starts[i]:starts[i + 1]``.
    scale : (things,) float32
        Hundredths of points when fully covered.
    thing : dict of int to int
        Demand number -> thing.
    """

    near: NDArray[np.int32]
    similarity: NDArray[np.float32]
    support: NDArray[np.float32]
    starts: NDArray[np.int64]
    scale: NDArray[np.float32]
    thing: dict[int, int]


@dataclass(frozen=True, eq=False, slots=True)
class Covered:
    """Coverage in [0, 1] and hundredths of points of every thing, for one pair."""

    leaves: Leaves
    values: NDArray[np.float32]
    coverage: list[float]
    points: list[int]

    def concept(self, thing: int) -> int:
        """The claimed concept that covers a thing best; ties: first link, lowest number."""
        at = slice(int(self.leaves.starts[thing]), int(self.leaves.starts[thing + 1]))
        return int(self.leaves.near[at][int(self.values[at].argmax())])


def wanted_parts(side: VacancySide, row: int) -> list[Wanted]:
    """The parts of the occupation in a vacancy's title, lowered by how sure it was recognised."""
    occupation = int(side.pool.occupation[row])
    if occupation < 0:
        return []
    concepts, weights = side.knowledge.parts_of(occupation)
    total = float(weights.sum())
    if total <= 0:
        return []
    points = side.weights.occupation_parts * float(side.pool.occupation_confidence[row])
    return [
        Wanted.of(points * float(w) / total, [(int(c), np.float32(1))])
        for c, w in zip(concepts, weights, strict=True)
    ]


@dataclass(frozen=True, eq=False)
class Job:
    """One vacancy of a pool."""

    side: VacancySide
    row: int
    _likeness: tuple[PortfolioSide, NDArray[np.float64]] | None = None

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

    @cached_property
    def wanted_demands(self) -> list[tuple[int, Wanted]]:
        """Number and content of each demand that names a concept, in the order of the vacancy."""
        pool, share = self.side.pool, self.side.demand_weight
        out = []
        for demand in range(self.demands.start, self.demands.stop):
            at = slice(pool.asked.indptr[demand], pool.asked.indptr[demand + 1])
            if at.stop > at.start:
                points = self.side.weights.demands * float(share[demand])
                pairs = zip(pool.asked.indices[at].tolist(), pool.asked.data[at], strict=True)
                out.append((demand, Wanted.of(points, pairs)))
        return out

    @cached_property
    def wanted_parts(self) -> list[Wanted]:
        """The parts of the occupation in the title; empty when it is not recognised."""
        return wanted_parts(self.side, self.row)

    @cached_property
    def leaves(self) -> Leaves:
        """All demands and parts, spread out over whatever can stand in for them."""
        things = [*(w for _, w in self.wanted_demands), *self.wanted_parts]
        links = [link for w in things for link in w.concepts]
        concepts = np.array([c for c, _ in links], np.int64)
        stand_in = self.side.knowledge.stand_in
        positions, link_starts = runs(stand_in.indptr.astype(np.int64), concepts)
        first_link = np.cumsum([0, *(len(w.concepts) for w in things)])
        support = np.array([s for _, s in links], np.float32)
        return Leaves(
            near=stand_in.indices[positions],
            similarity=stand_in.data[positions],
            support=np.repeat(support, np.diff(link_starts)),
            starts=link_starts[first_link],
            scale=np.array([w.scale for w in things], np.float32),
            thing={demand: i for i, (demand, _) in enumerate(self.wanted_demands)},
        )

    def job_likeness(self, side: PortfolioSide) -> NDArray[np.float64]:
        """Credit of the title for every earlier job of a pool, shape (jobs,); kept for this job."""
        if self._likeness is None or self._likeness[0] is not side:
            texts, position = side.job_texts
            values = np.zeros(len(position))
            if self.title_vector is not None and len(texts):
                cosine = text_cosines(side.pool.text_vectors, texts, self.title_vector)
                values = credit(cosine, TITLE_FLOOR, TITLE_TOP)[position]
            object.__setattr__(self, "_likeness", (side, values))
        assert self._likeness is not None
        return self._likeness[1]

    @cached_property
    def terms(self) -> NDArray[np.float32]:
        """The vacancy's hashed word parts, spread out, shape (buckets,)."""
        return spread_out(self.side.pool.terms, self.row)

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
    def terms(self) -> NDArray[np.float32]:
        """The portfolio's hashed word parts, spread out, shape (buckets,)."""
        return spread_out(self.side.pool.terms, self.row)


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
    def likeness(self) -> NDArray[np.float32]:
        """Credit of each supporting segment for each demand, shape (segments, demands)."""
        return own_words_table(self.job, self.person.side, self.supports)

    @cached_property
    def whole_text(self) -> NDArray[np.float32]:
        """Cosine of each supporting segment with the vacancy as a whole, shape (segments,)."""
        pool = self.person.side.pool
        vectors = pool.text_vectors[pool.segment_text[self.supports]]
        return cosines(vectors, self.job.side.pool.documents[self.job.row])

    @cached_property
    def document(self) -> np.float32:
        """Cosine of the two records as a whole."""
        pool = self.person.side.pool
        query = self.job.side.pool.documents[self.job.row]
        found: np.float32 = cosines(pool.documents[[self.person.row]], query)[0]
        return found

    @cached_property
    def shared_words(self) -> np.float64:
        """Overlap of the rare words, in [0, 1]."""
        rows = np.array([self.person.row])
        found: np.float64 = overlap(self.person.side.pool.terms, rows, self.job.terms)[0]
        return found

    @cached_property
    def titles(self) -> NDArray[np.float32]:
        """Cosine of each earlier job's title with the vacancy's title, shape (jobs,)."""
        pool = self.person.side.pool
        texts = pool.job_text[self.jobs]
        if self.job.title_vector is None:
            return np.zeros(len(texts), np.float32)
        return text_cosines(pool.text_vectors, texts, self.job.title_vector)

    @cached_property
    def covered(self) -> Covered:
        """How far every demand and part is covered: the same float32 products as over a pool."""
        pool, leaves = self.person.side.pool, self.job.leaves
        held = np.zeros(pool.claims.shape[1], np.float32)
        mine = self.person.claimed
        held[pool.claims.indices[mine]] = pool.claims.data[mine]
        values = leaves.support * (held[leaves.near] * leaves.similarity)
        best = largest_per_row(values, leaves.starts)
        points = np.rint(leaves.scale * best).astype(np.int32)
        return Covered(leaves, values, best.tolist(), points.tolist())

    @cached_property
    def jobs(self) -> slice:
        """Where the person's work history stands."""
        starts = self.person.side.pool.job_starts
        return slice(int(starts[self.person.row]), int(starts[self.person.row + 1]))


def pairs_of(job: Job, side: PortfolioSide, rows: Sequence[int]) -> list[Pair]:
    """Pairs of one job with some rows; what is alike for all is computed in one go."""
    wanted = np.array(rows, np.intp)
    pairs = [Pair(job, Person(side, int(row))) for row in rows]
    starts, positions = side.supports
    chosen, begins = runs(starts, wanted)
    segments = positions[chosen]
    vectors = side.pool.text_vectors[side.pool.segment_text[segments]].astype(np.float32)
    queries = np.vstack([job.demand_vectors, job.side.pool.documents[job.row][None]])
    table = cosines(vectors, queries)
    whole = table[:, -1].copy()
    likeness = own_words_credit(np.ascontiguousarray(table[:, :-1]))
    likeness *= side.pool.segment_strength[segments, None]
    documents = cosines(side.pool.documents[wanted], job.side.pool.documents[job.row])
    shared = overlap(side.pool.terms, wanted, job.terms)
    for i, pair in enumerate(pairs):
        mine = slice(int(begins[i]), int(begins[i + 1]))
        # Fill in what the cached properties would compute one by one.
        vars(pair)["likeness"] = likeness[mine]
        vars(pair)["whole_text"] = whole[mine]
        vars(pair)["document"] = documents[i]
        vars(pair)["shared_words"] = shared[i]
    return pairs


def own_words_credit(cosine: NDArray[np.float32]) -> NDArray[np.float32]:
    """`credit` for own words, in float32 and in place: the largest tables of all are these."""
    cosine -= np.float32(OWN_WORDS_FLOOR)
    cosine *= np.float32(1 / (OWN_WORDS_TOP - OWN_WORDS_FLOOR))
    return np.clip(cosine, np.float32(0), np.float32(1), out=cosine)


def own_words_table(
    job: Job, side: PortfolioSide, segments: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Credit of the cosine × strength of the piece, shape (segments, demands)."""
    vectors = side.pool.text_vectors[side.pool.segment_text[segments]]
    table = own_words_credit(cosines(vectors, job.demand_vectors))
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
