"""Every gate against a slow reference that is written from the exchange format, both ways."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import Any

import invented
import numpy as np
import pytest
from numpy.typing import NDArray

from matcher import Answer, Matcher, Portfolio, Vacancy
from matcher.domain.answers import all_of, any_of
from matcher.domain.portfolio import Place
from matcher.domain.scales import Mode, Shift
from matcher.gates.base import Columns, Gate
from matcher.shortlist.eligibility import one_row

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN

# ---------------------------------------------------------------------------------- the reference


def known_at_most(low: Any, high: Any) -> Answer:
    if low is None or high is None:
        return UNKNOWN
    return YES if low <= high else NO


def hours(p: Portfolio, v: Vacancy) -> Answer:
    """The ranges overlap: neither begins after the other ends."""
    return all_of(
        (
            known_at_most(p.availability.hours_min, v.hours.max),
            known_at_most(v.hours.min, p.availability.hours_max),
        )
    )


def shifts(p: Portfolio, v: Vacancy) -> Answer:
    """All shifts of the job are part of it; an excluded one is a no."""
    excluded, asked = p.availability.excluded, v.shifts
    if excluded == () or asked == ():
        return YES
    if excluded is None or asked is None:
        return UNKNOWN
    return NO if set(excluded) & set(asked) else YES


def start(p: Portfolio, v: Vacancy) -> Answer:
    return known_at_most(p.availability.start, v.start)


IMPLIES = {"CE": "CE C BE B", "C": "C B", "D": "D B", "BE": "BE B"}


def licences(p: Portfolio, v: Vacancy) -> Answer:
    """CE implies C, BE and B; C, D and BE imply B."""
    asked = v.driving_licences_required
    if not asked:
        return YES
    if p.driving_licences is None:
        return UNKNOWN
    held = {y for x in p.driving_licences for y in IMPLIES.get(x, x).split()}
    return YES if set(asked) <= held else NO


CEFR = ("A0", "A1", "A2", "B1", "B2", "C1", "C2", "native")


def language(p: Portfolio, v: Vacancy) -> Answer:
    """Any statement that is high enough is a yes; one without a level could be."""
    asked = v.language_min
    if asked is None:
        return YES
    stated = [x.level for x in p.languages or () if x.language == asked.language]
    if asked.level is None or not stated:
        return UNKNOWN
    floor = CEFR.index(asked.level)
    return any_of(
        UNKNOWN if level is None else YES if CEFR.index(level) >= floor else NO for level in stated
    )


ORDER = ("none", "primary pro vso", "vmbo entree", "mbo-2", "havo mbo-3", "vwo mbo-4", "hbo", "wo")
LEVEL = {name: rank for rank, names in enumerate(ORDER) for name in names.split()}


def education(p: Portfolio, v: Vacancy) -> Answer:
    """Only diplomas count; a foreign level or an absent diploma makes it unknown."""
    if v.education_min is None:
        return YES
    asked = LEVEL.get(v.education_min)
    if asked is None:
        return UNKNOWN
    if asked == 0:
        return YES
    if p.education is None:
        return UNKNOWN
    answers = [NO]
    for item in p.education:
        if item.diploma and item.level in LEVEL and LEVEL[item.level] >= asked:
            answers.append(YES)
        elif item.diploma is None or item.level not in LEVEL:
            answers.append(UNKNOWN)
    return any_of(answers)


def loonwaarde(p: Portfolio, v: Vacancy) -> Answer:
    """Only inside the target group, only in the function in which it was measured."""
    asked, facts = v.inclusive.min_loonwaarde, p.wage_facts
    measured = facts.loonwaarde
    if asked is None:
        return YES
    if measured is None and not facts.doelgroepregister and not facts.beschut_werk:
        return YES
    if measured is None or measured.function is None or measured.function != v.title:
        return UNKNOWN
    return known_at_most(asked, measured.percentage)


SATISFIES = {"VCA VOL": ("VCA VOL", "VCA basis")}
NOT_IN_THE_VOCABULARY = "Qwxz-pas"
LAST_MONTH = {  # (year, month) through which it is valid
    "t/m 06-2026": (2026, 6),
    "t/m 06-2028": (2028, 6),
    "geldig tot 2026": (2025, 12),
    "geldig tot 2028": (2027, 12),
}


def certificates(p: Portfolio, v: Vacancy) -> Answer:
    return all_of(one_certificate(asked, p, v) for asked in v.certificates_required or ())


def one_certificate(asked: str, p: Portfolio, v: Vacancy) -> Answer:
    stated = []
    for text in p.certificates or ():
        name, _, note = text.rstrip(")").partition(" (")
        if asked in SATISFIES.get(name, (name,)):
            stated.append(validity(note, v))
    if asked == "VOG":
        return YES if YES in stated else UNKNOWN
    if stated:
        return any_of(stated)
    if p.certificates is None:
        return UNKNOWN
    if asked == NOT_IN_THE_VOCABULARY and p.certificates:
        return UNKNOWN  # one of the others may cover it
    return NO


def validity(note: str, v: Vacancy) -> Answer:
    if note == "verlopen":
        return NO
    if note == "in behandeling":
        return UNKNOWN
    if not note or v.start is None:
        return YES
    return YES if LAST_MONTH[note] >= (v.start.year, v.start.month) else NO


KMH = {"walk": 5, "bike": 15, "e-bike": 21, "moped": 35, "car": 50, "public_transport": 30}
FIXED = {"car": 5, "public_transport": 15}


def read_places() -> dict[str, tuple[float, float]]:
    data = files("matcher.geography") / "data" / "places.csv"
    with data.open(encoding="utf-8") as handle:
        return {
            row["place"] + row["province"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(handle)
        }


WHERE = {
    Place("Veendam", "9641"): "VeendamGR",
    Place("Winschoten"): "WinschotenGR",
    Place("Stadskanaal", "9501"): "StadskanaalGR",
    Place("Groningen"): "GroningenGR",
    Place(None, "9671"): "WinschotenGR",
    Place("Hengelo", "7551"): "HengeloOV",
}
COORDINATES = read_places()


def kilometres(a: Place, b: Place) -> float:
    """Haversine × 1.3."""
    (la, lo), (lb, ob) = COORDINATES[WHERE[a]], COORDINATES[WHERE[b]]
    h = sin(radians(la - lb) / 2) ** 2
    h += cos(radians(la)) * cos(radians(lb)) * sin(radians(lo - ob) / 2) ** 2
    return round(2 * 6371.0088 * asin(sqrt(h)) * 1.3, 9)


def travel(p: Portfolio, v: Vacancy) -> Answer:
    """The best of the person's means of transport."""
    modes, longest = p.mobility.modes, p.mobility.max_minutes
    if p.home not in WHERE or v.location not in WHERE or modes is None or longest is None:
        return UNKNOWN
    km = kilometres(p.home, v.location)
    answers = []
    for mode in modes:
        if km / KMH[mode] * 60 + FIXED.get(mode, 0) > longest:
            answers.append(NO)
        elif mode is Mode.PUBLIC_TRANSPORT and (
            v.shifts is None or Shift.EARLY in v.shifts or Shift.NIGHT in v.shifts
        ):
            answers.append(UNKNOWN)
        else:
            answers.append(YES)
    return any_of(answers)


