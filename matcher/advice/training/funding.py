"""Ways to pay for a step: dated, editable data, always shown as something to check."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from matcher.advice.training.effort import LADDER
from matcher.errors import DataError

FILE = "financiering.csv"
COLUMNS = ("id", "naam", "voor_wie", "vormen", "loopt", "status", "gecontroleerd_op", "let_op")
# How sure a row is: official text, secondary source, general knowledge, uncertain.
STATUSES = ("V", "S", "K", "?")


@dataclass(frozen=True, slots=True)
class Funding:
    """One scheme.

    Attributes
    ----------
    forms : tuple of str
        Forms of training for which it may serve.
    running : bool
        False for a scheme that has ended: kept so that nobody proposes it again.
    checked_on : date
        Day on which the row was last compared with its source.
    """

    id: str
    name: str
    for_whom: str
    forms: tuple[str, ...]
    running: bool
    status: str
    checked_on: date
    note: str


def read_funding(path: Path) -> tuple[Funding, ...]:
    """Rows in file order; an absent file gives none.

    Raises
    ------
    DataError
        With every wrong cell at once.
    """
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        absent = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
        if absent:
            raise DataError(f"{path.name}: kolom {', '.join(absent)} ontbreekt")
        rows = list(reader)
    problems: list[str] = []
    out = []
    for number, row in enumerate(rows, 2):
        where = f"{path.name} regel {number}"
        forms = tuple(f for f in row["vormen"].split(";") if f)
        unknown = [f for f in forms if f not in LADDER]
        if unknown:
            problems.append(
                f"{where}: vorm '{', '.join(unknown)}' bestaat niet; "
                f"toegestaan: {', '.join(LADDER)}"
            )
        if row["status"] not in STATUSES:
            problems.append(
                f"{where}: status '{row['status']}' bestaat niet; toegestaan: {', '.join(STATUSES)}"
            )
        if row["loopt"] not in ("ja", "nee"):
            problems.append(f"{where}: loopt is '{row['loopt']}'; toegestaan: ja, nee")
        try:
            checked = date.fromisoformat(row["gecontroleerd_op"])
        except ValueError:
            problems.append(
                f"{where}: gecontroleerd_op '{row['gecontroleerd_op']}' is geen datum; "
                "schrijf jjjj-mm-dd"
            )
            continue
        out.append(
            Funding(
                row["id"],
                row["naam"],
                row["voor_wie"],
                forms,
                row["loopt"] == "ja",
                row["status"],
                checked,
                row["let_op"],
            )
        )
    if problems:
        raise DataError(problems)
    return tuple(out)


def for_form(funding: Sequence[Funding], form: str) -> tuple[Funding, ...]:
    """Schemes that still run and may serve for a form of training, in the order given."""
    return tuple(f for f in funding if f.running and form in f.forms)
