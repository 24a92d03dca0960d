"""Each knock-out as a table: what the two sides say, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from matcher import Answer, Matcher, Portfolio, Vacancy
from matcher.domain.portfolio import (
    Availability,
    Education,
    LanguageLevel,
    Loonwaarde,
    Mobility,
    Place,
    WageFacts,
)
from matcher.domain.scales import Mode, Shift
from matcher.domain.vacancy import Hours, Inclusive
from matcher.gates.base import Finding
from matcher.gates.certificates import FOREVER, CertificatesGate

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
Ask = Callable[[str, Portfolio, Vacancy], Finding]


@pytest.fixture
def ask(matcher: Matcher) -> Ask:
    """The answer of one gate for one pair, in words."""

    def call(name: str, person: Portfolio, job: Vacancy) -> Finding:
        gate = next(g for g in matcher.gates if g.name == name)
        verdict = gate.verdicts(gate.portfolio_columns([person]), gate.vacancy_columns([job]))
        return gate.explain(person, job, Answer(int(verdict[0])))

    return call


@pytest.mark.parametrize(
    ("mine", "job", "answer"),
    [
        ((20, 28), (24, 32), YES),
        ((20, 24), (24, 32), YES),  # they touch
        ((20, 23), (24, 32), NO),
        ((33, 40), (24, 32), NO),
        ((None, 23), (24, 32), NO),  # one bound settles it
        ((33, None), (24, 32), NO),
        ((None, 23), (24, None), NO),
        ((None, 24), (24, 32), UNKNOWN),
        ((20, None), (24, 32), UNKNOWN),
        ((None, None), (24, 32), UNKNOWN),
        ((20, 28), (None, None), UNKNOWN),
        ((0, 0), (0, 0), YES),
    ],
)
def test_hours_fit_when_the_ranges_overlap(
    ask: Ask, mine: tuple[int, int], job: tuple[int, int], answer: Answer
) -> None:
    person = Portfolio("P", availability=Availability(*mine))
    assert ask("hours", person, Vacancy("V", hours=Hours(*job))).answer is answer


NIGHT, DAY, WEEKEND = Shift.NIGHT, Shift.DAY, Shift.WEEKEND


@pytest.mark.parametrize(
    ("excluded", "asked", "answer"),
    [
        ((NIGHT,), (DAY, NIGHT), NO),
        ((NIGHT,), (DAY,), YES),
        ((), (DAY, NIGHT), YES),  # known: nothing excluded
        ((), None, YES),
        (None, (), YES),  # known: no special shifts
        (None, (DAY,), UNKNOWN),
        ((NIGHT,), None, UNKNOWN),
        (None, None, UNKNOWN),
        ((NIGHT, WEEKEND), (WEEKEND,), NO),
    ],
)
def test_a_shift_that_is_excluded_is_a_no(
    ask: Ask,
    excluded: tuple[Shift, ...] | None,
    asked: tuple[Shift, ...] | None,
    answer: Answer,
) -> None:
    person = Portfolio("P", availability=Availability(excluded=excluded))
    assert ask("shifts", person, Vacancy("V", shifts=asked)).answer is answer


def test_the_clash_of_shifts_is_named(ask: Ask) -> None:
    person = Portfolio("P", availability=Availability(excluded=(NIGHT, WEEKEND, DAY)))
    found = ask("shifts", person, Vacancy("V", shifts=(NIGHT, WEEKEND)))
    assert found.reason == "kan of wil niet: nachtdienst en weekend; dat hoort bij de baan"


# Stadskanaal (52.9895, 6.9504) to Veendam (53.1067, 6.8792): 13.03 km north, 4.75 km west,
# so 13.9 km as the crow flies and 18.1 km by road: 72 minutes at 15 km/h, 52 at 21, 31 at 35,
# 22 + 5 by car at 50, 36 + 15 by public transport at 30.
@pytest.mark.parametrize(
    ("mode", "longest", "answer"),
    [
        (Mode.WALK, 90, NO),
        (Mode.BIKE, 71, NO),
        (Mode.BIKE, 73, YES),
        (Mode.E_BIKE, 51, NO),
        (Mode.E_BIKE, 53, YES),
        (Mode.MOPED, 30, NO),
        (Mode.MOPED, 32, YES),
        (Mode.CAR, 26, NO),
        (Mode.CAR, 27, YES),
        (Mode.PUBLIC_TRANSPORT, 51, NO),
        (Mode.PUBLIC_TRANSPORT, 52, YES),
    ],
)
def test_travel_takes_the_minutes_of_the_mode(
    ask: Ask, mode: Mode, longest: int, answer: Answer
) -> None:
    person = Portfolio("P", Place("Stadskanaal", "9501"), mobility=Mobility((mode,), longest))
    job = Vacancy("V", location=Place("Veendam", "9641"), shifts=(Shift.DAY,))
    assert ask("travel", person, job).answer is answer


def test_a_trip_that_is_too_long_with_a_timetable_is_too_long_without(ask: Ask) -> None:
    person = Portfolio(
        "P", Place("Stadskanaal", "9501"), mobility=Mobility((Mode.PUBLIC_TRANSPORT,), 51)
    )
    night = Vacancy("V", location=Place("Veendam", "9641"), shifts=(Shift.NIGHT,))
    assert ask("travel", person, night).answer is NO


@pytest.mark.parametrize(
    ("modes", "shifts", "answer"),
    [
        ((Mode.PUBLIC_TRANSPORT,), (Shift.DAY, Shift.WEEKEND), YES),
        ((Mode.PUBLIC_TRANSPORT,), (Shift.EARLY,), UNKNOWN),  # no timetable for that hour
        ((Mode.PUBLIC_TRANSPORT,), (Shift.DAY, Shift.NIGHT), UNKNOWN),
        ((Mode.PUBLIC_TRANSPORT,), None, UNKNOWN),
        ((Mode.PUBLIC_TRANSPORT, Mode.CAR), (Shift.NIGHT,), YES),  # the car settles it
        ((Mode.PUBLIC_TRANSPORT, Mode.WALK), (Shift.NIGHT,), UNKNOWN),
        ((Mode.WALK,), (Shift.NIGHT,), NO),
        ((), (Shift.DAY,), NO),  # known: no transport
        (None, (Shift.DAY,), UNKNOWN),
    ],
)
def test_travel_is_the_best_of_the_modes(
    ask: Ask, modes: tuple[Mode, ...] | None, shifts: tuple[Shift, ...] | None, answer: Answer
) -> None:
    person = Portfolio("P", Place("Stadskanaal"), mobility=Mobility(modes, 60))
    job = Vacancy("V", location=Place("Veendam"), shifts=shifts)
    assert ask("travel", person, job).answer is answer


@pytest.mark.parametrize(
    ("home", "work", "asks"),
    [
        (None, Place("Veendam"), "kandidaat"),
        (Place("Nergenshuizen"), Place("Veendam"), "kandidaat"),
        (Place("Veendam"), None, "werkgever"),
        (Place("Hengelo"), Place("Veendam"), "kandidaat"),  # there are two
    ],
)
def test_a_place_that_is_not_known_is_asked_for(
    ask: Ask, home: Place | None, work: Place | None, asks: str
) -> None:
    person = Portfolio("P", home, mobility=Mobility((Mode.CAR,), 30))
    found = ask("travel", person, Vacancy("V", location=work))
    assert found.answer is UNKNOWN
    assert found.question and found.question.ask == asks


@pytest.mark.parametrize(
    ("mine", "asked", "answer"),
    [
        (("VCA basis",), ("VCA basis",), YES),
        (("VCA VOL",), ("VCA basis",), YES),  # the higher one counts
        (("VCA basis",), ("VCA VOL",), NO),
        (("vca-basis diploma",), ("VCA basis",), YES),
        (("VCA basis (verlopen)",), ("VCA basis",), NO),
        (("VCA basis (verlopen 10-2025)",), ("VCA basis",), NO),
        (("VCA basis (nog niet verlopen)",), ("VCA basis",), YES),
        (("VCA basis (verlopen)", "VCA VOL"), ("VCA basis",), YES),
        (("VCA basis (in behandeling)",), ("VCA basis",), UNKNOWN),
        (("VCA basis (verlopen)", "VCA basis (in behandeling)"), ("VCA basis",), UNKNOWN),
        (("VCA basis (aangevraagd)", "BHV"), ("VCA basis", "BHV"), UNKNOWN),
        (("VCA basis",), ("VCA basis", "BHV"), NO),  # both are asked
        (None, ("VCA basis",), UNKNOWN),
        ((), ("VCA basis",), NO),  # known: none
        (("BHV",), ("VCA basis",), NO),
        (None, (), YES),
        (None, None, YES),
        (("VOG",), ("VOG",), YES),
        (None, ("VOG",), UNKNOWN),
        ((), ("VOG",), UNKNOWN),  # applied for per job: never a no
        (("VOG (verlopen)",), ("VOG",), UNKNOWN),
        (("VOG (in behandeling)",), ("VOG",), UNKNOWN),
        ((), ("VOG", "VCA basis"), NO),
        (("Qwxz-pas",), ("Qwxz-pas",), YES),  # not in the vocabulary: by its words
        (("BHV",), ("Qwxz-pas",), UNKNOWN),  # what they have may cover it
        ((), ("Qwxz-pas",), NO),
    ],
)
def test_certificates_are_compared_as_concepts(
    ask: Ask, mine: tuple[str, ...] | None, asked: tuple[str, ...] | None, answer: Answer
) -> None:
    person = Portfolio("P", certificates=mine)
    job = Vacancy("V", certificates_required=asked, start=date(2027, 1, 4))
    assert ask("certificates", person, job).answer is answer


@pytest.mark.parametrize(
    ("note", "start", "answer"),
    [
        ("geldig tot 2027", date(2026, 12, 31), YES),
        ("geldig tot 2027", date(2027, 1, 1), NO),
        ("t/m 2027", date(2027, 12, 31), YES),
        ("t/m 2027", date(2028, 1, 1), NO),
        ("t/m 03-2027", date(2027, 3, 31), YES),
        ("t/m 03-2027", date(2027, 4, 1), NO),
        ("tot en met 3/2027", date(2027, 4, 1), NO),
        ("tot 31-03-2027", date(2027, 3, 1), YES),
        ("tot 31-03-2027", date(2027, 4, 1), NO),
        ("tot 2027-03", date(2027, 3, 1), YES),
        ("tot 2027-03-15", date(2027, 4, 1), NO),
        ("tot 2020", None, YES),  # not known when the job begins
        ("verlopen", None, NO),
        ("sinds 2019", date(2027, 1, 1), YES),
    ],
)
def test_a_certificate_must_be_valid_when_the_job_begins(
    ask: Ask, note: str, start: date | None, answer: Answer
) -> None:
    person = Portfolio("P", certificates=(f"VCA basis ({note})",))
    job = Vacancy("V", certificates_required=("VCA basis",), start=start)
    assert ask("certificates", person, job).answer is answer


def test_what_has_expired_is_named_and_what_is_missing_too(ask: Ask) -> None:
    job = Vacancy("V", certificates_required=("VCA basis",))
    expired = ask("certificates", Portfolio("P", certificates=("VCA VOL (verlopen)",)), job)
    assert expired.reason.startswith("VCA basis is verlopen")
    assert ask("certificates", Portfolio("P", certificates=()), job).reason == "VCA basis ontbreekt"


def test_a_start_far_away_is_read_like_any_other(ask: Ask) -> None:
    job = Vacancy("V", certificates_required=("VCA basis",), start=date(9999, 12, 31))
    assert ask("certificates", Portfolio("P", certificates=("VCA basis",)), job).answer is YES
    assert ask("start", Portfolio("P", availability=Availability(start=date(2026, 1, 1))), job)


def test_a_certificate_without_a_date_is_valid_forever(matcher: Matcher) -> None:
    gate = next(g for g in matcher.gates if isinstance(g, CertificatesGate))
    assert gate.book.read("VCA basis").until == FOREVER
    assert gate.book.read("VCA basis (t/m 06-2028)").until == 2028 * 12 + 5


@pytest.mark.parametrize(
    ("held", "asked", "answer"),
    [
        (("B",), ("B",), YES),
        (("CE",), ("C",), YES),
        (("CE",), ("BE",), YES),
        (("CE",), ("B", "C", "BE"), YES),
        (("C",), ("BE",), NO),
        (("C",), ("B",), YES),
        (("D",), ("B",), YES),
        (("BE",), ("B",), YES),
        (("B",), ("AM",), NO),
        (("B",), ("C",), NO),
        (("B",), ("B", "C"), NO),
        (("B", "T"), ("T",), YES),
        ((), ("B",), NO),
        (None, ("B",), UNKNOWN),
        (None, (), YES),
        (None, None, YES),
        ((), None, YES),
    ],
)
def test_a_higher_licence_implies_the_lower_ones(
    ask: Ask, held: tuple[str, ...] | None, asked: tuple[str, ...] | None, answer: Answer
) -> None:
    person = Portfolio("P", driving_licences=held)
    assert ask("licences", person, Vacancy("V", driving_licences_required=asked)).answer is answer


def test_an_unknown_licence_yields_the_question(ask: Ask) -> None:
    found = ask("licences", Portfolio("P"), Vacancy("V", driving_licences_required=("B",)))
    assert found.question and found.question.text == "Heeft u een rijbewijs B?"


@pytest.mark.parametrize(
    ("stated", "asked", "answer"),
    [
        ((("nl", "B1"),), ("nl", "B1"), YES),
        ((("nl", "native"),), ("nl", "C2"), YES),
        ((("nl", "A2"),), ("nl", "B1"), NO),
        ((("nl", "A0"),), ("nl", "A0"), YES),
        ((("en", "C2"),), ("nl", "B1"), UNKNOWN),  # Dutch is not listed
        ((), ("nl", "B1"), UNKNOWN),
        (None, ("nl", "B1"), UNKNOWN),
        ((("nl", None),), ("nl", "A1"), UNKNOWN),
        ((("nl", "A1"), ("nl", None)), ("nl", "B1"), UNKNOWN),
        ((("nl", "A1"), ("nl", "B2")), ("nl", "B1"), YES),
        ((("nl", "A1"),), ("nl", None), UNKNOWN),
        (None, None, YES),
    ],
)
def test_language_levels_follow_the_cefr(
    ask: Ask,
    stated: tuple[tuple[str, str | None], ...] | None,
    asked: tuple[str, str | None] | None,
    answer: Answer,
) -> None:
    spoken = None if stated is None else tuple(LanguageLevel(*x) for x in stated)
    job = Vacancy("V", language_min=None if asked is None else LanguageLevel(*asked))
    assert ask("language", Portfolio("P", languages=spoken), job).answer is answer


@pytest.mark.parametrize(
    ("items", "asked", "answer"),
    [
        ((("mbo-2", True),), "mbo-2", YES),
        ((("mbo-3", True),), "mbo-2", YES),
        ((("mbo-3", True),), "havo", YES),  # equals
        ((("vmbo", True),), "mbo-2", NO),
        ((("mbo-4", False),), "mbo-2", NO),  # only diplomas count
        ((("mbo-4", None),), "mbo-2", UNKNOWN),
        ((("foreign-unknown", True),), "mbo-2", UNKNOWN),
        ((("foreign-unknown", True), ("mbo-2", True)), "mbo-2", YES),
        ((("foreign-unknown", True), ("vmbo", True)), "mbo-2", UNKNOWN),
        (((None, True),), "mbo-2", UNKNOWN),
        ((), "mbo-2", NO),
        (None, "mbo-2", UNKNOWN),
        (None, None, YES),
        (None, "none", YES),
        ((("wo", True),), "foreign-unknown", UNKNOWN),
    ],
)
def test_only_diplomas_count_and_a_foreign_one_is_unknown(
    ask: Ask,
    items: tuple[tuple[str | None, bool | None], ...] | None,
    asked: str | None,
    answer: Answer,
) -> None:
    learned = None if items is None else tuple(Education("x", *item) for item in items)
    found = ask("education", Portfolio("P", education=learned), Vacancy("V", education_min=asked))
    assert found.answer is answer
    if learned and any(e.level == "foreign-unknown" for e in learned) and answer is UNKNOWN:
        assert found.question and (
            "gewaardeerd" in found.question.text or asked == "foreign-unknown"
        )


def facts(percentage: int | None, function: str | None, register: bool | None = True) -> WageFacts:
    return WageFacts(Loonwaarde(percentage, function), register)


@pytest.mark.parametrize(
    ("wage", "floor", "answer"),
    [
        (facts(60, "heftruckchauffeur"), 60, YES),
        (facts(59, "heftruckchauffeur"), 60, NO),
        (facts(59, "kok"), 60, UNKNOWN),  # measured in another function
        (facts(95, "kok"), 60, UNKNOWN),
        (facts(95, None), 60, UNKNOWN),
        (facts(None, "heftruckchauffeur"), 60, UNKNOWN),
        (facts(10, "heftruckchauffeur"), None, YES),  # the employer asks nothing
        (WageFacts(), 60, YES),  # outside the target group: it does not apply
        (WageFacts(None, False, False), 60, YES),
        (WageFacts(None, True), 60, UNKNOWN),
        (WageFacts(None, None, True), 60, UNKNOWN),
    ],
)
def test_a_loonwaarde_holds_for_the_function_in_which_it_was_measured(
    ask: Ask, wage: WageFacts, floor: int | None, answer: Answer
) -> None:
    job = Vacancy("V", title="heftruckchauffeur", inclusive=Inclusive(min_loonwaarde=floor))
    found = ask("loonwaarde", Portfolio("P", wage_facts=wage), job)
    assert found.answer is answer
    percentage = wage.loonwaarde and wage.loonwaarde.percentage
    if percentage is not None and percentage != floor:
        assert f"{percentage}%" not in found.reason  # the measurement is nobody's business


@pytest.mark.parametrize(
    ("mine", "job", "answer"),
    [
        (date(2027, 1, 4), date(2027, 1, 4), YES),
        (date(2027, 1, 5), date(2027, 1, 4), NO),
        (None, date(2027, 1, 4), UNKNOWN),
        (date(2027, 1, 4), None, UNKNOWN),
    ],
)
def test_one_is_free_on_or_before_the_first_day(
    ask: Ask, mine: date | None, job: date | None, answer: Answer
) -> None:
    person = Portfolio("P", availability=Availability(start=mine))
    assert ask("start", person, Vacancy("V", start=job)).answer is answer