REFERENCE: dict[str, Callable[[Portfolio, Vacancy], Answer]] = {
    "travel": travel,
    "hours": hours,
    "shifts": shifts,
    "start": start,
    "certificates": certificates,
    "licences": licences,
    "language": language,
    "education": education,
    "loonwaarde": loonwaarde,
}

# -------------------------------------------------------------------------------------- the tests

N_PORTFOLIOS, N_VACANCIES = 250, 60


@pytest.fixture(scope="module")
def people() -> list[Portfolio]:
    return invented.portfolios(1, N_PORTFOLIOS)


@pytest.fixture(scope="module")
def jobs() -> list[Vacancy]:
    return invented.vacancies(1, N_VACANCIES)


@pytest.fixture(params=sorted(REFERENCE))
def gate(request: pytest.FixtureRequest, matcher: Matcher) -> Gate:
    return next(g for g in matcher.gates if g.name == request.param)


def test_every_gate_has_a_reference(matcher: Matcher) -> None:
    assert {g.name for g in matcher.gates} == set(REFERENCE)


def expected(gate: Gate, people: Sequence[Portfolio], jobs: Sequence[Vacancy]) -> NDArray[np.int8]:
    reference = REFERENCE[gate.name]
    return np.array([[reference(p, v) for p in people] for v in jobs], np.int8)


