"""The protocol of MELO: rank all labels of a vocabulary for a text, look for the right one.

Retyk et al., "MELO: An Evaluation Benchmark for Multilingual Entity Linking of Occupations"
(RecSys in HR 2024).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.errors import DataError

DEPTH = 100
DECIMALS = 5
CUTS = (1, 5, 10)


@dataclass(frozen=True)
class LinkScores:
    """Figures of one system over all queries.

    Attributes
    ----------
    n : int
        Queries measured.
    mrr : float
        Mean of 1 / rank of the first right label, 0 when it is not among the first 100.
    accuracy : dict of int to float
        k → share of the queries with a right label among the first k, for k = 1, 5, 10.
    """

    n: int
    mrr: float
    accuracy: dict[int, float]


class Corpus:
    """What is ranked: documents (labels) and the concepts that they name.

    Parameters
    ----------
    documents : sequence of str
        Ids of the labels, all different.
    concepts : sequence of str, optional
        Concept of each label; when absent every label is its own concept.
    """

    def __init__(self, documents: Sequence[str], concepts: Sequence[str] | None = None) -> None:
        if len(set(documents)) != len(documents):
            raise DataError("Corpus: ids komen dubbel voor; geef elk label een eigen id.")
        self.documents = list(documents)
        # Place of each id in ascending order: among equal scores the highest comes first.
        self._place = np.empty(len(documents), np.int64)
        self._place[np.argsort(np.array(documents))] = np.arange(len(documents))
        groups = documents if concepts is None else concepts
        _, group = np.unique(np.array(groups), return_inverse=True)
        self._group: NDArray[np.int64] = group.astype(np.int64)
        self._by_group = np.argsort(self._group, kind="stable")
        self._starts = np.flatnonzero(np.diff(self._group[self._by_group], prepend=-1))

    def top(self, scores: NDArray[np.floating[Any]], depth: int = DEPTH) -> NDArray[np.int64]:
        """Numbers of the best labels for one query, best first ("exact").

        Parameters
        ----------
        scores : NDArray of float
            Shape ``(n_documents,)``; rounded to 5 decimals here.
        depth : int
            Length of the list.

        Returns
        -------
        NDArray[np.int64]
            At most `depth` numbers; ties by document id descending.
        """
        rounded = _rounded(scores)
        cut = _kth_largest(rounded, depth)
        return self._ordered(rounded, np.flatnonzero(rounded >= cut))[:depth]

    def top_concepts(
        self, scores: NDArray[np.floating[Any]], depth: int = DEPTH
    ) -> NDArray[np.int64]:
        """The same with only the best label of each concept ("one label"): what a user sees."""
        rounded = _rounded(scores)
        best = np.maximum.reduceat(rounded[self._by_group], self._starts)
        cut = _kth_largest(best, depth)
        order = self._ordered(rounded, np.flatnonzero(rounded >= cut))
        _, first = np.unique(self._group[order], return_index=True)
        return order[np.sort(first)][:depth]

    def _ordered(self, rounded: NDArray[np.float64], among: NDArray[np.int64]) -> NDArray[np.int64]:
        found: NDArray[np.int64] = among[np.lexsort((-self._place[among], -rounded[among]))]
        return found

    def concepts_of(self, documents: Collection[int]) -> set[int]:
        """Numbers of all labels that share a concept with one of these."""
        groups = self._group[np.array(sorted(documents), dtype=np.int64)]
        return {int(i) for i in np.flatnonzero(np.isin(self._group, groups))}


def rank_of_first(top: Iterable[int], relevant: Collection[int]) -> int | None:
    """Rank, from 1, of the first relevant label; None when there is none."""
    return next((rank for rank, one in enumerate(top, start=1) if int(one) in relevant), None)


def link_scores(ranks: Sequence[int | None]) -> LinkScores:
    """Summarise the ranks of the first right label, one for each query.

    Raises
    ------
    DataError
        Without queries.
    """
    n = len(ranks)
    if not n:
        raise DataError("Geen vragen met een goed antwoord gevonden; controleer annotations.tsv.")
    accuracy = {k: sum(rank is not None and rank <= k for rank in ranks) / n for k in CUTS}
    return LinkScores(n, fsum(1 / rank for rank in ranks if rank is not None) / n, accuracy)


def _rounded(scores: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    wide: NDArray[np.float64] = scores.astype(np.float64)
    rounded: NDArray[np.float64] = np.round(wide, DECIMALS)
    return rounded


def _kth_largest(values: NDArray[np.float64], k: int) -> float:
    if len(values) <= k:
        return -np.inf
    return float(np.partition(values, len(values) - k)[len(values) - k])
