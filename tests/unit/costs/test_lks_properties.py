"""What holds for every loonwaarde, number of hours and age: checked against exact fractions."""

from __future__ import annotations

from dataclasses import fields
from decimal import ROUND_UP, Context, Decimal, localcontext
from fractions import Fraction
from inspect import signature
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rates_fixture import JULY, TABLES, D, lks

from matcher.costs import forfait, sheet, subsidy
from matcher.costs.forfait import forfaitaire_loonkostensubsidie
from matcher.costs.indication import LksIndication
from matcher.costs.money import cents, euro
from matcher.costs.sheet import CostSheet, cost_sheet

PERCENTAGES = st.integers(0, 100)
HOURS = st.integers(1, 4000).map(lambda n: Decimal(n) / 100)  # 0.01 up to 40
AGES = st.sampled_from([None, *range(15, 67)])
WEEK = D(40)
STEPS = {20: "0.8", 19: "0.6", 18: "0.5", 17: "0.395", 16: "0.345", 15: "0.3"}
BBL_STEPS = STEPS | {20: "0.615", 19: "0.525", 18: "0.455"}


def exact(percentage: int, hours: Decimal, age: int | None, bbl: bool) -> Fraction:
    """The amount before rounding, from the formula as the law is read."""
    step = (BBL_STEPS if bbl else STEPS).get(age or 21, "1")
    whole = Fraction("2337.00") * Fraction(step) * Fraction("1.08")
    part = min(whole * Fraction(100 - percentage, 100), whole * Fraction(70, 100))
    return part * Fraction("1.25") * Fraction(min(hours, WEEK)) / 36


def half_up(value: Fraction) -> Decimal:
    return Decimal(floor(value * 100 + Fraction(1, 2))) / 100


def amount(percentage: int, hours: Decimal, age: int | None = None, bbl: bool = False) -> Decimal:
    found = lks(percentage, hours, sector_full_time=WEEK, age=age, bbl=bbl).amount
    assert found is not None
    return found


@given(PERCENTAGES, HOURS, AGES, st.booleans())
def test_the_amount_is_the_formula_in_fractions_to_the_cent(
    percentage: int, hours: Decimal, age: int | None, bbl: bool
) -> None:
    assert amount(percentage, hours, age, bbl) == half_up(exact(percentage, hours, age, bbl))


@given(PERCENTAGES, PERCENTAGES, HOURS, AGES)
def test_a_higher_loonwaarde_never_gives_more(
    one: int, other: int, hours: Decimal, age: int | None
) -> None:
    low, high = sorted((one, other))
    assert amount(high, hours, age) <= amount(low, hours, age)


@given(PERCENTAGES, HOURS, AGES)
def test_never_below_zero_never_above_the_cap(
    percentage: int, hours: Decimal, age: int | None
) -> None:
    cap = half_up(exact(0, hours, age, False))
    assert 0 <= amount(percentage, hours, age) <= cap


@given(PERCENTAGES, HOURS, st.integers(2, 9))
def test_linear_in_hours_up_to_the_full_week(percentage: int, hours: Decimal, times: int) -> None:
    """So many times the hours is so many times the amount, but for the rounding of each."""
    more = min(hours * times, WEEK)
    off = abs(amount(percentage, more) - amount(percentage, hours) * more / hours)
    assert off <= D("0.005") * (1 + more / hours)


@given(PERCENTAGES, st.integers(4000, 6000).map(lambda n: Decimal(n) / 100))
def test_hours_above_the_full_week_change_nothing(percentage: int, hours: Decimal) -> None:
    assert amount(percentage, hours) == amount(percentage, WEEK)


@given(HOURS, AGES, st.booleans())
def test_the_flat_rate_equals_a_loonwaarde_of_50(
    hours: Decimal, age: int | None, bbl: bool
) -> None:
    flat = forfaitaire_loonkostensubsidie(
        JULY, hours, JULY, TABLES, sector_full_time=WEEK, age=age, bbl=bbl
    )
    assert flat.amount == amount(50, hours, age, bbl)


@given(PERCENTAGES, HOURS)
def test_the_decimal_context_of_the_caller_changes_nothing(percentage: int, hours: Decimal) -> None:
    plain = lks(percentage, hours, sector_full_time=WEEK, age=40)
    with localcontext(Context(prec=12, rounding=ROUND_UP)):
        assert lks(percentage, hours, sector_full_time=WEEK, age=40) == plain


@given(
    PERCENTAGES,
    HOURS,
    AGES,
    st.one_of(st.none(), st.integers(1499, 5000).map(lambda n: Decimal(n) / 100)),
    st.one_of(st.none(), st.integers(0, 60).map(Decimal)),
)
def test_the_sheet_adds_up_exactly_and_nets_nothing_else(
    percentage: int, hours: Decimal, age: int | None, wage: Decimal | None, charges: Decimal | None
) -> None:
    from rates_fixture import measured

    answer = cost_sheet(
        "Inpakker",
        hours,
        JULY,
        TABLES,
        loonwaarde=measured(percentage),
        sector_full_time=WEEK,
        age=age,
        hourly_wage=wage,
        charges=charges,
    )
    assert answer.total.month == sum(line.month for line in answer.lines)
    assert answer.total.year == sum(line.year for line in answer.lines) == answer.total.month * 12
    assert [line.subject for line in answer.lines] == [
        "Brutoloon",
        "Vakantiebijslag",
        "Werkgeverslasten",
        "Loonkostensubsidie",
    ]
    assert answer.lines[-1].month == -amount(percentage, hours, age)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.005", "0.01"), ("0.004999", "0.00"), ("946.485", "946.49"), ("-0.005", "-0.01")],
)
def test_half_a_cent_goes_up(value: str, shown: str) -> None:
    assert cents(D(value)) == D(shown)


def test_euros_are_written_in_dutch() -> None:
    assert euro(D("1121.755")) == "€ 1.121,76"
    assert euro(D("1234567")) == "€ 1.234.567,00"


def test_no_answer_holds_a_loonwaarde_or_an_age() -> None:
    """A loonwaarde goes in as a record and never comes out; no function turns an amount back."""
    for kind in (LksIndication, CostSheet):
        names = {field.name for field in fields(kind)}
        assert not {name for name in names if "loonwaarde" in name or "age" in name}
    for module in (subsidy, forfait, sheet):
        for name, thing in vars(module).items():
            if callable(thing) and getattr(thing, "__module__", "") == module.__name__:
                assert "Loonwaarde" not in str(signature(thing).return_annotation), name
