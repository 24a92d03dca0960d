"""What is agreed about one job, checked; the age comes in as an argument and is not kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from matcher.costs.minimum_wage import YOUNGEST
from matcher.costs.money import number

MOST_HOURS = Decimal(60)
OLDEST = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """Hours a week, the week that is full-time in the sector, and the wage per hour in euros.

    ``sector_full_time`` None is not known; ``hourly_wage`` None is the minimum wage.
    """

    hours: Decimal
    sector_full_time: Decimal | None = None
    hourly_wage: Decimal | None = None

    def problems(self, age: int | None) -> list[str]:
        """One line for each value that cannot be; empty when all is well."""
        out = _hours("uren per week", self.hours)
        if self.sector_full_time is not None:
            out += _hours("voltijdsweek van de sector", self.sector_full_time)
        if self.hourly_wage is not None and not _sane(self.hourly_wage, Decimal(1000), 2):
            out.append(
                f"uurloon {self.hourly_wage}: geef een bedrag boven 0 en hoogstens 1000 euro, "
                "in hele centen"
            )
        if age is not None and not YOUNGEST <= age <= OLDEST:
            out.append(f"leeftijd {age}: geef een leeftijd van {YOUNGEST} tot en met {OLDEST} jaar")
        return out

    def counted(self, full_time: Decimal) -> tuple[Decimal, str | None]:
        """The hours that count for the subsidy, and what a reader must know about them.

        At most the full-time week of the sector (Participatiewet art. 10d lid 4 and 5).

        Raises
        ------
        ValueError
            More than ``full_time`` hours while the sector's week is not known: there is no
            amount that is surely right.
        """
        week = self.sector_full_time
        if week is None:
            if self.hours > full_time:
                raise ValueError(
                    f"uren per week {number(self.hours)}: bij meer dan {number(full_time)} uur is "
                    "de voltijdsweek van de sector nodig; geef die op (--full-time)"
                )
            return self.hours, (
                "De voltijdsweek van de sector is niet opgegeven. Is die korter dan "
                f"{number(self.hours)} uur, dan is de subsidie lager."
            )
        if self.hours > week:
            return week, (
                f"Een voltijdsweek in de sector is {number(week)} uur. De uren daarboven tellen "
                "niet mee voor de subsidie."
            )
        return self.hours, None


def _hours(what: str, value: Decimal) -> list[str]:
    if _sane(value, MOST_HOURS, 2):
        return []
    return [
        f"{what} {value}: geef een getal boven 0 en hoogstens {MOST_HOURS}, "
        "met hoogstens 2 decimalen"
    ]


def _sane(value: Decimal, most: Decimal, decimals: int) -> bool:
    if not value.is_finite() or not 0 < value <= most:
        return False
    return value == round(value, decimals)
