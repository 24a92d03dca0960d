"""Sonar tables: any header order and encoding, unknown stays unknown, private columns stay out."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from matcher.errors import DataError
from matcher.exchange.columns import Column, column_of, is_kept_out
from matcher.exchange.formats import export_records, read_records, to_portfolios
from matcher.exchange.report import Imported
from matcher.exchange.table import sniff

# The header of a real export, with invented rows. 123456782 passes the 11-test; it is the number
# that tests of the tax office use.
HEADER = (
    "Datum melding;1e uitk dag (niet WW);BSN;ID_WZ;Beschikbare uren/wk;Opleidingsniveau;"
    "Beroepssector;Bemiddelingsberoep;Mondeling Nederlands;Schriftelijk Nederlands;Rijbewijs;"
    "Inschrijfdatum;Geslacht;Telefoonnummer;Volledige Naam;Leeftijd;E-mailadres;Vervoer;Gemeente;"
    "Postcode;Plaats;Straatnaam;Huisnummer;Huisnummer Toevoeging;Banenafspraak;Klantprofiel;"
    "Arbeidsmarktregio;Cases (aantal);Sonar;Medewerker Naam;Organisatie Naam;GSD Kantoor;"
    "Participatieladder;Aantal"
)
ROW = (
    "01-02-2026;01-01-2026;123456782;W77;16-24;MBO niveau 2;Groen;Hovenier; Goed ;Redelijk;B,BE;"
    "01-01-2025;V;0612345678;Naam;61;iemand@example.org;FIETS, Scooter;Veendam;9641 AB;Veendam;"
    "Straat;1;a;Ja;2;Groningen;1;ja;Naam;WSP;Oost;4;1"
)
UNKNOWN = ";;;W78;??;NNB;Onbekend;;??;nnb;onbekend;;;;;;;??;;;;;;;Nee;;;;;;;;??;"


def table(*lines: str, encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def read(data: bytes, **options: Any) -> Imported:
    return read_records(data, "sonar", "portfolio", **options)


def cell(column: Column, value: str) -> tuple[dict[str, Any], Imported]:
    done = read(table(f"ID_WZ;{column.value}", f'W1;"{value}"'))
    return done.records[0], done


def test_a_real_header_gives_only_what_is_about_work() -> None:
    done = read(table(HEADER, ROW))
    assert done.records == (
        {
            "id": "W77",
            "home": {"place": "Veendam", "postcode": "9641"},
            "education": [{"level": "mbo-2"}],
            "driving_licences": ["B", "BE"],
            "languages": [{"language": "nl", "level": "A2"}],
            "wishes": {"occupations": ["Hovenier"], "sectors": ["Groen"]},
            "availability": {"hours_min": 16, "hours_max": 24},
            "mobility": {"modes": ["bike", "moped"]},
        },
    )
    for private in (
        "BSN",
        "Geslacht",
        "Volledige Naam",
        "Leeftijd",
        "E-mailadres",
        "Banenafspraak",
    ):
        assert done.report.kept_out[private] == 1
    for private in ("Participatieladder", "Straatnaam", "Huisnummer", "1e uitk dag (niet WW)"):
        assert done.report.kept_out[private] == 1
    assert done.report.unmapped == {}
    assert not any("Onbekende kolommen" in note for note in done.report.notes)


def test_unknown_is_never_no() -> None:
    done = read(table(HEADER, UNKNOWN))
    assert done.records == ({"id": "W78"},)
    (person,) = to_portfolios(done.records)
    assert person.driving_licences is None
    assert person.mobility.modes is None
    assert done.report.unmapped == {}


def test_order_and_case_of_the_header_do_not_matter() -> None:
    first = read(table("ID_WZ;Rijbewijs;Plaats", "A;B;Emmen"))
    other = read(table("PLAATS ;  id wz;RijBewijs", "Emmen;A;B"))
    assert first.records == other.records


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    lines = [
        separator.join(line) for line in (("ID_WZ", "Plaats", "Sector"), ("A", "Oudé", "zorg"))
    ]
    done = read(table(*lines, encoding=encoding))
    assert done.records == (
        {"id": "A", "home": {"place": "Oudé"}, "wishes": {"sectors": ["zorg"]}},
    )


def test_a_separator_inside_quotes_does_not_count() -> None:
    assert sniff('"a;b;c;d",id,plaats') == ","
    done = read(b'ID_WZ;Samenvatting\r\nA;"twee; delen\r\nop twee regels"\r\n')
    assert done.records[0]["summary"] == "twee; delen op twee regels"


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        (Column.HOURS, "24", {"availability": {"hours_max": 24}}),
        (Column.HOURS, "32,0", {"availability": {"hours_max": 32}}),
        (Column.HOURS, "24,5", {"availability": {"hours_max": 24}}),
        (Column.HOURS, "16 - 24", {"availability": {"hours_min": 16, "hours_max": 24}}),
        (Column.HOURS, "24-16", {}),
        (Column.HOURS, "99", {}),
        (Column.HOURS, "fulltime", {}),
        (Column.START, "04-01-2027", {"availability": {"from": "2027-01-04"}}),
        (Column.START, "4-1-2027", {"availability": {"from": "2027-01-04"}}),
        (Column.EDUCATION, "HAVO/VWO", {"education": [{"name": "HAVO/VWO"}]}),
        (Column.EDUCATION, "MBO", {"education": [{"name": "MBO"}]}),
        (Column.EDUCATION, "HBO", {"education": [{"level": "hbo"}]}),
        (Column.LICENCES, "geen", {"driving_licences": []}),
        (Column.LICENCES, "Ja", {}),
        (Column.LICENCES, "A", {}),
        (Column.LICENCES, "A, B ,CE", {"driving_licences": ["B", "CE"]}),
        (Column.LICENCES, "D1/T", {"driving_licences": ["B", "T"]}),
        (Column.TRANSPORT, "AUTO", {"mobility": {"modes": ["car"]}}),
        (Column.TRANSPORT, "fiets en OV", {"mobility": {"modes": ["bike", "public_transport"]}}),
        (Column.TRANSPORT, "fiets, paard", {}),
        (Column.SPOKEN_DUTCH, "B1", {"languages": [{"language": "nl", "level": "B1"}]}),
        (Column.SPOKEN_DUTCH, "Moedertaal", {"languages": [{"language": "nl", "level": "native"}]}),
        (Column.SPOKEN_DUTCH, "matig", {"languages": [{"language": "nl"}]}),
        (Column.POSTCODE, "9641AB", {"home": {"postcode": "9641"}}),
        (Column.POSTCODE, "0641", {}),
        (Column.CERTIFICATES, "VCA basis; BHV", {"certificates": ["VCA basis", "BHV"]}),
        (Column.OCCUPATIONS, "kok, leerling", {"wishes": {"occupations": ["kok, leerling"]}}),
    ],
)
def test_one_cell(column: Column, value: str, found: dict[str, Any]) -> None:
    record, done = cell(column, value)
    assert record == {"id": "W1", **found}
    if not found or value in ("24,5", "matig", "MBO"):
        assert done.report.unmapped


def test_a_date_that_does_not_exist_is_a_problem_with_its_line() -> None:
    with pytest.raises(DataError) as caught:
        read(table("ID_WZ;Beschikbaar vanaf", "A;31-02-2027", "B;morgen"), name="s.csv")
    assert caught.value.problems == [
        "s.csv regel 2, veld Beschikbaar vanaf: gevonden '31-02-2027'; "
        "toegestaan: een bestaande datum als dd-mm-jjjj",
        "s.csv regel 3, veld Beschikbaar vanaf: gevonden 'morgen'; "
        "toegestaan: een bestaande datum als dd-mm-jjjj",
    ]


@pytest.mark.parametrize("number", ["123456782", "123 456 782", "1234.56.782", "123-456-782"])
def test_a_bsn_in_any_text_is_removed_and_counted(number: str) -> None:
    record, done = cell(Column.SUMMARY, f"Mijn nummer is {number}.")
    assert record["summary"] == "Mijn nummer is [nummer verwijderd]."
    assert done.report.kept_out["BSN in tekst"] == 1


@pytest.mark.parametrize("number", ["123456789", "0612345678", "1234567821", "NL91ABNA0417164300"])
def test_other_numbers_stay(number: str) -> None:
    record, done = cell(Column.SUMMARY, f"nummer {number}")
    assert record["summary"] == f"nummer {number}"
    assert "BSN in tekst" not in done.report.kept_out


def test_a_bsn_without_its_leading_zero_is_removed_from_a_cell() -> None:
    record, done = cell(Column.PLACE, "12345672")  # 012345672 passes the 11-test
    assert record == {"id": "W1"}
    assert done.report.kept_out["BSN in tekst"] == 1


def test_an_id_column_of_bsns_is_refused_but_one_that_passes_by_chance_is_not() -> None:
    with pytest.raises(DataError) as caught:
        read(table("ID_WZ", "123456782", "111222333"))
    assert caught.value.problems[0] == (
        "bestand regel 2, veld id: lijkt op een BSN; geef elk record een eigen nummer"
    )
    ours = [f"10000000{n}" for n in range(10)]
    done = read(table("ID_WZ", *ours, "123456782"))
    assert len(done.records) == 11


def test_columns_that_nobody_knows_are_told() -> None:
    done = read(table("ID_WZ;Lievelingskleur;Geboortedatum kind", "A;rood;01-01-2020"))
    assert done.report.kept_out == {"Lievelingskleur": 1, "Geboortedatum kind": 1}
    assert done.report.notes == ("Onbekende kolommen, niet gebruikt: Lievelingskleur.",)


def test_without_an_id_column_the_file_is_refused() -> None:
    with pytest.raises(DataError, match="geen kolom met een eigen nummer; gevonden: Plaats"):
        read(table("Plaats", "Emmen"))
    with pytest.raises(DataError, match="de tabel is leeg"):
        read(b"\r\n\r\n")


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04not a zip", b"\xff\xfe\x00", b"\x81\x8d"],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(DataError):
        read(data)


def excel(*lines: tuple[Any, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_excel_cells_are_read_as_people_see_them() -> None:
    done = read(
        excel(
            ("ID_WZ", "BSN", "Beschikbare uren/wk", "Beschikbaar vanaf", "Plaats", "Rijbewijs"),
            (1001, 123456782, 24.0, datetime(2027, 1, 4), "Emmen", None),
            (1002.0, None, "32,0", date(2027, 2, 1), "12345672", "??"),
            (None, None, None, None, None, None),
        )
    )
    assert done.records == (
        {
            "id": "1001",
            "home": {"place": "Emmen"},
            "availability": {"hours_max": 24, "from": "2027-01-04"},
        },
        {"id": "1002", "availability": {"hours_max": 32, "from": "2027-02-01"}},
    )
    assert done.report.kept_out == {"BSN": 1, "BSN in tekst": 1}


def test_csv_and_excel_of_the_same_table_are_equal() -> None:
    lines = [line.split(";") for line in (HEADER, ROW, UNKNOWN)]
    assert read(excel(*map(tuple, lines))).records == read(table(HEADER, ROW, UNKNOWN)).records


def test_our_own_table_comes_back() -> None:
    record = {
        "id": "A1",
        "home": {"place": "Emmen", "postcode": "7811"},
        "summary": "=1+1 is twee",
        "education": [{"level": "mbo-3", "diploma": True, "name": "Zorg"}, {"level": "wo"}],
        "skills": [{"label": "-20 graden", "level": 3}, {"label": "@werk"}],
        "certificates": ["VCA basis"],
        "driving_licences": [],
        "languages": [{"language": "nl", "level": "B1"}, {"language": "en"}],
        "wishes": {"occupations": ["kok"], "sectors": ["horeca"], "retraining": True},
        "availability": {"hours_min": 16, "hours_max": 24, "from": "2027-01-04"},
        "mobility": {"modes": ["bike", "walk"], "max_minutes": 30},
        "registers": {"doelgroepregister": True},
    }
    written = export_records([record], "sonar", "portfolio")
    assert written.data.startswith(b"\xef\xbb\xbfID_WZ;")
    text = written.data.decode("utf-8-sig")
    assert ";'=1+1 is twee\r\n" in text and ";'-20 graden; @werk;" not in text
    assert "'-20 graden; @werk" in text
    (back,) = read(written.data).records
    assert back == {
        **{k: v for k, v in record.items() if k != "registers"},
        "education": [{"level": "mbo-3"}],
        "skills": [{"label": "-20 graden"}, {"label": "@werk"}],
        "languages": [{"language": "nl", "level": "B1"}],
        "wishes": {"occupations": ["kok"], "sectors": ["horeca"]},
    }
    assert set(written.report.lost) == {
        "education (naam, diploma, jaar)",
        "languages",
        "registers",
        "skills.level, skills.evidence",
        "wishes.retraining",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_be_a_formula(start: str) -> None:
    record = {"id": f"{start}A" if start.strip() else "A", "home": {"place": f"x{start}y"}}
    data = export_records([{**record, "summary": f"{start}cmd"}], "sonar", "portfolio").data
    for line in data.decode("utf-8-sig").split("\r\n")[1:]:
        assert not any(part.startswith(("=", "+", "-", "@")) for part in line.split(";"))


def test_no_private_header_is_a_column_that_is_taken() -> None:
    for header in HEADER.split(";"):
        assert column_of(header) is not None or is_kept_out(header)
    for header in ("Achternaam", "Voornaam", "geboortedatum", "E-mail", "Loonwaarde %", "M/V"):
        assert column_of(header) is None and is_kept_out(header)


def test_nothing_private_reaches_the_records_or_the_report() -> None:
    done = read(table(HEADER, ROW))
    everything = json.dumps([done.records, done.report.as_dict()])
    for secret in ("123456782", "0612345678", "iemand@", "Straat;", '"61"'):
        assert secret not in everything
