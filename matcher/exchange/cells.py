"""What one cell of a Sonar table says; what is not clear stays unknown and is counted."""

from __future__ import annotations

import re
from datetime import date

from matcher.domain.scales import EDUCATION_LEVELS, LANGUAGE_LEVELS, LANGUAGE_RANK
from matcher.exchange.columns import Column
from matcher.exchange.levels import level_in, mbo_level_in
from matcher.exchange.report import Tally
from matcher.exchange.source import Record
from matcher.exchange.vum.codes import codes

_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_LIST = re.compile(r"[\s,;/|+]+")
_NUMBER = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?")
_RANGE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:-|–|t/m|tot)\s*(\d{1,3})(?:[.,](\d{1,2}))?")
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NO = frozenset({"nee", "geen", "nee geen", "n"})
# Only words that mean the same to everyone; the four of VUM go through its mapping.
_VUM_WORDS = {
    "geen": "1",
    "geen beheersing": "1",
    "redelijk": "2",
    "voldoende": "2",
    "goed": "3",
    "uitstekend": "4",
    "zeer goed": "4",
}
_NATIVE = frozenset({"moedertaal", "native", "moedertaalspreker"})
_CEFR = re.compile(r"(?:niveau\s+)?([abc][0-2])", re.IGNORECASE)
_TRANSPORT = {
    "auto": "car",
    "eigen auto": "car",
    "motor": "car",
    "fiets": "bike",
    "e-bike": "e-bike",
    "ebike": "e-bike",
    "elektrische fiets": "e-bike",
    "scooter": "moped",
    "bromfiets": "moped",
    "brommer": "moped",
    "ov": "public_transport",
    "openbaar vervoer": "public_transport",
    "lopend": "walk",
    "te voet": "walk",
}


def several(text: str | None) -> list[str]:
    """Items between ``;`` or ``|``; a comma can be part of a name."""
    return [item for item in _SEVERAL.split(text or "") if item]


def education(text: str | None, tally: Tally) -> list[Record]:
    """The level as a schooling without `diploma`: whether there is one is not in the table."""
    if text is None:
        return []
    low = text.casefold()
    level = low if low in EDUCATION_LEVELS else None
    if level is None:
        level = mbo_level_in(text) if "mbo" in low else level_in(text)
    if level is None:
        tally.not_mapped(Column.EDUCATION, text)
        return [{"name": text}]
    return [{"level": level}]


def licences(text: str | None, tally: Tally) -> list[str] | None:
    """``A,B,CE`` as a list; "nee" is known: none; only what has no place is not known."""
    if text is None:
        return None
    if text.casefold() in _NO:
        return []
    mapping = codes().mapping
    out: list[str] = []
    for word in _LIST.split(text.replace("B+", "B ")):
        found = mapping["licence_in"].get(word.upper())
        if word and (found is None or word.upper() in mapping["licence_less"]):
            tally.not_mapped(Column.LICENCES, word)
        out += [licence for licence in found or () if licence not in out]
    return out or None


def dutch(spoken: str | None, written: str | None, tally: Tally) -> list[Record]:
    """Dutch with the weaker of the two levels; without either the language is not known."""
    if spoken is None and written is None:
        return []
    pairs = ((Column.SPOKEN_DUTCH, spoken), (Column.WRITTEN_DUTCH, written))
    levels = [level for column, text in pairs if (level := _level(text, column, tally))]
    if not levels:
        return [{"language": "nl"}]
    return [{"language": "nl", "level": min(levels, key=LANGUAGE_RANK.__getitem__)}]


def _level(text: str | None, column: Column, tally: Tally) -> str | None:
    if text is None:
        return None
    low = text.casefold()
    if low in _NATIVE:
        return "native"
    match = _CEFR.fullmatch(low)
    if match and match[1].upper() in LANGUAGE_LEVELS:
        return match[1].upper()
    code = _VUM_WORDS.get(low)
    if code is None:
        tally.not_mapped(column, text)
        return None
    return str(codes().mapping["language_in"][code])


def _whole(digits: str, decimals: str | None, tally: Tally, column: str, text: str) -> int:
    if decimals and decimals.strip("0"):
        tally.not_mapped(column, f"{text} (gelezen als {digits})")
    return int(digits)


def hours(lowest: str | None, text: str | None, tally: Tally) -> tuple[int | None, int | None]:
    """Hours a week: one number is the most somebody can work, "16-24" is both."""
    low = _number(lowest, Column.HOURS_MIN, 80, tally)
    if text is not None and (match := _RANGE.fullmatch(text)):
        a = _whole(match[1], match[2], tally, Column.HOURS, text)
        b = _whole(match[3], match[4], tally, Column.HOURS, text)
        if a <= b <= 80:
            return a if low is None else low, b
        tally.not_mapped(Column.HOURS, text)
        return low, None
    return low, _number(text, Column.HOURS, 80, tally)


def minutes(text: str | None, tally: Tally) -> int | None:
    """Minutes of travel, at most 600."""
    return _number(text, Column.MINUTES, 600, tally)


def _number(text: str | None, column: Column, most: int, tally: Tally) -> int | None:
    if text is None:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None or int(match[1]) > most:
        tally.not_mapped(column, text)
        return None
    return _whole(match[1], match[2], tally, column, text)


def modes(text: str | None, tally: Tally) -> list[str]:
    """Means of transport; one that is not known leaves the whole list unknown."""
    if text is None:
        return []
    out: list[str] = []
    known = True
    for word in re.split(r"\s*[,;/|+]\s*|\s+en\s+", text):
        mode = _TRANSPORT.get(word.casefold())
        if mode is None and word:
            tally.not_mapped(Column.TRANSPORT, word)
            known = False
        elif mode is not None and mode not in out:
            out.append(mode)
    return out if known else []


def day(text: str | None, column: str, problems: list[str]) -> str | None:
    """``dd-mm-jjjj``, or ``jjjj-mm-dd``, as ``jjjj-mm-dd``."""
    if text is None:
        return None
    match = _DAY.fullmatch(text.split(" ")[0])
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        return date.fromisoformat(text.split(" ")[0]).isoformat()
    except ValueError:
        problems.append(
            f"veld {column}: gevonden {text[:60]!r}; toegestaan: een bestaande datum als dd-mm-jjjj"
        )
        return None
