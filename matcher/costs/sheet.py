"""The cost sheet: what a job costs an employer a month and a year, with and without subsidy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from matcher.costs.beside import SideLine, beside
from matcher.costs.forfait import forfaitaire_loonkostensubsidie
from matcher.costs.formula import below_minimum
from matcher.costs.indication import LABEL, LksIndication
from matcher.costs.minimum_wage import WagePart, youth_step
from matcher.costs.money import HUNDRED
from matcher.costs.rates import CHARGES, HOLIDAY, WML_HOUR, Rate
from matcher.costs.subsidy import loonkostensubsidie
from matcher.costs.tables import Tables
from matcher.costs.terms import Terms
from matcher.costs.wage_cost import CostLine, wage_lines
from matcher.domain.portfolio import Loonwaarde
from matcher.errors import DataError


@dataclass(frozen=True, slots=True)
class CostSheet:
    """What a job costs the employer; an indication. No age and no name in it.

    Attributes
    ----------
    lines : tuple of CostLine
        Wage, holiday allowance, employer charges and, when there is an amount, the subsidy.
    total : CostLine
        Their sum, exactly.
    lks : LksIndication or None
        None when no subsidy was asked for.
    beside : tuple of SideLine
        To be checked; never part of the total.
    rates : tuple of Rate
        Behind wage, holiday allowance and charges; those of the subsidy stand with it.
    """

    function: str
    on: date
    hours: Decimal
    lines: tuple[CostLine, ...]
    total: CostLine
    lks: LksIndication | None
    beside: tuple[SideLine, ...]
    notes: tuple[str, ...]
    rates: tuple[Rate, ...]
    label: str = LABEL


def cost_sheet(
    function: str,
    hours: Decimal,
    on: date,
    tables: Tables,
    *,
    loonwaarde: Loonwaarde | None = None,
    flat_from: date | None = None,
    sector_full_time: Decimal | None = None,
    age: int | None = None,
    bbl: bool = False,
    hourly_wage: Decimal | None = None,
    charges: Decimal | None = None,
) -> CostSheet:
    """Wage + holiday allowance + employer charges − loonkostensubsidie, a month and a year.

    ``wage = hourly wage · hours · 52 / 12``: what is paid by the hour, so not the monthly
    reference wage that the subsidy rests on. Charges are a percentage of wage and allowance.

    Parameters
    ----------
    loonwaarde : Loonwaarde, optional
        For a subsidy on a measurement.
    flat_from : date, optional
        First day of the contract, for the flat rate of the first months instead.
    hourly_wage : Decimal, optional
        By the cao, euros an hour; not given is the minimum wage.
    charges : Decimal, optional
        The employer's own percentage in [0, 100]; not given is the statutory compensation.

    The others are as in `matcher.costs.subsidy.loonkostensubsidie`.

    Raises
    ------
    DataError
        Every wrong argument and every rate that is not known on that day; both a loonwaarde and
        a flat rate.
    """
    terms = Terms(hours, sector_full_time, hourly_wage)
    wrong = terms.problems(age)
    if not function.strip():
        wrong.append("functie: leeg; geef de functie van deze baan")
    if charges is not None and not (charges.is_finite() and 0 <= charges <= HUNDRED):
        wrong.append(f"werkgeverslasten {charges}: geef een percentage van 0 tot en met 100")
    if loonwaarde is not None and flat_from is not None:
        wrong.append("kies een gemeten loonwaarde of het forfait, niet allebei")
    step = None if wrong else youth_step(age, bbl)
    names = [WML_HOUR, HOLIDAY, *([CHARGES] if charges is None else [])]
    found, missing = tables.look_up(on, names if step is None else [*names, step])
    lks = None
    try:
        if not wrong:
            lks = _subsidy(terms, function, on, tables, loonwaarde, flat_from, age, bbl)
    except DataError as error:
        wrong += error.problems
    wrong += [line for line in missing if line not in wrong]
    part = WagePart(None if step is None else found.get(step), assumed=age is None)
    if hourly_wage is not None and not wrong:
        wrong += below_minimum(hourly_wage, found[WML_HOUR], part)
    if wrong:
        raise DataError(wrong)
    burden = found[CHARGES].value if charges is None else charges
    lines = wage_lines(terms, found[WML_HOUR], part, found[HOLIDAY].value, burden)
    if lks is not None and lks.amount is not None:
        lines.append(CostLine("Loonkostensubsidie", -lks.amount, f"{lks.basis}, {LABEL}"))
    total = sum((line.month for line in lines), Decimal(0))
    return CostSheet(
        function=function,
        on=on,
        hours=hours,
        lines=tuple(lines),
        total=CostLine("Kosten voor de werkgever", total, "som van de regels hierboven"),
        lks=lks,
        beside=beside(hours, on, tables),
        notes=tuple(_notes(lks, charges)),
        rates=tuple(sorted(found.values(), key=lambda r: r.name)),
    )


def _subsidy(
    terms: Terms,
    function: str,
    on: date,
    tables: Tables,
    loonwaarde: Loonwaarde | None,
    flat_from: date | None,
    age: int | None,
    bbl: bool,
) -> LksIndication | None:
    if loonwaarde is not None:
        return loonkostensubsidie(
            loonwaarde,
            function,
            terms.hours,
            on,
            tables,
            sector_full_time=terms.sector_full_time,
            age=age,
            bbl=bbl,
            hourly_wage=terms.hourly_wage,
        )
    if flat_from is not None:
        return forfaitaire_loonkostensubsidie(
            flat_from,
            terms.hours,
            on,
            tables,
            sector_full_time=terms.sector_full_time,
            age=age,
            bbl=bbl,
            hourly_wage=terms.hourly_wage,
        )
    return None


def _notes(lks: LksIndication | None, own: Decimal | None) -> list[str]:
    notes = []
    if own is None:
        notes.append(
            "De werkgeverslasten zijn geschat met het percentage van de vergoeding bij "
            "loonkostensubsidie. Premies en pensioen verschillen per werkgever: geef zo nodig een "
            "eigen percentage op."
        )
    notes.append("Een jaar is twaalf keer de maand, bij gelijke bedragen.")
    if lks is not None and lks.reason is not None:
        notes.append(f"Loonkostensubsidie: {lks.reason}")
    notes.append(
        "Loonkostenvoordeel (LKV) is niet van de kosten afgetrokken. Of het samengaat met "
        "loonkostensubsidie is niet zeker."
    )
    return notes
