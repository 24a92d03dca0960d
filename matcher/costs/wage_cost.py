"""Wage, holiday allowance and employer charges of one job, a month."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from matcher.costs.beside import WEEKS
from matcher.costs.minimum_wage import WagePart, hourly
from matcher.costs.money import EXACT, HUNDRED, cents, euro, number, percent
from matcher.costs.rates import Rate
from matcher.costs.terms import Terms

MONTHS = Decimal(12)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line: euros a month with two decimals (less than 0 for a subsidy), and how it came."""

    subject: str
    month: Decimal
    how: str
    year: Decimal = field(init=False)  # twelve months as shown

    def __post_init__(self) -> None:
        object.__setattr__(self, "year", self.month * MONTHS)


def wage_lines(
    terms: Terms, adult: Rate, part: WagePart, holiday: Decimal, charges: Decimal
) -> list[CostLine]:
    """The three lines, in this order.

    Parameters
    ----------
    adult, part : Rate, WagePart
        The minimum wage per hour and the part of it that holds for this person.
    holiday, charges : Decimal
        Percentages: of the wage, and of wage and holiday allowance together.
    """
    paid = hourly(adult, part) if terms.hourly_wage is None else terms.hourly_wage
    with localcontext(EXACT):
        wage = cents(paid * terms.hours * WEEKS / MONTHS)
        allowance = cents(wage * holiday / HUNDRED)
        burden = cents((wage + allowance) * charges / HUNDRED)
    how = f"{euro(paid)} × {number(terms.hours)} uur × {WEEKS} / {MONTHS}"
    if terms.hourly_wage is None:
        how += f" ({part.line('minimumloon per uur', adult)})"
    else:
        how += " (afgesproken uurloon)"
    return [
        CostLine("Brutoloon", wage, how),
        CostLine("Vakantiebijslag", allowance, f"{percent(holiday)} van {euro(wage)}"),
        CostLine("Werkgeverslasten", burden, f"{percent(charges)} van {euro(wage + allowance)}"),
    ]
