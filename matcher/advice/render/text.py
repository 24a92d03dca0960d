"""A document as plain text of a fixed width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from matcher.advice.render.document import (
    Blanks,
    Block,
    Bullets,
    Card,
    Checks,
    Document,
    Figures,
    Paragraph,
)

WIDTH = 100


def as_text(document: Document) -> str:
    """The whole document; ends with a line break."""
    lines = [document.title, document.subtitle, ""]
    lines += [f"{label}: {value}" for label, value in document.about]
    for section in document.sections:
        lines += ["", section.heading.upper()]
        for block in section.blocks:
            lines += _block(block)
    lines += ["", *_wrapped("", document.foot)]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield from _wrapped("", text)
        case Bullets(items):
            for text, remark in items:
                yield from _wrapped("  - ", f"{text} ({remark})" if remark else text)
        case Checks(items):
            for text in items:
                yield from _wrapped("  [ ] ", text)
        case Figures(figures):
            for label, value, remark in figures:
                yield from _wrapped("  ", f"{label}: {value}" + (f" ({remark})" if remark else ""))
        case Card():
            yield ""
            yield from _wrapped(f"{block.number}. ", f"{block.title} · {block.tag}")
            for label, text in block.lines:
                yield from _wrapped("   ", f"{label}: {text}")
            for text in block.checks:
                yield from _wrapped("   [ ] ", text)
        case Blanks(columns, rows):
            yield "  " + " | ".join(columns)
            for _ in range(rows):
                yield "  " + "_" * (WIDTH - 2)


def _wrapped(start: str, text: str) -> list[str]:
    rest = " " * len(start)
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=rest) or [start]
