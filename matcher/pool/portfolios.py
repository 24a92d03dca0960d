"""The portfolio pool: columns, segments, claims and vectors of many portfolios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Protocol

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from pydantic import TypeAdapter

from matcher.domain.portfolio import Portfolio
from matcher.linking.linker import Linker
from matcher.linking.recognition import Recognition
from matcher.pool.lexical import TermWeights
from matcher.pool.strings import Strings
from matcher.pool.texts import Progress, TextTable, documents, silent
from matcher.reading.protected import without_protected
from matcher.reading.segments import Piece, Segment, segments
from matcher.reading.stance import Stance
from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.vocabulary import Vocabulary

RECORD: TypeAdapter[Portfolio] = TypeAdapter(Portfolio)
STRENGTH_STEPS = 255  # claim strengths are stored as uint8
# Who has been something has most likely done what belongs to it; said, it would count for more.
IMPLIED = 0.5
PROVED = 0.9
SURE = 0.5  # the same for what a certificate proves, outside the list of certificates
SURE_ENOUGH = 0.25  # confidence from which something may follow from a recognised concept
UNKNOWN_MONTHS = -1


class Via(IntEnum):
    """How a claim follows from the words."""

    SAID = 0
    OCCUPATION = 1  # belongs to an occupation the person has had
    CERTIFICATE = 2  # is proved by a certificate the person has


class ColumnMaker(Protocol):
    """What a gate gives a pool to store."""

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """One row a portfolio."""
        ...


@dataclass(frozen=True, eq=False)
class PortfolioPool:
    """Rows are portfolios, sorted by id: the row number breaks ties.

    Attributes
    ----------
    columns : mapping of str to ndarray
        What the gates compare; one row a portfolio.
    documents : ndarray of int8, shape (n, dim)
        One vector a portfolio.
    text_vectors : ndarray of int8, shape (u, dim)
        One vector a different text.
    segment_starts : (n + 1,) int64
        Segments of row i are ``segment_starts[i]:segment_starts[i + 1]`` of the five below.
    segment_text, segment_piece, segment_item, segment_stance, segment_strength : (s,)
        Text number, `Piece`, index in the record's list, `Stance`, strength.
    claims : csr_array of uint8, shape (n, concepts)
        Strength of each claim in steps of 1/255.
    claim_segment, claim_via : (claims.nnz,)
        Segment (global number) a claim rests on, and `Via`.
    job_starts, job_text, job_months, job_ended
        Work history per row: title's text number (-1 none), months (-1 unknown), month of the end
        counted from year 0 (-1 unknown, 32767 ongoing).
    terms : csr_array of float32, shape (n, buckets)
    """

    ids: tuple[str, ...]
    records: Strings
    columns: Mapping[str, NDArray[Any]]
    documents: NDArray[np.int8]
    texts: Strings
    text_vectors: NDArray[np.int8]
    segment_starts: NDArray[np.int64]
    segment_text: NDArray[np.int32]
    segment_piece: NDArray[np.int8]
    segment_item: NDArray[np.int16]
    segment_stance: NDArray[np.int8]
    segment_strength: NDArray[np.float32]
    claims: sp.csr_array[np.uint8]
    claim_segment: NDArray[np.int32]
    claim_via: NDArray[np.int8]
    job_starts: NDArray[np.int64]
    job_text: NDArray[np.int32]
    job_months: NDArray[np.int16]
    job_ended: NDArray[np.int16]
    terms: sp.csr_array[np.float32]

    def __len__(self) -> int:
        return len(self.ids)

    def portfolio(self, row: int) -> Portfolio:
        """The record of one row."""
        return RECORD.validate_json(self.records[row])

    def segments_of(self, row: int) -> slice:
        """Where a row's segments stand."""
        return slice(int(self.segment_starts[row]), int(self.segment_starts[row + 1]))


ONGOING = 32767


