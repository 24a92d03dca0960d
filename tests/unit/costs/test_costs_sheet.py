"""The cost sheet: wage, allowance, charges, subsidy, and what stands beside it unnetted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rates_fixture import JULY, TABLES, D, measured, write

from matcher.costs.reading import read_tables
from matcher.costs.sheet import CostSheet, cost_sheet
from matcher.errors import DataError


def sheet(hours: str = "32", on: date = JULY, **facts: Any) -> CostSheet:
    return cost_sheet("Inpakker", D(hours), on, facts.pop("tables", TABLES), **facts)


def months(answer: CostSheet) -> list[str]:
    return [str(line.month) for line in (*answer.lines, answer.total)]


def test_minimum_wage_with_a_subsidy() -> None:
    answer = sheet(loonwaarde=measured(60))
    # 14.99 · 32 · 52/12; 8 %; 25 % of both; 60 % and 32 hours; their sum
    assert months(answer) == ["2078.61", "166.29", "561.23", "-1121.76", "1684.37"]
    assert [str(x.year) for x in (*answer.lines, answer.total)][-2:] == ["-13461.12", "20212.44"]
    assert answer.label == "indicatie, geen beschikking"


def test_a_wage_by_the_cao_raises_the_costs_and_not_the_subsidy() -> None:
    answer = sheet(loonwaarde=measured(60), hourly_wage=D("16.50"), charges=D(30))
    # 16.50 · 32 · 52/12 = 2288.00; 183.04; 30 % of 2471.04
    assert months(answer) == ["2288.00", "183.04", "741.31", "-1121.76", "2090.59"]
    assert not any("geschat" in note for note in answer.notes)


def test_without_a_subsidy() -> None:
    answer = sheet()
    assert months(answer) == ["2078.61", "166.29", "561.23", "2806.13"]
    assert answer.lks is None


def test_the_youth_wage_per_hour_is_rounded_to_the_cent() -> None:
    # 14.99 · 80 % = 11.992; 39.5 % = 5.92105
    assert sheet("36", age=20).lines[0].month == D("1870.44")  # 11.99 · 156
    assert sheet("36", age=17).lines[0].month == D("923.52")  # 5.92 · 156
    assert sheet("36", age=20, bbl=True).lines[0].month == D("1438.32")  # 9.22 · 156


def test_the_flat_rate_in_a_sheet() -> None:
    assert sheet("36", flat_from=JULY).lines[-1].month == D("-1577.48")


def test_a_subsidy_without_amount_leaves_the_sheet_and_says_why() -> None:
    answer = sheet(loonwaarde=measured(60, "Kok"))
    assert months(answer) == months(sheet())
    assert any("niet gemeten in deze functie" in note for note in answer.notes)


def test_hours_above_the_full_week_are_paid_but_not_subsidised() -> None:
    answer = sheet("40", loonwaarde=measured(60), sector_full_time=D(36))
    assert answer.lines[0].month == D("2598.27")  # 14.99 · 40 · 52/12
    assert answer.lines[-1].month == D("-1261.98")


def test_lkv_stands_beside_it_with_its_maximum() -> None:
    by_subject = {line.subject: line for line in sheet("36").beside}
    assert list(by_subject) == [
        "LKV banenafspraak",
        "LKV arbeidsgehandicapt",
        "LKV herplaatsen",
        "No-riskpolis",
        "Proefplaats",
    ]
    assert by_subject["LKV banenafspraak"].year == D("1890.72")  # 36 · 52 · 1.01
    assert by_subject["LKV arbeidsgehandicapt"].year == D("5709.60")  # 36 · 52 · 3.05
    assert "3 jaar" in by_subject["LKV arbeidsgehandicapt"].text
    assert "1 jaar" in by_subject["LKV herplaatsen"].text
    full = {line.subject: line.year for line in sheet("40").beside}
    assert full["LKV banenafspraak"] == D("2000.00")  # 2100.80 is more than the maximum
    assert full["LKV herplaatsen"] == D("6000.00")  # 6344.00 is more than the maximum


def test_every_line_beside_it_asks_to_check_and_names_day_source_and_status() -> None:
    for line in sheet().beside:
        assert line.text.startswith("Controleer:")
        assert line.rates
        assert all(r.source and r.valid_from <= JULY for r in line.rates)
    sick, trial = (line.text for line in sheet().beside[-2:])
    assert "70 % van het dagloon, de eerste 52 weken op verzoek 100 %" in sick
    assert trial.endswith("Via UWV (WW, WIA, Wajong) hoogstens 6 maanden.")
    assert "hoogstens 2 maanden" in trial and "4 maanden" in trial and "samen 6 maanden" in trial


def test_what_stands_beside_it_may_be_unknown_without_stopping_the_sheet() -> None:
    answer = sheet(on=date(2025, 1, 1), charges=D(20))
    assert answer.lines[0].month == D("1949.65")  # 14.06 · 32 · 52/12
    assert all("niet bekend voor deze datum" in line.text for line in answer.beside)
    assert all(line.year is None and line.rates == () for line in answer.beside)


def test_everything_that_is_wrong_comes_at_once() -> None:
    with pytest.raises(DataError) as caught:
        sheet("0", loonwaarde=measured(60), flat_from=JULY, charges=D(101), age=3)
    assert len(caught.value.problems) == 4


def test_rates_that_are_not_known_come_at_once_and_once() -> None:
    with pytest.raises(DataError) as caught:
        sheet(on=date(2023, 12, 31), loonwaarde=measured(60).__class__(60, "Inpakker"))
    said = caught.value.problems
    assert len(said) == len(set(said))
    for what in ("minimumloon per uur", "referentiemaandloon", "vakantiebijslag", "werkgevers"):
        assert any(line.startswith(what) or what in line for line in said), what


def test_a_wage_below_the_minimum_is_refused() -> None:
    with pytest.raises(DataError, match="onder het minimumloon van € 14,99"):
        sheet(hourly_wage=D("14.98"))


def test_own_tables_change_the_sheet(tmp_path: Any) -> None:
    own = read_tables(
        write(tmp_path, werkgeverslasten="percentage,2026-07-01,,30,procent,eigen opgave,K\n")
    )
    assert months(sheet(tables=own))[2] == "673.47"  # 30 % of 2244.90
