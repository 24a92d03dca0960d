"""Nobody stands out, nothing can be joined, and nothing is shown without consent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

import invented
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Portfolio, Vacancy
from matcher.disclosure.cleaning import StrictCleaner
from matcher.disclosure.facts import GROUP_OF, duration, education_level
from matcher.disclosure.population import Population
from matcher.disclosure.profile import (
    ENOUGH,
    GROUPS,
    TO_BE_DISCUSSED,
    WITHIN_REACH,
    AnonymousProfile,
    anonymous_profile,
)
from matcher.disclosure.reader import PersonReader
from matcher.disclosure.spans import MARK
from matcher.domain.portfolio import (
    Availability,
    Education,
    Experience,
    LanguageLevel,
    Loonwaarde,
    Mobility,
    Place,
    SkillClaim,
    WageFacts,
    Wishes,
)
from matcher.domain.scales import LANGUAGE_RANK, LICENCE_IMPLIES, Evidence, Mode, Shift
from matcher.errors import DataError

FLORIST = Portfolio(
    id="K0042",
    home=Place("Winschoten", "9671"),
    summary="Ik kan koken. Mijn naam is Fatima, mijn nummer is K0042.",
    experience=(
        Experience("kok", months=30, ended=(2021, 3)),
        Experience("kok", months=14),
        Experience("qwxz"),
    ),
    education=(Education("ROC Menso Alting", "mbo-2", True, 2011),),
    skills=(SkillClaim("koken", 4, Evidence.EXPERIENCE), SkillClaim("qwxz poetsen")),
    certificates=("BHV", "VOG"),
    driving_licences=("CE",),
    languages=(LanguageLevel("nl", "B2"), LanguageLevel("ar", "native")),
    wishes=Wishes(occupations=("kok",)),
    availability=Availability(18, 30, date(2026, 2, 1), (Shift.NIGHT,)),
    mobility=Mobility((Mode.CAR,), 60),
)
JOB = Vacancy(
    id="V1",
    title="kok",
    location=Place("Veendam", "9641"),
    start=date(2026, 3, 1),
    driving_licences_required=("B",),
    certificates_required=("BHV",),
    language_min=LanguageLevel("nl", "B1"),
)


def same(person: Portfolio, count: int) -> list[Portfolio]:
    return [replace(person, id=f"X{i:04d}") for i in range(count)]


def show(
    person: Portfolio,
    population: Population,
    cleaner: StrictCleaner,
    vacancy: Vacancy | None = JOB,
    groups: Sequence[str] = GROUPS,
    k: int = 10,
    pseudonym: str = "kandidaat A",
) -> AnonymousProfile:
    return anonymous_profile(person, pseudonym, groups, population, cleaner, k, vacancy)


@pytest.fixture(scope="module")
def twelve(reader: PersonReader) -> Population:
    return Population.of(same(FLORIST, 12), reader)


def test_what_twelve_people_share_is_shown_in_full(
    twelve: Population, cleaner: StrictCleaner
) -> None:
    shown = show(FLORIST, twelve, cleaner)
    assert shown.municipality == "gemeente Oldambt"
    assert shown.occupations == ("kok (3 tot 5 jaar)",)  # 30 + 14 months
    assert shown.certificates == ("BHV",)  # a VOG is applied for per job
    assert shown.driving_licences == ("B",)  # what is asked, not the CE that is held
    assert shown.languages == (f"Nederlands: {ENOUGH}",)  # no level, and no other language
    assert shown.education_level == "mbo-2"
    assert [(s.label, s.level, s.evidence) for s in shown.skills] == [
        ("koken voor een kleine groep", "ervaren", "werkervaring")
    ]
    assert shown.wishes == ("kok",)
    assert shown.hours == "16 tot 32 uur"
    assert shown.parts_of_day == ("vroege ochtend", "overdag", "avond", "weekend")
    assert shown.travel == WITHIN_REACH
    assert shown.summary == f"Ik kan koken. Mijn naam is {MARK}, mijn nummer is {MARK}."
    assert shown.suppressed == ("Vaardigheden: 1 niet getoond. Alleen in eigen woorden bekend.",)


def test_nothing_is_combined_in_a_group_that_is_too_small(
    twelve: Population, cleaner: StrictCleaner
) -> None:
    shown = show(FLORIST, twelve, cleaner, k=13)
    assert shown == AnonymousProfile(
        "kandidaat A",
        languages=(f"Nederlands: {TO_BE_DISCUSSED}",),
        travel=WITHIN_REACH,
        suppressed=shown.suppressed,
    )
    assert "Woonplaats: 1 niet getoond. De groep is te klein." in shown.suppressed
    assert not any("Oldambt" in note or "kok" in note for note in shown.suppressed)


def test_a_rare_place_becomes_the_region_and_a_rare_occupation_its_sector(
    reader: PersonReader, cleaner: StrictCleaner
) -> None:
    others = [
        replace(p, home=Place("Veendam"), experience=(Experience("afwasser", months=44),))
        for p in same(FLORIST, 12)
    ]
    shown = show(FLORIST, Population.of([FLORIST, *others], reader), cleaner)
    assert shown.municipality == "arbeidsmarktregio Groningen"
    assert shown.occupations == ("werk in de sector horeca",)
    assert shown.suppressed[:2] == (
        "Woonplaats: ruimer getoond. Anders is de groep te klein.",
        "Werk: ruimer getoond. Anders is de groep te klein.",
    )


def test_without_a_vacancy_nothing_is_compared(twelve: Population, cleaner: StrictCleaner) -> None:
    shown = show(FLORIST, twelve, cleaner, vacancy=None)
    assert shown.travel is None and shown.languages == ()
    assert shown.driving_licences == ("CE",)


def test_a_certificate_that_has_expired_when_the_job_starts_is_not_shown(
    reader: PersonReader, cleaner: StrictCleaner
) -> None:
    person = replace(FLORIST, certificates=("BHV (t/m 01-2026)",))
    shown = show(person, Population.of(same(person, 12), reader), cleaner)
    assert shown.certificates == ()


@pytest.mark.parametrize("group", GROUPS)
def test_only_what_is_shared_is_shown(
    twelve: Population, cleaner: StrictCleaner, group: str
) -> None:
    belongs = {
        "werk": {"occupations"},
        "opleiding": {"certificates", "education_level"},
        "vaardigheden": {"skills", "languages", "driving_licences"},
        "wensen": {"wishes"},
        "beschikbaarheid": {"municipality", "hours", "parts_of_day", "travel"},
        "vrije_tekst": {"summary"},
    }
    shown = show(FLORIST, twelve, cleaner, groups=[group])
    filled = {f.name for f in fields(shown) if getattr(shown, f.name)}
    assert filled == {"pseudonym", "suppressed"} | belongs[group]
    assert sum(note.endswith("niet gedeeld.") for note in shown.suppressed) == 5


def test_wrong_arguments_are_told_all_at_once(twelve: Population, cleaner: StrictCleaner) -> None:
    with pytest.raises(DataError) as error:
        show(FLORIST, twelve, cleaner, groups=["werk", "salaris"], k=1, pseudonym="prof-k0042")
    assert len(error.value.problems) == 3


# ------------------------------------------------------------------------------ random populations


def shares(person: Portfolio, shown: AnonymousProfile, reader: PersonReader, job: Vacancy) -> bool:
    """Slow reference: whether every statement of a profile is true of a person, read as words."""
    area = reader.area(person)
    places = {
        f"gemeente {area.municipality}",
        f"arbeidsmarktregio {area.region}",
        f"provincie {area.province}",
    }
    work = set()
    for one in reader.work(person):
        if one.exact:
            label = reader.label(one.concept)
            work |= {label, f"{label} ({duration(one.months)})"}
        work.add(f"werk in de sector {reader.sector(one.concept)}")
    held = {
        reader.label(key)
        for certificate in reader.certificates(person)
        for key in reader.counts_as(certificate.key)
    }
    drives = {x for licence in person.driving_licences or () for x in LICENCE_IMPLIES[licence]}
    level = education_level(person.education)
    asked = job.language_min
    speaks = any(
        asked is not None
        and asked.level is not None
        and spoken.language == asked.language
        and spoken.level is not None
        and LANGUAGE_RANK[spoken.level] >= LANGUAGE_RANK[asked.level]
        for spoken in person.languages or ()
    )
    return (
        shown.municipality in {None, *places}
        and set(shown.occupations) <= work
        and set(shown.certificates) <= held
        and set(shown.driving_licences) <= drives
        and shown.education_level in {None, level, GROUP_OF.get(level or "")}
        and (speaks or not any(ENOUGH in line for line in shown.languages))
    )


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), size=st.integers(1, 40), k=st.integers(2, 12))
def test_what_is_combined_is_shared_by_at_least_k_people(
    reader: PersonReader, cleaner: StrictCleaner, seed: int, size: int, k: int
) -> None:
    people = invented.portfolios(seed, size)
    population = Population.of(people, reader)
    for person, job in zip(people[:4], invented.vacancies(seed, 4), strict=False):
        shown = show(person, population, cleaner, job, k=k)
        count = sum(shares(other, shown, reader, job) for other in people)
        nothing = not (
            shown.municipality
            or shown.occupations
            or shown.certificates
            or shown.driving_licences
            or shown.education_level
            or any(ENOUGH in line for line in shown.languages)
        )
        assert nothing or count >= k
        assert shares(person, shown, reader, job)  # and it is true of the person
        for skill in shown.skills:
            having = [
                p
                for p in people
                if skill.label in {_named(reader, claim.label) for claim in p.skills or ()}
            ]
            assert len(having) >= k


def _named(reader: PersonReader, text: str) -> str | None:
    concept = reader.skill(text)
    return None if concept is None else reader.label(concept)


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_two_profiles_of_one_person_share_no_identifier(
    reader: PersonReader, cleaner: StrictCleaner, seed: int
) -> None:
    people = [replace(p, id=f"ID-{p.id}") for p in invented.portfolios(seed, 12)]
    population = Population.of(people, reader)
    one, two = invented.vacancies(seed, 2)
    person = people[0]
    first = show(person, population, cleaner, one, k=2, pseudonym="ene")
    second = show(person, population, cleaner, two, k=2, pseudonym="andere")
    assert first.pseudonym != second.pseudonym
    told = str(replace(first, pseudonym="")) + str(replace(second, pseudonym=""))
    for never in (person.id, one.id, two.id, "ene'", "andere'"):
        assert never not in told
    for job in person.experience or ():
        assert job.ended is None or str(job.ended[0]) not in told
    assert all(e.year is None or str(e.year) not in told for e in person.education or ())
    # Whoever has the same facts gets the same profile: nothing in it belongs to one record.
    twin = replace(person, id="ID-twin")
    assert show(twin, population, cleaner, one, k=2, pseudonym="ene") == first


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_the_wage_facts_change_no_profile(
    reader: PersonReader, cleaner: StrictCleaner, seed: int
) -> None:
    people = invented.portfolios(seed, 12)
    other = WageFacts(Loonwaarde(37, "kok", date(2020, 1, 1)), True, True)
    changed = [replace(p, wage_facts=other) for p in people]
    job = invented.vacancies(seed, 1)[0]
    before, after = Population.of(people, reader), Population.of(changed, reader)
    for a, b in zip(people[:3], changed[:3], strict=True):
        assert show(a, before, cleaner, job, k=2) == show(b, after, cleaner, job, k=2)


def test_the_order_of_the_people_changes_nothing(
    people: Sequence[Portfolio], reader: PersonReader, cleaner: StrictCleaner
) -> None:
    turned = Population.of(list(reversed(people[:40])), reader)
    right = Population.of(people[:40], reader)
    for person in people[:4]:
        assert show(person, right, cleaner, k=3) == show(person, turned, cleaner, k=3)


def test_a_pool_gives_the_same_population(
    people: Sequence[Portfolio], pool: object, reader: PersonReader, cleaner: StrictCleaner
) -> None:
    from_pool = Population.of_pool(pool.side.pool, reader)  # type: ignore[attr-defined]
    right = Population.of(people, reader)
    assert from_pool.size == right.size == len(people)
    assert show(people[0], from_pool, cleaner, k=3) == show(people[0], right, cleaner, k=3)
