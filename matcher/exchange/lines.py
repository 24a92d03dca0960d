"""JSON Lines through the registry: the exchange format itself, from bytes and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from matcher.errors import DataError
from matcher.exchange.checking import Kind
from matcher.exchange.jsontext import parse
from matcher.exchange.report import Tally
from matcher.exchange.source import Format, Profile, Record, Row, Source


def read(data: bytes, kind: Kind, name: str, tally: Tally) -> Source:
    """One row a line; empty lines are skipped."""
    body = data.removeprefix(b"\xef\xbb\xbf")

    def rows() -> Iterator[Row]:
        for number, line in enumerate(body.split(b"\n"), 1):
            if line.strip():
                yield _row(line, f"{name} regel {number}")

    return Source(body.count(b"\n") + 1, rows())


def _row(line: bytes, where: str) -> Row:
    try:
        value = parse(line.decode("utf-8"), "regel")
    except UnicodeDecodeError as error:
        told = f"geen UTF-8 (byte {error.start + 1}); sla het bestand op als UTF-8"
        return Row(where, None, (told,))
    except DataError as error:
        return Row(where, None, tuple(p.removeprefix("regel: ") for p in error.problems))
    if not isinstance(value, dict):
        return Row(where, None, ("één object {…} per regel verwacht",))
    return Row(where, value)


def write(records: Sequence[Record], kind: Kind, profile: Profile, tally: Tally) -> bytes:
    """One line a record, in the order given; nothing is lost."""
    return "".join(
        json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n" for record in records
    ).encode("utf-8")


JSONL = Format("jsonl", "JSON Lines", ("portfolio", "vacancy"), (".jsonl",), read, write)
