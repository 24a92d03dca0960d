"""Domain objects as what JSON knows: one way for the command line, the log and the service."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any

from matcher.domain.answers import Answer


def plain(value: Any) -> Any:
    """Dataclasses, enums, dates and tuples to what JSON knows.

    Answers become words, ``centipoints`` become ``points`` with two decimals, absent is ``None``.
    """
    if value is None or isinstance(value, str | float):
        return str(value) if isinstance(value, Enum) else value
    if isinstance(value, Answer):
        return value.word
    if isinstance(value, IntEnum):
        return int(value)
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        out = {}
        for name in _fields(type(value)):
            content = getattr(value, name)
            if name == "centipoints":
                out["points"] = content / 100
            else:
                out[name] = plain(content)
        return out
    if isinstance(value, Counter | dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(v) for v in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


_FIELDS: dict[type, tuple[str, ...]] = {}


def _fields(kind: type) -> tuple[str, ...]:
    found = _FIELDS.get(kind)
    if found is None:
        found = _FIELDS[kind] = tuple(f.name for f in dataclasses.fields(kind))
    return found


def canonical(value: Any) -> bytes:
    """The one way to write a value as bytes: sorted keys, no spaces, UTF-8.

    Equal values give equal bytes on every machine, so that a digest of them can be kept.
    """
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")
