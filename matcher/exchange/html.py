"""HTML with the standard library alone: JSON-LD scripts out of a page, running text out of tags."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer dd dt".split()
)
_HIDDEN = frozenset({"script", "style", "head", "template"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BULLET = "- "


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = next((value or "" for name, value in attrs if name == "type"), "")
        if tag == "script" and kind.split(";")[0].strip().lower() == "application/ld+json":
            self._inside = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._inside is not None:
            self.found.append("".join(self._inside))
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self._inside.append(data)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.parts.append("\n" + (BULLET if tag == "li" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def json_ld(page: str) -> list[str]:
    """The contents of the scripts of type application/ld+json, in order; not checked."""
    parser = _Scripts()
    parser.feed(page)
    parser.close()
    return parser.found


def to_text(source: str) -> str:
    """Running text of HTML: a line per block, "- " before items; text without tags stays as it is.

    Entities are read; HTML that was itself written with entities (&lt;p&gt;) is read too.
    """
    if not _TAG.search(source):
        source = html.unescape(source)
    if not _TAG.search(source):
        return _tidy(source)
    parser = _Text()
    parser.feed(source)
    parser.close()
    return _tidy("".join(parser.parts))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line and line != BULLET.strip())


def items(source: str) -> list[str]:
    """The items of a list in HTML, bullets or lines; one sentence gives one item."""
    signs = "-•*·–"
    lines = (line.strip().lstrip(signs).strip() for line in re.split(r"[\n;]", to_text(source)))
    return [line for line in lines if line]


def escape(text: str) -> str:
    """Text as HTML paragraphs, which `to_text` reads back."""
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in _tidy(text).splitlines())
