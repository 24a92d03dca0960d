"""Command that shows what the linker makes of a text."""

from __future__ import annotations

from typing import Annotated

import typer

from matcher.cli.common import Json, as_json, matcher
from matcher.vocabulary.normalise import clauses, sentences

MAYBE = 0.3  # shown as a guess from this confidence on


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(link)


def link(
    text: Annotated[str, typer.Argument(help="Een titel, vaardigheid of stuk tekst")],
    json: Json = False,
) -> None:
    """Welke begrippen staan er in deze tekst, aan welke woorden te zien en hoe zeker?"""
    m = matcher()
    pieces = [c for s in sentences(text) for c in clauses(s)] or [text]
    sure = m.settings.link.sure
    found = [[r for r in one if r.confidence >= MAYBE] for one in m.linker.link_many(pieces)]
    rows = [
        {
            "words": piece,
            "recognised": [
                {
                    "concept": m.vocabulary.concepts[r.concept].id,
                    "label": m.vocabulary.concepts[r.concept].label,
                    "confidence": round(r.confidence, 3),
                    "sure": r.confidence >= sure,
                    "method": r.method.value,
                    "seen": r.words,
                    "as": r.label,
                }
                for r in recognised
            ],
        }
        for piece, recognised in zip(pieces, found, strict=True)
    ]
    if json:
        typer.echo(as_json(rows))
        return
    for piece, recognised in zip(pieces, found, strict=True):
        typer.echo(piece)
        for r in recognised:
            concept = m.vocabulary.concepts[r.concept]
            guess = "" if r.confidence >= sure else "misschien "
            typer.echo(
                f"  {r.confidence:.2f}  {guess}{concept.kind.value}: {concept.label}  "
                f"({r.method.value}: “{r.words}” als “{r.label}”)"
            )
        if not any(r.confidence >= sure for r in recognised):
            typer.echo("  niet herkend; de tekst zelf blijft bewaard en telt mee")
