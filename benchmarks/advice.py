"""How fast scholingsadvies and loopbaanpaden are, and whether every statement holds.

    python benchmarks/advice.py --cases 3000

Advice for shortlists of 50 from the sample portfolios, made larger by the generator of
`benchmarks/speed.py`; the clock includes reading the vacancy, the plans, and the engine run again
over everyone as they will be. Making the adviser, once per process, is timed apart. Then random
cases are checked: every need that is said to be closed, every score, and every knock-out, by
scoring the changed portfolio anew. Raw numbers in ``benchmarks/results/advice.json``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks._report import add_options, circumstances, write_report
from benchmarks.speed import Generator
from matcher import Answer, Matcher, Portfolio
from matcher.advice.paths.advise import CareerAdviser
from matcher.advice.training.advise import TrainingAdviser
from matcher.advice.training.apply import after
from matcher.advice.training.result import TrainingAdvice
from matcher.domain.shortlist import Coverage
from matcher.domain.vacancy import Vacancy
from matcher.scoring.evidence.base import Job


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and largest, in milliseconds."""
    values = np.array(seconds) * 1000
    names = {"p50_ms": 50, "p95_ms": 95, "max_ms": 100}
    return {name: round(float(np.percentile(values, q)), 1) for name, q in names.items()}


def shortlists(
    m: Matcher, adviser: TrainingAdviser, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> dict[str, Any]:
    """Advice for everyone on a shortlist of 50, also those just outside when it is shorter."""
    pool = m.portfolio_pool(people)
    by_id = {p.id: p for p in people}
    took, worked, sizes, steps = [], [], [], []
    for job in jobs:
        found = m.shortlist(job, pool, k=50, outside=50)
        names = [e.candidate for e in (*found.entries, *found.just_outside)][:50]
        begin, cpu = time.perf_counter(), time.process_time()
        advices = adviser.advise_all([by_id[name] for name in names], job, pool)
        took.append(time.perf_counter() - begin)
        worked.append(time.process_time() - cpu)
        sizes.append(len(advices))
        steps += [len(a.steps) for a in advices]
    return {
        "shortlists": len(jobs),
        "people_each": round(float(np.mean(sizes)), 1),
        "steps_mean": round(float(np.mean(steps)), 2),
        "whole_shortlist": spread(took),
        "processor_time": spread(worked),
    }


def false_statements(
    m: Matcher,
    adviser: TrainingAdviser,
    people: Sequence[Portfolio],
    job: Vacancy,
    advices: Sequence[TrainingAdvice],
) -> list[str]:
    """What an advice says and a fresh look at the changed portfolio does not."""
    offers = {o.id: o for o in adviser.catalogue.offers}
    changed = [
        after(p, [offers[s.offer] for s in a.steps]) for p, a in zip(people, advices, strict=True)
    ]
    pool = m.portfolio_pool(changed)
    one = Job(m.vacancy_pool([job]), 0)
    row = {name: i for i, name in enumerate(pool.side.pool.ids)}
    wrong = []
    for advice in advices:
        entry = m.explain_row(one, pool, row[advice.candidate])
        if entry.centipoints != advice.after.centipoints or entry.gates != advice.after.gates:
            wrong.append(f"{job.id} {advice.candidate}: score or knock-out")
        said = {n.label for n in advice.closed if n.importance != "knock-out"}
        met = {g.label for g in entry.gaps if g.status is Coverage.HAVE}
        if said - met:
            wrong.append(f"{job.id} {advice.candidate}: {sorted(said - met)}")
        before = {g.gate: g.answer for g in advice.before.gates}
        shut = [g.gate for g in entry.gates if g.answer < before[g.gate]]
        left = {x.need.kind.value for x in advice.still_open}
        if not left and not advice.not_by_training:
            shut += [g.gate for g in entry.gates if g.answer is Answer.NO]
        if shut:
            wrong.append(f"{job.id} {advice.candidate}: {shut}")
    return wrong


def truth(m: Matcher, adviser: TrainingAdviser, generator: Generator, cases: int) -> dict[str, Any]:
    """Random people for random vacancies."""
    looked = with_steps = 0
    wrong: list[str] = []
    while looked < cases:
        people = [generator.portfolio(looked + i) for i in range(min(100, cases - looked))]
        job = generator.vacancy(looked)
        advices = adviser.advise_all(people, job)
        with_steps += sum(bool(a.steps) for a in advices)
        wrong += false_statements(m, adviser, people, job, advices)
        looked += len(people)
    return {"cases": looked, "with_steps": with_steps, "false": len(wrong), "first": wrong[:5]}


def careers(m: Matcher, people: Sequence[Portfolio], jobs: Sequence[Vacancy]) -> dict[str, Any]:
    """Paths and alternatives of one person each."""
    begin = time.perf_counter()
    adviser = CareerAdviser(m)
    facts: dict[str, Any] = {"adviser_s": round(time.perf_counter() - begin, 2)}
    side = m.vacancy_pool(jobs)
    wishes = [c.label for c in adviser.ground.occupations[::61]]
    paths, others, found = [], [], []
    for i, person in enumerate(people):
        begin = time.perf_counter()
        advice = adviser.paths(person, wishes[i % len(wishes)], side)
        paths.append(time.perf_counter() - begin)
        found.append(len(advice.paths))
        begin = time.perf_counter()
        adviser.alternatives(person, side)
        others.append(time.perf_counter() - begin)
    return {
        **facts,
        "vacancies": len(jobs),
        "people": len(people),
        "paths": spread(paths),
        "paths_found_mean": round(float(np.mean(found)), 2),
        "alternatives": spread(others),
    }


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portfolios", type=int, default=400, help="the pool of the shortlists")
    parser.add_argument("--shortlists", type=int, default=20)
    parser.add_argument("--cases", type=int, default=3000, help="random cases that are checked")
    parser.add_argument("--careers", type=int, default=20, help="people with paths")
    parser.add_argument("--vacancies", type=int, default=500, help="open vacancies for the paths")
    add_options(parser)
    options = parser.parse_args()
    generator = Generator(options.seed)
    m = Matcher()
    begin = time.perf_counter()
    adviser = TrainingAdviser(m)
    facts: dict[str, Any] = {"adviser_s": round(time.perf_counter() - begin, 2)}
    people = [generator.portfolio(i) for i in range(options.portfolios)]
    jobs = [generator.vacancy(i) for i in range(max(options.vacancies, options.shortlists))]
    facts["training"] = shortlists(m, adviser, people, jobs[: options.shortlists])
    facts["truth"] = truth(m, adviser, generator, options.cases)
    facts["careers"] = careers(m, people[: options.careers], jobs[: options.vacancies])
    write_report("advice", circumstances(None, options.seed, options.date), facts, options.results)
    for key, value in facts.items():
        print(f"{key:<12} {value}")
    if facts["truth"]["false"]:
        sys.exit("an advice said something that is not so")


if __name__ == "__main__":
    main()
