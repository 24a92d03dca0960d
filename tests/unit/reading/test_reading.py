"""What a record says: who can, who will not, who lacks; the pieces of a portfolio and a vacancy."""

from __future__ import annotations

import pytest

from matcher.domain import portfolio as record
from matcher.domain.portfolio import Education, Experience, Portfolio, SkillClaim, Wishes
from matcher.domain.scales import Evidence, Importance
from matcher.domain.vacancy import Requirement, Task, Vacancy
from matcher.reading.demands import Ask, demands, is_demand
from matcher.reading.segments import Piece, segments
from matcher.reading.stance import Stance, stance
from matcher.vocabulary.normalise import normalise

SUPPORTS, LACKS, REFUSES = Stance.SUPPORTS, Stance.LACKS, Stance.REFUSES


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Ik heb jaren schoongemaakt", SUPPORTS),
        ("kan goed met kinderen omgaan", SUPPORTS),
        ("", SUPPORTS),
        ("Niet bang om vies te worden", SUPPORTS),  # a negation that praises
        ("heb nooit een dag gemist", SUPPORTS),
        ("geen moeite met nachtdiensten", SUPPORTS),
        ("geen hoogtevrees", SUPPORTS),
        ("Nachten doe ik liever niet", REFUSES),
        ("wil geen werk achter de computer", REFUSES),
        ("Wil niet achter een bureau", REFUSES),
        ("tillen gaat niet meer", REFUSES),
        ("geen zin in kantoorwerk", REFUSES),
        ("heeft geen diploma", LACKS),
        ("zonder rijbewijs", LACKS),
        ("lezen en schrijven is moeilijk", LACKS),
        ("geen ervaring met computers", LACKS),
        ("spreekt nauwelijks Nederlands", LACKS),
    ],
)
def test_a_clause_supports_refuses_or_lacks(clause: str, expected: Stance) -> None:
    assert stance(normalise(clause)) is expected


def test_a_portfolio_is_read_in_the_order_of_the_record() -> None:
    person = Portfolio(
        "P",
        summary="Ik kook graag. Nachten doe ik liever niet.",
        experience=(Experience("Kok", 24, description="Soep maken; borden wassen."),),
        skills=(SkillClaim("snijden", 4, Evidence.TEST), SkillClaim("bakken", 1)),
        certificates=("HACCP",),
        education=(Education("koksopleiding", "mbo-2", False),),
        tests=(record.Test("ICE taal", "2F"),),
        wishes=Wishes(("kok",), ("horeca",)),
    )
    found = [(s.piece, s.field, s.text, s.stance, s.job) for s in segments(person)]
    assert found == [
        (Piece.TITLE, "experience[0].title", "Kok", SUPPORTS, 0),
        (Piece.DUTY, "experience[0].description", "Soep maken", SUPPORTS, 0),
        (Piece.DUTY, "experience[0].description", "borden wassen", SUPPORTS, 0),
        (Piece.SKILL, "skills[0]", "snijden", SUPPORTS, -1),
        (Piece.SKILL, "skills[1]", "bakken", SUPPORTS, -1),
        (Piece.CERTIFICATE, "certificates[0]", "HACCP", SUPPORTS, -1),
        (Piece.EDUCATION, "education[0].name", "koksopleiding", SUPPORTS, -1),
        (Piece.TEST, "tests[0]", "ICE taal 2F", SUPPORTS, -1),
        (Piece.SUMMARY, "summary", "Ik kook graag", SUPPORTS, -1),
        (Piece.SUMMARY, "summary", "Nachten doe ik liever niet", REFUSES, -1),
        (Piece.WISH_OCCUPATION, "wishes.occupations[0]", "kok", SUPPORTS, -1),
        (Piece.WISH_SECTOR, "wishes.sectors[0]", "horeca", SUPPORTS, -1),
    ]
    assert all(0 < s.strength <= 1 for s in segments(person))


def _strength(skill: SkillClaim) -> float:
    (one,) = segments(Portfolio("P", skills=(skill,)))
    return one.strength


def test_what_is_backed_counts_for_more_and_what_is_not_known_for_no_less() -> None:
    own, proved = SkillClaim("koken", 4, Evidence.SELF), SkillClaim("koken", 4, Evidence.DIPLOMA)
    assert _strength(own) < _strength(proved) == 1.0
    assert _strength(SkillClaim("koken")) >= _strength(own)
    levels = [_strength(SkillClaim("koken", level, Evidence.TEST)) for level in range(1, 6)]
    assert levels == sorted(levels)


def test_an_empty_or_wordless_record_says_nothing() -> None:
    assert segments(Portfolio("P")) == []
    assert segments(Portfolio("P", summary="!!! ...", experience=(Experience("-"),))) == []
    assert demands(Vacancy("V")) == []
    assert demands(Vacancy("V", title="?!", text="...")) == []


def test_a_vacancy_is_read_in_the_order_title_requirements_tasks_text() -> None:
    job = Vacancy(
        "V",
        title="Kok",
        text="Je kookt soep voor vijftig gasten. Wij bieden een goed salaris.",
        requirements=(
            Requirement("snijden", Importance.ESSENTIAL),
            Requirement("bakken", Importance.OPTIONAL),
        ),
        tasks=(Task("koken"), Task("afwassen")),
    )
    found = [(d.ask, d.field, d.text, d.share) for d in demands(job)]
    assert found == [
        (Ask.TITLE, "title", "Kok", 1.0),
        (Ask.ESSENTIAL, "requirements[0]", "snijden", 1.0),
        (Ask.OPTIONAL, "requirements[1]", "bakken", 1.0),
        (Ask.TASK, "tasks[0]", "koken", 0.5),  # equal parts when not stated
        (Ask.TASK, "tasks[1]", "afwassen", 0.5),
        (Ask.TEXT, "text", "Je kookt soep voor vijftig gasten", 1.0),
    ]


@pytest.mark.parametrize(
    ("clause", "asks"),
    [
        ("je helpt bij het wassen en aankleden", True),
        ("zelfstandig werken", True),
        ("wij bieden een vast contract", False),
        ("reiskosten worden vergoed", False),
        ("32 tot 40 uur", False),
        ("van 7.30 tot 16.00", False),
        ("solliciteer snel", False),
        ("een diploma is niet nodig", False),
        ("ja", False),
    ],
)
def test_an_offer_is_no_demand(clause: str, asks: bool) -> None:
    assert is_demand(clause) is asks
