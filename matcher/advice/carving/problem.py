"""The carving problem in whole numbers: what may go to whom, and what the rest must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Problem:
    """Tasks of one employer and a small group of people; all times in minutes a week.

    Attributes
    ----------
    minutes : tuple of int, (tasks,)
        Time of each task.
    job : tuple of int, (tasks,)
        Number of the job to which each task belongs, 0 and up.
    credit : tuple of tuple of int, (tasks, people)
        Fit in thousandths; 0 = may not be given to this person.
    low, high : tuple of int, (people,)
        Least and most time of a new job; someone may also get no job.
    rest : int
        Least time of what remains of a job, unless nothing or all of it remains.
    scrap : int
        Least time of a piece of a task that is divided.
    likeness : tuple of tuple of int, (tasks, tasks)
        How alike two tasks are, in thousandths.
    slack : int
        How much less alike the remaining tasks of a job may be, on average, in thousandths.
    """

    minutes: tuple[int, ...]
    job: tuple[int, ...]
    credit: tuple[tuple[int, ...], ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    rest: int
    scrap: int
    likeness: tuple[tuple[int, ...], ...]
    slack: int

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.low)

    @property
    def tasks(self) -> int:
        """Number of tasks."""
        return len(self.minutes)

    def of_job(self, job: int) -> list[int]:
        """Tasks of a job that take time."""
        return [t for t in range(self.tasks) if self.job[t] == job and self.minutes[t]]

    @property
    def jobs(self) -> range:
        """Numbers of the jobs."""
        return range(max(self.job, default=-1) + 1)

    def pairs(self, job: int) -> list[tuple[int, int, int]]:
        """Pairs of tasks of a job and how far each lies above the least mean, times the pairs.

        What remains is coherent when these numbers, over the pairs that remain, add up to 0 or
        more: then the mean of the rest is at least the mean of the whole job minus the slack.
        """
        found = list(combinations(self.of_job(job), 2))
        n = len(found)
        whole = sum(self.likeness[a][b] for a, b in found)
        return [(a, b, n * (self.likeness[a][b] + self.slack) - whole) for a, b in found]


@dataclass(frozen=True)
class Plan:
    """Minutes of each task for each person; what is not given stays."""

    given: tuple[tuple[int, ...], ...]

    def left(self, problem: Problem) -> tuple[int, ...]:
        """Minutes of each task that stay with the old job."""
        return tuple(m - sum(row) for m, row in zip(problem.minutes, self.given, strict=True))

    def worth(self, problem: Problem) -> int:
        """Minutes weighted by fit in thousandths."""
        return sum(
            c * m
            for credits, row in zip(problem.credit, self.given, strict=True)
            for c, m in zip(credits, row, strict=True)
        )

    def splits(self, problem: Problem) -> int:
        """Cuts through tasks: pieces of each task less one, added up."""
        return sum(
            sum(m > 0 for m in (*row, left)) - 1
            for row, left in zip(self.given, self.left(problem), strict=True)
            if sum(row) + left
        )


def wrong(problem: Problem, plan: Plan) -> Iterator[str]:
    """What a plan breaks, one line each; nothing when it may be proposed."""
    left = plan.left(problem)
    for t, (row, rest) in enumerate(zip(plan.given, left, strict=True)):
        if rest < 0 or min(row, default=0) < 0:
            yield f"task {t}: {row} of {problem.minutes[t]} minutes"
        least = min(problem.scrap, problem.minutes[t])
        for piece in (*row, rest):
            if 0 < piece < least:
                yield f"task {t}: a piece of {piece} minutes"
        for p, piece in enumerate(row):
            if piece and not problem.credit[t][p]:
                yield f"task {t} may not go to person {p}"
    for p in range(problem.people):
        total = sum(row[p] for row in plan.given)
        if total and not problem.low[p] <= total <= problem.high[p]:
            yield f"person {p}: {total} minutes"
    for job in problem.jobs:
        whole = sum(problem.minutes[t] for t in problem.of_job(job))
        rest = sum(left[t] for t in problem.of_job(job))
        if 0 < rest < min(problem.rest, whole):
            yield f"job {job}: {rest} minutes remain"
        if sum(value for a, b, value in problem.pairs(job) if left[a] and left[b]) < 0:
            yield f"job {job}: the remaining tasks have too little in common"
