"""Read the dated tables; a directory of one's own overrules them file by file."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from pathlib import Path

from matcher.costs.rates import TABLES, Rate
from matcher.costs.rows import COLUMNS, overlaps, to_rate
from matcher.costs.tables import Tables
from matcher.errors import DataError

_DATA = files("matcher.costs") / "data"
SHIPPED = "matcher/costs/data"


def read_tables(directory: Path | None = None) -> Tables:
    """The tables of this package, with those of a directory in their place.

    Parameters
    ----------
    directory : Path, optional
        Holds any of ``wml_uur.csv``, ``werkgeverslasten.csv``, … (the names in `TABLES`). A file
        there replaces the whole file of that name; what is not there stays as it is. Comma or
        semicolon between the columns, UTF-8 with or without a mark, decimals with point or comma.

    Raises
    ------
    DataError
        Every problem of every file at once: file, line, what was found, what is accepted.
    """
    problems: list[str] = []
    own = _own_files(directory, problems)
    rates: list[Rate] = []
    origins: dict[str, str] = {}
    for table in TABLES:
        if table in own:
            origins[table], data = str(own[table]), own[table].read_bytes()
        else:
            origins[table] = f"{SHIPPED}/{table}.csv"
            data = (_DATA / f"{table}.csv").read_bytes()
        rates += _read(table, data, origins[table], problems)
    if problems:
        raise DataError(problems)
    return Tables(tuple(sorted(rates, key=lambda r: (r.name, r.valid_from))), origins)


def _own_files(directory: Path | None, problems: list[str]) -> dict[str, Path]:
    if directory is None:
        return {}
    accepted = ", ".join(f"{table}.csv" for table in TABLES)
    if not directory.is_dir():
        problems.append(
            f"{directory}: map bestaat niet; geef een map met één of meer van {accepted}"
        )
        return {}
    found = sorted(directory.glob("*.csv"))
    problems += [
        f"{path}: deze tabel is niet bekend; toegestaan: {accepted}"
        for path in found
        if path.stem not in TABLES
    ]
    if not found:
        problems.append(f"{directory}: geen tabellen gevonden; toegestaan: {accepted}")
    return {path.stem: path for path in found if path.stem in TABLES}


def _read(table: str, data: bytes, origin: str, problems: list[str]) -> list[Rate]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(f"{origin}: geen UTF-8; sla het bestand op als CSV UTF-8")
        return []
    header = text.partition("\n")[0]
    between = ";" if ";" in header else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=between)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        problems.append(
            f"{origin}: de kop is '{header.strip()}'; hij hoort {','.join(COLUMNS)} te zijn"
        )
        return []
    numbered = []
    for row in reader:
        rate = to_rate(table, row, f"{origin} regel {reader.line_num}", problems)
        if rate is not None:
            numbered.append((reader.line_num, rate))
    if reader.line_num <= 1:
        problems.append(
            f"{origin}: geen regels; zet er minstens één waarde in of haal het bestand weg"
        )
    problems += overlaps(origin, numbered)
    return [rate for _, rate in numbered]
