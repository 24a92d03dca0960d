"""The flat rate of the first months, without a measurement (Participatiewet art. 10d lid 5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from matcher.costs.formula import prepare
from matcher.costs.indication import LAW, STANDING_NOTES, Basis, LksIndication
from matcher.costs.money import euro, percent
from matcher.costs.rates import FLAT, FLAT_MONTHS
from matcher.costs.tables import Tables, months_later
from matcher.costs.terms import Terms
from matcher.errors import DataError


def forfaitaire_loonkostensubsidie(
    started: date,
    hours: Decimal,
    on: date,
    tables: Tables,
    *,
    sector_full_time: Decimal | None = None,
    age: int | None = None,
    bbl: bool = False,
    hourly_wage: Decimal | None = None,
) -> LksIndication:
    """What the flat subsidy may be: ``flat·W · (1+p) · hours/36`` a month, flat 50 %.

    Parameters
    ----------
    started : date
        First day of the contract; the flat rate holds for its first 6 months at most.
    on : date
        The day to compute for: from ``started`` and before those months are over.

    The others are as in `matcher.costs.subsidy.loonkostensubsidie`.

    Raises
    ------
    DataError
        Every wrong argument, every rate that is not known, and a day outside those months.
    """
    base = prepare(
        Terms(hours, sector_full_time, hourly_wage), on, tables, age, bbl, [FLAT, FLAT_MONTHS]
    )
    months = int(base.rates[FLAT_MONTHS].value)
    until = months_later(started, months)
    if not started <= on < until:
        raise DataError(
            f"peildatum {on.isoformat()}: het forfait geldt van {started.isoformat()} tot "
            f"{until.isoformat()} ({months} maanden); daarna is een gemeten loonwaarde nodig"
        )
    flat = base.rates[FLAT].value
    amount, last = base.last_steps(flat)
    steps = (
        *base.first_steps(),
        f"Forfait {percent(flat)} van {euro(base.whole)} = {euro(base.share(flat))}",
        *last,
    )
    notes = (
        f"Het forfait geldt hoogstens de eerste {months} maanden, hier tot "
        f"{until.isoformat()}. Daarna telt de gemeten loonwaarde ({LAW} lid 5).",
        *base.notes,
        *STANDING_NOTES,
    )
    return LksIndication(Basis.FLAT, on, hours, amount, steps, notes, base.used, until=until)
