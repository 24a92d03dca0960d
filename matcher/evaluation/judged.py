"""How much of a system's top is judged at all: how far its other figures can be trusted."""

from __future__ import annotations

from collections.abc import Mapping

from matcher.evaluation.ranked import PerQuery, Qrels, Run, per_query, ranked


def judged(run: Run, qrels: Qrels, k: int = 10) -> PerQuery:
    """Share of the first k candidates that has a grade, over the whole (uncondensed) list.

    Parameters
    ----------
    run : Run
        Scores of one system.
    qrels : Qrels
        Vacancies without any candidate in the run are skipped and listed.
    k : int
        Depth, default 10; a shorter list is divided by its own length.

    Returns
    -------
    PerQuery
        Values in [0, 1].
    """

    def value(query: str, grades: Mapping[str, int]) -> float | None:
        top = ranked(run.get(query, {}))[:k]
        return sum(key in grades for key in top) / len(top) if top else None

    return per_query(qrels, value)
