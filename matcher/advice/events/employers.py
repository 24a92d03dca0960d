"""Which vacancy belongs to which employer, from a small CSV file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from matcher.errors import DataError

COLUMNS = ("vacature", "werkgever")


def read_employers(path: Path, vacancies: Sequence[str]) -> dict[str, str]:
    """Employer by vacancy, from a CSV with ``vacature`` and ``werkgever``; ``;`` or ``,``.

    Vacancies that are not in the file do not take part.

    Parameters
    ----------
    vacancies
        Ids that there are.

    Raises
    ------
    DataError
        All problems at once: an absent column, an empty cell, an unknown vacancy, one named twice.
    """
    lines = path.read_text("utf-8-sig").splitlines()
    separator = ";" if lines and ";" in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=separator)
    if lacking := [c for c in COLUMNS if c not in (reader.fieldnames or ())]:
        raise DataError(f"{path}: kolom {' en '.join(lacking)} ontbreekt in de eerste regel")
    known = set(vacancies)
    out: dict[str, str] = {}
    wrong: list[str] = []
    for line, row in enumerate(reader, 2):
        vacancy, owner = (row["vacature"] or "").strip(), (row["werkgever"] or "").strip()
        if vacancy not in known:
            wrong.append(f"{path} regel {line}: vacature '{vacancy}' staat niet in het bestand")
        elif not owner:
            wrong.append(f"{path} regel {line}: vul de werkgever in")
        elif vacancy in out:
            wrong.append(f"{path} regel {line}: {vacancy} staat er al in; geef elke vacature eens")
        else:
            out[vacancy] = owner
    if wrong:
        raise DataError(wrong)
    return out
