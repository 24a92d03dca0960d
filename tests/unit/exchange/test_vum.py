"""VUM 1.0: every trap of the standard, with the answer a reader can look up in docs/exchange.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matcher.domain.answers import Answer
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError
from matcher.exchange.formats import export_records, read_records, to_portfolios, to_vacancies
from matcher.exchange.vum.codes import codes
from matcher.exchange.vum.schema import validate
from matcher.gates.education import EducationGate

DATA = Path(__file__).parents[2] / "data" / "exchange"


def candidate(**fields: Any) -> dict[str, Any]:
    """The record of one candidate."""
    data = json.dumps({"idWerkzoekende": "W1", **fields}).encode()
    (record,) = read_records(data, "vum", "portfolio").records
    return record


def qualified(**fields: Any) -> dict[str, Any]:
    return candidate(arbeidsmarktkwalificatie=fields)


def vacancy(**fields: Any) -> dict[str, Any]:
    data = json.dumps({"idVacature": "V1", **fields}).encode()
    (record,) = read_records(data, "vum", "vacancy").records
    return record


def test_a_whole_candidate() -> None:
    done = read_records((DATA / "werkzoekende.json").read_bytes(), "vum", "portfolio")
    assert done.records == (
        {
            "id": "WZ-1",
            "home": {"postcode": "9641"},
            "summary": "Ik werk graag met mijn handen.",
            "experience": [
                {
                    "title": "medewerker groen",
                    "months": 24,
                    "ended": "2016-12",
                    "description": "Onderhoud van perken.",
                }
            ],
            "education": [
                {"name": "Groen", "diploma": True, "year": 2010},
                {"name": "Logistiek", "level": "mbo-2"},
                {"level": "vmbo"},
            ],
            "skills": [
                {"label": "Gras maaien"},
                {"label": "Snoeien"},
                {"label": "Samenwerken en overleggen", "level": 4},
                {"label": "Leren", "level": 3},
                {"label": "Kwaliteit leveren"},
            ],
            "certificates": ["VCA basis", "BHV (in behandeling)"],
            "driving_licences": ["B"],
            "languages": [{"language": "nl", "level": "A2"}, {"language": "fa"}],
            "wishes": {
                "occupations": ["Hovenier", "schoonmaker"],
                "sectors": ["Schoonmaakbedrijven en hoveniers"],
            },
            "availability": {"hours_min": 16, "hours_max": 24, "from": "2027-01-04"},
            "mobility": {"modes": ["bike"], "max_minutes": 45},
            "registers": {"doelgroepregister": True},
            "support": {"adaptations": ["begeleiding op het werk"]},
        },
    )
    report = done.report
    assert (report.read, report.accepted, report.refused) == (1, 1, 0)
    assert report.unmapped["codeGedragscompetentie=24103"] == 1
    assert report.unmapped["codeBeheersingGedragscompetentie=4"] == 1
    assert report.unmapped["rijbewijs.codeSoortRijbewijs=A"] == 1
    assert report.unmapped["sector.codeSbi=111"] == 1
    assert report.unmapped["mobiliteit.maximaleReisafstand=25"] == 1
    assert report.unmapped["opleiding.indicatieDiploma=1 bij status 2"] == 1
    for name in ("emailadres", "telefoonnummer", "contactpersoon"):
        assert report.kept_out[name] == 1
    assert report.kept_out["arbeidsmarktkwalificatie.interesse"] == 1
    assert report.kept_out["arbeidsmarktkwalificatie.werkervaring.naamOrganisatie"] == 1
    assert not any("leeg" in name.lower() for name in report.kept_out)
    assert "example.org" not in json.dumps(done.records)


def test_a_whole_vacancy() -> None:
    done = read_records((DATA / "vacature.json").read_bytes(), "vum", "vacancy")
    assert done.records == (
        {
            "id": "VAC-1",
            "title": "Topper gezocht (hovenier)",
            "text": "Je onderhoudt perken.",
            "sector": "Schoonmaakbedrijven en hoveniers",
            "location": {"place": "Veendam", "postcode": "9641"},
            "hours": {"min": 24, "max": 32},
            "start": "2027-01-04",
            "requirements": [
                {"label": "Snoeien", "importance": "important"},
                {"label": "Samenwerken en overleggen", "importance": "important"},
            ],
            "certificates_required": ["VCA basis"],
            "driving_licences_required": ["B"],
            "language_min": {"language": "nl", "level": "A2"},
            "education_min": "vmbo",
            "inclusive": {"banenafspraak": True},
            "wage_hourly": 15.2,
        },
    )
    assert to_vacancies(done.records)[0].wage_hourly == 15.2
    assert done.report.unmapped["taalbeheersing=en"] == 1
    assert done.report.unmapped["rijbewijs.codeSoortRijbewijs=C1"] == 1
    assert done.report.kept_out["werkgever.handelsnaamOrganisatie"] == 1
    assert done.report.kept_out["werkgever.adresHouding (geen werklocatie)"] == 1


@pytest.mark.parametrize(
    ("mastery", "skills"),
    [
        (1, [{"label": "Leren", "level": 4}]),  # 1 is good: the scale is reversed
        (2, [{"label": "Leren", "level": 3}]),
        (3, None),  # not enough is no skill
        (4, None),
        (5, [{"label": "Leren"}]),  # to be looked into: unknown
        (9, [{"label": "Leren"}]),
        (None, [{"label": "Leren"}]),
    ],
)
def test_the_scale_of_competences_runs_the_other_way(mastery: int | None, skills: Any) -> None:
    one = {"codeGedragscompetentie": "24116", "codeBeheersingGedragscompetentie": mastery}
    assert qualified(gedragscompetentie=[one]).get("skills") == skills


def test_own_words_beside_a_competence_are_kept() -> None:
    one = {"codeGedragscompetentie": 24105, "omschrijvingGedragscompetentie": "Ik ben sociaal"}
    assert qualified(gedragscompetentie=[one])["skills"] == [
        {"label": "Samenwerken en overleggen"},
        {"label": "Ik ben sociaal"},
    ]


@pytest.mark.parametrize(
    ("codes_", "level"),
    [
        ((4, 4, 4, 4), "C1"),
        ((4, 3, 4, 4), "B2"),  # the weakest known activity decides
        ((4, 2, 1, 4), "A0"),
        ((0, 8, 3, None), "B2"),  # unknown ones do not
        ((0, 0, 8, None), None),
        (("3", "3", "3", "3"), "B2"),
    ],
)
def test_four_activities_give_the_level_of_the_weakest_known(codes_: Any, level: str) -> None:
    names = ("Mondeling", "Schriftelijk", "Lezen", "Luisteren")
    pairs = zip(names, codes_, strict=True)
    one = {"codeTaal": "nld"} | {f"codeNiveauTaalbeheersing{name}": code for name, code in pairs}
    expected = {"language": "nl"} if level is None else {"language": "nl", "level": level}
    assert qualified(taalbeheersing=[one])["languages"] == [expected]


def test_a_language_without_two_letters_is_told_and_left_out() -> None:
    data = {
        "idWerkzoekende": "W",
        "arbeidsmarktkwalificatie": {"taalbeheersing": [{"codeTaal": "gos"}]},
    }
    done = read_records(json.dumps(data).encode(), "vum", "portfolio")
    assert "languages" not in done.records[0]
    assert done.report.unmapped == {"codeTaal=gos": 1}


@pytest.mark.parametrize(
    ("code", "name", "level", "kept"),
    [
        (1, None, "primary", None),
        (2, "Handel", "vmbo", "Handel"),
        (3, "Profiel natuur", None, "Profiel natuur"),  # havo or vwo
        (3, "havo economie", "havo", "havo economie"),
        (3, "gymnasium", "vwo", "gymnasium"),
        (4, "Logistiek", None, "Logistiek"),  # which mbo is not said
        (4, "Logistiek (mbo-3)", "mbo-3", "Logistiek"),
        (4, "Logistiek niveau 2", "mbo-2", "Logistiek niveau 2"),
        (4, "entreeopleiding groen", "entree", "entreeopleiding groen"),
        (4, "mbo-2 en mbo-3", None, "mbo-2 en mbo-3"),
        (5, "Pabo", "hbo", "Pabo"),
        (6, None, "wo", None),
        (9, "Iets anders", None, "Iets anders"),
        (9, "Las (praktijkonderwijs)", "pro", "Las"),
        (9, "buitenlandse opleiding", "foreign-unknown", None),
        (None, "mbo-2 logistiek", None, "mbo-2 logistiek"),
        (7, "Las", None, "Las"),
    ],
)
def test_a_level_is_read_only_when_code_and_words_leave_no_doubt(
    code: int | None, name: str | None, level: str | None, kept: str | None
) -> None:
    one: dict[str, Any] = {"codeNiveauOpleiding": code, "indicatieDiploma": 1}
    if name:
        one["opleidingsnaam"] = {"naamOpleidingOngecodeerd": name}
    (found,) = qualified(opleiding=[one])["education"]
    assert (found.get("level"), found.get("name")) == (level, kept)
    assert found["diploma"] is True


def test_an_unknown_mbo_level_is_no_false_no() -> None:
    one = {"codeNiveauOpleiding": 4, "indicatieDiploma": 1}
    people = to_portfolios([qualified(opleiding=[one])])
    gate = EducationGate()
    jobs = [Vacancy("V", education_min=level) for level in ("vmbo", "mbo-2", "mbo-4", "hbo")]
    for job in jobs:
        answers = gate.verdicts(gate.portfolio_columns(people), gate.vacancy_columns([job]))
        assert Answer(int(answers[0])) is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("indication", "status", "diploma"),
    [
        (1, None, True),
        (2, None, False),
        (0, None, None),
        (8, None, None),
        (1, 1, True),
        (1, 3, None),
        (1, 2, None),
        (None, 1, None),
    ],
)
def test_a_diploma_is_known_only_when_it_is_said(
    indication: int | None, status: int | None, diploma: bool | None
) -> None:
    one = {"codeNiveauOpleiding": 5, "indicatieDiploma": indication, "codeStatusOpleiding": status}
    (found,) = qualified(opleiding=[one])["education"]
    assert found.get("diploma") is diploma


@pytest.mark.parametrize(("value", "answer"), [(1, True), (2, False), (True, True), (0, None)])
def test_indications_are_yes_no_and_unknown(value: Any, answer: bool | None) -> None:
    expected = None if answer is None else {"doelgroepregister": answer}
    assert candidate(indicatieLdrRegistratie=value).get("registers") == expected


@pytest.mark.parametrize(
    ("vehicles", "modes"),
    [
        ([(3, 1), (5, 0)], ["bike", "public_transport"]),
        ([(4, 1)], ["car"]),
        ([(3, 1), (1, 2)], ["bike"]),
        ([(3, 1), (9, 1)], None),  # something else may take them further
        ([(1, 2)], None),
        ([(None, 1)], None),  # the matching profile has no code
    ],
)
def test_transport_is_known_only_when_every_means_is(vehicles: Any, modes: Any) -> None:
    items = [
        {"codeVervoermiddel": code, "indicatieBeschikbaarVoorWoonWerkverkeer": use}
        for code, use in vehicles
    ]
    assert candidate(vervoermiddel=items).get("mobility", {}).get("modes") == modes


def test_empty_values_are_absent() -> None:
    empty = {"": "", "x": [], "y": {}}
    assert candidate(persoonlijkePresentatie="  ", werktijden={}, sector=[], eisAanWerk=empty) == {
        "id": "W1"
    }
    assert qualified(rijbewijs=[{}], cursus=[{"naamCursus": ""}], opleiding=[{}]) == {"id": "W1"}


def test_irregular_hours_are_not_turned_into_shifts() -> None:
    record = candidate(flexibiliteit={"indicatieOnregelmatigWerkOfPloegendienst": 2})
    assert record == {"id": "W1"}


def test_three_times_no_is_known_none() -> None:
    names = codes().mapping["needs"]
    assert candidate(eisAanWerk=dict.fromkeys(names, 2))["support"] == {"adaptations": []}
    assert "support" not in candidate(eisAanWerk=dict.fromkeys(names, 0))


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        ([(4, 1, "mbo-3")], "mbo-3"),
        ([(4, 1, "Groen")], None),
        ([(5, 1, None), (2, 1, None)], "vmbo"),
        ([(5, 1, None), (4, 1, None)], None),
        ([(5, 0, None)], None),
        ([(5, None, None)], None),
    ],
)
def test_a_diploma_is_demanded_only_when_every_one_asked_is_clear(
    asked: Any, level: str | None
) -> None:
    items = [
        {"codeNiveauOpleiding": code, "indicatieDiploma": diploma}
        | ({"opleidingsnaam": {"naamOpleidingOngecodeerd": name}} if name else {})
        for code, diploma, name in asked
    ]
    assert vacancy(opleiding=items).get("education_min") == level


def test_a_salary_counts_only_by_the_hour() -> None:
    for words, wage in (("€ 15,20 per uur", 15.2), ("16 per uur", 16.0), ("2500", None)):
        assert vacancy(arbeidsVoorwaarden={"salarisIndicatie": words}).get("wage_hourly") == wage


def test_all_problems_come_at_once_with_record_and_field() -> None:
    data = json.dumps(
        [
            {"idWerkzoekende": "A", "mobiliteit": "hier"},
            {"werktijden": {"aantalWerkurenPerWeekMinimaal": "veel"}},
            {"idWerkzoekende": "A"},
            3,
            {"idWerkzoekende": "A"},
        ]
    ).encode()
    with pytest.raises(DataError) as caught:
        read_records(data, "vum", "portfolio", name="p.json")
    assert caught.value.problems == [
        "p.json record 1, veld mobiliteit: gevonden 'hier'; "
        "toegestaan: een object {…}, of laat het veld weg",
        "p.json record 2, veld werktijden.aantalWerkurenPerWeekMinimaal: gevonden 'veel'; "
        "toegestaan: een heel getal, of laat het veld weg",
        "p.json record 2, veld id: ontbreekt; dit veld is verplicht",
        "p.json record 4: één object {…} verwacht",
        "p.json record 5, veld id: 'A' staat al op p.json record 3; geef elk record een eigen id",
    ]
    done = read_records(data, "vum", "portfolio", all_or_nothing=False)
    assert [r["id"] for r in done.records] == ["A"]
    assert (done.report.read, done.report.accepted, done.report.refused) == (5, 1, 4)


def test_the_matching_profile_is_anonymous_and_has_no_registers() -> None:
    record = {
        "id": "K1",
        "summary": "tekst over mij",
        "experience": [{"title": "kok", "description": "lange tekst"}],
        "registers": {"doelgroepregister": True},
        "support": {"jobcoach": True},
        "loonwaarde": {"percentage": 60},
        "mobility": {"modes": ["bike"]},
        "participatieladder": 4,
    }
    done = export_records([record], "vum", "portfolio", "matching")
    assert json.loads(done.data) == [
        {
            "idWerkzoekende": "K1",
            "arbeidsmarktkwalificatie": {
                "werkervaring": [
                    {"beroep": {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "kok"}}}
                ]
            },
        }
    ]
    for name in ("summary", "registers", "support", "loonwaarde", "participatieladder"):
        assert done.report.lost[name] == 1
    (detail,) = json.loads(export_records([record], "vum", "portfolio").data)
    assert detail["indicatieLdrRegistratie"] == 1
    assert detail["eisAanWerk"] == {"indicatieBegeleiding": 1}
    assert not any("loonwaarde" in key.lower() for key in detail)


def test_an_export_says_what_vum_demands_and_we_do_not_know() -> None:
    record = {"id": "K1", "home": {"place": "Veendam", "postcode": "9641"}}
    done = export_records([record], "vum", "portfolio")
    assert json.loads(done.data)[0]["mobiliteit"] == {
        "bemiddelingspostcode": "9641AA",
        "maximaleReisafstand": 999,
    }
    assert any("hier steeds AA" in note for note in done.report.notes)
    assert any("geen grens bekend" in note for note in done.report.notes)
    assert done.report.lost == {"home.place": 1}


@pytest.mark.parametrize(
    "broken",
    [
        {"idWerkzoekende": "A", "extra": 1},
        {"idWerkzoekende": ""},
        {"idWerkzoekende": "A", "werktijden": {}},
        {"idWerkzoekende": "A", "sector": []},
        {"idWerkzoekende": "A", "mobiliteit": {"bemiddelingspostcode": "9641"}},
        {
            "idWerkzoekende": "A",
            "mobiliteit": {"bemiddelingspostcode": "9641SS", "maximaleReisafstand": 1},
        },
        {"idWerkzoekende": "A", "bemiddelingsberoep": [{"naamBeroepOngecodeerd": "kok"}]},
        {"idWerkzoekende": "A", "persoonlijkePresentatie": "x" * 2001},
    ],
)
def test_the_strict_model_refuses_what_the_standard_excludes(broken: dict[str, Any]) -> None:
    with pytest.raises(DataError):
        validate(broken, "portfolio", "detail")


def test_the_code_lists_are_complete() -> None:
    known = codes()
    assert len(known.competences) == 25
    assert not {"24103", "24117"} & set(known.competences)
    assert len(known.to_three) == 184
    assert known.to_two["dut"] == known.to_two["nld"] == "nl"
    assert all(known.to_two[three] == two for two, three in known.to_three.items())
    assert known.division(81) == known.division(81300) == "Schoonmaakbedrijven en hoveniers"
    assert known.division(111) is None
