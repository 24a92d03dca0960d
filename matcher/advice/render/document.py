"""What a printable advice consists of. Every rendering shows all of it, in this order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item has a text and perhaps a quieter remark after it."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """A list to tick off by hand."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A few facts side by side: label, value, remark."""

    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One step: its number, a title, a tag, and lines of label and text.

    Attributes
    ----------
    checks : tuple of str
        To tick off by hand, under the lines.
    """

    number: int
    title: str
    tag: str
    lines: tuple[tuple[str, str], ...]
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blanks:
    """A table to fill in by hand: the heads of its columns and the number of empty rows."""

    columns: tuple[str, ...]
    rows: int


Block = Paragraph | Bullets | Checks | Figures | Card | Blanks


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole advice.

    Attributes
    ----------
    about : tuple of (label, value)
        For whom, for what, when.
    foot : str
        Small print at the end.
    """

    title: str
    subtitle: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    foot: str
