"""Build shortlists: gate, score, cut, and only then make objects of the winners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Entry, Shortlist
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Gate
from matcher.reading.demands import Ask
from matcher.scoring.evidence.base import Job, Pair, Person, pairs_of
from matcher.scoring.ranker import ALL, Searchable, first_scores, over_vacancies, top
from matcher.scoring.views import VacancySide
from matcher.shortlist.appeal import appeal
from matcher.shortlist.eligibility import Eligibility, check, one_row
from matcher.shortlist.gaps import gaps
from matcher.shortlist.questions import about_requirements, gate_results
from matcher.vocabulary.concepts import Kind

WISH = "wens"
SHOWN_FROM, MOST_SHOWN = 0.8, 8  # support from which something is said to be read from the text


def for_vacancy(
    job: Job, pool: Searchable, gates: Sequence[Gate], k: int, outside: int = 3
) -> Shortlist:
    """The k best portfolios without a known no, and the best of those with exactly one.

    Parameters
    ----------
    k, outside : int
        Sizes; fewer when the pool has fewer.
    """
    side = pool.side
    eligibility = check(gates, side.pool.columns, one_row(job.side.pool.columns, job.row))
    rows = np.arange(len(side.pool))
    first = first_scores(job, side, rows)
    can, almost = eligibility.can, eligibility.almost
    winners = top(job, pool, can, first[can], k)
    near = top(job, pool, almost, first[almost], outside)
    vacancy = job.side.pool.vacancy(job.row)

    shown = [*winners.rows.tolist(), *near.rows.tolist()]
    size = len(winners.rows)
    entries = tuple(
        _entry(
            i + 1 if i < size else 0,
            pair,
            gates,
            eligibility,
            row,
            vacancy,
            side.pool.portfolio(row),
        )
        for i, (row, pair) in enumerate(zip(shown, pairs_of(job, side, shown), strict=True))
    )
    return Shortlist(
        subject=vacancy.id,
        entries=entries[:size],
        just_outside=entries[size:],
        tally=eligibility.tally(),
        read_from_text=_read_from_text(job),
        not_recognised=_not_recognised(job),
    )


def for_portfolio(
    person: Person, side: VacancySide, gates: Sequence[Gate], k: int, outside: int = 3
) -> Shortlist:
    """The k best vacancies for one person, with the two axes fit and appeal.

    The order is the same score as for a vacancy; appeal is shown beside it, never mixed in.
    """
    mine = one_row(person.side.pool.columns, person.row)
    eligibility = check(gates, mine, side.pool.columns)
    rows = np.arange(len(side.pool))
    scores = over_vacancies(person, side, rows)
    portfolio = person.side.pool.portfolio(person.row)

    def entries(chosen: NDArray[np.intp], size: int, ranked: bool) -> tuple[Entry, ...]:
        order = np.lexsort((chosen, -scores[chosen]))[:size]
        out = []
        for i, row in enumerate(chosen[order].tolist(), 1):
            vacancy, rank = side.pool.vacancy(row), i if ranked else 0
            one = _entry(
                rank, Pair(Job(side, row), person), gates, eligibility, row, vacancy, portfolio
            )
            wished = _wished(one, person, side)
            out.append(replace(one, appeal=appeal(portfolio, vacancy, gates, wished)))
        return tuple(out)

    return Shortlist(
        subject=portfolio.id,
        entries=entries(eligibility.can, k, True),
        just_outside=entries(eligibility.almost, outside, False),
        tally=eligibility.tally(),
    )


def for_pair(job: Job, person: Person, gates: Sequence[Gate], place: int = 0) -> Entry:
    """One pair, explained; ``place`` is shown as its rank."""
    mine = one_row(person.side.pool.columns, person.row)
    eligibility = check(gates, mine, one_row(job.side.pool.columns, job.row))
    vacancy, portfolio = job.side.pool.vacancy(job.row), person.side.pool.portfolio(person.row)
    return _entry(place, Pair(job, person), gates, eligibility, 0, vacancy, portfolio)


def _entry(
    rank: int,
    pair: Pair,
    gates: Sequence[Gate],
    eligibility: Eligibility,
    column: int,
    vacancy: Vacancy,
    portfolio: Portfolio,
) -> Entry:
    lines = [line for evidence in ALL for line in evidence.explain(pair)]
    lines.sort(key=lambda c: (-c.centipoints, c.kind, c.label))
    results, questions = gate_results(
        gates, eligibility.answers[:, column].tolist(), eligibility.often_no, portfolio, vacancy
    )
    found = gaps(pair)
    total = sum(line.centipoints for line in lines)
    wishes = sum(line.centipoints for line in lines if line.kind == WISH)
    return Entry(
        rank=rank,
        vacancy=vacancy.id,
        candidate=portfolio.id,
        centipoints=total,
        contributions=tuple(lines),
        gaps=found,
        gates=results,
        questions=(*questions, *about_requirements(found)),
        place=portfolio.home.place if portfolio.home else None,
        fit=(total - wishes) / 100,
    )


def _wished(entry: Entry, person: Person, side: VacancySide) -> float | None:
    """Credit of the wish evidence in [0, 1]; ``None`` when the person states no wish."""
    starts, _ = person.side.wishes
    if starts[person.row] == starts[person.row + 1]:
        return None
    weights = side.weights
    span = weights.wish + weights.wish_elsewhere
    points = sum(c.points for c in entry.contributions if c.kind == WISH)
    return (points + weights.wish_elsewhere) / span if span else None


def _read_from_text(job: Job) -> tuple[str, ...]:
    """What the running text asks, surest first; occupations named there are no demands."""
    pool, vocabulary = job.side.pool, job.side.knowledge.vocabulary
    sure: dict[int, float] = {}
    for demand in range(job.demands.start, job.demands.stop):
        if pool.demand_ask[demand] == Ask.TEXT:
            at = slice(pool.asked.indptr[demand], pool.asked.indptr[demand + 1])
            pairs = list(zip(pool.asked.indices[at].tolist(), pool.asked.data[at], strict=True))
            pairs = [p for p in pairs if vocabulary.concepts[p[0]].kind is not Kind.OCCUPATION]
            if pairs:
                concept, confidence = max(pairs, key=lambda p: (p[1], -p[0]))
                if confidence >= SHOWN_FROM:
                    sure[concept] = max(float(confidence), sure.get(concept, 0.0))
    order = sorted(sure, key=lambda c: (-sure[c], c))[:MOST_SHOWN]
    return tuple(vocabulary.concepts[c].label for c in order)


def _not_recognised(job: Job) -> tuple[str, ...]:
    """Requirements and tasks in which no concept was recognised; their words still count."""
    pool = job.side.pool
    return tuple(
        job.text_of(demand)
        for demand in range(job.demands.start, job.demands.stop)
        if pool.demand_ask[demand] not in (Ask.TEXT, Ask.TITLE)
        and pool.asked.indptr[demand] == pool.asked.indptr[demand + 1]
    )
