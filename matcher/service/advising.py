"""Advice over the live pools: gaps, what-ifs, training, paths, carving, events and costs.

Everything is computed by `matcher.advice` on what the actor may see; here records are found, pools
are chosen and the question is logged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from matcher.advice.carving.carve import carve
from matcher.advice.carving.result import Carving
from matcher.advice.doors import Doors, doors
from matcher.advice.events.plan import plan_event
from matcher.advice.events.result import EventPlan, EventSettings
from matcher.advice.gaps import GapList, gaps_of
from matcher.advice.mobility import MobilityAdvice, mobility
from matcher.advice.paths.advise import CareerAdviser
from matcher.advice.paths.result import Alternative, CareerAdvice
from matcher.advice.training.advise import TrainingAdviser
from matcher.advice.training.funding import FILE, read_funding
from matcher.advice.training.result import TrainingAdvice
from matcher.advice.whatif.field import Field
from matcher.advice.whatif.person import WhatIfs, what_if
from matcher.advice.whatif.vacancy import VacancyWhatIfs, vacancy_what_if
from matcher.costs.reading import read_tables
from matcher.costs.sheet import CostSheet, cost_sheet
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide
from matcher.service.actors import Actor
from matcher.service.live import Live, View
from matcher.service.service import Service
from matcher.service.shortlists import job_of, person_of
from matcher.shortlist.build import for_pair

T = TypeVar("T")


@dataclass(frozen=True)
class Asking:
    """Who asks, and whose records they may see."""

    actor: Actor
    organisations: frozenset[str]


class Adviser:
    """Answers questions over the service's pools."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._whole: dict[str, tuple[View[Any, Any], frozenset[str], Any]] = {}

    @cached_property
    def _training(self) -> TrainingAdviser:
        settings = self.service.matcher.settings
        return TrainingAdviser(self.service.matcher, read_funding(settings.vocabulary / FILE))

    @cached_property
    def _careers(self) -> CareerAdviser:
        return CareerAdviser(self.service.matcher)

    def gaps(self, asking: Asking, vacancy: str, portfolio: str) -> GapList:
        """What a person misses for a vacancy, most telling first."""
        job, _, _ = job_of(self.service, asking.organisations, vacancy)
        person, _, _ = person_of(self.service, asking.organisations, portfolio)
        asked, who = job.side.pool.vacancy(job.row), person.side.pool.portfolio(person.row)
        with self.service.turn:
            entry = for_pair(job, person, self.service.matcher.gates)
            found = gaps_of(entry, asked, who, self.service.matcher)
        return self._logged(asking, "gaps", portfolio, found)

    def doors(self, asking: Asking, portfolio: str, most: int) -> Doors:
        """Which one change opens most vacancies."""
        person, jobs = self._portfolio(asking, portfolio), self._jobs(asking)
        with self.service.turn:
            found = doors(person, jobs, self.service.matcher, most)
        return self._logged(asking, "doors", portfolio, found)

    def mobility(self, asking: Asking, portfolio: str) -> MobilityAdvice:
        """How many vacancies another way of travelling brings within reach."""
        person, jobs = self._portfolio(asking, portfolio), self._jobs(asking)
        with self.service.turn:
            found = mobility(person, jobs, self.service.matcher)
        return self._logged(asking, "mobility", portfolio, found)

    def what_if(self, asking: Asking, vacancy: str, portfolio: str, goal: int) -> WhatIfs:
        """The smallest changes that bring a person to a place."""
        person = self._portfolio(asking, portfolio)
        job, _, _ = job_of(self.service, asking.organisations, vacancy)
        pool = self.service.portfolios.view.scoped(asking.organisations)
        with self.service.turn:
            found = what_if(person, Field.of(job, pool, self.service.matcher), goal)
        return self._logged(asking, "what_if", portfolio, found)

    def vacancy_what_if(self, asking: Asking, vacancy: str, goal: int | None) -> VacancyWhatIfs:
        """How the pool of a vacancy grows when it asks less."""
        job = self._vacancy(asking, vacancy)
        pool = self.service.portfolios.view.scoped(asking.organisations)
        with self.service.turn:
            found = vacancy_what_if(job, pool, self.service.matcher, goal)
        return self._logged(asking, "vacancy_what_if", vacancy, found)

    def training(
        self, asking: Asking, portfolio: str, vacancy: str | None, occupation: str | None
    ) -> TrainingAdvice:
        """Steps of learning towards a stored vacancy, or towards an occupation in words.

        Raises
        ------
        DataError
            Unless exactly one of the two is given.
        """
        person = self._portfolio(asking, portfolio)
        goal: Vacancy | str
        if vacancy is not None and occupation is None:
            goal, pool = self._vacancy(asking, vacancy), self._people(asking)
        elif occupation is not None and vacancy is None:
            goal, pool = occupation, None
        else:
            raise DataError("geef precies één van vacancy_id en occupation")
        with self.service.turn:
            found = self._training.advise(person, goal, pool)
        return self._logged(asking, "training", portfolio, found)

    def career(self, asking: Asking, portfolio: str, wish: str, count: int) -> CareerAdvice:
        """Ways to a wished occupation."""
        person, jobs = self._portfolio(asking, portfolio), self._jobs(asking)
        with self.service.turn:
            found = self._careers.paths(person, wish, jobs, count)
        return self._logged(asking, "career_path", portfolio, found)

    def alternatives(self, asking: Asking, portfolio: str, count: int) -> tuple[Alternative, ...]:
        """Occupations within reach that nobody thought of."""
        person, jobs = self._portfolio(asking, portfolio), self._jobs(asking)
        with self.service.turn:
            found = self._careers.alternatives(person, jobs, count)
        return self._logged(asking, "alternatives", portfolio, found)

    def carve(
        self,
        asking: Asking,
        vacancies: Sequence[str],
        portfolios: Sequence[str],
        hours: Mapping[str, int],
    ) -> Carving:
        """Tasks of jobs put together into jobs that suit people."""
        jobs = [self._vacancy(asking, v) for v in vacancies]
        people = [self._portfolio(asking, p) for p in portfolios]
        with self.service.turn:
            found = carve(jobs, people, self.service.matcher, hours)
        return self._logged(asking, "carving", vacancies[0], found)

    def event(
        self,
        asking: Asking,
        portfolios: Sequence[str],
        employers: Mapping[str, Sequence[str]],
        settings: EventSettings,
    ) -> EventPlan:
        """Who meets whom in which round."""
        people = [self._portfolio(asking, p) for p in portfolios]
        jobs = {e: [self._vacancy(asking, v) for v in vs] for e, vs in employers.items()}
        with self.service.turn:
            found = plan_event(people, jobs, self.service.matcher, settings)
        return self._logged(asking, "event", "event", found)

    def costs(
        self,
        asking: Asking,
        portfolio: str,
        vacancy: str,
        hours: Decimal,
        on: date,
        age: int | None,
        full_time: Decimal | None,
    ) -> CostSheet:
        """What the job costs the employer, with an indication of loonkostensubsidie."""
        person, job = self._portfolio(asking, portfolio), self._vacancy(asking, vacancy)
        if job.title is None:
            raise DataError("de vacature heeft geen titel; zonder functie is er geen loonwaarde")
        wage = None if job.wage_hourly is None else Decimal(str(job.wage_hourly))
        found = cost_sheet(
            job.title,
            hours,
            on,
            read_tables(),
            loonwaarde=person.wage_facts.loonwaarde,
            sector_full_time=full_time,
            age=age,
            hourly_wage=wage,
        )
        return self._logged(asking, "cost_sheet", portfolio, found)

    def _portfolio(self, asking: Asking, portfolio: str) -> Portfolio:
        person, _, _ = person_of(self.service, asking.organisations, portfolio)
        return person.side.pool.portfolio(person.row)

    def _vacancy(self, asking: Asking, vacancy: str) -> Vacancy:
        job, _, _ = job_of(self.service, asking.organisations, vacancy)
        return job.side.pool.vacancy(job.row)

    def _jobs(self, asking: Asking) -> VacancySide:
        found: VacancySide = self._one_pool(self.service.vacancies, asking)
        return found

    def _people(self, asking: Asking) -> Searchable:
        found: Searchable = self._one_pool(self.service.portfolios, asking)
        return found

    def _one_pool(self, live: Live[Any, Any], asking: Asking) -> Any:
        """All layers as one pool; made once for every view and region."""
        view = live.view
        known = self._whole.get(live.kind.name)
        if known is None or known[0] is not view or known[1] != asking.organisations:
            merged = live.kind.merge(view.scoped(asking.organisations))
            known = (view, asking.organisations, merged)
            self._whole[live.kind.name] = known
        return known[2]

    def _logged(self, asking: Asking, what: str, subject: str, answer: T) -> T:
        actor = asking.actor
        with self.service.database.write() as tx:
            tx.audit.append(actor.user, actor.organisation, f"advice.{what}", subject, {})
        return answer
