"""Scholingsadvies: needs, cheapest steps, and the engine run again to see what they do.

An advice is given as the engine confirms it. A step that turns out not to close what it was taken
for is taken out of consideration and the plan is made anew; what then cannot be closed is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.advice.seam import MatchEngine
from matcher.advice.training.book import Catalogue, JobBook
from matcher.advice.training.effort import group_of
from matcher.advice.training.funding import Funding, for_form
from matcher.advice.training.goal import as_vacancy, find_occupation
from matcher.advice.training.needs import GATES
from matcher.advice.training.places import Places
from matcher.advice.training.plan import Limits, Plan, make_plan, needs_of
from matcher.advice.training.result import (
    Standing,
    Step,
    StillOpen,
    Strength,
    TrainingAdvice,
)
from matcher.advice.training.settle import Case, settle
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Coverage, Entry
from matcher.domain.vacancy import Vacancy
from matcher.scoring.ranker import Searchable

MOST_STRENGTHS, FEW_STRENGTHS = 8, 3


class TrainingAdviser:
    """Gives scholingsadvies; made once per engine, as it reads the whole table of trainings.

    Parameters
    ----------
    engine : MatchEngine
    funding : sequence of Funding
        Schemes to mention; see `matcher.advice.training.funding.read_funding`.
    limits : Limits
    """

    def __init__(
        self, engine: MatchEngine, funding: Sequence[Funding] = (), limits: Limits | None = None
    ) -> None:
        self.engine = engine
        self.funding = tuple(funding)
        self.limits = limits or Limits()
        self.catalogue = Catalogue.of(engine)

    def goal(self, words: str) -> Vacancy:
        """An occupation, by id or in words, as a goal; `DataError` when not recognised."""
        occupation = find_occupation(words, self.engine.linker)
        return as_vacancy(occupation, self.engine.vocabulary)

    def advise(
        self, portfolio: Portfolio, goal: Vacancy | str, pool: Searchable | None = None
    ) -> TrainingAdvice:
        """The advice for one person.

        Parameters
        ----------
        goal : Vacancy or str
            A vacancy, or an occupation by id or in words.
        pool : Searchable, optional
            Among whom the place is told.
        """
        return self.advise_all([portfolio], goal, pool)[0]

    def advise_all(
        self,
        portfolios: Sequence[Portfolio],
        goal: Vacancy | str,
        pool: Searchable | None = None,
    ) -> tuple[TrainingAdvice, ...]:
        """Advice for several people and one goal, in the order given; ids are different."""
        vacancy = self.goal(goal) if isinstance(goal, str) else goal
        book = JobBook(self.catalogue, self.engine, vacancy)
        now, row = self._as_they_are(portfolios, pool)
        refused = [n.verdicts(now.side.pool.columns) == Answer.NO for n in book.gate_needs]
        cases: list[Case] = []
        for one in portfolios:
            entry = self.engine.explain_row(book.job, now, row[one.id])
            no = [bool(column[row[one.id]]) for column in refused]
            needs = needs_of(book, no, entry.gaps, self.limits)
            cases.append(Case(one, entry, make_plan(book, one, needs, self.limits)))
        settled = settle(book, cases, self.limits)
        places = None if pool is None else Places.of(self.engine, book.job, pool)
        return tuple(
            self._advice(book, *settled[case.portfolio.id], places=places) for case in cases
        )

    def _as_they_are(
        self, portfolios: Sequence[Portfolio], pool: Searchable | None
    ) -> tuple[Searchable, dict[str, int]]:
        """A pool that holds everyone, and the row of each: the given one where it does."""
        if pool is not None:
            row = {name: i for i, name in enumerate(pool.side.pool.ids)}
            if all(p.id in row and pool.side.pool.portfolio(row[p.id]) == p for p in portfolios):
                return pool, row
        own = self.engine.portfolio_pool(portfolios)
        return own, {name: i for i, name in enumerate(own.side.pool.ids)}

    def _advice(
        self, book: JobBook, case: Case, changed: Entry | None, places: Places | None
    ) -> TrainingAdvice:
        plan = case.plan
        steps = tuple(self._step(number, j, plan) for number, j in enumerate(plan.offers, 1))
        before = _standing(case.entry, places)
        weeks = sum(step.weeks for step in steps)
        return TrainingAdvice(
            candidate=case.portfolio.id,
            goal=book.vacancy.id,
            goal_title=book.vacancy.title or book.vacancy.id,
            needs=tuple(one.need for one in plan.needs),
            steps=steps,
            still_open=tuple(StillOpen(plan.needs[n].need, why) for n, why in plan.left),
            not_by_training=tuple(
                g for g in case.entry.gates if g.answer is Answer.NO and g.gate not in GATES
            ),
            strengths=_strengths(case.entry),
            questions=case.entry.questions,
            weeks=weeks,
            group=group_of(step.weeks for step in steps),
            before=before,
            after=before if changed is None else _standing(changed, places),
        )

    def _step(self, number: int, j: int, plan: Plan) -> Step:
        offer = self.catalogue.offers[j]
        left = {n for n, _ in plan.left}
        closes = [
            one.need.label for n, one in enumerate(plan.needs) if j in one.closers and n not in left
        ]
        waiting = [
            self.catalogue.offers[k].label
            for k in plan.offers
            if any(j in group for group in plan.first[k])
        ]
        gives = [c.label for c in (*offer.learns, *offer.certificates)]
        if offer.diploma is not None:
            gives.append(f"diploma {offer.diploma}")
        return Step(
            number=number,
            offer=offer.id,
            label=offer.label,
            definition=offer.definition,
            form=offer.form,
            level=offer.level,
            duration=offer.duration,
            weeks=offer.weeks,
            closes=tuple(dict.fromkeys(closes)),
            before=tuple(waiting),
            gives=tuple(dict.fromkeys(gives)),
            funding=for_form(self.funding, offer.form),
        )


def training_advice(
    portfolio: Portfolio,
    goal: Vacancy | str,
    engine: MatchEngine,
    pool: Searchable | None = None,
    funding: Sequence[Funding] = (),
    limits: Limits | None = None,
) -> TrainingAdvice:
    """One advice; keep a `TrainingAdviser` when there are more to give."""
    return TrainingAdviser(engine, funding, limits).advise(portfolio, goal, pool)


def _standing(entry: Entry, places: Places | None) -> Standing:
    place = None
    if places is not None and entry.eligible:
        place = places.place(entry.candidate, entry.centipoints)
    return Standing(entry.centipoints, place, entry.gates)


def _strengths(entry: Entry) -> tuple[Strength, ...]:
    """Requirements that are met, as the vacancy has them; without any, what earns most points."""
    met = [
        Strength(g.label, g.have.words) for g in entry.gaps if g.status is Coverage.HAVE and g.have
    ]
    if not met:
        lines = [c for c in entry.contributions if c.source and c.source.words and c.points >= 1]
        met = [Strength(c.label, c.source.words) for c in lines[:FEW_STRENGTHS] if c.source]
    return tuple(met[:MOST_STRENGTHS])
