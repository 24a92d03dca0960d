"""What a cleaner gives: the stretches of a text that must go, and how they are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, Protocol

MARK = "[***]"  # stands where something was; one mark for every kind, so that it tells nothing


class Span(NamedTuple):
    """A stretch of a text: ``text[start:end]``, counted in characters."""

    start: int
    end: int


class TextCleaner(Protocol):
    """Finds what may not be read in an anonymous text.

    A cleaner may find too much, never too little. It gives the same spans for the same text.
    """

    def spans(self, text: str) -> list[Span]:
        """Stretches to take out, in any order; they may overlap. An empty text gives []."""
        ...


# Two marks with nothing that is worth reading between them are one.
_BETWEEN = re.compile(r"\s*(?:[,;/&()·–-]|\b(?:en|of|van|de|te|in|d)\b)?\s*")
_TIDY = re.compile(r"[ \t]{2,}")


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same stretches in the order of the text, without overlap and empty ones."""
    out: list[Span] = []
    for span in sorted(s for s in spans if s.end > s.start):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with `MARK` for each stretch; neighbouring marks become one."""
    joined: list[Span] = []
    for span in merged(spans):
        if joined and _BETWEEN.fullmatch(text, joined[-1].end, span.start):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    pieces, end = [], 0
    for span in joined:
        pieces += [text[end : span.start], MARK]
        end = span.end
    return _TIDY.sub(" ", "".join([*pieces, text[end:]])).strip()
