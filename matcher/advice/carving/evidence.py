"""How far each person covers each task, by the engine's own evidence; and how alike tasks are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.advice.seam import MatchEngine
from matcher.domain.vacancy import Vacancy
from matcher.reading.demands import Ask, demands
from matcher.scoring.arithmetic import cosines
from matcher.scoring.evidence.base import Job
from matcher.scoring.searchable import Searchable
from matcher.shortlist.gaps import SHOWN

THOUSANDTHS = 1000


@dataclass(frozen=True)
class Fits:
    """Of all tasks of all vacancies, in order of the vacancies.

    Attributes
    ----------
    tasks : tuple of (int, int), (tasks,)
        Number of the vacancy, and of the task within it.
    thousandths : tuple of tuple of int, (tasks, people)
        Coverage in thousandths, as a gap list of the vacancy states it: the best of two readings,
        through the vocabulary and words against words. 0 when nothing can be read in the task.
    likeness : tuple of tuple of int, (tasks, tasks)
        Cosine of the vectors of the tasks' words, in thousandths.
    """

    tasks: tuple[tuple[int, int], ...]
    thousandths: tuple[tuple[int, ...], ...]
    likeness: tuple[tuple[int, ...], ...]


def fits(vacancies: Sequence[Vacancy], pool: Searchable, engine: MatchEngine) -> Fits:
    """Explain every vacancy (sorted by id) for everyone in the pool, and take out the tasks."""
    side = engine.vacancy_pool(vacancies)
    tasks = [(j, i) for j, v in enumerate(vacancies) for i in range(len(v.tasks or ()))]
    people = range(len(pool.side.pool))
    coverage = {t: [0] * len(people) for t in tasks}
    for j, vacancy in enumerate(vacancies):
        # Gaps come in the order of the demands that are shown; empty ones are not there.
        shown = [d for d in demands(vacancy) if d.ask in SHOWN]
        for person in people:
            gaps = engine.explain_row(Job(side, j), pool, person).gaps
            for demand, gap in zip(shown, gaps, strict=True):
                if demand.ask is Ask.TASK:
                    coverage[j, _number(demand.field)][person] = round(THOUSANDTHS * gap.coverage)
    texts: dict[tuple[int, int], int] = {}
    for j, vacancy in enumerate(vacancies):
        read = zip(range(*side.pool.demands_of(j).indices(10**9)), demands(vacancy), strict=True)
        texts |= {(j, _number(d.field)): n for n, d in read if d.ask is Ask.TASK}
    vectors = side.pool.text_vectors[side.pool.demand_text]
    likeness = []
    for a in tasks:
        row = [0] * len(tasks)
        if a in texts:
            near = cosines(vectors, vectors[texts[a]])
            row = [round(THOUSANDTHS * float(near[texts[b]])) if b in texts else 0 for b in tasks]
        likeness.append(tuple(row))
    return Fits(tuple(tasks), tuple(tuple(coverage[t]) for t in tasks), tuple(likeness))


def _number(field: str) -> int:
    return int(field[field.index("[") + 1 : field.index("]")])
