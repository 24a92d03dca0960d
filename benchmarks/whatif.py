"""How fast and how true: gaps, what-ifs, doors and mobility over a large pool.

    python benchmarks/whatif.py --portfolios 62000 --pool DIRECTORY --truth 2000

People and vacancies are the varied samples of ``benchmarks/speed.py``. The clock of a what-if
includes scoring everyone in the pool for the vacancy; ``again`` is a second person of the same
vacancy. With ``--truth`` stated effects are scored again, one by one, by explaining the changed
record and counting who is ahead; the run stops when one is not true. Raw numbers go to
``benchmarks/results/whatif-N.json``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks._report import add_options, circumstances, write_report
from benchmarks.speed import Generator, percentiles
from matcher import Matcher
from matcher.advice.doors import doors
from matcher.advice.gaps import gaps_of_shortlist
from matcher.advice.mobility import mobility
from matcher.advice.whatif.changes import applied
from matcher.advice.whatif.field import Field
from matcher.advice.whatif.person import what_if
from matcher.advice.whatif.vacancy import vacancy_what_if
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide


def searchable(m: Matcher, generator: Generator, count: int, saved: Path | None) -> Searchable:
    """The saved pool, or a new one, which is then saved."""
    if saved is not None and saved.exists():
        return m.load_portfolios(saved)
    pool = m.portfolio_pool([generator.portfolio(i) for i in range(count)])
    if saved is not None:
        m.save(pool, saved)
    return pool


def timed(calls: int, one: Callable[[int], Any]) -> dict[str, float]:
    """Percentiles of some calls by the clock, and of the processor's time (a shared machine)."""
    wall, processor = [], []
    for number in range(calls):
        begin, busy = time.perf_counter(), time.process_time()
        one(number)
        wall.append(time.perf_counter() - begin)
        processor.append(time.process_time() - busy)
    return percentiles(wall) | {
        f"processor_{name}": value for name, value in percentiles(processor).items()
    }


def untrue(m: Matcher, pool: Searchable, side: VacancySide, wanted: int, seed: int) -> int:
    """Number of stated effects checked; stops when one is not true."""
    rng = random.Random(seed)
    checked = 0
    while checked < wanted:
        job = Job(side, rng.randrange(len(side.pool)))
        field, vacancy = Field(job, pool, m), side.pool.vacancy(job.row)
        ranked = m.rank(job, pool, 20_000)
        ids = pool.side.pool.ids
        ahead = [
            (-s, ids[r]) for r, s in zip(ranked.rows.tolist(), ranked.scores.tolist(), strict=True)
        ]
        for _ in range(10):
            person = pool.side.pool.portfolio(rng.randrange(len(ids)))
            found = what_if(person, field, goal=rng.choice((10, 100, 1000)))
            for one in (*found.reached, *found.helpful):
                after = m.explain(vacancy, applied(person, one.changes))
                mine = (-after.centipoints, person.id)
                place = 1 + sum(a < mine and a[1] != person.id for a in ahead)
                beyond = place > len(ahead) and len(ahead) == 20_000
                told = (one.after.centipoints, one.after.place)
                if not after.eligible or not (beyond or told == (after.centipoints, place)):
                    sys.exit(f"{vacancy.id} {person.id}: {one.sentence} {place}")
                checked += 1
    return checked


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portfolios", type=int, default=62_000)
    parser.add_argument("--vacancies", type=int, default=500, help="for doors and mobility")
    parser.add_argument("--calls", type=int, default=30, help="of each kind")
    parser.add_argument("--pool", type=Path, help="directory of a saved pool; made when missing")
    parser.add_argument("--truth", type=int, default=0, help="stated effects to score again")
    add_options(parser)
    options = parser.parse_args()
    m, generator = Matcher(), Generator(options.seed)
    pool = searchable(m, generator, options.portfolios, options.pool)
    pool.warm()
    side = m.vacancy_pool([generator.vacancy(i) for i in range(options.vacancies)])
    rng = random.Random(options.seed)
    jobs = [Job(side, rng.randrange(len(side.pool))) for _ in range(options.calls)]
    people = [pool.side.pool.portfolio(rng.randrange(len(pool.side.pool))) for _ in jobs]
    others = [pool.side.pool.portfolio(rng.randrange(len(pool.side.pool))) for _ in jobs]
    fields: list[Field] = []

    def first(number: int) -> None:
        fields.append(Field(jobs[number], pool, m))
        what_if(people[number], fields[-1], goal=50)

    lists = [m.shortlist(job, pool, 50, 0) for job in jobs]
    vacancies = [side.pool.vacancy(job.row) for job in jobs]
    calls = options.calls
    facts: dict[str, Any] = {"portfolios": len(pool.side.pool), "vacancies": len(side.pool)}
    facts["entries_mean"] = float(np.mean([len(one.entries) for one in lists]))
    facts["gaps_of_a_shortlist_of_50"] = timed(
        calls, lambda i: gaps_of_shortlist(lists[i], vacancies[i], pool, m)
    )
    facts["what_if"] = timed(calls, first)
    facts["what_if_again"] = timed(calls, lambda i: what_if(others[i], fields[i], goal=50))
    facts["vacancy_what_if"] = timed(
        calls, lambda i: vacancy_what_if(vacancies[i], pool, m, goal=fields[i].size * 2 + 1)
    )
    facts["doors"] = timed(calls, lambda i: doors(people[i], side, m))
    facts["mobility"] = timed(calls, lambda i: mobility(people[i], side, m))
    if options.truth:
        facts["effects_checked"] = untrue(m, pool, side, options.truth, options.seed)
    name = f"whatif-{facts['portfolios']}"
    write_report(name, circumstances(None, options.seed, options.date), facts, options.results)
    for key, value in facts.items():
        print(f"{key:<26} {value}")


if __name__ == "__main__":
    main()
