"""Which vacancies come within reach with another means of transport or a longer trip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from matcher.advice.seam import MatchEngine
from matcher.advice.trips import trip_of
from matcher.advice.whatif import offers
from matcher.advice.whatif.barriers import may_drive
from matcher.advice.whatif.changes import Change, ChangeKind, applied
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import Mode
from matcher.domain.vacancy import Vacancy
from matcher.gates.travel import DUTCH as WITH_MODE
from matcher.gates.travel import TravelGate
from matcher.scoring.views import VacancySide
from matcher.shortlist.eligibility import check, one_row

LONGER = (15, 30)  # minutes
NEEDED_LICENCE = {Mode.CAR: "rijbewijs B", Mode.MOPED: "rijbewijs AM"}


@dataclass(frozen=True, slots=True)
class Reached:
    """One vacancy that comes within reach.

    Attributes
    ----------
    minutes : int or None
        Of the trip with the new means of transport, or the quickest one, rounded up.
    mode : str
        That trip's means of transport, in Dutch: ``met de e-bike``.
    sure : bool
        False when the timetable for its shifts is not known: the gate says unknown.
    other_no : tuple of str
        Titles of the other knock-outs that are a known no.
    """

    vacancy: str
    title: str
    minutes: int | None
    mode: str
    sure: bool
    other_no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """What one change of travel does.

    Attributes
    ----------
    more : int
        Vacancies that were too far and no longer are.
    free : int
        Of those, the ones without any other known no.
    needs : str or None
        A licence that this means of transport needs and the person is known not to have.
    reached : tuple of Reached
        Those without another no first, then by minutes, ties by id.
    """

    change: Change
    more: int
    free: int
    needs: str | None
    reached: tuple[Reached, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class MobilityAdvice:
    """The answer for one person.

    Attributes
    ----------
    too_far : int
        Vacancies that the travel gate refuses now.
    question : str or None
        What to ask when home, transport or longest trip is not known: then nothing is too far.
    options : tuple of Reach
        Most vacancies without another no first, then most vacancies, ties in a fixed order.
    """

    candidate: str
    too_far: int
    question: str | None
    options: tuple[Reach, ...]


def mobility(portfolio: Portfolio, vacancies: VacancySide, engine: MatchEngine) -> MobilityAdvice:
    """How many vacancies each change of travel brings within reach.

    Every number is the travel gate's own answer on the changed record, with all other gates.
    """
    names = [gate.name for gate in engine.gates]
    at = names.index(TravelGate.name)
    changes = list(_changes(portfolio))
    records = [replace(portfolio, id="000000")] + [
        replace(applied(portfolio, [c]), id=f"{i:06d}") for i, c in enumerate(changes, 1)
    ]
    columns = engine.portfolio_pool(records).side.pool.columns
    answers = [
        check(engine.gates, one_row(columns, i), vacancies.pool.columns).answers
        for i in range(len(records))
    ]
    far = answers[0][at] == Answer.NO
    options = []
    for change, record, after in zip(changes, records[1:], answers[1:], strict=True):
        rows = np.flatnonzero(far & (after[at] != Answer.NO))
        reached = [
            _reached(change, record, vacancies.pool.vacancy(row), after[:, row].tolist(), engine)
            for row in rows.tolist()
        ]
        reached.sort(key=lambda r: (bool(r.other_no), r.minutes or 0, r.vacancy))
        options.append(_option(change, portfolio, tuple(reached)))
    options.sort(key=lambda o: (-o.free, -o.more))
    return MobilityAdvice(portfolio.id, int(far.sum()), _question(portfolio), tuple(options))


def _changes(portfolio: Portfolio) -> Iterator[Change]:
    modes, longest = portfolio.mobility.modes, portfolio.mobility.max_minutes
    if modes is None or longest is None:
        return
    yield from (offers.mode(mode) for mode in offers.MODES if mode not in modes)
    if modes:
        yield from (offers.minutes(longest, extra) for extra in LONGER)


def _question(portfolio: Portfolio) -> str | None:
    if portfolio.home is None:
        return "In welke plaats woont u?"
    if portfolio.mobility.modes is None:
        return "Hoe kunt u naar het werk reizen?"
    if portfolio.mobility.max_minutes is None:
        return "Hoe lang wilt u hoogstens reizen, in minuten?"
    return None


def _reached(
    change: Change,
    portfolio: Portfolio,
    vacancy: Vacancy,
    answers: list[int],
    engine: MatchEngine,
) -> Reached:
    only = Mode(change.value) if change.kind is ChangeKind.MODE else None
    minutes, mode = trip_of(portfolio, vacancy, engine, only)
    travel = next(i for i, gate in enumerate(engine.gates) if isinstance(gate, TravelGate))
    other = tuple(
        gate.title
        for gate, answer in zip(engine.gates, answers, strict=True)
        if answer == Answer.NO
    )
    sure = answers[travel] == Answer.YES
    shown = "" if mode is None else WITH_MODE[mode]
    return Reached(vacancy.id, vacancy.title or "", minutes, shown, sure, other)


def _option(change: Change, portfolio: Portfolio, reached: tuple[Reached, ...]) -> Reach:
    free = sum(not one.other_no for one in reached)
    needs = None
    if change.kind is ChangeKind.MODE and not may_drive(portfolio, Mode(change.value)):
        needs = NEEDED_LICENCE[Mode(change.value)]
    sentence = f"Met {change.words} {_counted(len(reached), free)}"
    unsure = sum(not one.sure for one in reached)
    if unsure:
        sentence += f". Bij {unsure} daarvan is de dienstregeling niet zeker"
    if needs:
        sentence += f". Daarvoor is {needs} nodig"
    return Reach(change, len(reached), free, needs, reached, f"{sentence}.")


def _counted(more: int, free: int) -> str:
    if not more:
        return "komt er geen vacature bij"
    text = "is 1 vacature" if more == 1 else f"zijn {more} vacatures"
    text += " meer bereikbaar; "
    if not free:
        return text + "wel is er steeds een andere belemmering"
    if more == 1:
        return text + "die heeft verder geen belemmering"
    return text + f"{free} daarvan {'heeft' if free == 1 else 'hebben'} verder geen belemmering"
