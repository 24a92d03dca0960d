"""What may come beside a subsidy: LKV, no-risk policy, proefplaats. To be checked, never netted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from matcher.costs.money import EXACT, cents, euro, number
from matcher.costs.rates import TABLES, Name, Rate, Unit
from matcher.costs.tables import Tables

WEEKS = Decimal(52)
KINDS = ("banenafspraak", "arbeidsgehandicapt", "herplaatsen")


@dataclass(frozen=True, slots=True)
class SideLine:
    """One line that the user must check; nothing is added up with it.

    Attributes
    ----------
    text : str
        Begins with "Controleer:".
    year : Decimal or None
        The most it may be in a year, euros; None where there is no amount.
    rates : tuple of Rate
        With day, source and status; empty when the tables know nothing for the day.
    """

    subject: str
    text: str
    year: Decimal | None
    rates: tuple[Rate, ...]


def beside(hours: Decimal, on: date, tables: Tables) -> tuple[SideLine, ...]:
    """The lines beside a cost sheet, always all and in this order: who qualifies is not asked.

    A subject without rates on that day gives a line that says so, not an error: the sheet itself
    does not rest on it.
    """
    lines = [_lkv(kind, hours, on, tables) for kind in KINDS]
    return (*lines, _no_risk(on, tables), _trial(on, tables))


def _lkv(kind: str, hours: Decimal, on: date, tables: Tables) -> SideLine:
    """Hourly tariff × paid hours a year, no more than the maximum (Wtl)."""
    subject = f"LKV {kind}"
    hourly, most, years = (Name("lkv", f"{kind}_{x}") for x in ("per_uur", "maximum", "jaren"))
    lasting = years.kind in TABLES["lkv"].kinds
    found, missing = tables.look_up(on, [hourly, most, *([years] if lasting else [])])
    if missing:
        return _unknown(subject, missing)
    with localcontext(EXACT):
        paid = hours * WEEKS
        year = cents(min(paid * found[hourly].value, found[most].value))
    how_long = f"{number(found[years].value)} jaar" if lasting else "zolang het dienstverband duurt"
    text = (
        f"{euro(found[hourly].value)} per betaald uur × {number(paid)} uur per jaar, hoogstens "
        f"{euro(found[most].value)}, {how_long}. Alleen het hoogste LKV telt, en niet bij "
        "beschut werk."
    )
    return SideLine(subject, f"Controleer: {text}", year, tuple(found.values()))


def _no_risk(on: date, tables: Tables) -> SideLine:
    """Ziektewet art. 29b."""
    names = [Name("no_risk", kind) for kind in TABLES["no_risk"].kinds]
    found, missing = tables.look_up(on, names)
    if missing:
        return _unknown("No-riskpolis", missing)
    pay, asked, weeks = (show(found[name]) for name in names)
    text = (
        f"Is de werknemer ziek, dan kan de werkgever ziekengeld krijgen: {pay} van het dagloon, "
        f"de eerste {weeks} op verzoek {asked}."
    )
    return SideLine("No-riskpolis", f"Controleer: {text}", None, tuple(found.values()))


def _trial(on: date, tables: Tables) -> SideLine:
    """Participatiewet art. 8a lid 2 onder d, and the limits of UWV."""
    names = [Name("proefplaats", kind) for kind in TABLES["proefplaats"].kinds]
    found, missing = tables.look_up(on, names)
    if missing:
        return _unknown("Proefplaats", missing)
    first, more, together, uwv = (show(found[name]) for name in names)
    text = (
        "Eerst onbetaald proberen, de uitkering loopt door. Via de gemeente hoogstens "
        f"{first}, te verlengen met hoogstens {more}, samen {together}; de gemeente stelt "
        f"voorwaarden. Via UWV (WW, WIA, Wajong) hoogstens {uwv}."
    )
    return SideLine("Proefplaats", f"Controleer: {text}", None, tuple(found.values()))


def _unknown(subject: str, missing: list[str]) -> SideLine:
    return SideLine(subject, "Controleer: niet bekend voor deze datum. " + missing[0], None, ())


def show(rate: Rate) -> str:
    """A value with its unit, in Dutch."""
    if rate.unit is Unit.EURO:
        return euro(rate.value)
    sign = "%" if rate.unit is Unit.PERCENT else str(rate.unit)
    return f"{number(rate.value)} {sign}"
