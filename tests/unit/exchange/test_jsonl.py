"""Files in: each mistake gives one exact Dutch line, all at once, and nothing is half-loaded."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher import Portfolio, Vacancy, read_portfolios, read_vacancies
from matcher.domain.portfolio import Availability, Experience, Mobility, Place, Wishes
from matcher.domain.scales import Importance, Shift
from matcher.domain.vacancy import Hours, Inclusive, Requirement
from matcher.errors import DataError
from matcher.exchange.jsonl import MAX_PROBLEMS_SHOWN

OR_LEAVE_OUT = ", of laat het veld weg"


def write(directory: Path, *lines: str | dict[str, Any], name: str = "p.jsonl") -> Path:
    path = directory / name
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("".join(f"{line}\n" for line in text), encoding="utf-8")
    return path


def problems(path: Path, what: str = "portfolio") -> list[str]:
    with pytest.raises(DataError) as caught:
        (read_portfolios if what == "portfolio" else read_vacancies)(path)
    return caught.value.problems


PORTFOLIO_MISTAKES = [
    ({}, "veld id: ontbreekt; dit veld is verplicht"),
    ({"id": None}, f"veld id: gevonden null; toegestaan: tekst{OR_LEAVE_OUT}"),
    ({"id": ""}, "veld id: gevonden ''; toegestaan: minstens één teken"),
    ({"id": 7}, f"veld id: gevonden 7; toegestaan: tekst{OR_LEAVE_OUT}"),
    (
        {"id": "A", "home": {"postcode": "0123"}},
        "veld home.postcode: gevonden '0123'; toegestaan: vier cijfers, zoals \"9501\"",
    ),
    (
        {"id": "A", "home": "Veendam"},
        f"veld home: gevonden 'Veendam'; toegestaan: een object {{…}}{OR_LEAVE_OUT}",
    ),
    (
        {"id": "A", "experience": [{"months": 1.5}]},
        f"veld experience[1].months: gevonden 1.5; toegestaan: een heel getal{OR_LEAVE_OUT}",
    ),
    (
        {"id": "A", "experience": [{}, {"months": -1}]},
        "veld experience[2].months: gevonden -1; toegestaan: 0 of meer",
    ),
    (
        {"id": "A", "experience": [{"ended": "2026-13"}]},
        "veld experience[1].ended: gevonden '2026-13'; toegestaan: een bestaande maand als JJJJ-MM",
    ),
    (
        {"id": "A", "experience": [{"ended": "juni"}]},
        "veld experience[1].ended: gevonden 'juni'; toegestaan: een maand als JJJJ-MM",
    ),
    (
        {"id": "A", "experience": [{"setting": "werk"}]},
        "veld experience[1].setting: gevonden 'werk'; toegestaan: "
        "paid, volunteer, work_experience_place, internship, informal",
    ),
    (
        {"id": "A", "education": [{"level": "mbo"}]},
        "veld education[1].level: gevonden 'mbo'; toegestaan: none, primary, pro, vso, vmbo, "
        "entree, mbo-2, havo, mbo-3, vwo, mbo-4, hbo, wo, foreign-unknown",
    ),
    (
        {"id": "A", "education": [{"diploma": "ja"}]},
        f"veld education[1].diploma: gevonden 'ja'; toegestaan: true of false{OR_LEAVE_OUT}",
    ),
    (
        {"id": "A", "skills": [{"label": " "}]},
        "veld skills[1].label: gevonden ' '; toegestaan: minstens één teken",
    ),
    (
        {"id": "A", "skills": [{"label": "koken", "level": 6}]},
        "veld skills[1].level: gevonden 6; toegestaan: 5 of minder",
    ),
    (
        {"id": "A", "skills": [{"level": 3}]},
        "veld skills[1].label: ontbreekt; dit veld is verplicht",
    ),
    (
        {"id": "A", "certificates": "VCA"},
        f"veld certificates: gevonden 'VCA'; toegestaan: een lijst […]{OR_LEAVE_OUT}",
    ),
    (
        {"id": "A", "driving_licences": ["A"]},
        "veld driving_licences[1]: gevonden 'A'; toegestaan: AM, B, BE, C, CE, D, T",
    ),
    (
        {"id": "A", "languages": [{"language": "NL"}]},
        "veld languages[1].language: gevonden 'NL'; "
        'toegestaan: een taalcode van twee letters, zoals "nl"',
    ),
    (
        {"id": "A", "languages": [{"language": "nl", "level": "b1"}]},
        "veld languages[1].level: gevonden 'b1'; toegestaan: A0, A1, A2, B1, B2, C1, C2, native",
    ),
    (
        {"id": "A", "availability": {"hours_min": 32, "hours_max": 24}},
        "veld availability: minimum 32 is hoger dan maximum 24; wissel ze om of laat er een weg",
    ),
    (
        {"id": "A", "availability": {"from": "2026-02-30"}},
        "veld availability.from: gevonden '2026-02-30'; "
        "toegestaan: een bestaande datum als JJJJ-MM-DD",
    ),
    (
        {"id": "A", "availability": {"from": "2026-W01-1"}},
        "veld availability.from: gevonden '2026-W01-1'; "
        "toegestaan: een bestaande datum als JJJJ-MM-DD",
    ),
    (
        {"id": "A", "availability": {"from": 20260101}},
        "veld availability.from: gevonden 20260101; toegestaan: een bestaande datum als JJJJ-MM-DD",
    ),
    (
        {"id": "A", "availability": {"excluded": ["nacht"]}},
        "veld availability.excluded[1]: gevonden 'nacht'; "
        "toegestaan: early, day, evening, night, weekend",
    ),
    (
        {"id": "A", "mobility": {"modes": ["bus"]}},
        "veld mobility.modes[1]: gevonden 'bus'; "
        "toegestaan: walk, bike, e-bike, moped, car, public_transport",
    ),
    (
        {"id": "A", "loonwaarde": {"percentage": 101}},
        "veld loonwaarde.percentage: gevonden 101; toegestaan: 100 of minder",
    ),
    (
        {"id": "A", "registers": {"doelgroepregister": 1}},
        f"veld registers.doelgroepregister: gevonden 1; toegestaan: true of false{OR_LEAVE_OUT}",
    ),
    (
        {"id": "A", "participatieladder": 0},
        "veld participatieladder: gevonden 0; toegestaan: 1 of meer",
    ),
]
VACANCY_MISTAKES = [
    (
        {"id": "V", "hours": {"min": 40, "max": 32}},
        "veld hours: minimum 40 is hoger dan maximum 32; wissel ze om of laat er een weg",
    ),
    (
        {"id": "V", "hours": {"max": 81}},
        "veld hours.max: gevonden 81; toegestaan: 80 of minder",
    ),
    (
        {"id": "V", "tasks": [{"label": "a", "share": 0.5}, {"label": "b", "share": 0.3}]},
        "veld (record): de aandelen tellen op tot 0.80; samen moeten ze 1 zijn",
    ),
    (
        {"id": "V", "requirements": [{"label": "koken", "importance": "hoog"}]},
        "veld requirements[1].importance: gevonden 'hoog'; "
        "toegestaan: essential, important, optional",
    ),
    (
        {"id": "V", "education_min": "MBO 2"},
        "veld education_min: gevonden 'MBO 2'; toegestaan: none, primary, pro, vso, vmbo, "
        "entree, mbo-2, havo, mbo-3, vwo, mbo-4, hbo, wo, foreign-unknown",
    ),
    (
        {"id": "V", "wage_hourly": "14,50"},
        f"veld wage_hourly: gevonden '14,50'; toegestaan: een getal{OR_LEAVE_OUT}",
    ),
    (
        {"id": "V", "language_min": {"level": "B1"}},
        "veld language_min.language: ontbreekt; dit veld is verplicht",
    ),
    (
        {"id": "V", "inclusive": {"min_loonwaarde": -5}},
        "veld inclusive.min_loonwaarde: gevonden -5; toegestaan: 0 of meer",
    ),
    (
        {"id": "V", "title": "x" * 20_001},
        "veld title: gevonden 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…; "
        "toegestaan: hoogstens 20000 tekens",
    ),
]


@pytest.mark.parametrize(("record", "line"), PORTFOLIO_MISTAKES, ids=lambda x: str(x)[:48])
def test_a_mistake_in_a_portfolio_is_one_line(
    tmp_path: Path, record: dict[str, Any], line: str
) -> None:
    assert problems(write(tmp_path, record)) == [f"p.jsonl regel 1, {line}"]


@pytest.mark.parametrize(("record", "line"), VACANCY_MISTAKES, ids=lambda x: str(x)[:48])
def test_a_mistake_in_a_vacancy_is_one_line(
    tmp_path: Path, record: dict[str, Any], line: str
) -> None:
    assert problems(write(tmp_path, record), "vacancy") == [f"p.jsonl regel 1, {line}"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "geen geldige JSON (teken 3: Expecting property name enclosed in double quotes)"),
        ("[1]", "één object {…} per regel verwacht"),
        ("null", "één object {…} per regel verwacht"),
        ('{"id": NaN}', "geen geldige JSON (NaN is geen getal)"),
        ('{"id": "A"} {"id": "B"}', "geen geldige JSON (teken 13: Extra data)"),
    ],
)
def test_a_line_that_is_no_object_is_one_problem(tmp_path: Path, line: str, problem: str) -> None:
    assert problems(write(tmp_path, line)) == [f"p.jsonl regel 1: {problem}"]


def test_all_problems_of_a_file_come_at_once_in_order_of_the_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"id": "A"},
        {"id": "B", "summary": 3, "driving_licences": ["Z", "B", "Y"]},
        "",
        "oeps",
        {"id": "A"},
        {"id": "C", "participatieladder": 9},
    )
    assert [line.split(":")[0] for line in problems(path)] == [
        "p.jsonl regel 2, veld summary",
        "p.jsonl regel 2, veld driving_licences[1]",
        "p.jsonl regel 2, veld driving_licences[3]",
        "p.jsonl regel 4",
        "p.jsonl regel 5, veld id",
        "p.jsonl regel 6, veld participatieladder",
    ]


def test_an_id_may_stand_only_once(tmp_path: Path) -> None:
    path = write(tmp_path, {"id": "A"}, "  ", {"id": "A"})
    assert problems(path) == [
        "p.jsonl regel 3, veld id: 'A' staat al op regel 1; geef elk record een eigen id"
    ]


def test_a_file_that_is_not_utf8_is_told_by_line_and_byte(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'{"id": "A"}\n{"id": "caf\xe9"}\n')
    assert problems(path) == ["p.jsonl regel 2: geen UTF-8 (byte 12); sla het bestand op als UTF-8"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "weg.jsonl"
    assert problems(path) == [f"{path}: kan het bestand niet lezen (No such file or directory)"]


def test_very_many_problems_are_counted_not_all_shown(tmp_path: Path) -> None:
    path = write(tmp_path, *(["x"] * (MAX_PROBLEMS_SHOWN + 7)))
    told = problems(path)
    assert len(told) == MAX_PROBLEMS_SHOWN + 1
    assert told[-1] == "… en nog 7 problemen"


def test_a_byte_order_mark_and_empty_lines_are_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "A"}\r\n\r\n{"id": "B"}')
    assert [p.id for p in read_portfolios(path).items] == ["A", "B"]
    path.write_bytes(b"")
    assert read_portfolios(path).items == ()


def test_fields_outside_the_schema_are_kept_out_and_counted(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"id": "A", "leeftijd": 61, "home": {"place": "Emmen", "wijk": "x"}},
        {"id": "B", "leeftijd": 30, "participatieladder": 3, "support": {"jobcoach": True}},
        {"id": "C", "experience": [{"title": "kok", "baas": "x"}, {"baas": "y"}]},
        {"id": "D", "participatieladder": None},
    )
    batch = read_portfolios(path)
    assert dict(batch.kept_out) == {
        "leeftijd": 2,
        "home.wijk": 1,
        "participatieladder": 1,
        "support": 1,
        "experience.baas": 1,  # records, not occurrences
    }
    assert batch.items[0] == Portfolio("A", home=Place("Emmen"))
    assert batch.items[1] == Portfolio("B")


def test_ended_null_is_still_doing_it_and_absent_is_not_known(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"id": "A", "experience": [{"ended": None}, {}, {"ended": "2026-09"}]},
    )
    (person,) = read_portfolios(path).items
    assert person.experience == (
        Experience(ongoing=True),
        Experience(),
        Experience(ended=(2026, 9)),
    )


def test_absent_is_not_known_and_an_empty_list_is_known_none(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"id": "A"},
        {"id": "B", "certificates": [], "skills": [], "mobility": {"modes": []}},
        {"id": "C", "certificates": None, "home": None, "mobility": {}, "summary": "  "},
    )
    absent, empty, null = read_portfolios(path).items
    assert absent == Portfolio("A")
    assert empty == Portfolio("B", certificates=(), skills=(), mobility=Mobility(()))
    assert null == Portfolio("C")


def test_a_portfolio_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {
            "id": " K1 ",
            "home": {"place": "Veendam", "postcode": "9641"},
            "wishes": {"occupations": ["kok"], "retraining": True},
            "availability": {
                "hours_min": 16,
                "hours_max": 24,
                "from": "2027-01-04",
                "excluded": ["night"],
            },
        },
    )
    assert read_portfolios(path).items == (
        Portfolio(
            "K1",
            home=Place("Veendam", "9641"),
            wishes=Wishes(("kok",), None, True),
            availability=Availability(16, 24, date(2027, 1, 4), (Shift.NIGHT,)),
        ),
    )


def test_a_vacancy_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {
            "id": "V1",
            "title": "Kok",
            "hours": {"min": 16},
            "shifts": ["evening", "weekend"],
            "requirements": [{"label": "koken", "importance": "essential"}, {"label": "snijden"}],
            "inclusive": {"min_loonwaarde": 50, "support": []},
            "wage_hourly": 15,
        },
    )
    assert read_vacancies(path).items == (
        Vacancy(
            "V1",
            title="Kok",
            hours=Hours(16, None),
            shifts=(Shift.EVENING, Shift.WEEKEND),
            requirements=(
                Requirement("koken", Importance.ESSENTIAL),
                Requirement("snijden", Importance.IMPORTANT),
            ),
            inclusive=Inclusive(min_loonwaarde=50, support=()),
            wage_hourly=15.0,
        ),
    )


def test_text_with_half_a_character_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, '{"id": "A", "summary": "\\ud800"}')
    (line,) = problems(path)
    assert line.startswith("p.jsonl regel 1, veld summary: gevonden ")
    assert line.endswith("; toegestaan: tekst in UTF-8")
