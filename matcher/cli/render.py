"""A shortlist as text an accountmanager can read: who, why, what is missing, what to ask."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from matcher.domain.answers import Answer
from matcher.domain.scales import Shift
from matcher.domain.shortlist import Contribution, Coverage, Entry, Shortlist
from matcher.domain.vacancy import Vacancy
from matcher.gates.shifts import DUTCH as SHIFTS
from matcher.gates.start import dutch_date

WIDTH = 100
LINES = 7  # contributions shown in full; the rest is one line, so that the sum is right
QUESTIONS = 3


def vacancy_head(vacancy: Vacancy) -> str:
    """One line about the job; what is not stated is left out."""
    parts = [vacancy.title or "(geen titel)"]
    if vacancy.location and (where := vacancy.location.place or vacancy.location.postcode):
        parts.append(where)
    low, high = vacancy.hours.min, vacancy.hours.max
    if low is not None or high is not None:
        parts.append(f"{low}–{high} uur" if low != high else f"{low} uur")
    if vacancy.shifts:
        parts.append(", ".join(SHIFTS[s] for s in Shift if s in vacancy.shifts))
    if vacancy.positions:
        parts.append("1 plek" if vacancy.positions == 1 else f"{vacancy.positions} plekken")
    if vacancy.start:
        parts.append(f"start {dutch_date(vacancy.start)}")
    return " · ".join(parts)


def shortlist(result: Shortlist, head: str, names: Mapping[str, str] | None = None) -> str:
    """The whole answer; ``names`` gives titles to show beside vacancy ids."""
    return "\n".join(_shortlist(result, head, names or {}))


def _shortlist(result: Shortlist, head: str, names: Mapping[str, str]) -> Iterator[str]:
    yield head
    yield ""
    if result.read_from_text:
        yield from _wrapped("Uit de tekst gelezen: ", " · ".join(result.read_from_text))
    if result.not_recognised:
        yield from _wrapped("Niet herkend, wel vergeleken: ", " · ".join(result.not_recognised))
    tally = result.tally
    what = "portfolio's" if not names else "vacatures"
    closed = ", ".join(f"{n} {gate}" for gate, n in tally.no_by_gate)
    yield from _wrapped(
        "",
        f"{tally.looked_at} {what} bekeken · {tally.can} kunnen · {tally.one_question} met nog één "
        f"vraag · {tally.more_questions} met meer vragen · {tally.cannot} kunnen niet"
        + (f" ({closed}; soms meer dan één)" if closed else ""),
    )
    for one in result.entries:
        yield ""
        yield from entry(one, names)
    if not result.entries:
        yield "\nNiemand zonder bekende belemmering. Kijk hieronder wie er net buiten valt."
    if result.just_outside:
        yield "\nNet buiten de lijst"
        for one in result.just_outside:
            yield ""
            yield from entry(one, names)


def entry(one: Entry, names: Mapping[str, str]) -> Iterator[str]:
    """One person (or vacancy) with reasons, gaps, gates and questions."""
    number = f"{one.rank:2d}" if one.rank else "  "
    shown = f"{one.vacancy}  {names[one.vacancy]}" if names else one.candidate
    where = f"  {one.place}" if one.place and not names else ""
    points = f"{one.points:.0f} punten"
    if one.appeal is not None and names:
        points += f" · past bij de wensen: {one.appeal:.0f} van 100"
    left = f"{number}  {shown}{where}"
    yield f"{left}{points:>{max(WIDTH - len(left), len(points) + 2)}}"
    yield from contributions(one.contributions)
    missing = [g.label for g in one.gaps if g.status is Coverage.NOT_NAMED]
    nearly = [g for g in one.gaps if g.status is Coverage.NEARLY and g.have]
    if missing:
        yield from _wrapped("    Niet genoemd: ", " · ".join(missing))
    for gap in nearly:
        words = gap.have.words if gap.have else ""
        yield from _wrapped("    Bijna: ", f"{gap.label} (wel: “{_short(words, 50)}”)")
    no = [g.reason for g in one.gates if g.answer is Answer.NO]
    if no:
        yield from _wrapped("    Kan nu niet: ", "; ".join(no))
    for i, question in enumerate(one.questions[:QUESTIONS], 1):
        label = "    Vraag eerst: " if i == 1 else "                 "
        to = " (aan de werkgever)" if question.ask == "werkgever" else ""
        yield from _wrapped(label, f"{i}) {question.text}{to}")
    if len(one.questions) > QUESTIONS:
        yield f"                 … en nog {len(one.questions) - QUESTIONS}"


def contributions(lines: tuple[Contribution, ...]) -> Iterator[str]:
    """The largest lines and all that cost points, the rest as one; they add up to the score."""
    shown = [c for i, c in enumerate(lines) if i < LINES or c.centipoints < 0]
    rest = [c for i, c in enumerate(lines) if i >= LINES and c.centipoints >= 0]
    for line in shown:
        sign = "+" if line.centipoints >= 0 else "-"
        text = f"    {sign}{abs(line.points):5.1f}  {_short(line.label, 26):<26}  "
        yield from _wrapped(text, line.reason)
    if rest:
        total = sum(c.centipoints for c in rest) / 100
        yield f"    +{total:5.1f}  {'overig':<26}  {len(rest)} kleinere bijdragen"


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _wrapped(start: str, text: str) -> Iterator[str]:
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start)
    ) or [start]


def details(one: Entry) -> Iterator[str]:
    """Everything about one pair: contributions with their source, requirements, gates."""
    yield f"{one.candidate} voor {one.vacancy}: {one.points:.2f} punten"
    yield "\nBijdragen"
    for line in one.contributions:
        where = f"  [{line.source.field}]" if line.source else ""
        yield from _wrapped(f"  {line.points:+7.2f}  ", f"{line.label}: {line.reason}{where}")
    yield f"  {one.points:+7.2f}  samen"
    yield "\nEisen en taken"
    words = {Coverage.HAVE: "ja", Coverage.NEARLY: "bijna", Coverage.NOT_NAMED: "niet genoemd"}
    for gap in one.gaps:
        have = f"  “{gap.have.words}” [{gap.have.field}]" if gap.have else ""
        yield from _wrapped(f"  {words[gap.status]:<13}", f"{gap.label}{have}")
    yield "\nKnock-outs"
    answers = {Answer.YES: "ja", Answer.NO: "nee", Answer.UNKNOWN: "onbekend"}
    for gate in one.gates:
        yield from _wrapped(f"  {answers[gate.answer]:<9}{gate.gate:<13}", gate.reason)
    if one.questions:
        yield "\nVragen"
        for i, question in enumerate(one.questions, 1):
            to = " (aan de werkgever)" if question.ask == "werkgever" else ""
            yield from _wrapped(f"  {i}) ", question.text + to)
