"""Loopbaanpaden and alternatives as documents for the candidate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from matcher.advice.paths.demand import Demand
from matcher.advice.paths.result import Alternative, CareerAdvice, CareerPath, PathStep
from matcher.advice.render.document import (
    Blanks,
    Block,
    Card,
    Checks,
    Document,
    Figures,
    Paragraph,
    Section,
)
from matcher.advice.render.words import counted, dutch_date, listed, sentence

FOOT = (
    "Dit is een idee om over te praten, geen besluit. De moeite van een pad is een rekenregel om "
    "paden te vergelijken, geen voorspelling. U kiest zelf."
)
TALK = (
    "Welk pad past bij wat ik wil?",
    "Bij welk bedrijf kan ik een dag meekijken?",
    "Welke eerste stap kan ik deze maand zetten?",
)


def paths_document(advice: CareerAdvice, made_on: date | None = None) -> Document:
    """The paths, each step by step, with the direct step first."""
    sections = [
        Section("Waar u nu staat", tuple(_now(advice))),
        Section("De directe stap", tuple(_cards(advice.direct))),
    ]
    for number, path in enumerate(advice.paths, 1):
        via = listed(list(path.between))
        head = Paragraph(
            f"Moeite: {_weeks(path.weeks)}. Daarna heeft u voor {advice.wish_label} "
            f"{_points(path.points)} punten; nu {_points(advice.points_now)}."
        )
        sections.append(Section(f"Pad {number}: via {via}", (head, *_cards(path))))
    if not advice.paths:
        none = Paragraph("Wij vinden geen ander werk dat u dichter bij dit beroep brengt.")
        sections.append(Section("Andere paden", (none,)))
    sections.append(Section("Om over te praten", (Checks(TALK),)))
    sections.append(
        Section("Onze afspraken", (Blanks(("Wat spreken we af?", "Wie?", "Wanneer?"), 3),))
    )
    return Document(
        title="Loopbaanpaden",
        subtitle=f"op weg naar: {advice.wish_label}",
        about=(("Voor", advice.candidate), ("Datum", _day(made_on))),
        sections=tuple(sections),
        foot=FOOT,
    )


def alternatives_document(
    candidate: str, found: Sequence[Alternative], made_on: date | None = None
) -> Document:
    """Occupations that nobody thought of, best first."""
    if found:
        blocks: tuple[Block, ...] = (
            Paragraph(
                "Dit werk staat niet in uw portfolio en niet bij uw wensen. Het kan wel passen."
            ),
            *(_alternative(one) for one in found),
        )
    else:
        blocks = (Paragraph("Wij vinden nu geen ander werk met een open vacature die voor u kan."),)
    return Document(
        title="Ander werk dat kan passen",
        subtitle="beroepen waar u misschien niet aan dacht",
        about=(("Voor", candidate), ("Datum", _day(made_on))),
        sections=(
            Section("Beroepen", blocks),
            Section("Om over te praten", (Checks(TALK[1:]),)),
        ),
        foot=FOOT,
    )


def _now(advice: CareerAdvice) -> Iterator[Block]:
    direct = advice.direct.steps[0]
    yield Figures(
        (
            ("Wens", advice.wish_label, _level(direct.level)),
            ("U heeft al", f"{direct.cover:.0%}".replace("%", " %"), "van wat het beroep vraagt"),
            ("Moeite van de directe stap", _weeks(advice.direct.weeks), "om te vergelijken"),
        )
    )
    if advice.too_large:
        yield Paragraph("In één keer is deze stap groot. Hieronder staan paden met kleine stappen.")
    elif advice.paths and advice.paths[0].weeks < advice.direct.weeks:
        yield Paragraph("De directe stap kan. Een pad met een tussenstap kost minder moeite.")
    else:
        yield Paragraph("De directe stap kan, en die kost de minste moeite.")


def _cards(path: CareerPath) -> Iterator[Card]:
    for number, step in enumerate(path.steps, 1):
        yield Card(number, step.label, f"moeite: {_weeks(step.weeks)}", tuple(_lines(step)))


def _lines(step: PathStep) -> Iterator[tuple[str, str]]:
    share = f"{step.cover:.0%}".replace("%", " %")
    have = f"{share} van wat dit werk vraagt"
    yield "U heeft dan", sentence(have + (f": {', '.join(step.carries)}" if step.carries else ""))
    if step.learns:
        yield "U leert", sentence(", ".join(step.learns))
    for one in step.missing:
        way = f"te halen met: {one.training}" if one.training else "vraag hoe u dit kunt halen"
        yield "Nodig", sentence(f"{one.certificate}; {way}")
    if step.level_short:
        yield "Opleiding", f"{sentence(_level(step.level))} Vraag of u ook zonder mag beginnen."
    yield "Vacatures", _demand(step.demand)


def _demand(demand: Demand) -> str:
    if not demand.vacancies:
        return "Nu geen in dit bestand."
    where = ", ".join(f"{place} ({n})" for place, n in demand.places)
    near = f"{demand.reachable} bereikbaar of nog te vragen"
    trip = "" if demand.minutes is None else f", de dichtste op {demand.minutes} minuten"
    return f"{demand.vacancies} open, {near}{trip}." + (f" In: {where}." if where else "")


def _alternative(one: Alternative) -> Card:
    lines = [("Waarom", f"{carry.label}: “{carry.words}”") for carry in one.carries]
    lines.append(("Vacatures", _demand(one.demand)))
    possible = f"{counted(one.possible, 'vacature', 'vacatures')} zonder belemmering"
    lines.append(("Begin met", f"{one.vacancy} ({_points(one.points)} punten; {possible})"))
    return Card(one.rank, one.label, _level(one.level), tuple(lines))


def _level(level: str) -> str:
    """The usual education in words; nothing when the vocabulary does not say it."""
    if level in ("", "geen"):
        return "meestal geen opleiding nodig" if level else ""
    return f"meestal {level}"


def _weeks(weeks: float) -> str:
    return f"{round(weeks)} weken"


def _points(points: float) -> str:
    return f"{points:.1f}".replace(".", ",")


def _day(made_on: date | None) -> str:
    return "__ - __ - ____" if made_on is None else dutch_date(made_on)
