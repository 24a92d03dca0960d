"""Commands over the store: the audit log, replay, accounts and tokens."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from matcher.cli.common import Json, as_json
from matcher.errors import DataError
from matcher.service import accounts, backups
from matcher.service.actors import SYSTEM
from matcher.service.replay import replay as run_replay
from matcher.service.service import Service, make_parent
from matcher.service.settings import ServiceSettings
from matcher.store.audit import Anchor
from matcher.store.database import Database
from matcher.store.organisations import Organisation, OrganisationKind, Role
from matcher.store.users import User

ANCHOR_DIGITS = 64  # of a SHA-256

audit = typer.Typer(help="Het logboek: nakijken en opruimen.", no_args_is_help=True)
store = typer.Typer(help="De opslag: bijwerken, back-up, terugzetten.", no_args_is_help=True)
account = typer.Typer(help="Organisaties, accounts en tokens.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(replay)


@contextmanager
def database() -> Iterator[Database]:
    """The store of the environment's settings, with its tables up to date; closed at the end."""
    settings = ServiceSettings.from_environment()
    make_parent(settings.database)
    opened = Database(settings.database)
    try:
        opened.migrate()
        yield opened
    finally:
        opened.close()


@audit.command()
def verify(
    anchor: Annotated[
        str | None,
        typer.Option(metavar="NUMMER:KENMERK", help="Een laatste regel van eerder"),
    ] = None,
    json: Json = False,
) -> None:
    """Is er iets aan het logboek veranderd? Stopt met code 1 als dat zo is."""
    known = None if anchor is None else _anchor(anchor)
    with database() as opened, opened.read() as tx:
        problems, count, last = tx.audit.verify(known), tx.audit.count(), tx.audit.last()
    at = f"{last.number}:{last.hash}" if last else None
    if json:
        digest = last.hash if last else None
        found = {"entries": count, "last_hash": digest, "anchor": at, "problems": problems}
        typer.echo(as_json(found))
    elif problems:
        typer.echo("\n".join(problems))
    else:
        typer.echo(f"{count} regels, niets veranderd. Laatste regel: {at or '(nog leeg)'}")
    if problems:
        raise typer.Exit(1)


def _anchor(text: str) -> Anchor:
    number, _, digest = text.partition(":")
    if number.isdecimal() and len(digest) == ANCHOR_DIGITS:
        return Anchor(int(number), digest.lower())
    raise DataError(
        f"'{text}' is geen laatste regel; geef het nummer, een dubbele punt en het kenmerk, "
        "zoals audit verify ze eerder toonde"
    )


@audit.command()
def show(
    after: Annotated[int, typer.Option(min=0, help="Vanaf de regel na dit nummer")] = 0,
    top: Annotated[int, typer.Option("--top", "-k", min=1, help="Hoeveel regels")] = 20,
    subject: Annotated[str | None, typer.Option(help="Alleen over dit id")] = None,
    json: Json = False,
) -> None:
    """Toont regels van het logboek."""
    with database() as opened, opened.read() as tx:
        entries = tx.audit.entries(after=after, limit=top, subject=subject)
    if json:
        typer.echo(as_json(entries))
        return
    for e in entries:
        typer.echo(f"{e.number:>7}  {e.at:%Y-%m-%d %H:%M:%S}  {e.actor}  {e.action}  {e.subject}")


def replay(
    shortlist: Annotated[str, typer.Argument(help="Id van de bewaarde lijst")], json: Json = False
) -> None:
    """Maakt een lijst van toen opnieuw en vergelijkt hem byte voor byte."""
    service = Service(ServiceSettings.from_environment())
    try:
        service.start()
        found = run_replay(service, shortlist)
    finally:
        service.close()
    if json:
        typer.echo(as_json(found))
    elif found.same:
        typer.echo(f"Precies dezelfde lijst. Kenmerk: {found.found_sha256}")
    else:
        typer.echo("Niet dezelfde lijst:\n" + "\n".join(f"- {line}" for line in found.reasons))
    if not found.same:
        raise typer.Exit(1)


@store.command()
def migrate() -> None:
    """Maakt de tabellen, of werkt ze bij na een nieuwe versie."""
    with database():
        typer.echo("de opslag is bij")


@store.command()
def backup(target: Annotated[Path, typer.Argument(help="Nieuw bestand")]) -> None:
    """Maakt een back-up van een SQLite-opslag; de dienst mag doorgaan."""
    backups.back_up(ServiceSettings.from_environment().database, target)
    typer.echo(f"back-up gemaakt: {target}")


@store.command()
def restore(source: Annotated[Path, typer.Argument(help="Bestand van een back-up")]) -> None:
    """Zet een back-up terug. Stop eerst de dienst. De oude opslag blijft bewaard als .old."""
    settings = ServiceSettings.from_environment()
    backups.restore(source, settings.database)
    shutil.rmtree(settings.pools, ignore_errors=True)  # of the old store; made again at the start
    typer.echo("teruggezet; kijk het logboek na met: matcher audit verify")


@store.command()
def clean() -> None:
    """Ruimt op wat weg mag: verlopen sessies, oude regels van het logboek, gewiste inhoud."""
    settings = ServiceSettings.from_environment()
    with database() as opened:
        with opened.write() as tx:
            tx.sessions.purge(tx.now)
            removed = tx.audit.prune(tx.now - timedelta(days=settings.retention_days))
        opened.vacuum()
    typer.echo(f"{removed} regels ouder dan {settings.retention_days} dagen verwijderd")


@account.command("organisation")
def organisation_add(
    id: Annotated[str, typer.Argument(help="Id, bijvoorbeeld gemeente-a")],
    kind: Annotated[OrganisationKind, typer.Option(help="Soort")],
    name: Annotated[str, typer.Option(help="Naam")],
    region: Annotated[str, typer.Option(help="Arbeidsmarktregio; wie haar deelt, werkt samen")],
) -> None:
    """Voegt een organisatie toe."""
    with database() as opened:
        accounts.add_organisation(opened, SYSTEM, Organisation(id, kind, name, region))
    typer.echo(f"{id} toegevoegd")


@account.command("user")
def user_add(
    id: Annotated[str, typer.Argument(help="Id, bijvoorbeeld u-1")],
    organisation: Annotated[str, typer.Option(help="Id van de organisatie")],
    role: Annotated[Role, typer.Option(help="Rol")],
    login: Annotated[str | None, typer.Option(help="Naam om mee in te loggen")] = None,
    oidc: Annotated[str | None, typer.Option(help="Kenmerk bij de OpenID-aanbieder")] = None,
    portfolio: Annotated[str | None, typer.Option(help="Eigen portfolio van een kandidaat")] = None,
) -> None:
    """Voegt een account toe. Met een login maakt dit een wachtwoord en toont het één keer."""
    password = secrets.token_urlsafe(12) if login else None
    user = User(id, organisation, role, login, oidc, portfolio)
    with database() as opened:
        accounts.add_user(opened, SYSTEM, user, password)
    typer.echo(f"{id} toegevoegd" + (f". Wachtwoord: {password}" if password else ""))


@account.command()
def token(
    user: Annotated[str, typer.Argument(help="Id van het account waarvoor het token werkt")],
    label: Annotated[str, typer.Option(help="Waar het token voor is")],
    days: Annotated[int, typer.Option(min=1, help="Hoeveel dagen het geldt")] = 365,
) -> None:
    """Maakt een token voor een systeem en toont het één keer."""
    with database() as opened:
        typer.echo(accounts.add_token(opened, SYSTEM, user, label, days))
