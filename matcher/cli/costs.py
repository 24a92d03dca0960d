"""Commands for the costs of a job: an indication of subsidy, a cost sheet, the dated tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from matcher.cli.common import Json, as_json
from matcher.costs.beside import show
from matcher.costs.forfait import forfaitaire_loonkostensubsidie
from matcher.costs.indication import LksIndication
from matcher.costs.money import euro, number
from matcher.costs.rates import TABLES, Rate
from matcher.costs.reading import read_tables
from matcher.costs.sheet import CostSheet, cost_sheet
from matcher.costs.subsidy import loonkostensubsidie
from matcher.domain.portfolio import Loonwaarde
from matcher.errors import DataError

app = typer.Typer(
    help="Loonkosten: indicaties met elke stap, nooit een beschikking.", no_args_is_help=True
)


def _decimal(text: str) -> Decimal:
    """A number with point or comma."""
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise typer.BadParameter(
            f"'{text}' is geen getal; schrijf bijvoorbeeld 32 of 14,99"
        ) from None


Job = Annotated[str, typer.Option("--function", help="Functie van deze baan")]
HoursAWeek = Annotated[
    Decimal, typer.Option("--hours", parser=_decimal, metavar="UREN", help="Uren per week")
]
Day = Annotated[
    datetime,
    typer.Option("--date", formats=["%Y-%m-%d"], help="Eerste dag van de subsidie, of 1 januari"),
]
Measured = Annotated[
    int | None,
    typer.Option("--loonwaarde", help="Gemeten loonwaarde in procenten (alleen een meting)"),
]
MeasuredIn = Annotated[
    str | None,
    typer.Option("--measured-in", help="Functie van de meting; zonder deze: die van --function"),
]
MeasuredOn = Annotated[
    datetime | None,
    typer.Option("--measured-on", formats=["%Y-%m-%d"], help="Datum van de meting"),
]
FlatFrom = Annotated[
    datetime | None,
    typer.Option(
        "--forfait-from", formats=["%Y-%m-%d"], help="Forfait: eerste dag van het contract"
    ),
]
FullTime = Annotated[
    Decimal | None,
    typer.Option("--full-time", parser=_decimal, metavar="UREN", help="Voltijdsweek van de sector"),
]
Age = Annotated[
    int | None, typer.Option("--age", help="Leeftijd, onder 21 jaar; wordt niet bewaard")
]
Bbl = Annotated[bool, typer.Option("--bbl", help="Contract in de BBL")]
HourlyWage = Annotated[
    Decimal | None,
    typer.Option("--wage", parser=_decimal, metavar="EURO", help="Uurloon; anders minimumloon"),
]
Own = Annotated[
    Path | None, typer.Option("--tables", help="Map met eigen tabellen (zie costs tables)")
]


@app.callback()
def _group() -> None:
    pass


@app.command()
def lks(
    function: Job,
    hours: HoursAWeek,
    on: Day,
    loonwaarde: Measured = None,
    measured_in: MeasuredIn = None,
    measured_on: MeasuredOn = None,
    forfait_from: FlatFrom = None,
    full_time: FullTime = None,
    age: Age = None,
    bbl: Bbl = False,
    wage: HourlyWage = None,
    tables: Own = None,
    json: Json = False,
) -> None:
    """Hoeveel loonkostensubsidie kan het zijn? Met elke stap van de berekening."""
    measured = _measured(loonwaarde, measured_in, measured_on, function)
    if (measured is None) == (forfait_from is None):
        raise DataError("geef --loonwaarde (een meting) of --forfait-from (zonder meting)")
    rates = read_tables(tables)
    if measured is not None:
        answer = loonkostensubsidie(
            measured,
            function,
            hours,
            on.date(),
            rates,
            sector_full_time=full_time,
            age=age,
            bbl=bbl,
            hourly_wage=wage,
        )
    else:
        assert forfait_from is not None
        answer = forfaitaire_loonkostensubsidie(
            forfait_from.date(),
            hours,
            on.date(),
            rates,
            sector_full_time=full_time,
            age=age,
            bbl=bbl,
            hourly_wage=wage,
        )
    typer.echo(as_json(answer) if json else "\n".join(_lks_lines(answer)))


@app.command()
def sheet(
    function: Job,
    hours: HoursAWeek,
    on: Day,
    loonwaarde: Measured = None,
    measured_in: MeasuredIn = None,
    measured_on: MeasuredOn = None,
    forfait_from: FlatFrom = None,
    full_time: FullTime = None,
    age: Age = None,
    bbl: Bbl = False,
    wage: HourlyWage = None,
    charges: Annotated[
        Decimal | None,
        typer.Option(
            "--charges", parser=_decimal, metavar="PROCENT", help="Eigen werkgeverslasten"
        ),
    ] = None,
    tables: Own = None,
    json: Json = False,
) -> None:
    """Wat kost deze baan de werkgever, per maand en per jaar?"""
    answer = cost_sheet(
        function,
        hours,
        on.date(),
        read_tables(tables),
        loonwaarde=_measured(loonwaarde, measured_in, measured_on, function),
        flat_from=None if forfait_from is None else forfait_from.date(),
        sector_full_time=full_time,
        age=age,
        bbl=bbl,
        hourly_wage=wage,
        charges=charges,
    )
    typer.echo(as_json(answer) if json else "\n".join(_sheet_lines(answer)))


@app.command("tables")
def show_tables(directory: Own = None, json: Json = False) -> None:
    """Toont alle bedragen en percentages met datum, bron en hoe zeker ze zijn."""
    found = read_tables(directory)
    if json:
        typer.echo(as_json({"rates": found.rates, "files": found.files}))
        return
    for table, about in TABLES.items():
        typer.echo(f"{about.title}  ({found.files[table]})")
        for rate in found.rates:
            if rate.name.table == table:
                kind = f"{rate.name.kind}: " if len(about.kinds) > 1 else ""
                typer.echo(f"  {kind}{_period(rate)}  {show(rate)}  {_source(rate)}")


def _measured(
    percentage: int | None, function: str | None, day: datetime | None, job: str
) -> Loonwaarde | None:
    """The measurement as recorded; without --measured-in it was made in this very job."""
    if percentage is None:
        if function is not None or day is not None:
            raise DataError("--measured-in en --measured-on horen bij --loonwaarde; geef die ook")
        return None
    return Loonwaarde(percentage, function or job, None if day is None else day.date())


def _lks_lines(answer: LksIndication) -> list[str]:
    head = f"Loonkostensubsidie per maand ({answer.label})"
    if answer.amount is None:
        return [head, f"  geen bedrag: {answer.reason}"]
    return [
        f"{head}: {euro(answer.amount)}",
        "Zo is het berekend",
        *(f"  {number(Decimal(i))}. {step}" for i, step in enumerate(answer.formula, 1)),
        "Let op",
        *(f"  {note}" for note in answer.notes),
        "Bronnen",
        *_source_lines(answer.rates),
    ]


def _sheet_lines(answer: CostSheet) -> list[str]:
    rows = [*answer.lines, answer.total]
    wide = max(len(row.subject) for row in rows)
    out = [
        f"{answer.function}, {number(answer.hours)} uur per week, {answer.on.isoformat()} "
        f"({answer.label})",
        f"  {'':<{wide}}  {'per maand':>14}  {'per jaar':>14}",
    ]
    out += [
        f"  {row.subject:<{wide}}  {euro(row.month):>14}  {euro(row.year):>14}  {row.how}"
        for row in rows
    ]
    out.append("Los hiervan, niet verrekend")
    for line in answer.beside:
        most = "" if line.year is None else f" Hier hoogstens {euro(line.year)} per jaar."
        out.append(f"  {line.subject}: {line.text}{most}")
        out += sorted({f"    {_period(r)}  {_source(r)}" for r in line.rates})
    out += ["Let op", *(f"  {note}" for note in answer.notes), "Bronnen"]
    out += _source_lines(answer.rates)
    if answer.lks is not None and answer.lks.amount is not None:
        out += ["", *_lks_lines(answer.lks)]
    return out


def _source_lines(rates: Iterable[Rate]) -> list[str]:
    return [f"  {_title(r)}: {show(r)}, {_period(r)}, {_source(r)}" for r in rates]


def _title(rate: Rate) -> str:
    table = TABLES[rate.name.table]
    return table.title + (f" ({rate.name.kind})" if len(table.kinds) > 1 else "")


def _period(rate: Rate) -> str:
    until = "" if rate.valid_to is None else f" tot {rate.valid_to.isoformat()}"
    return f"vanaf {rate.valid_from.isoformat()}{until}"


def _source(rate: Rate) -> str:
    return f"[{rate.status}] {rate.status.words}: {rate.source}"
