"""Build shortlists: gate, score, cut, and only then make objects of the winners."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.domain.shortlist import Entry, Shortlist
from matcher.gates.base import Gate
from matcher.scoring.evidence.base import Job, Pair, Person, pairs_of
from matcher.scoring.layers import Layered
from matcher.scoring.ranker import top_over
from matcher.shortlist.census import Census
from matcher.shortlist.eligibility import check, check_pool, one_row
from matcher.shortlist.entry import entry
from matcher.shortlist.merged import Place, best_of
from matcher.shortlist.understood import not_recognised, read_from_text


def for_vacancy(
    job: Job, pool: Layered, gates: Sequence[Gate], k: int, outside: int = 3
) -> Shortlist:
    """The k best portfolios without a known no, and the best of those with exactly one.

    Parameters
    ----------
    k, outside : int
        Sizes; fewer when the pool has fewer.
    """
    asked = one_row(job.side.pool.columns, job.row)
    pools = [layer.pool for layer in pool.layers]
    eligible = [check_pool(gates, layer.pool.side, asked, layer.live) for layer in pool.layers]
    census = Census(gates, eligible)
    found = [
        top_over(job, one, ((who.can, k), (who.almost, outside)))
        for one, who in zip(pools, eligible, strict=True)
    ]
    winners = best_of(pools, [both[0] for both in found], k)
    near = best_of(pools, [both[1] for both in found], outside)
    vacancy = job.side.pool.vacancy(job.row)
    pairs = _pairs(job, pool, [*winners, *near])

    def explained(place: Place, rank: int) -> Entry:
        return entry(
            rank,
            pairs[place],
            (pools[place.layer].side.portfolio(place.row), vacancy),
            gates,
            eligible[place.layer].answers[:, place.row].tolist(),
            census.often_no,
        )

    return Shortlist(
        subject=vacancy.id,
        entries=tuple(explained(place, i) for i, place in enumerate(winners, 1)),
        just_outside=tuple(explained(place, 0) for place in near),
        tally=census.tally(),
        read_from_text=read_from_text(job),
        not_recognised=not_recognised(job),
    )


def _pairs(job: Job, pool: Layered, places: Sequence[Place]) -> dict[Place, Pair]:
    """The pairs of each layer made together."""
    out: dict[Place, Pair] = {}
    for number, layer in enumerate(pool.layers):
        mine = [place for place in places if place.layer == number]
        if mine:
            pairs = pairs_of(job, layer.pool.side, [place.row for place in mine])
            out |= dict(zip(mine, pairs, strict=True))
    return out


def for_pair(job: Job, person: Person, gates: Sequence[Gate], place: int = 0) -> Entry:
    """One pair, explained; ``place`` is shown as its rank."""
    mine = one_row(person.side.pool.columns, person.row)
    who = check(gates, mine, one_row(job.side.pool.columns, job.row))
    records = (person.side.pool.portfolio(person.row), job.side.pool.vacancy(job.row))
    often_no = Census(gates, [who]).often_no
    return entry(place, Pair(job, person), records, gates, who.answers[:, 0].tolist(), often_no)
