"""Gaps: complete, in order of weight, and every number of points true when scored again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import invented
import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.advice.gaps import GapList, Status, gaps_of, gaps_of_shortlist, said_yes
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Education, Experience, LanguageLevel, SkillClaim
from matcher.domain.scales import Importance
from matcher.domain.vacancy import Requirement
from matcher.errors import DataError
from matcher.scoring.ranker import Searchable

JOB = Vacancy(
    "V",
    title="schoonmaker",
    requirements=(
        Requirement("schoonmaken", Importance.ESSENTIAL),
        Requirement("heftruck rijden", Importance.OPTIONAL),
    ),
    certificates_required=("VCA basis", "heftruckcertificaat"),
    driving_licences_required=("B",),
    language_min=LanguageLevel("nl", "B1"),
    education_min="mbo-2",
)
PERSON = Portfolio(
    "P",
    skills=(SkillClaim("schoonmaken"),),
    experience=(Experience(description="Heftruck rijden kan ik niet."),),
    certificates=("VCA basis (verlopen)",),
    driving_licences=None,
    languages=(LanguageLevel("nl", "A2"),),
    education=(Education(level="vmbo", diploma=True),),
)


def found(matcher: Matcher, person: Portfolio, job: Vacancy) -> GapList:
    return gaps_of(matcher.explain(job, person), job, person, matcher)


def test_knock_outs_first_then_what_is_open_then_what_is_there(matcher: Matcher) -> None:
    needs = found(matcher, PERSON, JOB).needs
    assert [(n.label, n.status, n.answer) for n in needs] == [
        ("VCA basis", Status.NEARLY, Answer.NO),
        ("heftruckcertificaat", Status.MISSING, Answer.NO),
        ("Nederlands B1", Status.NEARLY, Answer.NO),
        ("opleiding mbo-2", Status.NEARLY, Answer.NO),
        ("rijbewijs B", Status.ASK, Answer.UNKNOWN),
        ("heftruck rijden", Status.MISSING, None),
        ("schoonmaken", Status.HAVE, None),
    ]


def test_what_the_person_has_of_it_is_named(matcher: Matcher) -> None:
    words = {n.label: n.have.words for n in found(matcher, PERSON, JOB).needs if n.have}
    assert words == {
        "VCA basis": "VCA basis (verlopen)",
        "Nederlands B1": "Nederlands A2",
        "opleiding mbo-2": "een diploma vmbo",
        "heftruck rijden": "Heftruck rijden kan ik niet",
        "schoonmaken": "schoonmaken",
    }


def test_each_open_need_has_a_question(matcher: Matcher) -> None:
    asked = {n.label: n.question for n in found(matcher, PERSON, JOB).needs}
    assert asked["schoonmaken"] is None
    assert asked["rijbewijs B"] == "Heeft u een rijbewijs B?"
    assert asked["VCA basis"] == "U heeft VCA basis (verlopen). Wilt u dit halen: VCA basis?"
    person = replace(PERSON, experience=None)
    asked = {n.label: n.question for n in found(matcher, person, JOB).needs}
    assert asked["heftruck rijden"] == (
        "Heeft u ervaring met: heftruck rijden? Het staat niet in uw portfolio."
    )


def test_not_named_is_a_question_and_never_a_no(matcher: Matcher) -> None:
    needs = found(matcher, Portfolio("P"), JOB).needs
    assert {n.status for n in needs} == {Status.ASK}


def test_points_are_what_a_yes_brings(matcher: Matcher) -> None:
    """The engine explains the record with the answer filled in: the difference is the number."""
    checked = 0
    people = invented.portfolios(11, 60)
    for number, job in enumerate(invented.vacancies(11, 12)):
        if not job.requirements and not job.tasks:
            continue
        for person in people[number::60]:
            result = found(matcher, person, job)
            for need in result.open:
                if need.answer is None:
                    after = matcher.explain(job, said_yes(person, need.label)).centipoints
                    assert need.centipoints == after - result.centipoints
                    checked += 1
    assert checked > 12


def test_every_requirement_and_knock_out_is_there_once(matcher: Matcher) -> None:
    for person, job in zip(invented.portfolios(12, 20), invented.vacancies(12, 20), strict=True):
        entry = matcher.explain(job, person)
        needs = gaps_of(entry, job, person, matcher).needs
        assert len([n for n in needs if n.answer is None]) == len(entry.gaps)
        shut = {n.about for n in needs if n.answer is Answer.NO}
        gates = {g.gate for g in entry.gates if g.answer is Answer.NO}
        assert shut == gates & {"certificates", "licences", "language", "education"}


def test_a_shortlist_gives_the_same_as_one_by_one(
    matcher: Matcher, pool: Searchable, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> None:
    shortlist = matcher.shortlist(jobs[14], pool, k=5, outside=2)
    several = gaps_of_shortlist(shortlist, jobs[14], pool, matcher)
    by_id = {p.id: p for p in people}
    for entry, result in zip((*shortlist.entries, *shortlist.just_outside), several, strict=True):
        assert result == gaps_of(entry, jobs[14], by_id[entry.candidate], matcher)
        assert result.centipoints == entry.centipoints


def test_someone_who_is_not_in_the_pool_is_refused(
    matcher: Matcher, pool: Searchable, jobs: Sequence[Vacancy]
) -> None:
    shortlist = matcher.shortlist(jobs[14], pool, k=1)
    with pytest.raises(DataError, match="zit niet in deze pool"):
        gaps_of_shortlist(shortlist, jobs[14], matcher.portfolio_pool([]), matcher)
