"""The seam between a format and the registry: rows in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matcher.errors import DataError
from matcher.exchange.checking import Kind
from matcher.exchange.fields import Fields
from matcher.exchange.jsontext import compact
from matcher.exchange.report import Tally

Profile = Literal["matching", "detail"]
Record = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One record of a file before it is checked.

    Attributes
    ----------
    where : str
        For messages: "bestand regel 3".
    record : dict or None
        In the fields of the exchange format; None when it could not be read at all.
    problems : tuple of str
        What is wrong, without the place.
    """

    where: str
    record: Record | None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """An opened file: how many rows it has and the rows, in order, read once."""

    total: int
    rows: Iterator[Row]


@dataclass(frozen=True)
class Format:
    """One exchange format.

    Attributes
    ----------
    read : (data, kind, name, tally) -> Source
        Raises `DataError` when the file as a whole cannot be read.
    write : (records, kind, profile, tally) -> bytes
        Records are checked; raises `DataError` when one cannot be written at all.
    kinds : tuple
        Which records it can hold.
    suffixes : tuple of str
        File names it is likely to have.
    """

    name: str
    title: str
    kinds: tuple[Kind, ...]
    suffixes: tuple[str, ...]
    read: Callable[[bytes, Kind, str, Tally], Source]
    write: Callable[[Sequence[Record], Kind, Profile, Tally], bytes]


def objects_of(value: Any, name: str, wrappers: tuple[str, ...], what: str) -> list[Any]:
    """The records of a JSON file: one object, a list, or a list under one of the wrappers.

    Raises
    ------
    DataError
        When the value is none of these.
    """
    if isinstance(value, dict):
        for wrapper in wrappers:
            if isinstance(value.get(wrapper), list):
                value = value[wrapper]
                break
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list):
        return value
    raise DataError(f"{name}: geen {what}; toegestaan: één object {{…}} of een lijst van objecten")


def rows_of(
    items: list[Any], name: str, convert: Callable[[Fields], Record], tally: Tally
) -> Source:
    """Rows from JSON objects: each made compact, converted, and its rest counted."""

    def rows() -> Iterator[Row]:
        for number, item in enumerate(items, 1):
            where = f"{name} record {number}"
            if not isinstance(item, dict):
                yield Row(where, None, ("één object {…} verwacht",))
                continue
            problems: list[str] = []
            fields = Fields(compact(item) or {}, "", problems, tally)
            record = convert(fields)
            fields.leave()
            yield Row(where, record, tuple(problems))

    return Source(len(items), rows())
