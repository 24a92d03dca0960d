"""How fast and how large: build, shortlists with explanations, all pairs, memory.

    python benchmarks/speed.py --portfolios 62000 --vacancies 10000

Makes any number of portfolios and vacancies from the samples (clauses, titles, skills and
constraints recombined and partly misspelt, by a seeded generator, so that most texts differ), and
reports raw numbers as JSON in ``benchmarks/results/``. The clock of a shortlist includes gates,
scores, the cut and the full explanations; not the reading of the vacancy, which is timed apart.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks._report import add_options, circumstances, write_report
from matcher import Matcher, Portfolio, read_portfolios, read_vacancies
from matcher.domain.portfolio import Availability, Experience, Mobility, SkillClaim
from matcher.domain.vacancy import Vacancy
from matcher.pool.portfolios import PortfolioPool
from matcher.pool.strings import Strings
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import LAST, SECOND, Searchable, first_scores, sum_over
from matcher.scoring.views import PortfolioSide, VacancySide
from matcher.vocabulary.normalise import clauses, sentences

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
MISSPELT = 0.05


class Generator:
    """Recombines records; the same seed gives the same records."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = read_portfolios(SAMPLES / "portfolios.jsonl").items
        self.jobs = read_vacancies(SAMPLES / "vacancies.jsonl").items
        self.words = sorted({w for p in self.people for w in (p.summary or "").split()})
        self.places = sorted({p.home for p in self.people if p.home}, key=str)

    def _text(self, text: str | None) -> str | None:
        """Each clause with a word left out, a word from elsewhere, or a misspelling: new texts
        that mean nearly the same.
        """
        if not text:
            return text
        return ". ".join(
            self._clause(clause) for sentence in sentences(text) for clause in clauses(sentence)
        )

    def _clause(self, clause: str) -> str:
        words = clause.split()
        chance = self.random.random()
        if chance < 0.3 and len(words) > 2:
            del words[self.random.randrange(len(words))]
        elif chance < 0.7:
            words.insert(self.random.randrange(len(words) + 1), self.random.choice(self.words))
        elif chance < 0.7 + MISSPELT and len(words[-1]) > 3:
            words[-1] = words[-1][:-2] + words[-1][-1] + words[-1][-2]
        return " ".join(words)

    def portfolio(self, number: int) -> Portfolio:
        """One person: home, hours and travel of others, history and skills of a near mix."""
        base, other = self.random.choice(self.people), self.random.choice(self.people)
        jobs = [
            replace(
                e,
                months=max(1, int((e.months or 12) * self.random.uniform(0.5, 1.5))),
                description=self._text(e.description),
            )
            for e in (base.experience or ())
        ]
        if other.experience and self.random.random() < 0.3:
            jobs.append(self.random.choice(other.experience))
        skills: list[SkillClaim] = [
            replace(s, label=self._text(s.label) or s.label) for s in base.skills or ()
        ]
        if other.skills and self.random.random() < 0.5:
            skills.append(self.random.choice(other.skills))
        when, how = self.random.choice(self.people), self.random.choice(self.people)
        extra = Experience() if not jobs else None
        return replace(
            base,
            id=f"S-{number:07d}",
            home=self.random.choice(self.places),
            summary=self._text(base.summary),
            experience=tuple(jobs) if extra is None else None,
            skills=tuple(skills) or None,
            availability=Availability(
                **{
                    f: getattr(when.availability, f)
                    for f in ("hours_min", "hours_max", "start", "excluded")
                }
            ),
            mobility=Mobility(how.mobility.modes, how.mobility.max_minutes),
        )

    def vacancy(self, number: int) -> Vacancy:
        """One job: a sample with some requirements left out and its text slightly changed."""
        base = self.random.choice(self.jobs)
        needs = [r for r in base.requirements or () if self.random.random() < 0.8]
        return replace(
            base,
            id=f"W-{number:06d}",
            location=self.random.choice(self.places),
            text=self._text(base.text),
            requirements=tuple(needs) or base.requirements,
        )


