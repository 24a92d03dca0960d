"""Several pools made one: what a fresh pool of the same records would hold, without reading them.

Rows come in order of id and texts in the order in which they are first used, as when a pool is
built, so that the result does not depend on how the records were spread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.pool.gather import Gather, Spans, matrix_of
from matcher.pool.portfolios import PortfolioPool
from matcher.pool.strings import Strings
from matcher.pool.vacancies import VacancyPool

Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Texts:
    """The texts that are still used, each once.

    Attributes
    ----------
    texts, vectors
        Text 0 is empty.
    number : (texts of all pools,) int32
        Number of each old text, the pools one after the other; -1 when nobody uses it.
    """

    texts: Strings
    vectors: NDArray[np.int8]
    number: NDArray[np.int32]

    @classmethod
    def of(
        cls,
        tables: Sequence[Strings],
        vectors: Sequence[NDArray[np.int8]],
        used: NDArray[np.int64],
    ) -> Texts:
        """Number the used texts anew.

        Parameters
        ----------
        used : (u,)
            Every use of a text in the order of the new pool, as in `shifted`; below 0 for none.
        """
        used = np.append(np.int64(0), used[used >= 0])  # the first table has the empty text too
        keys, first = np.unique(used, return_index=True)
        keys = keys[np.argsort(first, kind="stable")]
        begins = np.cumsum([0, *(len(t) for t in tables)])
        owner = np.searchsorted(begins, keys, side="right") - 1
        number = np.full(int(begins[-1]), -1, np.int32)
        new: dict[bytes, int] = {}
        kept = np.zeros(len(keys), np.bool_)
        chosen = [keys[owner == i] - begins[i] for i in range(len(tables))]
        waiting = [iter(t.raw(c)) for t, c in zip(tables, chosen, strict=True)]
        for at, (key, part) in enumerate(zip(keys.tolist(), owner.tolist(), strict=True)):
            text = next(waiting[part])
            kept[at] = text not in new
            number[key] = new.setdefault(text, len(new))
        gathered = np.zeros((len(new), vectors[0].shape[1]), np.int8)
        for i, own in enumerate(vectors):
            mine = keys[kept & (owner == i)]
            gathered[number[mine]] = own[mine - begins[i]]
        return cls(Strings.of_bytes(list(new)), gathered, number)

    def renumbered(self, used: NDArray[np.int64]) -> NDArray[np.int32]:
        """New numbers of uses; -1 stays -1."""
        found: NDArray[np.int32] = np.where(used < 0, np.int32(-1), self.number[used])
        return found


def shifted(
    tables: Sequence[Strings], numbers: NDArray[Any], owners: NDArray[np.intp]
) -> NDArray[np.int64]:
    """Text numbers counted over all pools, one after the other; -1 stays -1.

    Parameters
    ----------
    numbers, owners : (u,)
        Numbers in the own pool, and which pool that is.
    """
    begins = np.cumsum([0, *(len(t) for t in tables)])
    found: NDArray[np.int64] = np.where(numbers < 0, np.int64(-1), numbers + begins[owners])
    return found


def merge_portfolios(pools: Sequence[PortfolioPool], rows: Sequence[Rows]) -> PortfolioPool:
    """One pool of some rows of each of one or more pools.

    Parameters
    ----------
    rows : one array a pool
        Ascending row numbers; no id is chosen twice.
    """
    gather = Gather.of([p.ids for p in pools], rows)
    segments = gather.spans([p.segment_starts for p in pools])
    jobs = gather.spans([p.job_starts for p in pools])
    claims = gather.spans([p.claims.indptr for p in pools])
    tables = [p.texts for p in pools]
    owners = gather.owners
    said = segments.take([p.segment_text for p in pools])
    said = shifted(tables, said, np.repeat(owners, segments.lengths))
    titles = jobs.take([p.job_text for p in pools])
    titles = shifted(tables, titles, np.repeat(owners, jobs.lengths))
    texts = Texts.of(tables, [p.text_vectors for p in pools], np.concatenate([said, titles]))
    # A claim names its segment by its number in the pool: it moves with the row's first.
    before = gather.take([p.segment_starts[:-1] for p in pools])
    moved = np.repeat(segments.starts[:-1] - before, claims.lengths)
    rests_on = claims.take([p.claim_segment for p in pools]) + moved
    return PortfolioPool(
        ids=gather.ids,
        records=gather.strings([p.records for p in pools]),
        columns=_columns(gather, pools),
        documents=gather.take([p.documents for p in pools]),
        texts=texts.texts,
        text_vectors=texts.vectors,
        segment_starts=segments.starts,
        segment_text=texts.renumbered(said),
        segment_piece=segments.take([p.segment_piece for p in pools]),
        segment_item=segments.take([p.segment_item for p in pools]),
        segment_stance=segments.take([p.segment_stance for p in pools]),
        segment_strength=segments.take([p.segment_strength for p in pools]),
        claims=matrix_of(claims, [p.claims for p in pools]),
        claim_segment=rests_on.astype(np.int32),
        claim_via=claims.take([p.claim_via for p in pools]),
        job_starts=jobs.starts,
        job_text=texts.renumbered(titles),
        job_months=jobs.take([p.job_months for p in pools]),
        job_ended=jobs.take([p.job_ended for p in pools]),
        terms=gather.matrix([p.terms for p in pools]),
    )


def merge_vacancies(pools: Sequence[VacancyPool], rows: Sequence[Rows]) -> VacancyPool:
    """The same for vacancies."""
    gather = Gather.of([p.ids for p in pools], rows)
    demands = gather.spans([p.demand_starts for p in pools])
    terms = gather.spans([p.terms.indptr for p in pools])
    tables = [p.texts for p in pools]
    asked = demands.take([p.demand_text for p in pools])
    asked = shifted(tables, asked, np.repeat(gather.owners, demands.lengths))
    sectors = shifted(tables, gather.take([p.sector_text for p in pools]), gather.owners)
    texts = Texts.of(tables, [p.text_vectors for p in pools], np.concatenate([asked, sectors]))
    return VacancyPool(
        ids=gather.ids,
        records=gather.strings([p.records for p in pools]),
        columns=_columns(gather, pools),
        documents=gather.take([p.documents for p in pools]),
        texts=texts.texts,
        text_vectors=texts.vectors,
        demand_starts=demands.starts,
        demand_ask=demands.take([p.demand_ask for p in pools]),
        demand_text=texts.renumbered(asked),
        demand_share=demands.take([p.demand_share for p in pools]),
        asked=matrix_of(_inner(demands, [p.asked.indptr for p in pools]), [p.asked for p in pools]),
        occupation=gather.take([p.occupation for p in pools]),
        occupation_confidence=gather.take([p.occupation_confidence for p in pools]),
        sector_text=texts.renumbered(sectors),
        start_month=gather.take([p.start_month for p in pools]),
        terms=matrix_of(terms, [p.terms for p in pools]),
        term_words=terms.strings([p.term_words for p in pools]),
    )


def _inner(spans: Spans, starts: Sequence[NDArray[Any]]) -> Spans:
    """Runs of runs: what belongs to the values of some spans."""
    return Gather(spans.positions, spans.order, ()).spans(starts)


def _columns(
    gather: Gather, pools: Sequence[PortfolioPool] | Sequence[VacancyPool]
) -> dict[str, NDArray[Any]]:
    return {name: gather.take([p.columns[name] for p in pools]) for name in pools[0].columns}
