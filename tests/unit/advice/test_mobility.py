"""Mobility: what comes within reach is what the travel gate says on the changed record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import invented
import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.advice.mobility import mobility
from matcher.advice.whatif.changes import applied
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Availability, Mobility, Place
from matcher.domain.scales import Mode
from matcher.domain.vacancy import Hours
from matcher.gates.base import Gate
from matcher.scoring.views import VacancySide

WINSCHOTEN, VEENDAM = Place("Winschoten"), Place("Veendam", "9641")


def refusing(gates: Sequence[Gate], person: Portfolio, job: Vacancy) -> set[str]:
    """Gates that refuse one pair, without a pool."""
    mine, asked = columns(gates, person), columns(gates, job)
    return {gate.title for gate in gates if gate.verdicts(mine, asked)[0] == Answer.NO}


@lru_cache(maxsize=1000)
def columns(gates: Sequence[Gate], record: Portfolio | Vacancy) -> dict[str, Any]:
    """What the gates read of one record."""
    found: dict[str, Any] = {}
    for gate in gates:
        if isinstance(record, Portfolio):
            found |= gate.portfolio_columns([record])
        else:
            found |= gate.vacancy_columns([record])
    return found


def test_every_number_is_true_one_pair_at_a_time(matcher: Matcher) -> None:
    jobs = invented.vacancies(31, 25)
    side = matcher.vacancy_pool(jobs)
    checked = 0
    for person in invented.portfolios(31, 14):
        found = mobility(person, side, matcher)
        now = {job.id: refusing(matcher.gates, person, job) for job in jobs}
        assert found.too_far == sum("reistijd" in shut for shut in now.values())
        for option in found.options:
            changed = applied(person, [option.change])
            then = {job.id: refusing(matcher.gates, changed, job) for job in jobs}
            reached = [j for j in now if "reistijd" in now[j] and "reistijd" not in then[j]]
            assert sorted(one.vacancy for one in option.reached) == reached
            assert option.more == len(reached)
            assert option.free == sum(not then[j] for j in reached)
            assert all(set(one.other_no) == then[one.vacancy] for one in option.reached)
            checked += len(jobs)
    assert checked > 1000


def test_the_sentence_and_the_trip(matcher: Matcher) -> None:
    person = Portfolio(
        "P",
        home=WINSCHOTEN,
        mobility=Mobility((Mode.BIKE,), 45),
        availability=Availability(24, 32),
    )
    jobs = [
        Vacancy("A", location=VEENDAM),
        Vacancy("B", location=VEENDAM, hours=Hours(8, 12)),
        Vacancy("C", location=WINSCHOTEN),
    ]
    found = mobility(person, matcher.vacancy_pool(jobs), matcher)
    assert found.too_far == 2
    told = {option.change.value: option for option in found.options}
    assert told["e-bike"].sentence == (
        "Met een e-bike zijn 2 vacatures meer bereikbaar; 1 daarvan heeft verder geen belemmering."
    )
    trips = {mode: [(r.minutes, r.mode) for r in told[mode].reached] for mode in ("e-bike", "car")}
    assert trips == {
        "e-bike": [(42, "met de e-bike")] * 2,
        "car": [(23, "met de auto")] * 2,
    }
    assert [one.other_no for one in told["car"].reached] == [(), ("uren",)]
    assert told["public_transport"].reached[0].sure is False


def test_a_missing_licence_is_said(matcher: Matcher, side: VacancySide) -> None:
    person = Portfolio(
        "P", home=WINSCHOTEN, mobility=Mobility((Mode.BIKE,), 30), driving_licences=()
    )
    told = {option.change.value: option for option in mobility(person, side, matcher).options}
    assert told["car"].needs == "rijbewijs B"
    assert told["car"].sentence.endswith(". Daarvoor is rijbewijs B nodig.")
    assert told["e-bike"].needs is None


@pytest.mark.parametrize(
    ("person", "question"),
    [
        (Portfolio("P"), "In welke plaats woont u?"),
        (Portfolio("P", home=WINSCHOTEN), "Hoe kunt u naar het werk reizen?"),
        (
            Portfolio("P", home=WINSCHOTEN, mobility=Mobility((Mode.CAR,), None)),
            "Hoe lang wilt u hoogstens reizen, in minuten?",
        ),
    ],
)
def test_what_is_not_known_is_asked_and_nothing_is_too_far(
    matcher: Matcher, side: VacancySide, person: Portfolio, question: str
) -> None:
    found = mobility(person, side, matcher)
    assert (found.too_far, found.question) == (0, question)
    assert all(option.more == 0 for option in found.options)
