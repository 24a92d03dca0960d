"""Commands for the vocabulary."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from matcher.cli.common import Json, as_json
from matcher.errors import SettingsError
from matcher.settings import Settings
from matcher.vocabulary.check import check as check_tables
from matcher.vocabulary.sources import importing
from matcher.vocabulary.sources.sparql import SparqlClient
from matcher.vocabulary.sources.terms import Terms
from matcher.vocabulary.tables import read_tables

app = typer.Typer(help="De vocabulaire van beroepen, taken en vaardigheden.", no_args_is_help=True)
imports = typer.Typer(help="Maakt van ESCO of CompetentNL een eigen map.", no_args_is_help=True)
app.add_typer(imports, name="import")
MOST_SHOWN = 5

Out = Annotated[Path, typer.Option("--out", "-o", help="Nieuwe map voor de tabellen")]
SkipBad = Annotated[
    bool, typer.Option("--skip-bad", help="Sla kapotte regels over; zie import-report.json")
]
Release = Annotated[str, typer.Option("--release", help="Versie die in vocabulaire.json komt")]
Certificates = Annotated[
    Path | None,
    typer.Option("--certificates", help="Map met een vocabulaire waarvan de certificaten meegaan"),
]
Licence = Annotated[str, typer.Option("--licence", help="Licentie die in vocabulaire.json komt")]


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


@imports.command()
def esco(
    source: Annotated[Path, typer.Option("--from", help="Map met ESCO's CSV's (ook .gz)")],
    out: Out,
    skip_bad: SkipBad = False,
    release: Release = "",
    licence: Licence = "",
    certificates: Certificates = None,
) -> None:
    """Leest ESCO in uit CSV-bestanden."""
    choices = _choices(skip_bad, release, licence, certificates)
    _tell(importing.import_esco(source, out, choices), out)


@imports.command()
def competentnl(
    out: Out,
    source: Annotated[
        Path | None, typer.Option("--from", help="Bestand .nt, .ttl of .json (ook .gz)")
    ] = None,
    endpoint: Annotated[
        str,
        typer.Option(
            "--endpoint", envvar="COMPETENTNL_ENDPOINT", help="Adres dat SPARQL-vragen beantwoordt"
        ),
    ] = "",
    terms: Annotated[
        Path | None, typer.Option("--terms", help="Eigen lijst met namen van CompetentNL")
    ] = None,
    page: Annotated[int, typer.Option("--page", min=1, help="Antwoorden per vraag")] = 1000,
    skip_bad: SkipBad = False,
    release: Release = "",
    licence: Licence = "",
    certificates: Certificates = None,
) -> None:
    """Leest CompetentNL in, uit een bestand of van een SPARQL-adres.

    De sleutel voor het adres staat in de omgevingsvariabele COMPETENTNL_API_KEY.
    """
    names = Terms.load(terms)
    choices = _choices(skip_bad, release, licence, certificates)
    if source is not None:
        done = importing.import_competentnl_file(source, out, choices, names)
    elif endpoint:
        key = os.environ.get("COMPETENTNL_API_KEY", "")
        client = SparqlClient(endpoint, key, names["key_header"], page)
        done = importing.import_competentnl_endpoint(client, out, choices, names)
    else:
        raise SettingsError(
            "Geef --from met een bestand, of --endpoint met een adres. "
            f"Het adres van CompetentNL is {names['endpoint']} (bekend per {names['as_of']})."
        )
    _tell(done, out)


def _choices(
    skip_bad: bool, release: str, licence: str, certificates: Path | None
) -> importing.Choices:
    taken = None if certificates is None else read_tables(certificates)
    return importing.Choices(skip_bad, release, licence, taken)


def _tell(done: importing.Imported, out: Path) -> None:
    for name, count in done.counts.items():
        typer.echo(f"  {count:>7}  {name}")
    for reason, count in sorted(done.report.left_out.items()):
        typer.echo(f"  {count:>7}  niet gebruikt: {reason}")
    for problem in done.report.problems[:MOST_SHOWN]:
        typer.echo(f"overgeslagen: {problem}")
    problems = len(done.report.problems) + done.report.more
    typer.echo(f"{problems} problemen; alles staat in {out / 'import-report.json'}")
    typer.echo(f"Gebruik het met: export MATCHER_VOCABULARY={out}")
