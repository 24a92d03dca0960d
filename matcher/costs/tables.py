"""Which rate holds on a day. A rate that is not known is an error, never a guess."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from matcher.costs.money import number
from matcher.costs.rates import TABLES, WML_HOUR, WML_MONTH, Name, Rate
from matcher.errors import DataError


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Tables:
    """The rates as read and checked.

    Attributes
    ----------
    rates : tuple of Rate
        Sorted by name and first day; periods of one name do not overlap.
    files : dict of str to str
        Table to the file it came from, for messages.
    """

    rates: tuple[Rate, ...]
    files: Mapping[str, str]

    @cached_property
    def _by_name(self) -> dict[Name, list[Rate]]:
        out: dict[Name, list[Rate]] = {}
        for rate in self.rates:
            out.setdefault(rate.name, []).append(rate)
        return out

    def at(self, on: date, names: Iterable[Name]) -> dict[Name, Rate]:
        """The rates of these names on a day.

        Raises
        ------
        DataError
            One line for each rate that is not known on that day, with the file to edit.
        """
        found, problems = self.look_up(on, names)
        if problems:
            raise DataError(problems)
        return found

    def look_up(self, on: date, names: Iterable[Name]) -> tuple[dict[Name, Rate], list[str]]:
        """As `at`, with the problems beside what was found."""
        found: dict[Name, Rate] = {}
        problems: list[str] = []
        for name in names:
            rows = self._by_name.get(name, [])
            before = [r for r in rows if r.valid_from <= on]
            if before and on < self.end(before[-1]):
                found[name] = before[-1]
            else:
                problems.append(self._missing(name, on, rows, before))
        return found, problems

    def end(self, rate: Rate) -> date:
        """The first day on which a row no longer holds."""
        ends = [rate.valid_to or date.max]
        ends += [r.valid_from for r in self._by_name[rate.name] if r.valid_from > rate.valid_from]
        months = TABLES[rate.name.table].months
        if months is not None:
            ends.append(months_later(rate.valid_from, months))
        return min(ends)

    def _missing(self, name: Name, on: date, rows: list[Rate], before: list[Rate]) -> str:
        table = TABLES[name.table]
        what = table.title + (f" ({name.kind})" if len(table.kinds) > 1 else "")
        if not rows:
            known = "de tabel heeft hier geen regel voor"
        elif not before:
            known = f"de tabel begint op {rows[0].valid_from.isoformat()}"
        else:
            last = before[-1]
            known = (
                f"{number(last.value)} {last.unit} geldt van {last.valid_from.isoformat()} "
                f"tot {self.end(last).isoformat()}"
            )
        if name in (WML_HOUR, WML_MONTH):
            known += "; het minimumloon verandert elk jaar op 1 januari en 1 juli"
        return (
            f"{what}: geen waarde bekend voor {on.isoformat()} ({known}). "
            f"Zet een regel met bron in {self.files[name.table]}."
        )