def tiled(pool: PortfolioPool, times: int) -> PortfolioPool:
    """The pool repeated: making a million different people takes an hour, a search costs the same.

    Rather more: everyone has a double, so more rows lie close to the last place of a shortlist.
    """
    n, segments, jobs = len(pool), len(pool.segment_text), len(pool.job_text)
    order = np.tile(np.arange(n), times)

    def starts(one: NDArray[np.int64], size: int) -> NDArray[np.int64]:
        steps = np.repeat(np.arange(times, dtype=np.int64) * size, n)
        return np.append(np.tile(one[:-1], times) + steps, size * times)

    def rows(matrix: sp.csr_array[Any]) -> sp.csr_array[Any]:
        size = int(matrix.indptr[-1])
        parts = (np.tile(matrix.data, times), np.tile(matrix.indices, times))
        shape = (n * times, matrix.shape[1])
        return sp.csr_array((*parts, starts(matrix.indptr.astype(np.int64), size)), shape=shape)

    shift = np.repeat(np.arange(times, dtype=np.int32) * segments, len(pool.claim_segment))
    return replace(
        pool,
        ids=tuple(f"T-{i:07d}" for i in range(n * times)),
        records=RepeatedRecords(pool.records.data, pool.records.starts),
        columns={name: column[order] for name, column in pool.columns.items()},
        documents=np.tile(pool.documents, (times, 1)),
        segment_starts=starts(pool.segment_starts, segments),
        segment_text=np.tile(pool.segment_text, times),
        segment_piece=np.tile(pool.segment_piece, times),
        segment_item=np.tile(pool.segment_item, times),
        segment_stance=np.tile(pool.segment_stance, times),
        segment_strength=np.tile(pool.segment_strength, times),
        claims=rows(pool.claims),
        claim_segment=np.tile(pool.claim_segment, times) + shift,
        claim_via=np.tile(pool.claim_via, times),
        job_starts=starts(pool.job_starts, jobs),
        job_text=np.tile(pool.job_text, times),
        job_months=np.tile(pool.job_months, times),
        job_ended=np.tile(pool.job_ended, times),
        terms=rows(pool.terms),
    )