def columns(
    gate: Gate, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> tuple[Columns, Columns]:
    return gate.portfolio_columns(people), gate.vacancy_columns(jobs)


def describe(
    gate: Gate,
    found: NDArray[np.int8],
    wanted: NDArray[np.int8],
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
) -> str:
    wrong = np.argwhere(found != wanted)
    if not len(wrong):
        return ""
    row, who = wrong[0]
    return (
        f"{gate.name}: {len(wrong)} differ; first: gate says {Answer(int(found[row, who])).word}, "
        f"reference {Answer(int(wanted[row, who])).word}\n{people[who]}\n{jobs[row]}"
    )


def test_one_vacancy_against_many_portfolios_gives_the_reference(
    gate: Gate, people: list[Portfolio], jobs: list[Vacancy]
) -> None:
    mine, theirs = columns(gate, people, jobs)
    found = np.array([gate.verdicts(mine, one_row(theirs, row)) for row in range(len(jobs))])
    assert found.dtype == np.int8
    wanted = expected(gate, people, jobs)
    assert describe(gate, found, wanted, people, jobs) == ""
    assert {NO, UNKNOWN, YES} == set(np.unique(wanted).tolist())  # the records ask everything


def test_one_portfolio_against_many_vacancies_gives_the_reference(
    gate: Gate, people: list[Portfolio], jobs: list[Vacancy]
) -> None:
    mine, theirs = columns(gate, people, jobs)
    found = np.array([gate.verdicts(one_row(mine, row), theirs) for row in range(len(people))]).T
    assert describe(gate, found, expected(gate, people, jobs), people, jobs) == ""


def test_a_record_alone_has_the_columns_it_has_in_a_crowd(
    gate: Gate, people: list[Portfolio], jobs: list[Vacancy]
) -> None:
    mine, theirs = columns(gate, people, jobs)
    for who, row in [(0, 0), (7, 3), (249, 59), (100, 30)]:
        alone, job = columns(gate, [people[who]], [jobs[row]])
        assert gate.verdicts(alone, job) == gate.verdicts(one_row(mine, who), one_row(theirs, row))


def test_columns_have_one_row_a_record_and_begin_with_the_name_of_the_gate(
    gate: Gate, people: list[Portfolio], jobs: list[Vacancy]
) -> None:
    for found, n in zip(columns(gate, people, jobs), (N_PORTFOLIOS, N_VACANCIES), strict=True):
        assert found
        assert all(name.split(".")[0] == gate.name for name in found)
        assert {len(values) for values in found.values()} == {n}


def test_an_empty_side_gives_an_empty_answer(
    gate: Gate, people: list[Portfolio], jobs: list[Vacancy]
) -> None:
    mine, theirs = columns(gate, [], jobs[:1])
    assert gate.verdicts(mine, theirs).shape == (0,)
    mine, theirs = columns(gate, people[:1], [])
    assert gate.verdicts(mine, theirs).shape == (0,)


def test_every_unknown_yields_a_question_and_a_known_answer_none(
    gate: Gate, people: list[Portfolio], jobs: list[Vacancy]
) -> None:
    wanted = expected(gate, people, jobs)
    for row in range(0, len(jobs), 3):
        for who in range(row % 5, len(people), 5):
            answer = Answer(int(wanted[row, who]))
            finding = gate.explain(people[who], jobs[row], answer)
            assert finding.answer is answer
            assert finding.reason
            assert (finding.question is not None) == (answer is UNKNOWN), (
                finding,
                people[who],
                jobs[row],
            )
            if finding.question:
                assert finding.question.gate == gate.name
                assert finding.question.ask in ("kandidaat", "werkgever")
                assert finding.question.text.rstrip(")").endswith(("?", "."))
