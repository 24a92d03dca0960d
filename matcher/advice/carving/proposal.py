"""A proposal in words that one can put before an employer: Dutch, level B1, without names.

The words of the candidate's portfolio are not in it: they may tell who it is. Neither is the
question of the loonwaarde gate: that it is open tells that someone is in the target group.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from matcher.advice.carving.minutes import in_words
from matcher.advice.carving.result import Carving, NewJob, Rest

WIDTH = 100
EMPLOYER = "werkgever"
WAGE = (
    "Loonkosten: los te berekenen. Een eerder gemeten loonwaarde geldt niet voor deze nieuwe "
    "functie."
)


def proposal(carving: Carving) -> str:
    """The whole text; says why when there is nothing to propose."""
    return "\n".join(_proposal(carving))


def _proposal(carving: Carving) -> Iterator[str]:
    if not carving.jobs:
        yield "Geen voorstel voor een nieuwe functie."
        yield ""
        for reason in carving.reasons:
            yield from _wrapped("- ", reason)
        return
    count = len(carving.jobs)
    yield "Voorstel: een nieuwe functie" if count == 1 else f"Voorstel: {count} nieuwe functies"
    for job in carving.jobs:
        yield ""
        yield from _job(job)
    yield ""
    yield "Wat blijft over"
    for rest in carving.rests:
        yield from _rest(rest)
    if len(carving.jobs) == 1 and not any(rest.tasks for rest in carving.rests):
        yield "  Alle taken passen bij deze kandidaat. Kijk of de hele baan zo kan blijven."
    yield ""
    yield "Om samen te bespreken"
    for line in to_discuss(carving):
        yield from _wrapped("- ", line)
    if carving.reasons:
        yield ""
        yield "Voor deze mensen is er geen voorstel"
        for reason in carving.reasons:
            yield from _wrapped("- ", reason)


def _job(job: NewJob) -> Iterator[str]:
    yield f"Nieuwe functie voor kandidaat {job.candidate}: {in_words(job.minutes)} per week"
    width = max(len(p.task) for p in job.pieces)
    for piece in job.pieces:
        part = "" if piece.whole else " (een deel van deze taak)"
        yield f"  {piece.task:<{width}}  {in_words(piece.minutes)}{part}"
    yield from _wrapped("Waarom: ", _why(job))


def _why(job: NewJob) -> str:
    fits = ", ".join(f"{p.task.lower()} {100 * p.fit:.0f}" for p in job.pieces)
    one = len(job.pieces) == 1
    start = "De kandidaat kan deze taak nu al" if one else "De kandidaat kan deze taken nu al"
    return f"{start}. Zo goed past het, op een schaal tot 100: {fits}."


def _rest(rest: Rest) -> Iterator[str]:
    if not rest.tasks:
        yield from _wrapped(
            "  ", f"{rest.title} ({rest.vacancy}): niets, alle taken zijn verdeeld."
        )
        return
    before = f", was {in_words(rest.minutes_before)}"
    if rest.minutes == rest.minutes_before:
        before = ", niet veranderd"
    yield from _wrapped("  ", f"{rest.title} ({rest.vacancy}): {in_words(rest.minutes)}{before}")
    width = max(len(label) for label, _ in rest.tasks)
    for label, minutes in rest.tasks:
        yield f"    {label:<{width}}  {in_words(minutes)}"


def to_discuss(carving: Carving) -> list[str]:
    """What employer and accountmanager should talk about; each line once."""
    lines = []
    for job in carving.jobs:
        lines += [
            f"Hoort bij deze taken ook: {demand}? Zo ja, dan kan het voorstel voor {job.candidate} "
            "nu niet."
            for demand in job.open_demands
        ]
        lines += [
            q.text for q in job.entry.questions if q.ask == EMPLOYER and q.gate != "loonwaarde"
        ]
        lines += [
            f"De taak “{p.task}” wordt verdeeld. Kan dat in de praktijk?"
            for p in job.pieces
            if not p.whole
        ]
    lines += [
        "Wie doet de taken die overblijven, en zijn dat genoeg uren voor een baan?",
        "Is begeleiding op de werkplek of een proefplaats nodig?",
        WAGE,
    ]
    return list(dict.fromkeys(lines))


def _wrapped(start: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=start, subsequent_indent=" " * min(len(start), 4)
    )
