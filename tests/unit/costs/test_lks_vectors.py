"""The amounts of loonkostensubsidie: the known vectors to the cent, youth steps, hours, days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from rates_fixture import JULY, TABLES, D, lks, measured

from matcher.costs.forfait import forfaitaire_loonkostensubsidie
from matcher.costs.indication import Basis
from matcher.costs.subsidy import loonkostensubsidie
from matcher.domain.portfolio import Loonwaarde
from matcher.errors import DataError


@pytest.mark.parametrize(
    ("percentage", "hours", "amount"),
    [
        (60, "32", "1121.76"),
        (60, "36", "1261.98"),
        (60, "27", "946.49"),  # 946.485: half a cent goes up
        (20, "36", "2208.47"),
        (30, "36", "2208.47"),
        (31, "36", "2176.92"),  # 2523.96 · 0.69 · 1.25 = 2176.9155: the first below the cap
        (100, "36", "0.00"),
        (0, "36", "2208.47"),
    ],
)
def test_known_amounts(percentage: int, hours: str, amount: str) -> None:
    assert lks(percentage, hours).amount == D(amount)


def test_the_flat_rate() -> None:
    answer = forfaitaire_loonkostensubsidie(JULY, D(36), JULY, TABLES)
    assert answer.amount == D("1577.48")
    assert answer.basis is Basis.FLAT
    assert answer.until == date(2027, 1, 1)
    half = forfaitaire_loonkostensubsidie(JULY, D(18), JULY, TABLES)
    assert half.amount == D("788.74")  # 1577.475 / 2 = 788.7375


def test_every_step_is_told_with_its_numbers() -> None:
    assert lks(60, "32", age=30).formula == (
        "Referentiemaandloon per 2026-07-01: € 2.337,00",
        "Met 8 % vakantiebijslag: € 2.337,00 × 1,08 = € 2.523,96",
        "Verschil bij een gemeten loonwaarde van 60 % in deze functie (2026-06-01): "
        "100 % − 60 % = 40 % van € 2.523,96 = € 1.009,58",
        "Hoogstens 70 % van € 2.523,96 = € 1.766,77: het verschil blijft daaronder of is gelijk",
        "Met 25 % vergoeding werkgeverslasten: € 1.009,58 × 1,25 = € 1.261,98",
        "Voor 32 van 36 uur per week: € 1.261,98 × 32 / 36 = € 1.121,76",
    )
    assert "het maximum geldt" in lks(20).formula[3]


def test_it_is_an_indication_and_says_so() -> None:
    answer = lks(60)
    assert answer.label == "indicatie, geen beschikking"
    assert any("Alleen het college" in note for note in answer.notes)
    assert {(r.name.table, str(r.status)) for r in answer.rates} == {
        ("lks", "V"),
        ("vakantiebijslag", "V"),
        ("werkgeverslasten", "S"),
        ("wml_maand", "V"),
    }


@pytest.mark.parametrize(
    ("age", "bbl", "amount"),
    [  # 60 %, 36 hours: 2523.96 · 0.4 · 1.25 = 1261.98, times the step
        (20, False, "1009.58"),
        (19, False, "757.19"),
        (18, False, "630.99"),
        (17, False, "498.48"),
        (16, False, "435.38"),
        (15, False, "378.59"),
        (20, True, "776.12"),
        (19, True, "662.54"),
        (18, True, "574.20"),
        (17, True, "498.48"),
        (21, False, "1261.98"),
        (21, True, "1261.98"),
        (None, True, "1261.98"),
    ],
)
def test_youth_and_bbl_steps(age: int | None, bbl: bool, amount: str) -> None:
    assert lks(60, age=age, bbl=bbl).amount == D(amount)


def test_a_missing_age_is_told_and_an_age_is_not_kept() -> None:
    assert "leeftijd niet opgegeven" in lks(60).formula[0]
    assert "leeftijd" not in " ".join(lks(60, age=30).formula)
    assert lks(60, age=30) == lks(60, age=55)


@pytest.mark.parametrize(
    ("hours", "week", "amount"),
    [
        ("40", "40", "1402.20"),  # 1261.98 · 40/36: increased above 36
        ("40", "38", "1332.09"),
        ("36", "32", "1121.76"),
        ("32", "38", "1121.76"),
        ("0.5", None, "17.53"),
    ],
)
def test_hours_count_up_to_the_full_week_of_the_sector(
    hours: str, week: str | None, amount: str
) -> None:
    full = None if week is None else D(week)
    assert lks(60, hours, sector_full_time=full).amount == D(amount)


def test_above_36_hours_the_full_week_must_be_known() -> None:
    with pytest.raises(DataError, match=r"meer dan 36 uur .* voltijdsweek van de sector"):
        lks(60, "36.01")
    assert any("voltijdsweek" in note for note in lks(60, "36").notes)


def test_wrong_arguments_come_all_at_once() -> None:
    with pytest.raises(DataError) as caught:
        loonkostensubsidie(
            Loonwaarde(101, "Kok", date(2026, 8, 1)),
            " ",
            D(0),
            JULY,
            TABLES,
            sector_full_time=D("61"),
            age=14,
            hourly_wage=D("-1"),
        )
    said = caught.value.problems
    assert len(said) == 7
    for word in ("uren per week 0", "sector 61", "uurloon -1", "leeftijd 14", "101", "functie"):
        assert any(word in line for line in said), word
    assert "na de peildatum" in said[-1]


@pytest.mark.parametrize("hours", ["NaN", "Infinity", "1.001", "-3", "60.5"])
def test_hours_that_cannot_be(hours: str) -> None:
    with pytest.raises(DataError, match="uren per week"):
        lks(60, hours, sector_full_time=D(40))


def test_a_wage_below_the_minimum_is_refused_and_one_above_changes_nothing() -> None:
    with pytest.raises(DataError, match=r"onder het minimumloon van € 14,99"):
        lks(60, hourly_wage=D("14.98"))
    answer = lks(60, hourly_wage=D("20"))
    assert answer.amount == lks(60).amount
    assert any("€ 14,99 per uur" in note for note in answer.notes)
    assert lks(60, age=18, hourly_wage=D("7.50")).amount == D("630.99")


# ------------------------------------------------------------------ only where it was measured


@pytest.mark.parametrize(
    ("percentage", "function", "said"),
    [
        (60, "Kok", "niet gemeten in deze functie"),
        (60, None, "de functie niet bekend"),
        (60, "  ", "de functie niet bekend"),
        (None, "Inpakker", "het percentage niet bekend"),
    ],
)
def test_elsewhere_there_is_no_amount_and_no_percentage(
    percentage: int | None, function: str | None, said: str
) -> None:
    answer = loonkostensubsidie(measured(percentage, function), "Inpakker", D(32), JULY, TABLES)
    assert answer.amount is None and answer.formula == () and answer.rates == ()
    assert answer.reason is not None and said in answer.reason
    assert "60" not in repr(answer)


def test_capitals_and_spaces_do_not_make_another_function() -> None:
    answer = loonkostensubsidie(
        measured(60, " medewerker  GROEN"), "Medewerker groen", D(36), JULY, TABLES
    )
    assert answer.amount == D("1261.98")


def test_a_measurement_without_a_day_counts_and_is_to_be_checked() -> None:
    answer = loonkostensubsidie(Loonwaarde(60, "Kok"), "Kok", D(36), JULY, TABLES)
    assert answer.amount == D("1261.98")
    assert any("datum van de meting is niet bekend" in note for note in answer.notes)


# ------------------------------------------------------------------------------------------- days


def test_half_a_year_of_one_minimum_wage() -> None:
    assert lks(60, on=date(2026, 12, 31)).amount == Decimal("1261.98")


def test_after_it_the_tables_say_that_the_wage_changes() -> None:
    with pytest.raises(DataError) as caught:
        lks(60, on=date(2027, 1, 1))
    (line,) = caught.value.problems
    assert "geen waarde bekend voor 2027-01-01" in line
    assert "verandert elk jaar op 1 januari en 1 juli" in line
    assert line.endswith("Zet een regel met bron in matcher/costs/data/wml_maand.csv.")


def test_the_day_before_names_everything_that_is_not_known() -> None:
    with pytest.raises(DataError) as caught:
        loonkostensubsidie(Loonwaarde(60, "Kok"), "Kok", D(36), date(2025, 12, 31), TABLES)
    said = "\n".join(caught.value.problems)
    assert "referentiemaandloon: geen waarde bekend voor 2025-12-31" in said
    assert "23,5 procent geldt van 2018-01-01 tot 2021-03-01" in said
    assert "matcher/costs/data/werkgeverslasten.csv" in said


def test_30_june_2026_has_a_wage_but_no_known_charges() -> None:
    with pytest.raises(DataError) as caught:
        loonkostensubsidie(Loonwaarde(60, "Kok"), "Kok", D(36), date(2026, 6, 30), TABLES)
    said = "\n".join(caught.value.problems)
    assert "werkgeverslasten" in said and "referentiemaandloon" not in said


@pytest.mark.parametrize(
    ("started", "on", "good"),
    [
        (date(2026, 7, 1), date(2026, 7, 1), True),
        (date(2026, 7, 1), date(2026, 6, 30), False),
        (date(2026, 2, 15), date(2026, 8, 14), True),
        (date(2026, 2, 15), date(2026, 8, 15), False),
        (date(2026, 8, 2), date(2026, 8, 1), False),
    ],
)
def test_the_flat_rate_holds_for_the_first_six_months(started: date, on: date, good: bool) -> None:
    if good:
        assert forfaitaire_loonkostensubsidie(started, D(36), on, TABLES).amount == D("1577.48")
    else:
        with pytest.raises(DataError):
            forfaitaire_loonkostensubsidie(started, D(36), on, TABLES)


def test_the_flat_rate_says_when_it_ends() -> None:
    with pytest.raises(DataError, match=r"van 2026-02-15 tot 2026-08-15 \(6 maanden\)"):
        forfaitaire_loonkostensubsidie(date(2026, 2, 15), D(36), date(2026, 9, 1), TABLES)
