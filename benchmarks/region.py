"""How long the plan for a region takes: everyone against every open job.

    python benchmarks/region.py --portfolios 62000 --vacancies 10000 [--pool DIR]

Uses the generator of ``benchmarks/speed.py``. The clock of the plan includes the gates, the
essential demands, the likeness of all pairs, the greedy choice for all tables and the check by
running the engine on sampled pairs; not the reading of portfolios and vacancies, which is timed
apart. ``--pool DIR`` reads the people from a saved pool instead of building it. With
``--vary-demands`` a word is left out of, put into or misspelt in most requirements, so that the
jobs ask thousands of different things instead of some sixty. The clock of the event includes the
reading of its vacancies.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks._report import add_options, circumstances, write_report
from benchmarks.speed import Generator
from matcher import Matcher
from matcher.advice.events.plan import plan_event
from matcher.advice.region.plan import region_plan
from matcher.advice.region.render import table
from matcher.advice.region.result import RegionSettings
from matcher.domain.vacancy import Vacancy
from matcher.scoring.searchable import Searchable


def varied(generator: Generator, vacancy: Vacancy) -> Vacancy:
    """The same job, its requirements said a little differently."""
    needs = tuple(
        replace(r, label=generator._clause(r.label) or r.label) for r in vacancy.requirements or ()
    )
    return replace(vacancy, requirements=needs)


def evening(m: Matcher, pool: Searchable, generator: Generator) -> dict[str, Any]:
    """A banenmarkt of 350 candidates and 50 employers with two vacancies each, six rounds."""
    people = [pool.side.pool.portfolio(i) for i in range(min(350, len(pool.side.pool)))]
    guests = m.portfolio_pool(people)
    employers = {
        f"W{i:02d}": [generator.vacancy(900_000 + 2 * i + j) for j in range(2)] for i in range(50)
    }
    begin, cpu = time.perf_counter(), time.process_time()
    plan = plan_event(guests, employers, m)
    return {
        "event_candidates": len(people),
        "event_employers": len(employers),
        "event_s": round(time.perf_counter() - begin, 1),
        "event_cpu_s": round(time.process_time() - cpu, 1),
        "event_meetings": len(plan.meetings),
        "event_left_out": len(plan.left_out),
    }


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portfolios", type=int, default=62_000)
    parser.add_argument("--vacancies", type=int, default=10_000)
    parser.add_argument("--pool", type=Path, default=None, help="a saved pool of portfolios")
    parser.add_argument("--vary-demands", action="store_true")
    parser.add_argument("--sample", type=int, default=20, help="pairs checked for each training")
    add_options(parser)
    parser.add_argument("--name", default=None, help="name of the results file")
    options = parser.parse_args()
    facts: dict[str, Any] = {}
    m, generator = Matcher(), Generator(options.seed)
    begin = time.perf_counter()
    if options.pool is None:
        pool = m.portfolio_pool([generator.portfolio(i) for i in range(options.portfolios)])
        facts["build_s"] = round(time.perf_counter() - begin, 1)
    else:
        pool = m.load_portfolios(options.pool)
        facts["load_s"] = round(time.perf_counter() - begin, 2)
    begin = time.perf_counter()
    vacancies = [generator.vacancy(i) for i in range(options.vacancies)]
    if options.vary_demands:
        vacancies = [varied(generator, vacancy) for vacancy in vacancies]
    jobs = m.vacancy_pool(vacancies)
    facts["vacancies_build_s"] = round(time.perf_counter() - begin, 1)
    texts = [
        r.label for v in vacancies for r in v.requirements or () if r.importance == "essential"
    ]
    facts["different_essential_demands"] = len(set(texts))
    facts["portfolios"], facts["vacancies"] = len(pool.side.pool), len(jobs.pool)
    begin, cpu = time.perf_counter(), time.process_time()
    plan = region_plan(pool, jobs, m, settings=RegionSettings(sample=options.sample))
    facts["plan_s"] = round(time.perf_counter() - begin, 1)
    facts["plan_cpu_s"] = round(time.process_time() - cpu, 1)  # says more on a busy machine
    facts["memory_gb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)
    facts["connected_pairs"] = plan.connected
    checked = [row.checked for row in plan.rows if row.checked]
    facts["pairs_checked"] = sum(c.tried for c in checked)
    facts["pairs_true"] = sum(c.true for c in checked)
    facts["tables"] = len({(row.region, row.sector) for row in plan.rows})
    facts["first_rows"] = [
        {"step": r.step.label, "pairs": r.pairs, "people": r.people, "jobs": r.jobs}
        for r in plan.rows[:10]
    ]
    facts |= evening(m, pool, generator)
    kind = "-varied" if options.vary_demands else ""
    name = options.name or f"region-{facts['portfolios']}{kind}"
    write_report(name, circumstances(None, options.seed, options.date), facts, options.results)
    print(table(plan, regions=False))
    for key, value in facts.items():
        print(f"{key:<24} {value}")


if __name__ == "__main__":
    main()
