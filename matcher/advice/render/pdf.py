"""A document as PDF: the same bytes for the same document."""

from __future__ import annotations

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
from matcher.advice.render.paper import (
    ACCENT,
    INK,
    LEADING,
    LINE,
    QUIET,
    SIDE,
    SMALL,
    TEXT,
    WASH,
    Paper,
)


def as_pdf(document: Document) -> bytes:
    """The whole document."""
    page = _Page(
        f"{document.title}: {document.subtitle}", f"{document.title} · {document.subtitle}"
    )
    page.add_page()
    page.head(document)
    for section in document.sections:
        page.section(section.heading)
        for block in section.blocks:
            page.block(block)
    page.small_print(document.foot)
    try:
        return bytes(page.output())
    finally:
        page.close_fonts()


class _Page(Paper):
    """Draws blocks from top to bottom; nothing that belongs together is cut in two."""

    def head(self, document: Document) -> None:
        """Title, subtitle and what the document is about."""
        self.use(20, ACCENT, bold=True)
        self.put(document.title, leading=9)
        self.use(12.5, INK, bold=True)
        self.put(document.subtitle, leading=6.5)
        self.ln(1.5)
        width = self.epw / max(1, len(document.about))
        top = low = self.get_y()
        for i, (label, value) in enumerate(document.about):
            self.set_xy(SIDE + i * width, top)
            self.use(SMALL, QUIET)
            self.put(label, width - 3, 4)
            self.set_x(SIDE + i * width)
            self.use(TEXT, INK, bold=True)
            self.put(value, width - 3)
            low = max(low, self.get_y())
        self.set_y(low + 2.5)
        self.set_fill_color(*ACCENT)
        self.rect(SIDE, self.get_y(), self.epw, 1.1, style="F")
        self.ln(2)

    def section(self, heading: str) -> None:
        """A heading that never stands alone at the foot of a page."""
        self.ln(4)
        self.room(26)
        self.use(13, ACCENT, bold=True)
        self.start_section(self.printable(heading))
        self.put(heading, leading=6.5)
        self.ln(1)

    def block(self, block: Block) -> None:
        """One block of any kind."""
        match block:
            case Paragraph(text):
                self.use(TEXT, INK)
                self.put(text)
                self.ln(1)
            case Bullets(items):
                for text, remark in items:
                    self._bullet(text, remark)
                self.ln(0.5)
            case Checks(items):
                for text in items:
                    self._check(text, SIDE)
                self.ln(0.5)
            case Figures(figures):
                self._figures(figures)
            case Card():
                self._card(block)
            case Blanks(columns, rows):
                self._blanks(columns, rows)

    def small_print(self, text: str) -> None:
        """The end of the document."""
        self.ln(5)
        self.room(12)
        self.set_draw_color(*LINE)
        self.line(SIDE, self.get_y(), SIDE + self.epw, self.get_y())
        self.ln(2)
        self.use(SMALL, QUIET)
        self.put(text, leading=4.4)

    def _bullet(self, text: str, remark: str) -> None:
        self.use(TEXT, INK)
        whole = f"{text}  ({remark})" if remark else text
        self.room(self.tall(whole, self.epw - 5))
        top = self.get_y()
        self.set_fill_color(*ACCENT)
        self.ellipse(SIDE + 0.8, top + LEADING / 2 - 0.7, 1.4, 1.4, style="F")
        self.set_x(SIDE + 5)
        self.put(whole, self.epw - 5)
        self.ln(0.4)

    def _check(self, text: str, left: float) -> None:
        self.use(TEXT, INK)
        width = SIDE + self.epw - left - 7
        self.room(self.tall(text, width))
        top = self.get_y()
        self.set_draw_color(*ACCENT)
        self.set_line_width(0.4)
        self.rect(left + 0.3, top + 0.9, 3.4, 3.4, round_corners=True, corner_radius=0.5)
        self.set_line_width(0.2)
        self.set_x(left + 6)
        self.put(text, width)
        self.ln(0.6)

    def _figures(self, items: tuple[tuple[str, str, str], ...]) -> None:
        gap = 4.0
        width = (self.epw - gap * (len(items) - 1)) / max(1, len(items))
        inner = width - 7
        heights = []
        for label, value, remark in items:
            self.use(SMALL, QUIET)
            height = self.tall(label, inner, 4)
            self.use(12.5, ACCENT, bold=True)
            height += self.tall(value, inner, 6)
            self.use(SMALL, QUIET)
            heights.append(height + (self.tall(remark, inner, 4) if remark else 0))
        tall = max(heights, default=0) + 6
        self.room(tall + 2)
        top = self.get_y() + 1
        for i, (label, value, remark) in enumerate(items):
            left = SIDE + i * (width + gap)
            self.set_fill_color(*WASH)
            self.rect(left, top, width, tall, style="F", round_corners=True, corner_radius=2)
            self.set_xy(left + 3.5, top + 3)
            self.use(SMALL, QUIET)
            self.put(label, inner, 4)
            self.set_x(left + 3.5)
            self.use(12.5, ACCENT, bold=True)
            self.put(value, inner, 6)
            if remark:
                self.set_x(left + 3.5)
                self.use(SMALL, QUIET)
                self.put(remark, inner, 4)
        self.set_y(top + tall + 2)

    def _card(self, card: Card) -> None:
        left, label_width = SIDE + 14, 27.0
        right = SIDE + self.epw - left - 4
        text_width = right - label_width
        self.use(11, INK, bold=True)
        tall = 3 + self.tall(card.title, right, 5.8)
        self.use(SMALL, QUIET)
        tall += self.tall(card.tag, right, 4.4) + 1.5
        self.use(TEXT, INK)
        tall += sum(self.tall(text, text_width) + 0.6 for _, text in card.lines)
        tall += sum(self.tall(text, right - 3) + 0.6 for text in card.checks)
        tall += 3 + (1.5 if card.checks else 0)
        self.room(tall + 3)
        top = self.get_y() + 1.5
        self.set_draw_color(*LINE)
        self.rect(SIDE, top, self.epw, tall, round_corners=True, corner_radius=2)
        self.set_fill_color(*ACCENT)
        self.rect(SIDE, top + 1.2, 1.4, tall - 2.4, style="F")
        self.ellipse(SIDE + 4, top + 3, 7, 7, style="F")
        self.set_xy(SIDE + 4, top + 3)
        self.use(TEXT, (255, 255, 255), bold=True)
        self.cell(7, 7, str(card.number), align="C")
        self.set_xy(left, top + 3)
        self.use(11, INK, bold=True)
        self.put(card.title, right, 5.8)
        self.set_x(left)
        self.use(SMALL, QUIET)
        self.put(card.tag, right, 4.4)
        self.ln(1.5)
        for label, text in card.lines:
            line = self.get_y()
            self.set_x(left)
            self.use(SMALL, QUIET)
            self.cell(label_width, LEADING, self.printable(label))
            self.set_xy(left + label_width, line)
            self.use(TEXT, INK)
            self.put(text, text_width)
            self.ln(0.6)
        if card.checks:
            self.ln(1.5)
        for text in card.checks:
            self._check(text, left)
        self.set_y(top + tall + 1.5)

    def _blanks(self, columns: tuple[str, ...], rows: int) -> None:
        row = 10.5
        self.room(6 + row * rows)
        width = self.epw / max(1, len(columns))
        self.use(SMALL, QUIET, bold=True)
        for column in columns:
            self.cell(width, 5, self.printable(column))
        self.ln(5)
        self.set_draw_color(*QUIET)
        for _ in range(rows):
            self.ln(row)
            for i in range(len(columns)):
                left = SIDE + i * width
                self.line(left, self.get_y(), left + width - 4, self.get_y())
        self.ln(2)
