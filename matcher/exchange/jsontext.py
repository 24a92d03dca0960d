"""Bytes to JSON values for files of unknown origin: every fault is a `DataError`."""

from __future__ import annotations

import json
from typing import Any

from matcher.errors import DataError

DEEPEST = 60  # levels of nesting; the formats read here need fewer than ten


def decode(data: bytes, name: str) -> str:
    """UTF-8 text with or without byte order mark.

    Raises
    ------
    DataError
        When the bytes are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{name}: geen UTF-8 (byte {error.start + 1}); sla het bestand op als UTF-8"
        ) from None


def parse(text: str, where: str) -> Any:
    """One JSON value; a nesting deeper than `DEEPEST` is refused.

    Raises
    ------
    DataError
        With the place and the reason.
    """

    def refuse(constant: str) -> Any:
        raise ValueError(f"{constant} is geen getal")

    try:
        value = json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise DataError(
            f"{where}: geen geldige JSON (regel {error.lineno}, teken {error.colno}: {error.msg})"
        ) from None
    except RecursionError:
        raise DataError(f"{where}: de JSON is te diep genest; stuur gewone records") from None
    except ValueError as error:
        reason = str(error) if "geen getal" in str(error) else "een getal is te lang"
        raise DataError(f"{where}: geen geldige JSON ({reason})") from None
    if too_deep(value):
        raise DataError(f"{where}: de JSON is te diep genest; stuur gewone records")
    return value


def too_deep(value: Any) -> bool:
    """Whether lists and objects are nested deeper than `DEEPEST`; looks level by level."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def compact(value: Any) -> Any:
    """The value without what is empty: null, blank text, and lists and objects that hold nothing.

    Dutch exchange standards do not know empty values; they are absent. False and 0 stay.
    """
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list):
        items = (compact(item) for item in value)
        return [item for item in items if item is not None] or None
    if isinstance(value, dict):
        pairs = ((key, compact(item)) for key, item in value.items())
        return {key: item for key, item in pairs if item is not None} or None
    return value
