"""One row of a table: from text to a rate, with everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from matcher.costs.money import HUNDRED
from matcher.costs.rates import TABLES, Name, Rate, Status, Unit

COLUMNS = ("soort", "geldig_van", "geldig_tot", "waarde", "eenheid", "bron", "status")
DECIMALS = {Unit.EURO: 2, Unit.PERCENT: 3, Unit.HOURS: 2}  # the other units are whole
_NUMBER = re.compile(r"\d{1,7}(?:[.,](\d+))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def to_rate(
    table: str, row: Mapping[str, str | None], where: str, problems: list[str]
) -> Rate | None:
    """The row as a rate, or None with a line in ``problems`` for each thing that is wrong."""
    if None in row or None in row.values():
        problems.append(f'{where}: {len(COLUMNS)} kolommen verwacht; zet tekst met komma\'s in ""')
        return None
    cell = {column: (row[column] or "").strip() for column in COLUMNS}
    before = len(problems)

    def wrong(column: str, accepted: str) -> None:
        problems.append(f"{where}: {column} '{cell[column]}' klopt niet; {accepted}")

    kinds = TABLES[table].kinds
    unit = kinds.get(cell["soort"])
    if unit is None:
        wrong("soort", f"toegestaan: {', '.join(kinds)}")
    elif cell["eenheid"] != unit:
        wrong("eenheid", f"bij {cell['soort']} hoort {unit}")
    start, end = day(cell["geldig_van"]), day(cell["geldig_tot"])
    if start is None:
        wrong("geldig_van", "schrijf een dag als 2026-07-01")
    if end is None and cell["geldig_tot"]:
        wrong("geldig_tot", "schrijf een dag als 2026-07-01, of laat leeg")
    if start and end and end <= start:
        wrong("geldig_tot", "de eerste dag waarop het niet meer geldt ligt na geldig_van")
    value = amount(cell["waarde"], unit)
    if value is None:
        most = DECIMALS.get(unit, 0) if unit else max(DECIMALS.values())
        wrong("waarde", f"schrijf een getal vanaf 0 zonder punt bij duizend, {most} decimalen")
    elif unit is Unit.PERCENT and value > HUNDRED:
        wrong("waarde", "een percentage is hoogstens 100")
    elif cell["soort"] == "voltijd" and value == 0:
        wrong("waarde", "een voltijdsweek heeft meer dan 0 uren")
    if not cell["bron"]:
        wrong("bron", "noem waar de waarde vandaan komt")
    if cell["status"] not in set(Status):
        wrong("status", "toegestaan: " + ", ".join(f"{s} ({s.words})" for s in Status))
    if len(problems) > before or unit is None or start is None or value is None:
        return None
    return Rate(
        Name(table, cell["soort"]), start, end, value, unit, cell["bron"], Status(cell["status"])
    )


def day(text: str) -> date | None:
    """A day written as 2026-07-01, else None."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def amount(text: str, unit: Unit | None) -> Decimal | None:
    """A number of 0 or more with point or comma, no more decimals than its unit has, else None."""
    match = _NUMBER.fullmatch(text)
    most = max(DECIMALS.values()) if unit is None else DECIMALS.get(unit, 0)
    if match is None or len(match[1] or "") > most:
        return None
    return Decimal(text.replace(",", "."))


def overlaps(origin: str, numbered: Sequence[tuple[int, Rate]]) -> list[str]:
    """A line for each pair of rows of one kind that hold on the same day."""
    problems = []
    ordered = sorted(numbered, key=lambda pair: (pair[1].name, pair[1].valid_from, pair[0]))
    for (line, rate), (later, following) in pairwise(ordered):
        if rate.name != following.name:
            continue
        same = rate.valid_from == following.valid_from
        if same or (rate.valid_to is not None and rate.valid_to > following.valid_from):
            problems.append(
                f"{origin} regel {line} en {later}: {rate.name.kind} heeft twee waarden op "
                f"{following.valid_from.isoformat()}; laat er één staan"
            )
    return problems
