"""A plan as text, as CSV and as a chart; Dutch, level B1."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from matcher.advice.region.result import ALL, PlanRow, RegionPlan

BAR, LEFT, RIGHT, TOP = 22, 300, 150, 64
WIDE = 900
INK, FILL = "#1b1b1b", "#1d5c8a"
CSV_HEAD = (
    "regio",
    "sector",
    "plek",
    "soort",
    "training",
    "nieuwe paren",
    "mensen",
    "vacatures",
    "nagerekend",
    "klopt",
    "voorbeelden van vacatures",
    "waar te leren",
)


def number(value: int) -> str:
    """With points between thousands, as in Dutch."""
    return f"{value:,}".replace(",", ".")


def table(plan: RegionPlan, regions: bool = True, sectors: bool = False) -> str:
    """The plan as text; by default the whole and each region."""
    return "\n".join(_table(plan, regions, sectors))


def _table(plan: RegionPlan, regions: bool, sectors: bool) -> Iterator[str]:
    yield (
        f"{number(plan.people)} mensen, {number(plan.jobs)} vacatures. "
        f"{number(plan.connected)} paren passen nu al."
    )
    for (region, sector), some in groupby(plan.rows, key=lambda r: (r.region, r.sector)):
        if (region != ALL and not regions) or (sector != ALL and not sectors):
            continue
        yield ""
        yield title(region, sector)
        yield f"    {'training':<44}{'nieuwe paren':>14}{'mensen':>10}{'vacatures':>11}"
        for row in some:
            name = _short(f"{row.step.label} ({row.step.kind})", 43)
            yield (
                f"{row.rank:>2}  {name:<44}{number(row.pairs):>14}{number(row.people):>10}"
                f"{number(row.jobs):>11}"
            )
    if plan.ask:
        yield ""
        yield "Eerst vragen: dit staat vaak als enige niet in het portfolio, en is geen training"
        for one in plan.ask:
            yield f"    {_short(one.words, 43):<44}{number(one.pairs):>14}"
    if plan.stuck:
        yield ""
        yield "Eén knock-out die een training niet oplost"
        for gate, pairs in plan.stuck:
            yield f"    {gate:<44}{number(pairs):>14}"
    checked = [row.checked for row in plan.rows if row.checked]
    if checked:
        tried, true = (sum(getattr(c, f) for c in checked) for f in ("tried", "true"))
        yield ""
        yield f"Nagerekend met de matcher: {true} van de {tried} gekozen paren kloppen."


def title(region: str, sector: str) -> str:
    """The head of one table."""
    if region == ALL:
        return "Alles samen"
    where = "Regio onbekend" if region == "onbekend" else f"Arbeidsmarktregio {region}"
    return where if sector == ALL else f"{where}, sector {sector}"


def to_csv(plan: RegionPlan) -> str:
    """Every row of every table, with a head; semicolons, as spreadsheets here expect."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(CSV_HEAD)
    for row in plan.rows:
        writer.writerow(
            (
                _cell(row.region),
                _cell(row.sector),
                row.rank,
                row.step.kind.value,
                row.step.label,
                row.pairs,
                row.people,
                row.jobs,
                row.checked.tried if row.checked else "",
                row.checked.true if row.checked else "",
                _cell(" ".join(row.jobs_listed)),
                ", ".join(row.step.offers),
            )
        )
    return out.getvalue()


def _cell(text: str) -> str:
    """Words of an employer; a spreadsheet must not read them as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def to_svg(plan: RegionPlan, region: str = ALL, sector: str = ALL) -> str:
    """A bar chart of one table: new pairs by training. Nothing is loaded from outside."""
    rows = [r for r in plan.rows if (r.region, r.sector) == (region, sector)]
    return _svg(rows, f"Welke training brengt de meeste mensen bij werk? {title(region, sector)}")


def _svg(rows: Sequence[PlanRow], head: str) -> str:
    high = TOP + BAR * max(1, len(rows)) + 20
    most = max((r.pairs for r in rows), default=1)
    summary = "; ".join(f"{r.step.label}: {number(r.pairs)} nieuwe paren" for r in rows)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" role="img" '
        f'lang="nl" font-family="sans-serif" font-size="13" fill="{INK}">',
        f"<title>{escape(head)}</title>",
        f"<desc>{escape(summary or 'geen training gevonden')}</desc>",
        f'<rect width="{WIDE}" height="{high}" fill="#ffffff"/>',
        f'<text x="16" y="26" font-size="17" font-weight="bold">{escape(head)}</text>',
        '<text x="16" y="48">Nieuwe paren van een persoon en een vacature; '
        "tussen haakjes het aantal mensen</text>",
    ]
    for i, row in enumerate(rows):
        y = TOP + BAR * i
        width = max(1, round((WIDE - LEFT - RIGHT) * row.pairs / most))
        lines += [
            f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">'
            f"{escape(_short(row.step.label, 40))}</text>",
            f'<rect x="{LEFT}" y="{y + 3}" width="{width}" height="{BAR - 6}" fill="{FILL}"/>',
            f'<text x="{LEFT + width + 6}" y="{y + 15}">{number(row.pairs)} '
            f"({number(row.people)})</text>",
        ]
    return "\n".join([*lines, "</svg>", ""])


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