class RepeatedRecords(Strings):
    """Records of a tiled pool: row i reads record i modulo n."""

    def __getitem__(self, index: int) -> str:
        return super().__getitem__(index % (len(self.starts) - 1))


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Milliseconds."""
    values = np.array(seconds) * 1000
    return {
        "p50_ms": round(float(np.percentile(values, 50)), 1),
        "p95_ms": round(float(np.percentile(values, 95)), 1),
        "max_ms": round(float(values.max()), 1),
    }


def shortlists(
    m: Matcher, pool: Searchable, side: VacancySide, rows: Sequence[int], top: int
) -> dict[str, Any]:
    """Time shortlists with explanations, and apart from them the ranking alone."""
    begin = time.perf_counter()
    pool.warm()
    warm = time.perf_counter() - begin
    gc.collect()
    gc.freeze()  # as a service does once it is ready
    whole, ranking = [], []
    for row in rows:
        begin = time.perf_counter()
        m.shortlist(Job(side, row), pool, top)
        whole.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        m.rank(Job(side, row), pool, top)
        ranking.append(time.perf_counter() - begin)
    gc.unfreeze()
    return {
        "warm_s": round(warm, 1),
        "shortlist": percentiles(whole),
        "ranking_alone": percentiles(ranking),
    }


def over_layers(
    m: Matcher, base: Searchable, changed: Sequence[Portfolio], side: VacancySide, top: int
) -> dict[str, Any]:
    """Records that changed, in a small pool over the base: search at once, then merge."""
    begin = time.perf_counter()
    delta = m.portfolio_pool(changed)
    built = time.perf_counter() - begin
    layers = m.layered([(base, ~np.isin(base.ids, delta.ids)), (delta, None)])
    begin = time.perf_counter()
    m.rank(Job(side, 0), layers, top)  # nothing of the small pool is warm yet
    first = time.perf_counter() - begin
    later = []
    for row in range(min(50, len(side.pool))):
        begin = time.perf_counter()
        m.shortlist(Job(side, row), layers, top)
        later.append(time.perf_counter() - begin)
    begin = time.perf_counter()
    m.merge(layers)
    return {
        "changed": len(changed),
        "build_ms": round(1000 * built, 1),
        "first_ranking_ms": round(1000 * first, 1),
        "shortlist": percentiles(later),
        "merge_s": round(time.perf_counter() - begin, 2),
    }


def memory_gb() -> float:
    """Largest resident memory of the process so far, GB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portfolios", type=int, default=62_000)
    parser.add_argument("--vacancies", type=int, default=10_000)
    parser.add_argument("--shortlists", type=int, default=200, help="timed with explanations")
    parser.add_argument("--exhaustive", type=int, default=5, help="checked against every score")
    parser.add_argument("--tile", type=int, default=1, help="time also over the pool repeated")
    parser.add_argument("--no-all-pairs", action="store_true")
    parser.add_argument("--top", type=int, default=50)
    add_options(parser)
    parser.add_argument("--name", default=None, help="name of the results file")
    options = parser.parse_args()
    generator = Generator(options.seed)
    facts: dict[str, Any] = {}
    begin = time.perf_counter()
    m = Matcher()
    facts["start_s"] = round(time.perf_counter() - begin, 2)
    people = [generator.portfolio(i) for i in range(options.portfolios)]
    jobs = [generator.vacancy(i) for i in range(options.vacancies)]
    facts["portfolios"], facts["vacancies"] = len(people), len(jobs)
    with tempfile.TemporaryDirectory() as directory:
        begin = time.perf_counter()
        pool = m.portfolio_pool(people)
        facts["build_s"] = round(time.perf_counter() - begin, 1)
        begin = time.perf_counter()
        m.save(pool, Path(directory) / "pool")
        facts["save_s"] = round(time.perf_counter() - begin, 1)
        begin = time.perf_counter()
        m.load_portfolios(Path(directory) / "pool")
        facts["load_s"] = round(time.perf_counter() - begin, 2)
    facts["different_texts"] = len(pool.side.pool.texts)
    del people
    begin = time.perf_counter()
    side = m.vacancy_pool(jobs)
    facts["vacancies_build_s"] = round(time.perf_counter() - begin, 1)
    rows = [random.Random(options.seed + i).randrange(len(jobs)) for i in range(options.shortlists)]
    del jobs
    gc.collect()  # the records were only needed to build the pools
    facts |= shortlists(m, pool, side, rows, options.top)
    changed = [generator.portfolio(i) for i in range(0, options.portfolios, 300)]
    facts["layers"] = over_layers(m, pool, changed, side, options.top)
    reading = []
    for row in rows[:50]:
        vacancy = side.pool.vacancy(row)
        begin = time.perf_counter()
        m.vacancy_pool([vacancy])
        reading.append(time.perf_counter() - begin)
    facts["reading_a_new_vacancy"] = percentiles(reading)
    facts["scored_fully"] = check_exact(m, side, pool, rows[: options.exhaustive], options.top)
    if not options.no_all_pairs:
        begin = time.perf_counter()
        for row in range(len(side.pool)):
            m.rank(Job(side, row), pool, options.top)
        facts["all_pairs_s"] = round(time.perf_counter() - begin, 1)
    facts["memory_gb"] = memory_gb()
    if options.tile > 1:
        large = Searchable(PortfolioSide(tiled(pool.side.pool, options.tile), m.knowledge))
        few = rows[: options.shortlists // 2]
        facts["tiled"] = {
            "portfolios": len(large.side.pool),
            **shortlists(m, large, side, few, options.top),
            "memory_gb": memory_gb(),
        }
    name = options.name or f"speed-{facts['portfolios']}"
    write_report(name, circumstances(None, options.seed, options.date), facts, options.results)
    for key, value in facts.items():
        print(f"{key:<24} {value}")


def check_exact(m: Matcher, side: Any, pool: Any, rows: Sequence[int], top: int) -> dict[str, Any]:
    """Compare the bounded search with scoring everyone fully; stop when they differ."""
    fully = []
    everyone = np.arange(len(pool.side.pool))
    for row in rows:
        job = Job(side, row)
        fast = m.rank(job, pool, top, fit_only=True)
        scores = np.zeros(len(everyone), np.int32)
        for start in range(0, len(everyone), 4096):
            block = everyone[start : start + 4096]
            scores[start : start + 4096] = sum_over(SECOND + LAST, job, pool.side, block)
        scores += first_scores(job, pool.side, everyone)
        order = np.lexsort((everyone, -scores))[:top]
        if not np.array_equal(order, fast.rows):
            sys.exit(f"vacancy {row}: the bounded search differs from the exhaustive one")
        fully.append(fast.scored_fully)
    return {"vacancies_checked": len(fully), "rows_mean": float(np.mean(fully or [0]))}


if __name__ == "__main__":
    main()
