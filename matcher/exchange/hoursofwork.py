"""Hours a week in running words: "24-32 uur per week", "32 uur", "40 hours a week"."""

from __future__ import annotations

import re

MOST = 80
_UNIT = r"(?:uur|uren|u|hours?|hrs?)"
_WEEK = r"(?:\s*(?:per|p/|p\.|/|a|in de)\s*(?:week|w(?:eek)?)\b|\s*p\.?w\.?)?"
_TO = r"\s*(?:-|–|tot(?: en met)?|t/m|to|à)\s*"
_HOURS = re.compile(
    rf"(?<![\d:.,])(\d{{1,2}})(?:{_TO}(\d{{1,2}}))?\s*{_UNIT}\b{_WEEK}",
    re.IGNORECASE,
)
_OTHER_PERIOD = re.compile(
    r"\b(?:per|p/|/|a)\s*(?:dag|day|maand|month|jaar|year|nacht|dienst|shift)|\d{1,2}:\d{2}",
    re.IGNORECASE,
)


def hours_said(text: str) -> tuple[int, int] | None:
    """Lowest and highest hours a week; None when the words do not say exactly one range."""
    if _OTHER_PERIOD.search(text):
        return None
    found = {(int(match[1]), int(match[2] or match[1])) for match in _HOURS.finditer(text)}
    if len(found) != 1:
        return None
    low, high = found.pop()
    return (low, high) if low <= high <= MOST else None
