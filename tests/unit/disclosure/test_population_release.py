"""Counting who shares statements, and choosing what may be shown, against slow references."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matcher.disclosure.facts import (
    duration,
    education_level,
    hours_band,
    language_tokens,
)
from matcher.disclosure.population import Population
from matcher.disclosure.reader import PersonReader
from matcher.disclosure.release import Offer, Option, release
from matcher.domain.portfolio import Availability, Education, LanguageLevel

TOKENS = st.sampled_from("abcdef")
PEOPLE = st.lists(st.frozensets(TOKENS), max_size=12)
OFFERS = st.lists(
    st.lists(TOKENS, min_size=1, max_size=3, unique=True).map(
        lambda tokens: Offer("f", tuple(Option(t, t) for t in tokens))
    ),
    max_size=6,
)


@given(PEOPLE, st.lists(st.sampled_from("abcdefz"), max_size=4))
def test_count_is_the_slow_count(
    reader: PersonReader, people: list[frozenset[str]], tokens: list[str]
) -> None:
    slow = sum(all(token in person for token in tokens) for person in people)
    assert Population(reader, people).count(tokens) == slow


@given(PEOPLE, OFFERS, st.integers(1, 6))
def test_what_is_kept_is_shared_and_the_earliest_wins(
    reader: PersonReader, people: list[frozenset[str]], offers: list[Offer], k: int
) -> None:
    population = Population(reader, people)
    released = release(offers, population, k)
    tokens = {option.token for _, option in released.kept}
    assert released.people == sum(tokens <= person for person in people)
    assert not released.kept or released.people >= k
    assert len(released.kept) + len(released.left_out) == len(offers)
    so_far: set[str] = set()
    chosen = {id(offer): option for offer, option in released.kept}
    for offer in offers:
        fits = [
            o for o in offer.options if sum(so_far | {o.token} <= person for person in people) >= k
        ]
        assert chosen.get(id(offer)) == (fits[0] if fits else None)
        so_far |= {fits[0].token} if fits else set()


def test_bands() -> None:
    assert [duration(m) for m in (None, 0, 11, 12, 35, 36, 59, 60)] == [
        None,
        "minder dan 1 jaar",
        "minder dan 1 jaar",
        "1 tot 3 jaar",
        "1 tot 3 jaar",
        "3 tot 5 jaar",
        "3 tot 5 jaar",
        "meer dan 5 jaar",
    ]
    assert hours_band(Availability(18, 30)) == "16 tot 32 uur"
    assert hours_band(Availability(24, 24)) == "24 tot 28 uur"
    assert hours_band(Availability(None, 24)) is None


def test_education_is_the_highest_dutch_diploma_and_nothing_below_vmbo() -> None:
    assert education_level(None) is None
    assert education_level((Education("a", "vso", True), Education("b", "hbo", False))) is None
    assert education_level((Education("a", "foreign-unknown", True),)) is None
    assert education_level((Education("a", "vmbo", True), Education("b", "mbo-4", True))) == "mbo-4"


def test_a_language_counts_for_every_level_below() -> None:
    assert list(language_tokens(LanguageLevel("nl", "A1"))) == [
        "taal:nl",
        "taal:nl:A0",
        "taal:nl:A1",
    ]
    assert list(language_tokens(LanguageLevel("nl"))) == ["taal:nl"]
