"""Work that nobody thought of: what the person has fits, and there are vacancies within reach.

Fit is what the engine itself gives for the best vacancy of an occupation that the person could
take today. Demand is the number of vacancies within reach. The worth of an occupation is fit ×
log2(1 + demand): the second vacancy says more than the twentieth.
"""

from __future__ import annotations

import numpy as np

from matcher.advice.paths.demand import Market
from matcher.advice.paths.ground import Ground
from matcher.advice.paths.history import occupations_of, wished_by
from matcher.advice.paths.result import Alternative, Carry
from matcher.advice.seam import MatchEngine
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Entry
from matcher.scoring.evidence.base import Job, Person
from matcher.scoring.ranker import over_vacancies

SMALLEST_POINTS = 10.0  # below this an occupation is not within reach
CLOSE = 0.6  # similarity from which an occupation is what the person already speaks of
SHOWN = 5
TELLING = ("eis", "beroep")  # evidence about one requirement, task or part of the occupation


def alternatives_of(
    engine: MatchEngine, ground: Ground, portfolio: Portfolio, market: Market, count: int
) -> tuple[Alternative, ...]:
    """The best by fit × log2(1 + vacancies within reach), ties by id."""
    rows = np.flatnonzero(market.possible & (market.occupation >= 0))
    if not len(rows) or count < 1:
        return ()
    pool = engine.portfolio_pool([portfolio])
    scores = over_vacancies(Person(pool.side, 0), market.side, rows)
    best: dict[int, tuple[int, int]] = {}
    for row, score in zip(rows.tolist(), scores.tolist(), strict=True):
        occupation = int(market.occupation[row])
        best[occupation] = min(best.get(occupation, (1, 0)), (-score, row))
    known, near = spoken_of(engine, ground, portfolio), market.counts(ground)
    worth = {
        occupation: round(-score / 100 * float(np.log2(1 + near[occupation])), 6)
        for occupation, (score, _) in best.items()
        if occupation not in known and -score / 100 >= SMALLEST_POINTS
    }
    order = sorted(worth, key=lambda o: (-worth[o], ground.occupations[o].id))
    return tuple(
        _one(
            rank,
            occupation,
            worth[occupation],
            engine.explain_row(Job(market.side, best[occupation][1]), pool, 0),
            ground,
            market,
        )
        for rank, occupation in enumerate(order[:count], 1)
    )


def spoken_of(engine: MatchEngine, ground: Ground, portfolio: Portfolio) -> frozenset[int]:
    """Occupations in the history or the wishes, and everything close to them, by row."""
    row = {c.id: i for i, c in enumerate(ground.occupations)}
    named = (*occupations_of(portfolio, engine), *wished_by(portfolio, engine))
    out: set[int] = set()
    for concept in named:
        one = row[concept.id]
        at = slice(int(ground.alike.indptr[one]), int(ground.alike.indptr[one + 1]))
        close = ground.alike.data[at] >= CLOSE
        out |= {one, *ground.alike.indices[at][close].tolist()}
    return frozenset(out)


def _one(
    rank: int, row: int, worth: float, entry: Entry, ground: Ground, market: Market
) -> Alternative:
    occupation = ground.occupations[row]
    possible = market.rows_of(row)
    return Alternative(
        rank=rank,
        occupation=occupation.id,
        label=occupation.label,
        level=occupation.facts.get("level", ""),
        points=entry.points,
        worth=worth,
        vacancy=entry.vacancy,
        demand=market.demand(row),
        possible=int(market.possible[possible].sum()),
        carries=_carries(entry),
    )


def _carries(entry: Entry) -> tuple[Carry, ...]:
    """What earns most points and can be named, with the words of the portfolio it rests on."""
    lines = [
        line
        for line in entry.contributions
        if line.kind in TELLING and line.centipoints > 0 and line.source and line.source.words
    ]
    found = {line.source.words: line.label for line in reversed(lines) if line.source}
    return tuple(Carry(label, words) for words, label in reversed(found.items()))[:SHOWN]
