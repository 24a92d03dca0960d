"""Commands for the vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matcher.cli.common import Json, as_json
from matcher.settings import Settings
from matcher.vocabulary.check import check as check_tables
from matcher.vocabulary.tables import read_tables

app = typer.Typer(help="De vocabulaire van beroepen, taken en vaardigheden.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command()
def check(
    directory: Annotated[
        Path | None, typer.Option("--directory", "-d", help="Map met de tabellen")
    ] = None,
    json: Json = False,
) -> None:
    """Controleert de tabellen; code 1 als er iets te herstellen is."""
    report = check_tables(read_tables(directory or Settings.from_environment().vocabulary))
    if json:
        typer.echo(as_json(report))
    else:
        typer.echo("Aantallen")
        for name, count in report.counts.items():
            typer.echo(f"  {count:>7}  {name}")
        typer.echo("Hoeveel beroepen een taak of eis delen")
        for name, count in report.spread.items():
            typer.echo(f"  {count:>7}  taken en eisen horen bij {name} beroepen")
        for problem in report.problems:
            typer.echo(f"herstel: {problem}")
        typer.echo(f"{len(report.problems)} problemen")
    if report.problems:
        raise typer.Exit(1)
