"""Is it true? Train sampled people, and run the engine on them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.advice.region.near import Region
from matcher.advice.region.needs import Need
from matcher.advice.region.steps import Step, apply
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import Importance
from matcher.domain.shortlist import Coverage, Entry
from matcher.scoring.evidence.base import Job


@dataclass(frozen=True, slots=True)
class Checked:
    """Sampled pairs: how many were tried, and how many were closed before and open after."""

    tried: int
    true: int


def recheck(
    region: Region,
    step: Step,
    needs: Sequence[Need],
    pairs: Mapping[Need, Mapping[int, int]],
    sample: int,
) -> Checked:
    """Apply a training to people spread over the jobs that it opens, and explain each pair again.

    The sample is spread evenly over jobs by id, and moves on through the people of each, so that
    it is the same on every run.
    """
    where = sorted((row, need) for need in needs for row, n in pairs[need].items() if n)
    count = min(sample, len(where))
    chosen = [where[i * len(where) // count] for i in range(count)]
    picked: list[tuple[int, int]] = []
    for i, (row, need) in enumerate(chosen):
        people = region.people_of(need, row)
        picked.append((row, people[i * len(people) // max(1, count)]))
    return check_pairs(region, step, picked)


def check_pairs(region: Region, step: Step, picked: Sequence[tuple[int, int]]) -> Checked:
    """Before the training not connected, after it connected; by row of the job and the person."""
    engine, before = region.engine, region.pool
    changed: list[Portfolio] = []
    for i, (_, person) in enumerate(picked):
        portfolio = apply(step, before.side.pool.portfolio(person))
        changed.append(replace(portfolio, id=f"{i:06d}"))
    after = engine.portfolio_pool(changed)
    true = 0
    for i, (row, person) in enumerate(picked):
        job = Job(region.jobs, row)
        closed = not connected(engine.explain_row(job, before, person))
        true += closed and connected(engine.explain_row(job, after, i))
    return Checked(len(picked), true)


def connected(entry: Entry) -> bool:
    """No known no, and every essential demand at least nearly covered."""
    return entry.eligible and all(
        gap.status is not Coverage.NOT_NAMED
        for gap in entry.gaps
        if gap.importance == Importance.ESSENTIAL
    )
