"""The registry: one way in for every format, all problems at once, and no other exception ever."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from exchange_strategies import portfolios, vacancies
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from matcher import read_portfolios, read_vacancies
from matcher.errors import DataError
from matcher.exchange.checking import check
from matcher.exchange.formats import (
    FORMATS,
    export_records,
    read_records,
    to_portfolios,
    to_vacancies,
    write_records,
)
from matcher.exchange.private import is_bsn

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
PAIRS = [(f.name, kind) for f in FORMATS.values() for kind in f.kinds]
FIRST = "bestand regel 1"


def lines(*records: Any) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def test_the_five_formats() -> None:
    assert list(FORMATS) == ["jsonl", "vum", "sonar", "jobposting", "jsonresume"]


@pytest.mark.parametrize(
    ("format_", "kind", "told"),
    [
        ("xml", "portfolio", "formaat 'xml' bestaat niet; toegestaan: jsonl, vum, sonar,"),
        ("vum", "mens", "soort 'mens' bestaat niet; toegestaan: portfolio, vacancy"),
        ("sonar", "vacancy", "Sonar-tabel kent geen vacancy; kies een ander formaat: jsonl, vum"),
    ],
)
def test_names_that_do_not_exist(format_: str, kind: Any, told: str) -> None:
    for call in (
        lambda: read_records(b"", format_, kind),
        lambda: write_records([], format_, kind),
    ):
        with pytest.raises(DataError) as caught:
            call()
        assert caught.value.problems[0].startswith(told)
    with pytest.raises(DataError, match="profiel 'x' bestaat niet"):
        export_records([], "vum", "portfolio", "x")  # type: ignore[arg-type]


def test_the_samples_through_the_registry_are_the_samples() -> None:
    for name, kind, read, convert in (
        ("portfolios", "portfolio", read_portfolios, to_portfolios),
        ("vacancies", "vacancy", read_vacancies, to_vacancies),
    ):
        path = SAMPLES / f"{name}.jsonl"
        done = read_records(path.read_bytes(), "jsonl", kind)  # type: ignore[arg-type]
        assert convert(done.records) == read(path).items  # type: ignore[operator]
        raw = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert list(done.records) == raw
        assert done.report.refused == 0


@settings(max_examples=30)
@given(st.lists(portfolios, max_size=3, unique_by=lambda r: r["id"]))
def test_json_lines_lose_nothing(records: list[dict[str, Any]]) -> None:
    checked = [check(record, "portfolio")[0] for record in records]
    data = write_records(records, "jsonl", "portfolio")
    assert list(read_records(data, "jsonl", "portfolio").records) == checked


def test_what_is_not_in_the_format_is_not_in_the_record() -> None:
    done = read_records(
        lines(
            {"id": "A", "leeftijd": 61, "home": {"place": "Emmen", "straat": "x"}, "summary": None},
            {"id": "B", "experience": [{"title": "kok"}, {"baas": "x", "ended": None}]},
        ),
        "jsonl",
        "portfolio",
    )
    assert done.records == (
        {"id": "A", "home": {"place": "Emmen"}},
        {"id": "B", "experience": [{"title": "kok"}, {"ended": None}]},
    )
    assert done.report.kept_out == {"leeftijd": 1, "home.straat": 1, "experience.baas": 1}


def test_all_or_nothing_and_partly() -> None:
    data = lines({"id": "A"}, {"id": 3}, {"id": "B"}, {"id": "A"}) + b"oeps\n\xff\n"
    expected = (
        "bestand regel 2, veld id: gevonden 3; toegestaan: tekst, of laat het veld weg",
        f"bestand regel 4, veld id: 'A' staat al op {FIRST}; geef elk record een eigen id",
        "bestand regel 5: geen geldige JSON (regel 1, teken 1: Expecting value)",
        "bestand regel 6: geen UTF-8 (byte 1); sla het bestand op als UTF-8",
    )
    with pytest.raises(DataError) as caught:
        read_records(data, "jsonl", "portfolio")
    assert tuple(caught.value.problems) == expected
    done = read_records(data, "jsonl", "portfolio", all_or_nothing=False)
    assert [record["id"] for record in done.records] == ["A", "B"]
    assert done.report.problems == expected
    assert (done.report.read, done.report.accepted, done.report.refused) == (6, 2, 4)


def test_progress_is_told_every_thousand_rows_and_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    data = lines(*({"id": f"K{n}"} for n in range(2500)))
    read_records(data, "jsonl", "portfolio", progress=lambda *step: told.append(step))
    assert told == [(1000, 2501), (2000, 2501), (2500, 2500)]


def test_a_bsn_is_removed_wherever_it_stands() -> None:
    record = {
        "id": "A",
        "summary": "123456782",
        "certificates": ["123456782", "BHV"],
        "experience": [{"title": "kok (nr 111222333)"}],
    }
    done = read_records(lines(record), "jsonl", "portfolio")
    assert done.records == (
        {
            "id": "A",
            "summary": "[nummer verwijderd]",
            "certificates": ["BHV"],
            "experience": [{"title": "kok (nr [nummer verwijderd])"}],
        },
    )
    assert done.report.kept_out == {"BSN in tekst": 3}


@settings(max_examples=200)
@given(st.integers(0, 999_999_999).map("{:09d}".format))
def test_the_eleven_test(digits: str) -> None:
    d = [int(c) for c in digits]
    total = 9 * d[0] + 8 * d[1] + 7 * d[2] + 6 * d[3] + 5 * d[4] + 4 * d[5] + 3 * d[6] + 2 * d[7]
    assert is_bsn(digits) == ((total - d[8]) % 11 == 0 and digits != "000000000")


def test_the_report_in_dutch() -> None:
    data = lines({"id": "A", "leeftijd": 3}, {"id": 1})
    report = read_records(data, "jsonl", "portfolio", all_or_nothing=False).report
    assert report.lines() == (
        "Gelezen: 2. Goed: 1. Geweigerd: 1.",
        "Problemen:",
        "  bestand regel 2, veld id: gevonden 1; toegestaan: tekst, of laat het veld weg",
        "Niet bewaard:",
        "  leeftijd (1×)",
    )
    assert report.lines(most=0)[2] == "  … en nog 1"
    assert json.loads(json.dumps(report.as_dict()))["kept_out"] == {"leeftijd": 1}
    written = export_records([{"id": "A", "tests": []}], "vum", "portfolio").report
    assert written.lines()[:3] == ("Geschreven: 1.", "Gaat verloren bij export:", "  tests (1×)")
    assert written.as_dict()["lost"] == {"tests": 1}


@pytest.mark.parametrize("format_", [f.name for f in FORMATS.values() if "portfolio" in f.kinds])
@settings(max_examples=25)
@given(record=portfolios)
def test_a_matching_profile_is_anonymous_in_every_format(
    format_: str, record: dict[str, Any]
) -> None:
    secret = "GEHEIMWOORD"
    record = {**record, "summary": secret, "sector_profile": secret, "registers": {}}
    record["experience"] = [{"title": "kok", "description": secret}]
    record["loonwaarde"] = {"function": secret, "percentage": 31}
    record["support"] = {"adaptations": [secret]}
    assert secret.encode() not in write_records([record], format_, "portfolio", "matching")


def test_records_that_are_wrong_are_not_written() -> None:
    with pytest.raises(DataError) as caught:
        write_records([{"id": "A"}, {"id": 2}, {}], "vum", "portfolio")
    assert caught.value.problems == [
        "record 2, veld id: gevonden 2; toegestaan: tekst, of laat het veld weg",
        "record 3, veld id: ontbreekt; dit veld is verplicht",
    ]


# Nothing but DataError ---------------------------------------------------------------------------

KEYS = sorted(
    """id home place postcode summary experience title months ended idWerkzoekende idVacature
    arbeidsmarktkwalificatie opleiding opleidingsnaam codeNiveauOpleiding taalbeheersing codeTaal
    codeNiveauTaalbeheersingLezen werktijden aantalWerkurenPerWeekMinimaal mobiliteit rijbewijs
    codeSoortRijbewijs gedragscompetentie codeBeheersingGedragscompetentie beroep sector codeSbi
    werkgever adresHouding adres arbeidsVoorwaarden salarisIndicatie cursus naamCursus eisAanWerk
    vervoermiddel flexibiliteit datumAanvangBeschikbaarVoorWerk werkervaring vakvaardigheid
    datumAanvangWerkzaamheden datumEindeWerkzaamheden @type @graph identifier value description
    jobLocation address postalCode baseSalary unitText skills educationRequirements workHours
    basics location work startDate endDate highlights languages language fluency meta keywords
    indicatieLdrRegistratie totalJobOpenings responsibilities name level studyType""".split()
)
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from((10**30, -1, 1e308, float("inf"), float("nan"), 0.5, 9, 4))
    | st.sampled_from(("", "JobPosting", "9641AB", "2027-01-01", "9999-99-99", "nl", "B", "\ud800"))
    | st.text(max_size=6)
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=12,
)


def survives(data: bytes, format_: str, kind: Any) -> None:
    for strict in (True, False):
        try:
            done = read_records(data, format_, kind, all_or_nothing=strict)
        except DataError as error:
            assert error.problems
        else:
            assert all(line.isprintable() for line in done.report.lines())
            (to_portfolios if kind == "portfolio" else to_vacancies)(done.records)


@pytest.mark.parametrize(("format_", "kind"), PAIRS)
@settings(max_examples=40)
@given(data=st.data())
def test_any_json_is_read_or_refused(format_: str, kind: str, data: st.DataObject) -> None:
    identity = {"id": "A", "idWerkzoekende": "A", "idVacature": "A", "@type": "JobPosting"}
    extra = data.draw(st.dictionaries(st.sampled_from(KEYS), values, max_size=6))
    value = data.draw(st.sampled_from((identity, {}))) | extra
    if format_ == "sonar":
        header = ";".join(["ID_WZ", *data.draw(st.lists(st.text(max_size=8), max_size=4))])
        body = "\n".join(data.draw(st.lists(st.text(max_size=20), max_size=3)))
        survives(f"{header}\n{body}".encode("utf-8", "replace"), format_, kind)
    survives(json.dumps(value).encode(), format_, kind)


@pytest.mark.parametrize(("format_", "kind"), PAIRS)
@settings(max_examples=25)
@given(data=st.binary(max_size=200) | st.text(max_size=100).map(lambda t: t.encode("utf-8")))
def test_any_bytes_are_read_or_refused(format_: str, kind: str, data: bytes) -> None:
    survives(data, format_, kind)


@pytest.mark.parametrize(("format_", "kind"), PAIRS)
@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"id":' * 50_000,
        b'{"id": ' + b"9" * 10_000 + b"}",
        b'{"id": "A", "idWerkzoekende": "A", "home": ' + b"[" * 200 + b"]" * 200 + b"}",
        b'{"idVacature": 1e999, "@type": "JobPosting", "identifier": 1e999}',
        b"<" * 10_000,
        b"<!DOCTYPE <![CDATA[ <script type='application/ld+json'>" + b"[" * 5_000,
        b'ID_WZ;Plaats\n"' + b"x" * 200_000,
        b"ID_WZ\n" + b";" * 5_000,
        b"PK\x03\x04" + b"\x00" * 100,
    ],
    ids=range(10),
)
def test_hostile_files_are_refused(format_: str, kind: str, data: bytes) -> None:
    survives(data, format_, kind)


def workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["ID_WZ", "Plaats"])
    book.active.append(["A", "Emmen"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORKBOOK = workbook()


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), max_size=6))
def test_a_damaged_workbook_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(WORKBOOK)
    for place, byte in changes:
        damaged[place] = byte
    survives(bytes(damaged), "sonar", "portfolio")


@settings(max_examples=30)
@given(st.sampled_from(PAIRS), st.data())
def test_what_we_write_we_can_read(pair: tuple[str, Any], data: st.DataObject) -> None:
    format_, kind = pair
    strategy = portfolios if kind == "portfolio" else vacancies
    records = data.draw(st.lists(strategy, max_size=3, unique_by=lambda r: r["id"].strip()))
    for profile in ("matching", "detail"):
        written = write_records(records, format_, kind, profile)  # type: ignore[arg-type]
        if records or format_ not in ("jobposting",):
            read_records(written, format_, kind)
