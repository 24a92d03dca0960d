"""The vacancies that fit one person best, with how well each fits the person in return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from matcher.domain.shortlist import Entry, Shortlist
from matcher.gates.base import Gate
from matcher.scoring.arithmetic import Centipoints
from matcher.scoring.evidence.base import Job, Pair, Person, Rows
from matcher.scoring.layers import LayeredVacancies
from matcher.scoring.ranker import Ranked, best_first, over_vacancies
from matcher.scoring.views import VacancySide
from matcher.shortlist.appeal import appeal
from matcher.shortlist.census import Census
from matcher.shortlist.eligibility import check, one_row
from matcher.shortlist.entry import WISH, entry
from matcher.shortlist.merged import Place, best_of


def for_portfolio(
    person: Person, vacancies: LayeredVacancies, gates: Sequence[Gate], k: int, outside: int = 3
) -> Shortlist:
    """The k best vacancies for one person, with the two axes fit and appeal.

    The order is the same score as for a vacancy; appeal is shown beside it, never mixed in.
    """
    mine = one_row(person.side.pool.columns, person.row)
    sides = [layer.pool for layer in vacancies.layers]
    eligible = [
        check(gates, mine, layer.pool.pool.columns, layer.live) for layer in vacancies.layers
    ]
    census = Census(gates, eligible)
    portfolio = person.side.pool.portfolio(person.row)
    scores = [over_vacancies(person, side, np.arange(len(side.ids))) for side in sides]
    winners = best_of(sides, _cut([who.can for who in eligible], scores, k), k)
    near = best_of(sides, _cut([who.almost for who in eligible], scores, outside), outside)

    def explained(place: Place, rank: int) -> Entry:
        side = sides[place.layer]
        vacancy = side.pool.vacancy(place.row)
        one = entry(
            rank,
            Pair(Job(side, place.row), person),
            (portfolio, vacancy),
            gates,
            eligible[place.layer].answers[:, place.row].tolist(),
            census.often_no,
        )
        return replace(one, appeal=appeal(portfolio, vacancy, gates, _wished(one, person, side)))

    return Shortlist(
        subject=portfolio.id,
        entries=tuple(explained(p, i) for i, p in enumerate(winners, 1)),
        just_outside=tuple(explained(p, 0) for p in near),
        tally=census.tally(),
    )


def _cut(rows: Sequence[Rows], scores: Sequence[Centipoints], k: int) -> list[Ranked]:
    return [best_first(own, all_[own], k) for own, all_ in zip(rows, scores, strict=True)]


def _wished(entry: Entry, person: Person, side: VacancySide) -> float | None:
    """Credit of the wish evidence in [0, 1]; ``None`` when the person states no wish."""
    starts, _ = person.side.wishes
    if starts[person.row] == starts[person.row + 1]:
        return None
    weights = side.weights
    span = weights.wish + weights.wish_elsewhere
    points = sum(c.points for c in entry.contributions if c.kind == WISH)
    return (points + weights.wish_elsewhere) / span if span else None
