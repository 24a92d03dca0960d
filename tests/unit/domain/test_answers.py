"""Three answers, as Kleene's tables have them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Answer
from matcher.domain.answers import all_of, any_of
from matcher.domain.portfolio import Loonwaarde, WageFacts
from matcher.domain.scales import EDUCATION_RANK, LICENCE_IMPLIES, LICENCES
from matcher.domain.shortlist import Contribution, Entry, GateResult

Y, N, U = Answer.YES, Answer.NO, Answer.UNKNOWN
AND = {
    (Y, Y): Y,
    (Y, U): U,
    (Y, N): N,
    (U, Y): U,
    (U, U): U,
    (U, N): N,
    (N, Y): N,
    (N, U): N,
    (N, N): N,
}
OR = {
    (Y, Y): Y,
    (Y, U): Y,
    (Y, N): Y,
    (U, Y): Y,
    (U, U): U,
    (U, N): U,
    (N, Y): Y,
    (N, U): U,
    (N, N): N,
}


@pytest.mark.parametrize("pair", list(product(Answer, Answer)), ids=str)
def test_and_and_or_follow_kleene(pair: tuple[Answer, Answer]) -> None:
    assert all_of(pair) is AND[pair]
    assert any_of(pair) is OR[pair]


def test_nothing_asked_is_a_yes_and_nothing_to_satisfy_it_a_no() -> None:
    assert all_of([]) is Y
    assert any_of([]) is N


def test_the_words_are_those_of_the_exchange_files() -> None:
    assert [answer.word for answer in (Y, N, U)] == ["yes", "no", "unknown"]
    assert [int(answer) for answer in (N, U, Y)] == [0, 1, 2]  # stored in pools


@given(st.lists(st.sampled_from(Answer)))
def test_learning_more_never_undoes_a_known_no(answers: list[Answer]) -> None:
    if all_of(answers) is N:
        for known in (Y, N):
            assert all_of([known if a is U else a for a in answers]) is N


@pytest.mark.parametrize(
    ("facts", "outside"),
    [
        (WageFacts(), True),
        (WageFacts(None, False, False), True),
        (WageFacts(None, None, True), False),
        (WageFacts(None, True), False),
        (WageFacts(Loonwaarde()), False),
        (WageFacts(Loonwaarde(100, "kok"), False, False), False),
    ],
)
def test_without_registers_and_loonwaarde_one_is_outside_the_target_group(
    facts: WageFacts, outside: bool
) -> None:
    assert facts.outside_target_group is outside


def test_education_and_licences_are_ordered_as_the_format_says() -> None:
    low_to_high = ["none", "primary", "vmbo", "mbo-2", "havo", "vwo", "hbo", "wo"]
    assert [EDUCATION_RANK[level] for level in low_to_high] == list(range(8))
    for equals in ("primary pro vso", "vmbo entree", "havo mbo-3", "vwo mbo-4"):
        assert len({EDUCATION_RANK[level] for level in equals.split()}) == 1
    assert {x: "".join(sorted(LICENCE_IMPLIES[x] - {x})) for x in LICENCES} == {
        "AM": "",
        "B": "",
        "BE": "B",
        "C": "B",
        "CE": "BBEC",
        "D": "B",
        "T": "",
    }


def test_points_are_hundredths_and_one_no_closes_the_door() -> None:
    line = Contribution("eis", "koken", 1234, "omdat")
    results = (GateResult("hours", Y, ""), GateResult("travel", U, ""))
    entry = Entry(1, "V", "P", 1234, (line,), (), results, ())
    assert line.points == entry.points == 12.34
    assert entry.eligible
    shut = Entry(1, "V", "P", 0, (), (), (*results, GateResult("start", N, "")), ())
    assert not shut.eligible
