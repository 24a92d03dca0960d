"""Mean reciprocal rank: how far down is the first one who would be invited?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matcher.evaluation.ranked import PerQuery, Qrels, Run, condensed_grades, per_query

RELEVANT = 3  # would be invited first
FALLBACK = 2  # where nobody would


def reciprocal_rank(grades: Sequence[int], relevant: int = RELEVANT) -> float:
    """1 / rank of the first grade of at least `relevant`, rank from 1; 0 when there is none."""
    for rank, grade in enumerate(grades, start=1):
        if grade >= relevant:
            return 1.0 / rank
    return 0.0


def mrr(run: Run, qrels: Qrels, relevant: int = RELEVANT, fallback: int = FALLBACK) -> PerQuery:
    """Reciprocal rank for every vacancy, over condensed lists; the mean of it is the MRR.

    Parameters
    ----------
    run : Run
        Scores of one system; a vacancy that is absent counts as an empty list, so 0.
    qrels : Qrels
        Vacancies without a grade of at least `fallback` are skipped and listed.
    relevant, fallback : int
        Lowest grade that counts, default 3; and for a vacancy of which no candidate has that
        grade, default 2.

    Returns
    -------
    PerQuery
        Values in [0, 1].
    """

    def value(query: str, judged: Mapping[str, int]) -> float | None:
        best = max(judged.values(), default=-1)
        if best < min(relevant, fallback):
            return None
        wanted = relevant if best >= relevant else fallback
        return reciprocal_rank(condensed_grades(run.get(query, {}), judged), wanted)

    return per_query(qrels, value)
