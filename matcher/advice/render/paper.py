"""A sheet of paper to draw on: A4, an open font embedded, lines of text that fit."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

FONTS = Path(__file__).parent / "fonts"
FAMILY = "DejaVu"
INK, QUIET, ACCENT = (28, 43, 45), (77, 95, 97), (11, 93, 87)
WASH, LINE = (238, 245, 244), (207, 218, 219)
SIDE, TOP, BOTTOM = 18.0, 16.0, 20.0  # millimetres
TEXT, SMALL = 10.0, 8.5  # points
LEADING = 5.2  # millimetres a line of text
MADE = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed stamp: the same document gives the same bytes
INSTEAD = "?"  # for a character that the font does not have


class Paper(FPDF):
    """Fonts, colours, margins and page numbers; knows how tall a text will be."""

    def __init__(self, title: str, foot: str) -> None:
        super().__init__(format="A4", unit="mm")
        self.add_font(FAMILY, "", FONTS / "DejaVuSans.ttf")
        self.add_font(FAMILY, "B", FONTS / "DejaVuSans-Bold.ttf")
        self._typefaces = [f for f in self.fonts.values() if isinstance(f, TTFFont)]
        self._known = frozenset(self._typefaces[0].cmap)
        self.set_margins(SIDE, TOP, SIDE)
        self.c_margin = 0.0
        self.set_auto_page_break(True, BOTTOM)
        self.set_title(title)
        self.set_lang("nl")
        self.set_creation_date(MADE)
        self._foot = foot

    def footer(self) -> None:
        """Page number under every page."""
        self.set_y(-14)
        self.use(SMALL, QUIET)
        self.cell(self.epw * 0.85, 5, self.printable(self.cut(self._foot, self.epw * 0.85)))
        self.cell(self.epw * 0.15, 5, f"{self.page_no()} / {{nb}}", align="R")

    def close_fonts(self) -> None:
        """Close the files that the library leaves open."""
        for typeface in self._typefaces:
            typeface.ttfont.close()

    def use(self, size: float, colour: tuple[int, int, int], bold: bool = False) -> None:
        """Size in points, colour, weight."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(*colour)

    def put(self, text: str, width: float = 0, leading: float = LEADING) -> None:
        """A text over as many lines as it needs; the next one starts below it, at the left."""
        self.multi_cell(
            width,
            leading,
            self.printable(text),
            align="L",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
            padding=0,
        )

    def tall(self, text: str, width: float, leading: float = LEADING) -> float:
        """Millimetres that `put` would take."""
        found = self.multi_cell(
            width, leading, self.printable(text), align="L", dry_run=True, output="HEIGHT"
        )
        assert isinstance(found, float | int)
        return max(leading, float(found))

    def room(self, height: float) -> None:
        """Go to a new page when this does not fit on what is left of the page."""
        if self.get_y() + height > self.page_break_trigger and self.get_y() > TOP + 1:
            self.add_page()

    def cut(self, text: str, width: float) -> str:
        """The text on one line, shortened where it is too long."""
        while text and self.get_string_width(self.printable(text)) > width:
            text = text[:-2].rstrip() + "…" if text.endswith("…") else text[:-1].rstrip() + "…"
        return text

    def printable(self, text: str) -> str:
        """A question mark for what the font does not have; white space becomes blanks."""
        blank = "".join(" " if c.isspace() else c for c in text)
        return "".join(c if ord(c) in self._known else INSTEAD for c in blank)
