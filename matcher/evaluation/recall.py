"""Recall: how many of the suitable ones are in the part that somebody reads?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matcher.evaluation.ranked import PerQuery, Qrels, Run, condensed_grades, per_query

RELEVANT = 2  # a good match: suited, or a gap of weeks


def recall_of(
    grades: Sequence[int], n_relevant: int, k: int = 20, relevant: int = RELEVANT
) -> float:
    """Share of the relevant ones found in the first k.

    Parameters
    ----------
    grades : sequence of int
        Grades in ranked order.
    n_relevant : int
        Number of candidates judged relevant for this vacancy.
    k, relevant : int
        Depth; lowest grade that counts.

    Returns
    -------
    float
        In [0, 1]; 0 when nothing is relevant. The denominator is all relevant ones, so with more
        than k of them 1 cannot be reached.
    """
    if n_relevant == 0:
        return 0.0
    return sum(grade >= relevant for grade in grades[:k]) / n_relevant


def recall(run: Run, qrels: Qrels, k: int = 20, relevant: int = RELEVANT) -> PerQuery:
    """Recall@k of every vacancy, over condensed lists.

    Parameters
    ----------
    run : Run
        Scores of one system; a vacancy that is absent counts as an empty list, so 0.
    qrels : Qrels
        Vacancies without a grade of at least `relevant` are skipped and listed.
    k, relevant : int
        Depth, default 20; lowest grade that counts, default 2.

    Returns
    -------
    PerQuery
        Values in [0, 1].
    """

    def value(query: str, judged: Mapping[str, int]) -> float | None:
        n_relevant = sum(grade >= relevant for grade in judged.values())
        if n_relevant == 0:
            return None
        return recall_of(condensed_grades(run.get(query, {}), judged), n_relevant, k, relevant)

    return per_query(qrels, value)
