"""Everything that one question about job carving rests on, and the problem it amounts to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.advice.carving.demands import Item, Unmet, stated, unmet
from matcher.advice.carving.evidence import THOUSANDTHS, Fits, fits
from matcher.advice.carving.minutes import HOUR, task_minutes
from matcher.advice.carving.problem import Problem
from matcher.advice.carving.result import CarvingSettings, TaskNeeds
from matcher.advice.seam import MatchEngine
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Task, Vacancy
from matcher.scoring.searchable import Searchable


@dataclass(frozen=True, eq=False)
class Case:
    """Vacancies and people sorted by id, with what the engine says of them.

    Attributes
    ----------
    pool : Searchable
        The people; rows are in the order of ``people``.
    found : Fits
        How far each person covers each task.
    lacks : tuple of Unmet
        What the people do not meet, by vacancy.
    """

    vacancies: tuple[Vacancy, ...]
    people: tuple[Portfolio, ...]
    hours: Mapping[str, int]
    needs: Mapping[str, TaskNeeds]
    settings: CarvingSettings
    pool: Searchable
    found: Fits
    lacks: tuple[Unmet, ...]

    def task(self, number: int) -> tuple[Vacancy, Task]:
        """A task and its vacancy."""
        job, task = self.found.tasks[number]
        vacancy = self.vacancies[job]
        return vacancy, (vacancy.tasks or ())[task]

    def not_met(self, person: int) -> dict[str, frozenset[Item]]:
        """Demands with a known no for one person, by id of the vacancy."""
        return {
            v.id: frozenset(item for item, no in lack.items.items() if no[person])
            for v, lack in zip(self.vacancies, self.lacks, strict=True)
        }

    def allowed(self, number: int, person: int) -> bool:
        """Whether the demands leave a task open to a person, maybe with a question."""
        vacancy, task = self.task(number)
        lack = self.lacks[self.found.tasks[number][0]]
        said = stated(self.needs.get(task.label))
        if lack.frame[person]:
            return False
        for item in self.not_met(person)[vacancy.id]:
            if item.field in said:
                if item in said[item.field]:
                    return False
            elif not self.settings.ask:
                return False
        return True


def read_case(
    vacancies: Sequence[Vacancy],
    people: Sequence[Portfolio],
    engine: MatchEngine,
    hours: Mapping[str, int],
    needs: Mapping[str, TaskNeeds],
    settings: CarvingSettings,
) -> Case:
    """Ask the engine about every task and every demand."""
    jobs = tuple(sorted(vacancies, key=lambda v: v.id))
    group = tuple(sorted(people, key=lambda p: p.id))
    pool = engine.portfolio_pool(group)
    found = fits(jobs, pool, engine)
    lacks = tuple(unmet(v, needs, pool, engine) for v in jobs)
    return Case(jobs, group, hours, needs, settings, pool, found, lacks)


def problem_of(case: Case) -> Problem:
    """The same in whole numbers: minutes a week and thousandths."""
    settings, found = case.settings, case.found
    minutes = tuple(m for v in case.vacancies for m in task_minutes(v, case.hours[v.id]))
    least = round(settings.threshold * THOUSANDTHS)
    credit = tuple(
        tuple(
            fit if fit >= least and case.allowed(t, p) else 0
            for p, fit in enumerate(found.thousandths[t])
        )
        for t in range(len(found.tasks))
    )
    low, high = [], []
    for person in case.people:
        wish = person.availability
        floor = HOUR * wish.hours_min if wish.hours_min else round(HOUR * settings.least_hours)
        low.append(max(1, floor))
        high.append(sum(minutes) if wish.hours_max is None else HOUR * wish.hours_max)
    return Problem(
        minutes=minutes,
        job=tuple(job for job, _ in found.tasks),
        credit=credit,
        low=tuple(low),
        high=tuple(high),
        rest=round(HOUR * settings.rest_hours),
        scrap=round(HOUR * settings.scrap_hours),
        likeness=found.likeness,
        slack=round(THOUSANDTHS * settings.slack),
    )
