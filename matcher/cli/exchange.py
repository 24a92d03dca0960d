"""Commands that read other formats into records, and write them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, cast

import typer

from matcher.cli.common import Json, as_json, progress
from matcher.errors import DataError
from matcher.exchange.checking import Kind
from matcher.exchange.formats import FORMATS, export_records, format_named, read_records
from matcher.exchange.report import MOST_SHOWN
from matcher.exchange.source import Profile

app = typer.Typer(
    help="Uitwisselen: VUM 1.0, Sonar (CSV of Excel), JobPosting en JSON Resume.",
    no_args_is_help=True,
)
_NAMES = ", ".join(FORMATS)

FormatName = Annotated[str, typer.Option("--format", "-f", help=f"Formaat: {_NAMES}")]
KindName = Annotated[str, typer.Option("--kind", help="Soort record: portfolio of vacancy")]


@app.callback()
def _group() -> None:
    pass


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Het bestand om te lezen")],
    format: FormatName,
    kind: KindName = "portfolio",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="JSON Lines om te schrijven")
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Bewaar de goede records en meld de rest")
    ] = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="Verslag om te schrijven, als JSON")
    ] = None,
    json: Json = False,
) -> None:
    """Leest een bestand en vertelt wat is bewaard, wat niet, en wat onbekend blijft."""
    format_named(format, kind)
    checked = cast(Kind, kind)
    data = file.read_bytes()
    with progress(len(data.splitlines())) as bar:
        try:
            found = read_records(
                data,
                format,
                checked,
                all_or_nothing=not partial,
                name=file.name,
                progress=lambda done, total: bar("records", done, total),
            )
        except DataError as error:
            raise _shortened(error) from None
    if out is not None:
        out.write_bytes(export_records(found.records, "jsonl", checked).data)
    if report is not None:
        report.write_text(as_json(found.report.as_dict()) + "\n", encoding="utf-8")
    if json:
        typer.echo(as_json(found.report.as_dict()))
        return
    for line in found.report.lines():
        typer.echo(line)
    if out is not None:
        print(f"{len(found.records)} records in {out}", file=sys.stderr)


def _shortened(error: DataError) -> DataError:
    more = len(error.problems) - MOST_SHOWN
    if more <= 0:
        return error
    return DataError([*error.problems[:MOST_SHOWN], f"… en nog {more} problemen"])


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Records als JSON Lines")],
    format: FormatName,
    out: Annotated[Path, typer.Option("--out", "-o", help="Bestand om te schrijven")],
    kind: KindName = "portfolio",
    profile: Annotated[
        str, typer.Option("--profile", help="matching (anoniem) of detail")
    ] = "matching",
    json: Json = False,
) -> None:
    """Schrijft records in een ander formaat en vertelt wat daarbij verloren gaat."""
    format_named(format, kind)
    checked = cast(Kind, kind)
    try:
        records = read_records(file.read_bytes(), "jsonl", checked, name=file.name).records
        written = export_records(records, format, checked, cast(Profile, profile))
    except DataError as error:
        raise _shortened(error) from None
    out.write_bytes(written.data)
    if json:
        typer.echo(as_json(written.report.as_dict()))
        return
    for line in written.report.lines():
        typer.echo(line)
