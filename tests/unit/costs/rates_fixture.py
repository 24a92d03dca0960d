"""What the tests of costs share: the tables, the reference day and a measured loonwaarde."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from matcher.costs.indication import LksIndication
from matcher.costs.reading import read_tables
from matcher.costs.subsidy import loonkostensubsidie
from matcher.domain.portfolio import Loonwaarde

D = Decimal
JULY = date(2026, 7, 1)
TABLES = read_tables()
HEADER = "soort,geldig_van,geldig_tot,waarde,eenheid,bron,status\n"


def measured(percentage: int | None, function: str | None = "Inpakker") -> Loonwaarde:
    return Loonwaarde(percentage, function, date(2026, 6, 1))


def lks(percentage: int, hours: str | Decimal = "36", **facts: object) -> LksIndication:
    """The indication for an Inpakker on 1 July 2026."""
    on = facts.pop("on", JULY)
    tables = facts.pop("tables", TABLES)
    return loonkostensubsidie(
        measured(percentage),
        "Inpakker",
        D(hours),
        on,
        tables,
        **facts,  # type: ignore[arg-type]
    )


def write(directory: Path, **tables: str) -> Path:
    """A directory with these tables, each under the right header."""
    for table, rows in tables.items():
        (directory / f"{table}.csv").write_text(HEADER + rows, encoding="utf-8")
    return directory
