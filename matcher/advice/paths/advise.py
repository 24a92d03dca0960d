"""Loopbaanpaden: search the ways, then describe each step as the engine reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from matcher.advice.paths.alternatives import alternatives_of
from matcher.advice.paths.cost import CENTI, Pricing, State, Tariff, missing_for, state_of
from matcher.advice.paths.demand import Demand, Market
from matcher.advice.paths.ground import Ground, descriptions_of, experience_of, softened
from matcher.advice.paths.history import occupations_of
from matcher.advice.paths.result import (
    Alternative,
    CareerAdvice,
    CareerPath,
    Missing,
    PathStep,
)
from matcher.advice.paths.search import PathLimits, Way, different, direct, ways
from matcher.advice.seam import MatchEngine
from matcher.advice.training.goal import as_vacancy, find_occupation
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError
from matcher.gates.certificates import CertificateBook
from matcher.scoring.views import VacancySide

HAS, LACKS = 0.5, 0.4  # strength from which a part is there, and below which it is to be learned
SHOWN = 5


class CareerAdviser:
    """Gives loopbaanpaden and alternatives; made once per engine, as it reads every occupation.

    Parameters
    ----------
    engine : MatchEngine
    limits : PathLimits
    """

    def __init__(self, engine: MatchEngine, limits: PathLimits | None = None) -> None:
        self.engine = engine
        self.limits = limits or PathLimits()
        self.ground = Ground.of(engine)
        self.tariff = Tariff.of(self.ground, engine.vocabulary)
        self._book = CertificateBook(engine.linker)
        self._row = {c.id: i for i, c in enumerate(self.ground.occupations)}
        self._descriptions = descriptions_of(engine)

    def start(self, who: Portfolio | str) -> Portfolio:
        """A person, or someone of whom only an occupation is known; `DataError` when unclear."""
        if isinstance(who, Portfolio):
            return who
        occupation = find_occupation(who, self.engine.linker)
        return Portfolio(
            occupation.id,
            experience=(experience_of(occupation, self._descriptions.get(occupation.id, "")),),
        )

    def paths(
        self, who: Portfolio | str, wish: str, vacancies: VacancySide | None = None, count: int = 3
    ) -> CareerAdvice:
        """The best ways that differ, with the direct step beside them.

        Parameters
        ----------
        wish : str
            An occupation, by id or in words.
        vacancies : VacancySide, optional
            Open vacancies; without them demand plays no part.

        A path is only given when the engine, reading the portfolio with its jobs added, gives more
        points for the wished occupation than today.

        Raises
        ------
        DataError
            When an occupation is not recognised, or ``count`` is below 1.
        """
        if count < 1:
            raise DataError(f"aantal {count}: vraag minstens 1 pad")
        portfolio = self.start(who)
        target = self._row[find_occupation(wish, self.engine.linker).id]
        market = self._market(portfolio, vacancies)
        pricing = Pricing(self.tariff, None if market is None else market.counts(self.ground))
        begin = self._state(portfolio)
        had = frozenset(
            self._row[c.id] for c in occupations_of(portfolio, self.engine) if c.id in self._row
        )
        found = list(ways(pricing, begin, target, self.limits, had))
        seen: dict[Way, float] = {}
        vacancy = as_vacancy(self.ground.occupations[target], self.engine.vocabulary)

        def points(way: Way) -> float:
            if way not in seen:
                seen[way] = self._points(portfolio, vacancy, way)
            return seen[way]

        straight = direct(pricing, begin, target)
        chosen = different(
            found,
            count,
            self.ground.alike,
            self.limits,
            holds=lambda way: points(way) > points(straight),
        )
        described = [
            self._describe(way, begin, target, pricing, market, points(way))
            for way in (straight, *chosen)
        ]
        wished = self.ground.occupations[target]
        gaps = pricing.costs(begin)[1]
        return CareerAdvice(
            candidate=portfolio.id,
            wish=wished.id,
            wish_label=wished.label,
            points_now=points(straight),
            direct=described[0],
            too_large=not bool(self.limits.may_step(gaps, pricing)[target]),
            paths=tuple(described[1:]),
        )

    def alternatives(
        self, portfolio: Portfolio, vacancies: VacancySide, count: int = 10
    ) -> tuple[Alternative, ...]:
        """Occupations within reach that are not in the history, the wishes or close to them.

        Ranked by fit × log2(1 + vacancies within reach), ties by id; none without a vacancy.
        """
        market = Market.of(self.engine, self.ground, portfolio, vacancies)
        return alternatives_of(self.engine, self.ground, portfolio, market, count)

    def _market(self, portfolio: Portfolio, vacancies: VacancySide | None) -> Market | None:
        if vacancies is None:
            return None
        return Market.of(self.engine, self.ground, portfolio, vacancies)

    def _state(self, portfolio: Portfolio) -> State:
        holdings = softened(self.engine, self.engine.portfolio_pool([portfolio]))[0]
        return state_of(portfolio, holdings, self.tariff, self._book)

    def after(self, portfolio: Portfolio, rows: Sequence[int]) -> Portfolio:
        """The portfolio with some occupations worked in, as jobs at its end."""
        jobs = tuple(
            experience_of(c, self._descriptions.get(c.id, ""))
            for c in (self.ground.occupations[row] for row in rows)
        )
        return replace(portfolio, experience=(*(portfolio.experience or ()), *jobs))

    def _points(self, portfolio: Portfolio, wish: Vacancy, way: Way) -> float:
        """What the engine gives for the wished occupation when a way has been gone."""
        return self.engine.explain(wish, self.after(portfolio, way.between)).points

    def _describe(
        self,
        way: Way,
        state: State,
        target: int,
        pricing: Pricing,
        market: Market | None,
        points: float,
    ) -> CareerPath:
        steps = []
        for row in (*way.between, target):
            steps.append(self._step(row, state, pricing, market))
            state = state.after(row, self.tariff)
        return CareerPath(tuple(steps), way.cost / CENTI, points)

    def _step(self, row: int, state: State, pricing: Pricing, market: Market | None) -> PathStep:
        occupation = self.ground.occupations[row]
        costs, gaps = pricing.costs(state)
        concepts, weights = self.ground.parts(row)
        strength = state.holdings[concepts].astype(np.float64)
        there = [
            (-w * s, int(c))
            for c, w, s in zip(concepts, weights, strength, strict=True)
            if s >= HAS
        ]
        absent = [
            (-w * (1 - s), int(c))
            for c, w, s in zip(concepts, weights, strength, strict=True)
            if s < LACKS
        ]
        return PathStep(
            occupation=occupation.id,
            label=occupation.label,
            level=occupation.facts.get("level", ""),
            weeks=int(costs[row]) / CENTI,
            cover=round(1.0 - float(gaps[row]), 4),
            carries=self._labels(there),
            learns=self._labels(absent),
            missing=tuple(
                Missing(c.label, None if offer is None else offer.label)
                for c, offer in missing_for(row, state, self.tariff)
            ),
            level_short=state.rank is not None and int(self.ground.level[row]) > state.rank,
            demand=Demand() if market is None else market.demand(row),
        )

    def _labels(self, parts: list[tuple[float, int]]) -> tuple[str, ...]:
        concepts = self.engine.vocabulary.concepts
        return tuple(concepts[c].label for _, c in sorted(parts)[:SHOWN])


def career_paths(
    who: Portfolio | str,
    wish: str,
    engine: MatchEngine,
    vacancies: VacancySide | None = None,
    count: int = 3,
) -> CareerAdvice:
    """One answer; keep a `CareerAdviser` when there are more to give."""
    return CareerAdviser(engine).paths(who, wish, vacancies, count)
