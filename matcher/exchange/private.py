"""Burgerservicenummers out of every text; ids may not be one either.

A BSN has nine digits that pass the 11-test: 9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i is a multiple
of 11 (Wet algemene bepalingen burgerservicenummer; the test of the tax office). One in eleven
random numbers of nine digits passes too: those are removed as well, which costs little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
REMOVED = "[nummer verwijderd]"
# 123456782 · 123 456 782 · 1234.56.782, not inside a longer row of digits. An IBAN or a telephone
# number has more digits in one row.
_NUMBER = re.compile(
    r"(?<![\d+])(?<!\d[ .-])(?:\d{9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3})"
    r"(?!\d)(?![ .-]\d)"
)
_ENOUGH_DIGITS = re.compile(r"\d{3}[\d .-]{6}")


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the 11-test; nine zeros do not count."""
    if len(digits) != 9 or not digits.isascii() or not digits.isdigit() or not int(digits):
        return False
    return sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def without_bsn(text: str) -> tuple[str, int]:
    """The text with each BSN replaced, and how many there were."""
    if not _ENOUGH_DIGITS.search(text):
        return text, 0
    found = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal found
        if not is_bsn(re.sub(r"\D", "", match[0])):
            return match[0]
        found += 1
        return REMOVED

    return _NUMBER.sub(replace, text), found


def scrub(value: Any) -> tuple[Any, int]:
    """The same for every text inside lists and objects; an item that was only a number goes."""
    if isinstance(value, str):
        return without_bsn(value)
    if isinstance(value, list):
        pairs = [scrub(item) for item in value]
        return [item for item, n in pairs if not (n and item == REMOVED)], sum(n for _, n in pairs)
    if isinstance(value, dict):
        total = 0
        out = {}
        for key, inner in value.items():
            out[key], n = scrub(inner)
            total += n
        return out, total
    return value, 0


def ids_are_bsn(ids: Sequence[str]) -> bool:
    """Whether a column of ids holds BSNs: more than half of its nine-digit values pass the test.

    Own numbers of nine digits pass in one of eleven cases, so a column of them is not refused.
    """
    nine = [i for i in ids if len(i) == 9 and i.isascii() and i.isdigit()]
    return bool(nine) and 2 * sum(map(is_bsn, nine)) > len(nine)
