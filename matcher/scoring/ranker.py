"""The ranker: sums the evidence and finds the exact top k without scoring everyone fully.

Cheap evidence is summed for all rows. The rest is bounded from above: by its weight, and for whole
texts by the FAISS search, which tells how like the text of everyone outside its nearest rows can be
at most. Rows are then scored in order of their upper bound, the costly evidence only where the
rest leaves a chance, until no bound can still reach the k-th best score (threshold algorithm,
Fagin, Lotem and Naor, PODS 2001). The result is exact; only the time depends on the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.scoring.arithmetic import Centipoints, centipoints
from matcher.scoring.evidence.base import Evidence, Job, Person, Rows
from matcher.scoring.evidence.demands import DemandsEvidence
from matcher.scoring.evidence.document import DocumentEvidence
from matcher.scoring.evidence.experience import ExperienceEvidence
from matcher.scoring.evidence.occupation import OccupationEvidence
from matcher.scoring.evidence.occupation_parts import OccupationPartsEvidence
from matcher.scoring.evidence.own_words import OwnWordsEvidence
from matcher.scoring.evidence.refusals import RefusalsEvidence
from matcher.scoring.evidence.shared_words import SharedWordsEvidence
from matcher.scoring.evidence.wishes import WishesEvidence
from matcher.scoring.searchable import Searchable as Searchable
from matcher.scoring.views import PortfolioSide, VacancySide

NEAREST_TEXTS = 512
SMALL = 4096  # rows up to which looking at every document is cheaper than an index
SORTED_AT_ONCE = 8  # blocks
LARGEST_BLOCK = 4096  # rows: what fits the processor's cache
BLOCK = 128  # rows scored at a time, or three times the length of the list

DOCUMENT = DocumentEvidence()
# Cheap over a whole pool.
FIRST: tuple[Evidence, ...] = (
    DemandsEvidence(),
    OccupationPartsEvidence(),
    OccupationEvidence(),
    ExperienceEvidence(),
    WishesEvidence(),
    SharedWordsEvidence(),
)
# Computed only for rows that can still matter.
SECOND: tuple[Evidence, ...] = (DOCUMENT, RefusalsEvidence())
# Costly: computed last, for rows that can still matter after all else is known.
LAST: tuple[Evidence, ...] = (OwnWordsEvidence(),)
ALL: tuple[Evidence, ...] = (*FIRST, *SECOND, *LAST)


@dataclass(frozen=True, eq=False)
class Ranked:
    """Rows best first, ties by row, with their scores and how many rows were scored fully."""

    rows: Rows
    scores: Centipoints
    scored_fully: int


def first_scores(job: Job, side: PortfolioSide, rows: Rows) -> Centipoints:
    """Sum of the cheap evidence."""
    return sum_over(FIRST, job, side, rows)


def sum_over(
    evidence: tuple[Evidence, ...], job: Job, side: PortfolioSide, rows: Rows
) -> Centipoints:
    """Sum of some evidence over some rows."""
    total = np.zeros(len(rows), np.int32)
    for one in evidence:
        total += one.over_portfolios(job, side, rows)
    return total


def best_first(rows: Rows, scores: Centipoints, k: int) -> Ranked:
    """Sort by score descending, ties by row ascending (rows are in order of id), and cut."""
    order = np.lexsort((rows, -scores))[:k]
    return Ranked(rows[order], scores[order], len(rows))


def top(job: Job, pool: Searchable, rows: Rows, first: Centipoints, k: int) -> Ranked:
    """The exact best k of some rows.

    Parameters
    ----------
    rows : ascending row numbers
    first : shape (len(rows),)
        Their `first_scores`.
    """
    side = pool.side
    if k == 0 or not len(rows):
        return Ranked(rows[:0], first[:0], 0)
    size = max(BLOCK, 3 * k)
    if len(rows) <= size:
        return best_first(rows, first + sum_over(SECOND + LAST, job, side, rows), k)
    bound = _document_bound(job, pool, rows)
    last = int(centipoints(sum(e.largest(job) for e in LAST)))
    rest = int(centipoints(sum(e.largest(job) for e in SECOND if e is not DOCUMENT)))
    upper = first + bound + (rest + last)
    seen = np.zeros(0, np.intp)
    scores = np.zeros(0, np.int32)
    kth = int(np.iinfo(np.int32).min)
    for block in _descending(upper, size):
        if upper[block].max() < kth:
            break
        block = np.sort(block)
        partial = first[block] + sum_over(SECOND, job, side, rows[block])
        alive = partial + last >= kth
        block, partial = block[alive], partial[alive]
        scores = np.concatenate([scores, partial + sum_over(LAST, job, side, rows[block])])
        seen = np.concatenate([seen, rows[block]])
        if len(scores) >= k:
            kth = int(np.partition(scores, len(scores) - k)[len(scores) - k])
    ranked = best_first(seen, scores, k)
    return Ranked(ranked.rows, ranked.scores, len(seen))


def top_over(job: Job, pool: Searchable, wanted: Sequence[tuple[Rows, int]]) -> list[Ranked]:
    """`top` of several sets of rows, each with its own k; the cheap evidence is shared."""
    first = first_scores(job, pool.side, np.arange(len(pool.side.pool)))
    return [top(job, pool, rows, first[rows], k) for rows, k in wanted]


def _document_bound(job: Job, pool: Searchable, rows: Rows) -> Centipoints:
    """At least the points for document, of each of some rows."""
    if len(pool.side.pool) <= SMALL:
        return DOCUMENT.over_portfolios(job, pool.side, rows)
    query = job.side.pool.documents[job.row]
    cosines, near = pool.index.nearest(query, NEAREST_TEXTS, rows)
    bound = np.full(len(rows), centipoints(DOCUMENT.points_at(float(cosines[-1]), job)), np.int32)
    at = np.searchsorted(rows, near)
    bound[at] = DOCUMENT.over_portfolios(job, pool.side, near.astype(np.intp))
    return bound


def _descending(values: Centipoints, size: int) -> Iterator[NDArray[np.intp]]:
    """Positions in blocks, no value in a block below one in a later block.

    Most searches stop early, so the largest values are set apart before anything is sorted.
    """
    left = np.arange(len(values))
    while len(left):
        part = min(len(left), SORTED_AT_ONCE * size)
        cut = np.argpartition(-values[left], part - 1)
        chosen, left = left[cut[:part]], left[cut[part:]]
        order = chosen[np.argsort(-values[chosen], kind="stable")]
        for start in range(0, len(order), size):
            yield order[start : start + size]
        size = min(2 * size, LARGEST_BLOCK)  # a long search is shorter in large steps


def over_vacancies(person: Person, side: VacancySide, rows: Rows) -> Centipoints:
    """Full scores of one person for some vacancies."""
    person = person.alone
    total = np.zeros(len(rows), np.int32)
    for one in ALL:
        total += one.over_vacancies(person, side, rows)
    return total
