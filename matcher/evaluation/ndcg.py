"""Normalised discounted cumulative gain: are the best ones at the top?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum, log2

from matcher.evaluation.ranked import PerQuery, Qrels, Run, condensed_grades, per_query


def dcg(grades: Sequence[int], k: int = 10) -> float:
    """Discounted cumulative gain of the first k grades.

    ``sum (2**grade - 1) / log2(rank + 1)``, rank from 1 (Burges et al., "Learning to Rank using
    Gradient Descent", ICML 2005; after Järvelin and Kekäläinen, TOIS 2002). Empty gives 0.
    """
    return fsum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades[:k], start=1))


def ndcg_of(grades: Sequence[int], judged: Sequence[int], k: int = 10) -> float:
    """nDCG of one list.

    Parameters
    ----------
    grades : sequence of int
        Grades in ranked order.
    judged : sequence of int
        All grades judged for this vacancy, in any order; the ideal is made from these.
    k : int
        Depth.

    Returns
    -------
    float
        In [0, 1]; 0 when nothing judged has a grade above 0.
    """
    ideal = dcg(sorted(judged, reverse=True), k)
    return dcg(grades, k) / ideal if ideal > 0 else 0.0


def ndcg(run: Run, qrels: Qrels, k: int = 10) -> PerQuery:
    """nDCG@k of every vacancy, over condensed lists.

    Parameters
    ----------
    run : Run
        Scores of one system; a vacancy that is absent counts as an empty list, so 0.
    qrels : Qrels
        Vacancies without a grade above 0 are skipped and listed.
    k : int
        Depth, default 10.

    Returns
    -------
    PerQuery
        Values in [0, 1].
    """

    def value(query: str, judged: Mapping[str, int]) -> float | None:
        if not any(grade > 0 for grade in judged.values()):
            return None
        grades = condensed_grades(run.get(query, {}), judged)
        return ndcg_of(grades, list(judged.values()), k)

    return per_query(qrels, value)
