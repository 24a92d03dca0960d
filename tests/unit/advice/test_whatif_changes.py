"""Changes in words, with their effort, and what is never proposed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.advice.whatif import offers
from matcher.advice.whatif.barriers import barriers, may_drive
from matcher.advice.whatif.changes import (
    Change,
    ChangeKind,
    Effort,
    applied,
    hardest,
    phrase,
    together,
)
from matcher.advice.whatif.field import Field
from matcher.domain.portfolio import (
    Availability,
    LanguageLevel,
    Mobility,
    Place,
    SkillClaim,
)
from matcher.domain.scales import Mode, Shift
from matcher.domain.vacancy import Hours
from matcher.vocabulary.concepts import Concept


def concept(matcher: Matcher, identity: str) -> Concept:
    return matcher.vocabulary.concepts[matcher.vocabulary.number[identity]]


def test_certificates_skills_and_licences_carry_the_shortest_training(matcher: Matcher) -> None:
    forklift = offers.certificate(
        matcher.vocabulary, concept(matcher, "certificaat:heftruckcertificaat")
    )
    assert forklift.words == "een heftruckcertificaat"
    assert forklift.effort is Effort.DAYS
    vca = offers.certificate(matcher.vocabulary, concept(matcher, "certificaat:vca-basis"))
    assert vca.words == "het certificaat VCA basis"
    driving = offers.licence(matcher.vocabulary, "B")
    assert (driving.words, driving.effort, driving.training) == (
        "rijbewijs B",
        Effort.MONTHS,
        "rijopleiding B",
    )


@pytest.mark.parametrize(
    "identity",
    [
        "certificaat:vog",
        "certificaat:rijbewijs-b",
        "certificaat:inburgeringsdiploma",
        "certificaat:diplomawaardering-buitenland",
    ],
)
def test_certificates_that_are_not_proposed(matcher: Matcher, identity: str) -> None:
    assert not offers.can_be_obtained(concept(matcher, identity))


@pytest.mark.parametrize(
    "identity",
    ["vaardigheid:tegen-kou-kunnen", "vaardigheid:betrouwbaar-zijn", "beroep:heftruckchauffeur"],
)
def test_what_someone_is_or_bears_is_not_proposed(matcher: Matcher, identity: str) -> None:
    assert not offers.can_be_learned(concept(matcher, identity))


def test_words_are_enumerated_and_skills_are_taken_together() -> None:
    skills = [
        Change(ChangeKind.SKILL, name, f"aangetoonde ervaring met {name}") for name in ("a", "b")
    ]
    licence = Change(ChangeKind.LICENCE, "B", "rijbewijs B", Effort.MONTHS)
    assert phrase([licence, *skills]) == "rijbewijs B en aangetoonde ervaring met a en b"
    assert (together([]), together("a"), together("abc")) == ("", "a", "a, b en c")
    assert hardest([licence, *skills]) is Effort.MONTHS
    assert hardest([]) is Effort.ARRANGE


def test_a_limit_never_goes_down() -> None:
    person = Portfolio("P", availability=Availability(8, 32), mobility=Mobility((), 60))
    less = [Change(ChangeKind.MINUTES, "15", ""), Change(ChangeKind.HOURS, "8", "")]
    assert applied(person, less) == person


def test_each_barrier_with_what_takes_it_away(matcher: Matcher) -> None:
    person = Portfolio(
        "P",
        home=Place("Winschoten"),
        certificates=(),
        driving_licences=(),
        languages=(LanguageLevel("nl", "A1"),),
        availability=Availability(8, 16, excluded=(Shift.EVENING,)),
        mobility=Mobility((Mode.BIKE,), 45),
    )
    job = Vacancy(
        "V",
        location=Place("Veendam", "9641"),
        hours=Hours(24, 32),
        shifts=(Shift.DAY, Shift.EVENING),
        certificates_required=("VCA", "heftruckcertificaat"),
        driving_licences_required=("C",),
        language_min=LanguageLevel("nl", "A2"),
    )
    told = {b.gate: [c.words for c in b.changes] for b in barriers(person, job, matcher)}
    assert told == {
        "travel": [
            "een e-bike",
            "het openbaar vervoer",
            "15 minuten langer reizen (tot 60 minuten)",
        ],
        "hours": ["8 uur per week meer (tot 24 uur)"],
        "shifts": ["ook avonddienst"],
        "certificates": ["het certificaat VCA basis", "een heftruckcertificaat"],
        "licences": ["rijbewijs C"],
        "language": ["Nederlands op niveau A2"],
    }


def test_who_has_no_licence_is_not_told_to_drive() -> None:
    person = Portfolio("P", driving_licences=())
    assert not may_drive(person, Mode.CAR)
    assert not may_drive(person, Mode.MOPED)
    assert may_drive(person, Mode.E_BIKE)
    assert may_drive(replace(person, driving_licences=("B",)), Mode.CAR)
    assert may_drive(replace(person, driving_licences=None), Mode.CAR)


def test_ties_in_score_are_broken_by_id(matcher: Matcher) -> None:
    same = Portfolio("A", skills=(SkillClaim("koken"),))
    pool = matcher.portfolio_pool([replace(same, id=name) for name in "ABDE"])
    field = Field.of(Vacancy("V", title="kok"), pool, matcher)
    for identity, place in (("A", 1), ("D", 3), ("C", 3), ("Z", 5)):
        assert field.stands(identity, [same])[0].place == place
    assert field.stands("A", []) == []
