"""The command line: one file per group of commands, user texts in Dutch."""

from __future__ import annotations

import sys

import typer

from matcher.cli import (
    advice,
    costs,
    evaluation,
    exchange,
    linking,
    pools,
    ranking,
    service,
    shortlists,
    vocabulary,
)
from matcher.errors import MatcherError

app = typer.Typer(
    name="matcher",
    help="Zoekt bij een vacature de mensen die het werk kunnen doen, en zegt waarom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (shortlists, ranking, linking, evaluation, service):
    group.register(app)
app.add_typer(pools.app, name="pool")
app.add_typer(vocabulary.app, name="vocab")
app.add_typer(exchange.app, name="exchange")
app.add_typer(advice.app, name="advice")
app.add_typer(costs.app, name="costs")
app.add_typer(service.audit, name="audit")
app.add_typer(service.account, name="account")
app.add_typer(service.store, name="store")


def main() -> None:
    """Run; an error that the user can mend is told in plain words, with exit code 2."""
    try:
        app()
    except MatcherError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    except OSError as error:
        if error.filename is None:
            raise
        print(
            f"{error.filename}: kan hier niet lezen of schrijven ({error.strerror})",
            file=sys.stderr,
        )
        raise SystemExit(2) from None
