"""Tables as they come out of Sonar (CSV or Excel) to portfolio records, and back to CSV.

By header, in any order. What is empty, "??", "NNB" or "Onbekend" is absent, never no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from matcher.errors import DataError
from matcher.exchange import cells, sonar_out
from matcher.exchange.checking import Kind
from matcher.exchange.columns import Column, column_of, is_kept_out
from matcher.exchange.fields import four_digits, keep
from matcher.exchange.private import REMOVED, is_bsn, without_bsn
from matcher.exchange.report import Tally, shown
from matcher.exchange.source import Format, Record, Row, Source
from matcher.exchange.table import rows as table_rows

UNKNOWN = frozenset({"", "?", "??", "???", "nnb", "n.n.b.", "onbekend", "-", "n.v.t.", "nvt"})
BSN_COLUMN = "BSN in tekst"


@dataclass
class Header:
    """Which cell is which column.

    Attributes
    ----------
    taken : dict
        Column -> index of its cell; a second column of the same meaning is not taken.
    kept_out : dict
        Index -> header as written, of the columns that are never stored.
    """

    taken: dict[Column, int] = field(default_factory=dict)
    kept_out: dict[int, str] = field(default_factory=dict)


def read(data: bytes, kind: Kind, name: str, tally: Tally) -> Source:
    """One row a person.

    Raises
    ------
    DataError
        When there is no header with an id.
    """
    total, lines = table_rows(data, name)
    header: Header | None = None
    for _, line in lines:
        if any(cell.strip() for cell in line):
            header = _header(line, name, tally)
            break
    if header is None:
        raise DataError(f"{name}: de tabel is leeg; de eerste regel moet de kolomnamen hebben")
    found = header

    def people() -> Iterator[Row]:
        for number, line in lines:
            if any(cell.strip() for cell in line):
                yield _row(line, f"{name} regel {number}", found, tally)

    return Source(total, people())


def _header(line: list[str], name: str, tally: Tally) -> Header:
    out = Header()
    unknown = []
    for index, title in enumerate(line):
        column = column_of(title)
        if column is not None and column not in out.taken:
            out.taken[column] = index
            continue
        if not title.strip():
            continue
        out.kept_out[index] = shown(" ".join(title.split()), 60)
        if column is not None:
            tally.note(f"Kolom '{out.kept_out[index]}' staat er vaker in; de eerste is gebruikt.")
        elif not is_kept_out(title):
            unknown.append(out.kept_out[index])
    if Column.ID not in out.taken:
        titles = ", ".join(shown(" ".join(t.split()), 30) for t in line if t.strip())[:200]
        raise DataError(
            f"{name} regel 1: geen kolom met een eigen nummer; gevonden: {titles or 'niets'}; "
            f"toegestaan: {Column.ID.value}, en verder {', '.join(list(Column)[1:])}"
        )
    if unknown:
        tally.note(f"Onbekende kolommen, niet gebruikt: {', '.join(unknown)}.")
    return out


def _row(line: list[str], where: str, header: Header, tally: Tally) -> Row:
    for index, title in header.kept_out.items():
        if index < len(line) and line[index].strip().casefold() not in UNKNOWN:
            tally.kept_out[title] += 1
    told: dict[Column, str] = {}
    for column, index in header.taken.items():
        value = " ".join(line[index].split()) if index < len(line) else ""
        if value.casefold() in UNKNOWN:
            continue
        if column is not Column.ID:
            value = _without_bsn(value, tally)
        if value and value != REMOVED:
            told[column] = value
    problems: list[str] = []
    record = _record(told, problems, tally)
    return Row(where, record, tuple(problems))


def _without_bsn(value: str, tally: Tally) -> str:
    # Excel drops a leading zero: eight digits in a cell of their own can be a BSN too.
    if re.fullmatch(r"\d{8}", value, re.ASCII) and is_bsn(f"0{value}"):
        tally.kept_out[BSN_COLUMN] += 1
        return ""
    cleaned, found = without_bsn(value)
    if found:
        tally.kept_out[BSN_COLUMN] += found
    return cleaned


def _record(told: dict[Column, str], problems: list[str], tally: Tally) -> Record:
    out: Record = {}
    keep(out, "id", told.get(Column.ID))
    home: Record = {}
    keep(home, "place", told.get(Column.PLACE))
    keep(home, "postcode", four_digits(told.get(Column.POSTCODE), tally, Column.POSTCODE.value))
    keep(out, "home", home)
    keep(out, "summary", told.get(Column.SUMMARY))
    keep(out, "education", cells.education(told.get(Column.EDUCATION), tally))
    labels = cells.several(told.get(Column.SKILLS))
    keep(out, "skills", [{"label": label} for label in labels])
    keep(out, "certificates", cells.several(told.get(Column.CERTIFICATES)))
    licences = cells.licences(told.get(Column.LICENCES), tally)
    if licences is not None:
        out["driving_licences"] = licences
    spoken, written = told.get(Column.SPOKEN_DUTCH), told.get(Column.WRITTEN_DUTCH)
    keep(out, "languages", cells.dutch(spoken, written, tally))
    wishes: Record = {}
    keep(wishes, "occupations", cells.several(told.get(Column.OCCUPATIONS)))
    keep(wishes, "sectors", cells.several(told.get(Column.SECTORS)))
    keep(out, "wishes", wishes)
    when: Record = {}
    low, high = cells.hours(told.get(Column.HOURS_MIN), told.get(Column.HOURS), tally)
    keep(when, "hours_min", low)
    keep(when, "hours_max", high)
    keep(when, "from", cells.day(told.get(Column.START), Column.START.value, problems))
    keep(out, "availability", when)
    how: Record = {}
    keep(how, "modes", cells.modes(told.get(Column.TRANSPORT), tally))
    keep(how, "max_minutes", cells.minutes(told.get(Column.MINUTES), tally))
    keep(out, "mobility", how)
    return out


SONAR = Format("sonar", "Sonar-tabel", ("portfolio",), (".csv", ".xlsx"), read, sonar_out.write)
