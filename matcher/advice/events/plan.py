"""The plan of an event: chances, who meets whom, and in which round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matcher.advice.events.assign import assign
from matcher.advice.events.chances import UNITS, best_scores, chance
from matcher.advice.events.result import EventPlan, EventSettings, Meeting
from matcher.advice.events.rounds import rounds_for, seats_for
from matcher.advice.seam import MatchEngine
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError
from matcher.scoring.searchable import Searchable


def plan_event(
    candidates: Sequence[Portfolio] | Searchable,
    employers: Mapping[str, Sequence[Vacancy]],
    engine: MatchEngine,
    settings: EventSettings | None = None,
) -> EventPlan:
    """Who meets which employer in which round.

    Nobody meets an employer of whom every vacancy has a known no. As many candidates as possible
    have at least one conversation; within that the sum of the chances is as high as possible.

    Parameters
    ----------
    employers
        Vacancies by id of the employer.

    Raises
    ------
    DataError
        When a vacancy belongs to two employers, or when there is nobody or no employer.
    """
    settings = settings or EventSettings()
    pool = candidates if isinstance(candidates, Searchable) else engine.portfolio_pool(candidates)
    ids, names = pool.side.pool.ids, sorted(employers)
    _check(len(ids), employers)
    scores = best_scores(employers, pool, engine)
    worth = {
        (person, e): chance(score, settings)
        for e, found in enumerate(scores)
        for person, (score, _) in found.items()
    }
    pairs = assign(
        worth,
        len(ids),
        [settings.rounds * settings.seats] * len(names),
        min(settings.rounds, settings.most or settings.rounds),
        None if settings.tables is None else settings.tables * settings.rounds,
    )
    seats = seats_for([e for _, e in pairs], settings.rounds)
    edges = [(p, e * settings.seats + s) for (p, e), s in zip(pairs, seats, strict=True)]
    meetings = [
        Meeting(
            round=number + 1,
            candidate=ids[person],
            employer=names[e],
            seat=seat + 1,
            vacancy=scores[e][person][1],
            centipoints=scores[e][person][0],
            chance=worth[person, e] / UNITS,
        )
        for (person, e), seat, number in zip(
            pairs, seats, rounds_for(edges, settings.rounds), strict=True
        )
    ]
    meetings.sort(key=lambda m: (m.round, m.employer, m.seat))
    seen = {m.candidate for m in meetings}
    could = {ids[person] for person, _ in worth}
    busy = {m.employer for m in meetings}
    return EventPlan(
        rounds=settings.rounds,
        meetings=tuple(meetings),
        expected=sum(worth[pair] for pair in pairs) / UNITS,
        nobody_for=tuple(i for i in ids if i not in could),
        left_out=tuple(i for i in ids if i in could and i not in seen),
        idle=tuple(name for name in names if name not in busy),
    )


def _check(people: int, employers: Mapping[str, Sequence[Vacancy]]) -> None:
    wrong = [] if people else ["er zijn geen kandidaten: geef er minstens één"]
    wrong += [] if employers else ["er zijn geen werkgevers: geef er minstens één"]
    owner: dict[str, str] = {}
    for name in sorted(employers):
        for vacancy in employers[name]:
            if owner.setdefault(vacancy.id, name) != name:
                wrong.append(
                    f"{vacancy.id} hoort bij {owner[vacancy.id]} en bij {name}: kies één werkgever"
                )
    if wrong:
        raise DataError(wrong)
