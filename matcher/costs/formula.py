"""The formula of Participatiewet art. 10d: a share of W, with employer charges, pro rata hours.

``amount = W · share · (1 + p) · hours / full-time``, with ``W = (1 + holiday) · month wage``. The
uplift p is applied to the difference and to the cap alike, as guidance for employers reads lid 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from matcher.costs.minimum_wage import WagePart, hourly, youth_step
from matcher.costs.money import EXACT, HUNDRED, cents, euro, number, percent
from matcher.costs.rates import CHARGES, FULL_TIME, HOLIDAY, WML_HOUR, WML_MONTH, Name, Rate
from matcher.costs.tables import Tables
from matcher.costs.terms import Terms
from matcher.errors import DataError


@dataclass(frozen=True, slots=True)
class Base:
    """Everything the formula needs but the share.

    Attributes
    ----------
    rates : dict of Name to Rate
    part : WagePart
        Adult wage or a youth step.
    counted : Decimal
        Hours a week that count.
    notes : tuple of str
    """

    rates: dict[Name, Rate]
    part: WagePart
    counted: Decimal
    notes: tuple[str, ...]

    @property
    def used(self) -> tuple[Rate, ...]:
        """The rates that the amount rests on, by name."""
        youth = () if self.part.rate is None else (self.part.rate,)
        return tuple(sorted([*self.rates.values(), *youth], key=lambda r: r.name))

    @property
    def whole(self) -> Decimal:
        """W: month wage with holiday allowance, euros, not rounded."""
        with localcontext(EXACT):
            wage = self.part.of(self.rates[WML_MONTH].value)
            return wage * (HUNDRED + self.rates[HOLIDAY].value) / HUNDRED

    def first_steps(self) -> list[str]:
        """From the month wage to W, in words."""
        month, holiday = self.rates[WML_MONTH], self.rates[HOLIDAY].value
        wage = euro(self.part.of(month.value))
        return [
            self.part.line("Referentiemaandloon", month),
            f"Met {percent(holiday)} vakantiebijslag: {wage} × {number(1 + holiday / HUNDRED)} = "
            f"{euro(self.whole)}",
        ]

    def share(self, percentage: Decimal) -> Decimal:
        """So many percent of W, euros, not rounded."""
        with localcontext(EXACT):
            return self.whole * percentage / HUNDRED

    def last_steps(self, share: Decimal) -> tuple[Decimal, list[str]]:
        """From a share of W (percent) to the amount a month in euros, with the steps in words."""
        charges, full_time = self.rates[CHARGES].value, self.rates[FULL_TIME].value
        with localcontext(EXACT):
            part = self.share(share)
            lifted = part * (HUNDRED + charges) / HUNDRED
            amount = cents(lifted * self.counted / full_time)
        return amount, [
            f"Met {percent(charges)} vergoeding werkgeverslasten: {euro(part)} × "
            f"{number(1 + charges / HUNDRED)} = {euro(lifted)}",
            f"Voor {number(self.counted)} van {number(full_time)} uur per week: {euro(lifted)} × "
            f"{number(self.counted)} / {number(full_time)} = {euro(amount)}",
        ]


def prepare(
    terms: Terms, on: date, tables: Tables, age: int | None, bbl: bool, names: Iterable[Name]
) -> Base:
    """Look up what the formula needs, with the extra names of one variant.

    Raises
    ------
    DataError
        Every wrong argument and every rate that is not known on that day, at once.
    """
    wrong = terms.problems(age)
    step = None if wrong else youth_step(age, bbl)
    wanted = [WML_MONTH, HOLIDAY, CHARGES, FULL_TIME, *names]
    wanted += [] if step is None else [step]
    wanted += [] if terms.hourly_wage is None else [WML_HOUR]
    found, missing = tables.look_up(on, wanted)
    if wrong or missing:
        raise DataError(wrong + missing)
    part = WagePart(None if step is None else found.pop(step), assumed=age is None)
    notes = []
    if terms.hourly_wage is not None:
        adult = found.pop(WML_HOUR)
        wrong += below_minimum(terms.hourly_wage, adult, part)
        notes.append(
            f"Loon boven het minimumloon ({euro(hourly(adult, part))} per uur) verhoogt de "
            "subsidie niet: dat deel is voor de werkgever."
        )
    counted = terms.hours
    try:
        counted, note = terms.counted(found[FULL_TIME].value)
        notes += [] if note is None else [note]
    except ValueError as error:
        wrong.append(str(error))
    if wrong:
        raise DataError(wrong)
    return Base(found, part, counted, tuple(notes))


def below_minimum(wage: Decimal, adult: Rate, part: WagePart) -> list[str]:
    """A problem when a wage per hour lies under the minimum wage."""
    least = hourly(adult, part)
    if wage >= least:
        return []
    return [
        f"uurloon {euro(wage)} ligt onder het minimumloon van {euro(least)} per uur "
        f"(per {adult.valid_from.isoformat()}); dat mag niet, geef een hoger loon of laat het leeg"
    ]
