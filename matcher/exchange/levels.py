"""Education levels in running words: only what is unmistakable."""

from __future__ import annotations

import re

from matcher.domain.scales import EDUCATION_LEVELS

_SAID = {
    "pro": r"praktijkonderwijs|praktijkschool",
    "vso": r"vso|voortgezet speciaal onderwijs",
    "primary": r"basisonderwijs|basisschool|lagere school",
    "vmbo": r"vmbo(?:[- ](?:b|k|g|t|bb|kb|gl|tl))?|mavo|lbo|lts",
    "entree": r"entree(?:[- ]?opleiding)?|mbo[- ]?(?:niveau |niv\.? ?)?1",
    "mbo-2": r"mbo[- ]?(?:niveau |niv\.? ?)?2",
    "mbo-3": r"mbo[- ]?(?:niveau |niv\.? ?)?3",
    "mbo-4": r"mbo[- ]?(?:niveau |niv\.? ?)?4",
    "havo": r"havo",
    "vwo": r"vwo|atheneum|gymnasium",
    "hbo": r"hbo(?:[- ]?bachelor)?|hogeschool|bachelor(?: degree)?",
    "wo": r"wo(?:[- ](?:bachelor|master))?|universiteit|universitair|master(?:'s)?(?: degree)?",
}
_WORDS = {level: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for level, words in _SAID.items()}
# An mbo level can also be said as "niveau 2" alone, when it is known to be mbo.
_BARE_MBO = {
    1: "entree",
    2: "mbo-2",
    3: "mbo-3",
    4: "mbo-4",
}
_BARE = re.compile(r"\b(?:niveau|niv\.?)\s*([1-4])(?!\d)", re.IGNORECASE)
_MBO_WORD = re.compile(r"\bmbo\b", re.IGNORECASE)
# Says nothing about a diploma, or leaves the level open.
_OPEN = re.compile(
    r"werk[- ]?\s*(?:en|/)\s*denk|werkniveau|denkniveau|vergelijkbaar|gelijkwaardig|minder|\bof\b"
    r"|/|\btot\b|\bgeen\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(bachelor|master) of \w+", re.IGNORECASE)
_MBO_LEVELS = frozenset({"entree", "mbo-2", "mbo-3", "mbo-4"})


def levels_in(text: str, is_mbo: bool = False) -> frozenset[str]:
    """Every level that the words name.

    Parameters
    ----------
    is_mbo : bool
        True when it is known to be mbo: then "niveau 2" alone is mbo-2.
    """
    found = {level for level, words in _WORDS.items() if words.search(text)}
    if is_mbo or _MBO_WORD.search(text):
        found |= {_BARE_MBO[int(n)] for n in _BARE.findall(text)}
    return frozenset(found)


def level_in(text: str, among: frozenset[str] | None = None, is_mbo: bool = False) -> str | None:
    """The one level that the words name; None when there is none, or more than one."""
    found = levels_in(text, is_mbo)
    if among is not None:
        found &= among
    return next(iter(found)) if len(found) == 1 else None


def mbo_level_in(text: str) -> str | None:
    """The mbo level in the name of what is known to be mbo."""
    return level_in(text, _MBO_LEVELS, is_mbo=True)


def diploma_asked(text: str) -> str | None:
    """The diploma that a sentence asks for, when it can mean only one thing.

    "werk- en denkniveau", "of", "/", "vergelijkbaar" and "mbo" without a number are no such thing.
    """
    if text in EDUCATION_LEVELS:
        return text
    text = _OF.sub(r"\1", text)
    if _OPEN.search(text):
        return None
    level = level_in(text)
    if level is None or (_MBO_WORD.search(text) and level not in _MBO_LEVELS):
        return None
    return level