def build_portfolio_pool(
    portfolios: Sequence[Portfolio],
    linker: Linker,
    terms: TermWeights,
    makers: Sequence[ColumnMaker],
    progress: Progress = silent,
) -> PortfolioPool:
    """Read, encode and link every portfolio once.

    The result depends on the portfolios alone, not on their order.
    """
    ordered = sorted(portfolios, key=lambda p: p.id)
    table = TextTable()
    pieces: list[list[Segment]] = []
    for done, portfolio in enumerate(ordered, 1):
        pieces.append(segments(portfolio))
        if done % 1000 == 0 or done == len(ordered):
            progress("portfolio's lezen", done, len(ordered))
    flat = [s for row in pieces for s in row]
    segment_text = np.array([table.add(s.text) for s in flat], np.int32)
    starts = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum([len(row) for row in pieces], out=starts[1:])
    vectors = table.encode(linker, progress)
    claiming = [s.stance is Stance.SUPPORTS and s.piece < Piece.WISH_OCCUPATION for s in flat]
    wanted = sorted({int(t) for t, c in zip(segment_text, claiming, strict=True) if c})
    recognised = table.link(linker, wanted, progress)
    claims = _claims(linker.vocabulary, pieces, starts, segment_text, claiming, recognised)
    strengths = np.array([s.strength for s in flat], np.float32)
    supports = np.array([s.stance is Stance.SUPPORTS for s in flat], np.float32)
    columns: dict[str, NDArray[Any]] = {}
    for maker in makers:
        columns.update(maker.portfolio_columns(ordered))
    jobs = [list(p.experience or ()) for p in ordered]
    job_starts = np.zeros(len(jobs) + 1, np.int64)
    np.cumsum([len(j) for j in jobs], out=job_starts[1:])
    history = [job for row in jobs for job in row]
    titles = [without_protected(j.title) if j.title else "" for j in history]
    job_text = [table.find(title) if title else -1 for title in titles]
    ended = [
        ONGOING if j.ongoing else -1 if j.ended is None else j.ended[0] * 12 + j.ended[1] - 1
        for j in history
    ]
    months = [UNKNOWN_MONTHS if j.months is None else j.months for j in history]
    return PortfolioPool(
        ids=tuple(p.id for p in ordered),
        records=Strings.pack(RECORD.dump_json(p).decode() for p in ordered),
        columns=columns,
        documents=documents(starts, segment_text, strengths * supports, vectors),
        texts=Strings.pack(table.texts),
        text_vectors=vectors,
        segment_starts=starts,
        segment_text=segment_text,
        segment_piece=np.array([s.piece for s in flat], np.int8),
        segment_item=np.array([_item(s.field) for s in flat], np.int16),
        segment_stance=np.array([s.stance for s in flat], np.int8),
        segment_strength=strengths,
        claims=claims[0],
        claim_segment=claims[1],
        claim_via=claims[2],
        job_starts=job_starts,
        job_text=np.array(job_text, np.int32),
        job_months=np.array(months, np.int16),
        job_ended=np.array(ended, np.int16),
        terms=terms.vectors(
            [(s.text, s.strength) for s in row if s.stance is Stance.SUPPORTS] for row in pieces
        ),
    )


def _item(field: str) -> int:
    """Index inside brackets of a field path; 0 without brackets."""
    return int(field[field.index("[") + 1 : field.index("]")]) if "[" in field else 0


def _claims(
    vocabulary: Vocabulary,
    pieces: Sequence[Sequence[Segment]],
    starts: NDArray[np.int64],
    texts: NDArray[np.int32],
    claiming: Sequence[bool],
    recognised: Mapping[int, Sequence[Recognition]],
) -> tuple[sp.csr_array[np.uint8], NDArray[np.int32], NDArray[np.int8]]:
    parts = vocabulary.parts
    occupation = vocabulary.kinds == Kind.OCCUPATION.value
    indptr, concepts, strengths, rests_on, vias = [0], [], [], [], []
    for row, items in enumerate(pieces):
        best: dict[int, tuple[float, int, Via]] = {}

        def offer(concept: int, strength: float, segment: int, via: Via) -> None:
            if concept not in best or best[concept][0] < strength:  # noqa: B023
                best[concept] = (strength, segment, via)  # noqa: B023

        for i, segment in enumerate(items, int(starts[row])):
            if not claiming[i]:
                continue
            for r in recognised[int(texts[i])]:
                strength = segment.strength * r.support
                offer(r.concept, strength, i, Via.SAID)
                if r.confidence < SURE_ENOUGH:
                    continue  # what follows from a guess is no statement
                if occupation[r.concept] and segment.piece is Piece.TITLE:
                    for at in range(parts.indptr[r.concept], parts.indptr[r.concept + 1]):
                        worth = strength * IMPLIED * float(parts.data[at])
                        offer(int(parts.indices[at]), worth, i, Via.OCCUPATION)
                if segment.piece is not Piece.CERTIFICATE and r.confidence < SURE:
                    continue
                for proved in vocabulary.proves.get(r.concept, ()):
                    offer(proved, strength * PROVED, i, Via.CERTIFICATE)
        for concept in sorted(best):
            strength, segment_number, via = best[concept]
            steps = round(strength * STRENGTH_STEPS)
            if steps:
                concepts.append(concept)
                strengths.append(steps)
                rests_on.append(segment_number)
                vias.append(via)
        indptr.append(len(concepts))
    matrix = sp.csr_array(
        (
            np.array(strengths, np.uint8),
            np.array(concepts, np.int32),
            np.array(indptr, np.int64),
        ),
        shape=(len(pieces), len(vocabulary)),
    )
    return matrix, np.array(rests_on, np.int32), np.array(vias, np.int8)
