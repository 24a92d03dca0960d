"""The dated tables: what they hold, on which day, and what is wrong with a table of one's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rates_fixture import HEADER, TABLES, D, write

from matcher.costs.rates import CHARGES, HOLIDAY, WML_HOUR, WML_MONTH, Name, Status
from matcher.costs.rates import TABLES as SPECIFIED
from matcher.costs.reading import read_tables
from matcher.costs.tables import months_later
from matcher.errors import DataError


def value(name: Name, on: date) -> str:
    return str(TABLES.at(on, [name])[name].value)


@pytest.mark.parametrize(
    ("on", "euros"),
    [
        (date(2024, 1, 1), "13.27"),
        (date(2024, 6, 30), "13.27"),
        (date(2024, 7, 1), "13.68"),
        (date(2025, 1, 1), "14.06"),
        (date(2025, 6, 30), "14.06"),
        (date(2025, 7, 1), "14.40"),
        (date(2025, 12, 31), "14.40"),
        (date(2026, 1, 1), "14.71"),
        (date(2026, 6, 30), "14.71"),
        (date(2026, 7, 1), "14.99"),
        (date(2026, 12, 31), "14.99"),
    ],
)
def test_the_minimum_wage_per_hour(on: date, euros: str) -> None:
    assert value(WML_HOUR, on) == euros


@pytest.mark.parametrize("on", [date(2023, 12, 31), date(2027, 1, 1), date(2027, 7, 1)])
def test_no_minimum_wage_before_the_first_row_or_half_a_year_after_the_last(on: date) -> None:
    with pytest.raises(DataError, match="verandert elk jaar op 1 januari en 1 juli"):
        TABLES.at(on, [WML_HOUR])


def test_the_reference_wage_of_the_month() -> None:
    assert value(WML_MONTH, date(2026, 1, 1)) == "2294.40"
    assert value(WML_MONTH, date(2026, 6, 30)) == "2294.40"
    assert value(WML_MONTH, date(2026, 7, 1)) == "2337.00"
    with pytest.raises(DataError, match="de tabel begint op 2026-01-01"):
        TABLES.at(date(2025, 12, 31), [WML_MONTH])


@pytest.mark.parametrize(
    ("on", "percentage"),
    [
        (date(2017, 12, 31), None),
        (date(2018, 1, 1), "23.5"),
        (date(2021, 2, 28), "23.5"),
        (date(2021, 3, 1), None),
        (date(2026, 6, 30), None),
        (date(2026, 7, 1), "25"),
        (date(2030, 1, 1), "25"),
    ],
)
def test_the_employer_charges_are_never_guessed(on: date, percentage: str | None) -> None:
    if percentage is not None:
        assert value(CHARGES, on) == percentage
    else:
        with pytest.raises(DataError, match=f"geen waarde bekend voor {on.isoformat()}"):
            TABLES.at(on, [CHARGES])


def test_every_kind_has_a_row_and_every_row_a_source() -> None:
    held = {rate.name for rate in TABLES.rates}
    assert held == {Name(t, kind) for t, about in SPECIFIED.items() for kind in about.kinds}
    assert all(rate.source for rate in TABLES.rates)
    assert {r.status for r in TABLES.rates if r.name == CHARGES} == {
        Status.OFFICIAL,
        Status.SECONDARY,
    }


def test_months_later_stays_in_the_month() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 7, 1), 6) == date(2027, 1, 1)


# ----------------------------------------------------------------------------- tables of one's own


def test_a_file_replaces_the_file_of_that_name_and_nothing_else(tmp_path: Path) -> None:
    own = read_tables(write(tmp_path, wml_uur="vanaf_21,2027-01-01,,15.20,euro,eigen,K\n"))
    assert str(own.at(date(2027, 1, 1), [WML_HOUR])[WML_HOUR].value) == "15.20"
    assert own.at(date(2027, 1, 1), [HOLIDAY])[HOLIDAY].value == D(8)
    with pytest.raises(DataError) as caught:
        own.at(date(2026, 7, 1), [WML_HOUR])
    assert str(tmp_path / "wml_uur.csv") in str(caught.value)


def test_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    row = "vanaf_21;2027-01-01;;2.400,00;euro;eigen;K\n"
    text = "\ufeff" + HEADER.replace(",", ";") + row
    (tmp_path / "wml_maand.csv").write_text(text.replace("2.400", "2400"), encoding="utf-8")
    assert read_tables(tmp_path).at(date(2027, 1, 1), [WML_MONTH])[WML_MONTH].value == D("2400.00")
    (tmp_path / "wml_maand.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"waarde '2.400,00' klopt niet"):
        read_tables(tmp_path)


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        wml_uur=(
            "vanaf_23,1-7-2026,,veertien,euro,,X\n"
            "vanaf_21,2026-07-01,2026-07-01,-1,procent,eigen,V\n"
            "vanaf_21,2026-07-01,,14.999,euro,eigen,V\n"
        ),
        werkgeverslasten="percentage,2026-07-01,,125,procent,eigen,V\n",
        lkv="te,weinig\n",
    )
    (tmp_path / "wml_uren.csv").write_text("x", encoding="utf-8")
    (tmp_path / "jeugdloon.csv").write_bytes("soort;é".encode("latin-1"))
    (tmp_path / "lks.csv").write_text("soort,waarde\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_tables(tmp_path)
    said = caught.value.problems
    for part in (
        "wml_uren.csv: deze tabel is niet bekend",
        "wml_uur.csv regel 2: soort 'vanaf_23'",
        "wml_uur.csv regel 2: geldig_van '1-7-2026'",
        "wml_uur.csv regel 2: waarde 'veertien'",
        "wml_uur.csv regel 2: bron ''",
        "wml_uur.csv regel 2: status 'X'",
        "wml_uur.csv regel 3: eenheid 'procent' klopt niet; bij vanaf_21 hoort euro",
        "wml_uur.csv regel 3: geldig_tot '2026-07-01'",
        "wml_uur.csv regel 3: waarde '-1'",
        "wml_uur.csv regel 4: waarde '14.999'",
        "werkgeverslasten.csv regel 2: waarde '125' klopt niet; een percentage is hoogstens 100",
        "lkv.csv regel 2: 7 kolommen verwacht",
        "jeugdloon.csv: geen UTF-8",
        "lks.csv: de kop is 'soort,waarde'",
    ):
        assert any(part in line for line in said), part
    assert len(said) == 14


@pytest.mark.parametrize(
    "rows",
    [
        "percentage,2026-07-01,,25,procent,a,V\npercentage,2026-07-01,,26,procent,b,V\n",
        "percentage,2026-07-01,2027-02-01,25,procent,a,V\npercentage,2027-01-01,,26,procent,b,V\n",
    ],
)
def test_two_values_on_one_day(tmp_path: Path, rows: str) -> None:
    with pytest.raises(DataError, match="regel 2 en 3: percentage heeft twee waarden op 202"):
        read_tables(write(tmp_path, werkgeverslasten=rows))


def test_a_directory_that_is_not_there_or_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="map bestaat niet"):
        read_tables(tmp_path / "weg")
    with pytest.raises(DataError, match=r"geen tabellen gevonden; toegestaan: wml_uur.csv"):
        read_tables(tmp_path)
    with pytest.raises(DataError, match="geen regels"):
        read_tables(write(tmp_path, wml_uur=""))
