"""The plan for a region: which trainings, how many pairs, people and jobs, and is it true?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from matcher.advice.region.bits import Bits, rows, size, words_for
from matcher.advice.region.greedy import greedy
from matcher.advice.region.near import Group, Near, Region
from matcher.advice.region.needs import Kind, Need
from matcher.advice.region.regions import Regions, read_regions
from matcher.advice.region.result import (
    ALL,
    NO_SECTOR,
    Asked,
    PlanRow,
    RegionPlan,
    RegionSettings,
)
from matcher.advice.region.steps import Step, steps_for
from matcher.advice.region.verify import recheck
from matcher.advice.seam import MatchEngine
from matcher.pool.texts import Progress, silent
from matcher.scoring.searchable import Searchable
from matcher.scoring.views import VacancySide


def region_plan(
    pool: Searchable,
    jobs: VacancySide,
    engine: MatchEngine,
    regions: Regions | None = None,
    settings: RegionSettings | None = None,
    progress: Progress = silent,
) -> RegionPlan:
    """Which skills, certificates, licences and language steps connect most people to most jobs."""
    settings, regions = settings or RegionSettings(), regions or read_regions()
    region = Region(engine, pool, jobs, settings.likeness)
    groups = groups_of(jobs, regions)
    near = region.count(groups, progress)
    steps = steps_for(region, near.pairs)
    table: list[PlanRow] = []
    for name, sector, inside in _tables(groups):
        made = _rows(region, near, groups, steps, settings, name, sector, inside)
        table += made
    closable = {need for step in steps for need in step.closes}
    ask = [
        Asked(need.key, sum(by_job.values()))
        for need, by_job in near.pairs.items()
        if need.kind is Kind.SKILL and need not in closable
    ]
    ask.sort(key=lambda a: (-a.pairs, a.words))
    stuck = [(title, sum(by_job.values())) for title, by_job in near.stuck.items()]
    stuck.sort(key=lambda s: (-s[1], s[0]))
    return RegionPlan(
        people=len(pool.side.pool),
        jobs=len(jobs.pool),
        connected=sum(near.connected.values()),
        rows=tuple(table),
        ask=tuple(ask[: settings.steps]),
        stuck=tuple(stuck),
    )


def groups_of(jobs: VacancySide, regions: Regions) -> list[Group]:
    """Region and sector of each job; what is not known is a group of its own."""
    out = []
    for row in range(len(jobs.pool)):
        vacancy = jobs.pool.vacancy(row)
        out.append((regions.of(vacancy.location), vacancy.sector or NO_SECTOR))
    return out


Inside = Callable[[Group], bool]


def _tables(groups: Sequence[Group]) -> list[tuple[str, str, Inside]]:
    """Everything first, then the regions, then the sectors within each."""

    def within(name: str | None, sector: str | None) -> Inside:
        return lambda g: name in (None, g[0]) and sector in (None, g[1])

    out: list[tuple[str, str, Inside]] = [(ALL, ALL, within(None, None))]
    for name in sorted({g[0] for g in groups}):
        out.append((name, ALL, within(name, None)))
        for sector in sorted({g[1] for g in groups if g[0] == name}):
            out.append((name, sector, within(name, sector)))
    return out


def _rows(
    region: Region,
    near: Near,
    groups: Sequence[Group],
    steps: Sequence[Step],
    settings: RegionSettings,
    name: str,
    sector: str,
    inside: Inside,
) -> list[PlanRow]:
    by_need = {
        need: {row: n for row, n in by_job.items() if inside(groups[row])}
        for need, by_job in near.pairs.items()
    }
    weight = {need: sum(by_job.values()) for need, by_job in by_need.items()}
    done: set[Need] = set()
    ids, job_ids = region.pool.side.pool.ids, region.jobs.pool.ids
    out = []
    for rank, (number, pairs) in enumerate(
        greedy([s.closes for s in steps], weight, settings.steps), 1
    ):
        step = steps[number]
        new = [n for n in step.closes if n not in done and weight[n]]
        done |= set(new)
        people = _union(near, new, inside, len(ids))
        per_job: dict[int, int] = {}
        for need in new:
            for row, count in by_need[need].items():
                per_job[row] = per_job.get(row, 0) + count
        best = sorted(per_job, key=lambda row: (-per_job[row], row))
        check = name == ALL and settings.sample > 0
        out.append(
            PlanRow(
                region=name,
                sector=sector,
                rank=rank,
                step=step,
                pairs=pairs,
                people=size(people),
                jobs=len(per_job),
                people_listed=tuple(ids[i] for i in rows(people)[: settings.listed].tolist()),
                jobs_listed=tuple(job_ids[row] for row in best[: settings.listed]),
                checked=recheck(region, step, new, by_need, settings.sample) if check else None,
            )
        )
    return out


def _union(near: Near, needs: Sequence[Need], inside: Inside, people: int) -> Bits:
    out = np.zeros(words_for(people), np.uint64)
    wanted = set(needs)
    for (need, group), bits in near.people.items():
        if need in wanted and inside(group):
            out |= bits
    return out
