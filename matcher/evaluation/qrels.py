"""Reads judged pairs in the two forms in which they are found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from matcher.errors import DataError

HIGHEST = 3
_FORMS = "'vacature <tab> kandidaat <tab> oordeel' of 'vacature 0 kandidaat oordeel'"


def read_qrels(path: Path, highest: int = HIGHEST) -> dict[str, dict[str, int]]:
    """Read a file of judged pairs.

    Parameters
    ----------
    path : Path
        UTF-8; every line is ``vacancy<tab>candidate<tab>grade``, or the four columns of TREC,
        ``vacancy 0 candidate grade``, separated by tabs or spaces. Empty lines are ignored.
    highest : int
        Highest grade accepted, default 3.

    Returns
    -------
    dict
        Vacancy id → candidate id → grade, in the order of the file.

    Raises
    ------
    DataError
        With one line for every problem in the file, in Dutch, naming file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(
            f"{path.name}: niet te lezen ({error.strerror}); geef het pad van een bestand met "
            f"regels {_FORMS}."
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path.name}: is geen UTF-8 (byte {error.start}); sla het op als UTF-8."
        ) from error
    return parse_qrels(text.splitlines(), path.name, highest)


def parse_qrels(
    lines: Iterable[str], name: str = "oordelen", highest: int = HIGHEST
) -> dict[str, dict[str, int]]:
    """Read judged pairs from lines; see `read_qrels`. `name` stands before each problem."""
    qrels: dict[str, dict[str, int]] = {}
    first: dict[tuple[str, str], int] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}, regel {number}"
        fields = _fields(line)
        if fields is None:
            columns = len(line.split("\t") if "\t" in line else line.split())
            problems.append(f"{where}: {columns} kolommen gevonden; verwacht {_FORMS}.")
            continue
        query, candidate, grade = fields
        if not query or not candidate:
            problems.append(f"{where}: een id is leeg; vul vacature en kandidaat in.")
            continue
        if not (grade.isascii() and grade.isdigit() and int(grade) <= highest):
            problems.append(
                f"{where}: oordeel '{grade}' gevonden; verwacht een heel getal van 0 tot en met "
                f"{highest}."
            )
            continue
        if (query, candidate) in first:
            problems.append(
                f"{where}: {query} en {candidate} zijn al beoordeeld op regel "
                f"{first[query, candidate]}; laat één van de twee regels staan."
            )
            continue
        first[query, candidate] = number
        qrels.setdefault(query, {})[candidate] = int(grade)
    if not first and not problems:
        problems.append(f"{name}: geen oordelen gevonden; verwacht regels {_FORMS}.")
    if problems:
        raise DataError(problems)
    return qrels


def _fields(line: str) -> tuple[str, str, str] | None:
    fields = [field.strip() for field in line.rstrip("\r\n").split("\t")]
    if len(fields) == 1:
        fields = line.split()
    if len(fields) == 4:
        del fields[1]  # the iteration, which nobody uses
    elif len(fields) != 3 or "\t" not in line:
        return None
    return fields[0], fields[1], fields[2]
