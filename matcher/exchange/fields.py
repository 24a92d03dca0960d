"""One object of an untrusted file: typed takes, and a count of everything that was not taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from matcher.exchange.report import Tally

_LARGEST = 10**9


class Fields:
    """Reads one JSON object by field name.

    A wrong type is a problem of the record. What is empty is absent. Call `leave` at the end: it
    counts the fields that nobody asked for as kept out.

    Parameters
    ----------
    raw : Mapping
        The object, already compacted.
    path : str
        Dotted path for messages; empty for the record itself.
    problems : list of str
        Problems of this record; shared by the objects inside it.
    tally : Tally
        Counts of the whole file.
    """

    def __init__(
        self, raw: Mapping[str, Any], path: str, problems: list[str], tally: Tally
    ) -> None:
        self.raw, self.path, self.problems, self.tally = raw, path, problems, tally
        self._seen: set[str] = set()

    def at(self, name: str) -> str:
        """The dotted path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Whether the field is there; does not count as taken."""
        return self.raw.get(name) is not None

    def get(self, name: str) -> Any:
        """The value as it stands, taken."""
        self._seen.add(name)
        return self.raw.get(name)

    def wrong(self, name: str, value: Any, accepted: str) -> None:
        """Add a problem."""
        shown = repr(value)
        shown = shown if len(shown) <= 60 else shown[:57] + "…"
        self.problems.append(f"veld {self.at(name)}: gevonden {shown}; toegestaan: {accepted}")

    def text(self, name: str) -> str | None:
        """Text; a whole number is read as its digits."""
        value = self.get(name)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
            return str(value)
        self.wrong(name, value, "tekst, of laat het veld weg")
        return None

    def whole(self, name: str) -> int | None:
        """A whole number of 0 or more, also written as digits."""
        value = self.get(name)
        if value is None:
            return None
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            return int(value)
        if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST:
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST:
            return value
        self.wrong(name, value, "een heel getal, of laat het veld weg")
        return None

    def code(self, name: str) -> str | None:
        """A code of a closed list, as text: 24100 and "24100" are the same."""
        return self.text(name)

    def day(self, name: str) -> date | None:
        """A day as JJJJ-MM-DD; a time after it is dropped."""
        value = self.text(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value.split("T")[0])
        except ValueError:
            self.wrong(name, value, "een bestaande datum als JJJJ-MM-DD")
            return None

    def object(self, name: str) -> Fields:
        """An object inside; absent gives one without fields."""
        value = self.get(name)
        if value is not None and not isinstance(value, dict):
            self.wrong(name, value, "een object {…}, of laat het veld weg")
            value = None
        return Fields(value or {}, self.at(name), self.problems, self.tally)

    def values(self, name: str) -> list[Any]:
        """A list; absent gives an empty one."""
        value = self.get(name)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.wrong(name, value, "een lijst […], of laat het veld weg")
        return []

    def objects(self, name: str) -> Iterator[Fields]:
        """The objects of a list, each counting its own rest."""
        for number, item in enumerate(self.values(name), 1):
            if isinstance(item, dict):
                inner = Fields(item, f"{self.at(name)}[{number}]", self.problems, self.tally)
                yield inner
                inner.leave()
            else:
                self.wrong(f"{name}[{number}]", item, "een object {…}")

    def leave(self) -> None:
        """Count the fields that nobody took, by path without row numbers."""
        for name in self.raw:
            if name not in self._seen:
                self.tally.kept_out[_without_numbers(self.at(name))] += 1


def _without_numbers(path: str) -> str:
    return ".".join(part.partition("[")[0] for part in path.split("."))


def keep(record: dict[str, Any], name: str, value: Any) -> None:
    """Put a value into a record, unless it is absent (None, or an empty list or object)."""
    if value is not None and value != [] and value != {}:
        record[name] = value


def four_digits(text: str | None, tally: Tally, name: str) -> str | None:
    """The four digits of a Dutch postcode; the letters are not kept."""
    if text is None:
        return None
    match = re.fullmatch(r"([1-9]\d{3})\s*([A-Za-z]{2})?", text, re.ASCII)
    if match is None:
        tally.not_mapped(name, text)
        return None
    if match[2]:
        tally.kept_out[f"{name} (letters)"] += 1
    return match[1]
