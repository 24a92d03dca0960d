"""How much of a system's top is judged at all: how far its other figures can be trusted."""

from __future__ import annotations

from matcher.evaluation.ranked import PerQuery, Qrels, Run, ranked


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
    values: dict[str, float] = {}
    skipped: list[str] = []
    for query, grades in sorted(qrels.items()):
        top = ranked(run.get(query, {}))[:k]
        if not top:
            skipped.append(query)
            continue
        values[query] = sum(key in grades for key in top) / len(top)
    return PerQuery(values, tuple(skipped))
