"""A scholingsadvies as a document for the candidate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from matcher.advice.render.document import (
    Blanks,
    Block,
    Bullets,
    Card,
    Checks,
    Document,
    Figures,
    Paragraph,
    Section,
)
from matcher.advice.render.words import (
    ASK,
    CHECK,
    DURATION,
    IMPORTANCE,
    counted,
    dutch_date,
    listed,
    sentence,
)
from matcher.advice.training.effort import FORM, GROUP_TEXT, in_words
from matcher.advice.training.result import Standing, Step, TrainingAdvice
from matcher.domain.answers import Answer

QUESTIONS = 4
CANDIDATE = "kandidaat"  # other questions are for the employer
FOOT = (
    "Dit is een advies, geen besluit en geen belofte. De tijden zijn schattingen. U beslist zelf, "
    "samen met uw klantmanager. Klopt er iets niet? Zeg het, dan passen we het aan."
)


def training_document(advice: TrainingAdvice, made_on: date | None = None) -> Document:
    """Everything that the advice says, in an order that helps a talk about it.

    Parameters
    ----------
    made_on : date, optional
        Shown at the top; a space to fill in when absent.
    """
    day = "__ - __ - ____" if made_on is None else dutch_date(made_on)
    sections = [
        Section("Waar u nu staat", tuple(_standing(advice))),
        Section("Wat u al kunt", tuple(_strengths(advice))),
    ]
    asked = tuple(q.text for q in advice.questions if q.ask == CANDIDATE)[:QUESTIONS]
    if asked:
        sections.append(
            Section(
                "Praat hier eerst over",
                (
                    Paragraph("Dit weten wij nog niet. Uw antwoord kan het plan korter maken."),
                    Checks(asked),
                ),
            )
        )
    sections.append(Section("De stappen", tuple(_steps(advice))))
    if advice.steps:
        sections.append(Section("Wat de stappen doen", tuple(_effect(advice))))
    if advice.still_open or advice.not_by_training:
        sections.append(Section("Wat hiermee niet lukt", tuple(_left(advice))))
    sections.append(
        Section(
            "Andere wegen om over te praten",
            (Bullets(tuple((f"{o.name.capitalize()}: {o.text}", "") for o in advice.options)),),
        )
    )
    sections.append(
        Section("Onze afspraken", (Blanks(("Wat spreken we af?", "Wie?", "Wanneer?"), 4),))
    )
    return Document(
        title="Scholingsadvies",
        subtitle=f"op weg naar: {advice.goal_title}",
        about=(("Voor", advice.candidate), ("Doel", advice.goal), ("Datum", day)),
        sections=tuple(sections),
        foot=FOOT,
    )


def _standing(advice: TrainingAdvice) -> Iterator[Block]:
    refused = [g.reason for g in advice.before.gates if g.answer is Answer.NO]
    if refused:
        yield Paragraph(f"Dit werk kan nu nog niet. De reden: {sentence('; '.join(refused))}")
    elif advice.needs:
        yield Paragraph("Er is niets dat dit werk nu tegenhoudt. Leren kan u wel sterker maken.")
    else:
        yield Paragraph("Er is niets dat dit werk nu tegenhoudt, en alles wat telt staat er al.")
    yield Figures(
        (
            ("Nu", _shown(advice.before), "zonder de stappen"),
            ("Straks", _shown(advice.after), "met alle stappen gedaan"),
            (
                "Tijd",
                in_words(advice.weeks) if advice.steps else "niet nodig",
                GROUP_TEXT[advice.group] if advice.steps else "er zijn geen stappen",
            ),
        )
    )


def _shown(standing: Standing) -> str:
    if any(g.answer is Answer.NO for g in standing.gates):
        return "kan nog niet"
    return "kan" if standing.place is None else f"plek {standing.place}"


def _strengths(advice: TrainingAdvice) -> Iterator[Block]:
    if not advice.strengths:
        yield Paragraph("Vertel wat u al kunt en graag doet: dat staat nog niet in uw portfolio.")
        return
    yield Paragraph("Dit heeft u al, en het telt voor dit werk:")
    yield Bullets(tuple((s.label, f"in uw portfolio: “{s.words}”") for s in advice.strengths))


def _steps(advice: TrainingAdvice) -> Iterator[Block]:
    if not advice.needs:
        said = "Nu is er geen opleiding nodig."
        if any(q.ask == CANDIDATE for q in advice.questions):
            said += " Is uw antwoord hierboven nee? Dan maken we een nieuw plan."
        yield Paragraph(said)
        return
    if not advice.steps:
        yield Paragraph("Er is geen opleiding in onze tabel die hier helpt.")
        return
    count = counted(len(advice.steps), "stap", "stappen")
    order = " Doe ze in deze volgorde." if len(advice.steps) > 1 else ""
    yield Paragraph(
        f"Dit plan heeft {count}, en het is het kortste plan dat wij vinden.{order} "
        "Kunt u iets al? Zeg het, dan hoeft die stap niet."
    )
    yield from (_card(step, advice) for step in advice.steps)


def _card(step: Step, advice: TrainingAdvice) -> Card:
    lines = [("Waarom", _why(step, advice)), ("Hoe lang", f"{DURATION[step.duration]} (schatting)")]
    if step.gives:
        lines.append(("U leert", sentence(", ".join(step.gives))))
    lines.append(("Vraag het", sentence(ASK[step.form])))
    if step.funding:
        names = ", ".join(f.name for f in step.funding)
        oldest = min(f.checked_on for f in step.funding)
        lines.append(
            ("Geld", f"Controleer: {names}. Nagekeken op {dutch_date(oldest)}; regels veranderen.")
        )
    return Card(step.number, step.label, FORM[step.form], tuple(lines), CHECK[step.form])


def _why(step: Step, advice: TrainingAdvice) -> str:
    weight = {n.label: IMPORTANCE[n.importance] for n in advice.needs}
    parts = [f"{label} ({weight[label]})" for label in step.closes]
    said = []
    if parts:
        said.append(f"Nodig voor: {listed(parts)}.")
    if step.before:
        said.append(f"Moet eerst, voor: {listed(list(step.before))}.")
    return " ".join(said)


def _effect(advice: TrainingAdvice) -> Iterator[Block]:
    yield Paragraph(
        "Wij hebben dit nagerekend: alle stappen erbij gezet, en opnieuw gekeken naar deze baan."
    )
    was = {g.gate: g for g in advice.before.gates}
    opened = [
        (g.reason, f"nu: {was[g.gate].reason}")
        for g in advice.after.gates
        if was[g.gate].answer is Answer.NO and g.answer is not Answer.NO
    ]
    met = [(f"{n.label}: dan in orde", "") for n in advice.closed if n.known is Answer.UNKNOWN]
    points = (
        f"punten voor deze baan: van {_number(advice.before.points)} "
        f"naar {_number(advice.after.points)}",
        "punten zeggen alleen iets over deze ene baan",
    )
    yield Bullets((*opened, *met, points))


def _number(points: float) -> str:
    return f"{points:.1f}".replace(".", ",")


def _left(advice: TrainingAdvice) -> Iterator[Block]:
    if advice.still_open:
        yield Paragraph("Dit lossen de stappen niet op. Bespreek of de werkgever het kan leren:")
        yield Bullets(tuple((x.need.label, x.reason) for x in advice.still_open))
    if advice.not_by_training:
        yield Paragraph("Dit heeft niets met leren te maken, en moet ook geregeld worden:")
        yield Bullets(tuple((sentence(g.reason), "") for g in advice.not_by_training))
