"""The statutory minimum wage of a person, and which rates it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from matcher.costs.money import EXACT, HUNDRED, cents, euro, percent
from matcher.costs.rates import Name, Rate

ADULT = 21
YOUNGEST = 15


def youth_step(age: int | None, bbl: bool) -> Name | None:
    """The youth rate that applies; None from 21 on, and when the age is not given."""
    if age is None or age >= ADULT:
        return None
    return Name("jeugdloon_bbl" if bbl else "jeugdloon", str(age))


@dataclass(frozen=True, slots=True)
class WagePart:
    """The share of the adult minimum wage; ``rate`` None is the whole of it.

    ``assumed`` says that no age was given, so that a reader can be told. The age itself is not
    kept.
    """

    rate: Rate | None
    assumed: bool

    @property
    def percentage(self) -> Decimal:
        """In (0, 100]."""
        return HUNDRED if self.rate is None else self.rate.value

    def of(self, wage: Decimal) -> Decimal:
        """This part of an adult wage, not rounded."""
        with localcontext(EXACT):
            return wage * self.percentage / HUNDRED

    def line(self, what: str, adult: Rate) -> str:
        """The step in words, with its numbers."""
        start = adult.valid_from.isoformat()
        whole = f"{what} per {start}: {euro(adult.value)}"
        if self.rate is not None:
            part = self.of(adult.value)
            return f"{whole} × {percent(self.percentage)} (jeugdloon) = {euro(part)}"
        return f"{whole} (21 jaar en ouder, leeftijd niet opgegeven)" if self.assumed else whole


def hourly(adult: Rate, part: WagePart) -> Decimal:
    """The minimum wage per hour in euros: an amount that is paid, so rounded to the cent."""
    return cents(part.of(adult.value))
