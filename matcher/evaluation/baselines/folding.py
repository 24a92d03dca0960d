"""The folding of the published lexical runs: lower case, ASCII."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, diacritics dropped, other non-ASCII characters dropped."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return decomposed.encode("ascii", "ignore").decode("ascii")


def tokens(text: str) -> list[str]:
    """Words and numbers of the folded text, in order; an empty text has none."""
    return _WORD.findall(fold(text))
