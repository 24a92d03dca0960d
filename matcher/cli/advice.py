"""From gap to step: all commands of advice in one group."""

from __future__ import annotations

import typer

from matcher.cli import advice_region, advice_training, advice_whatif

app = typer.Typer(
    help="Van wat ontbreekt naar een stap: leren, reizen, loopbaan, taken, regio, banenmarkt.",
    no_args_is_help=True,
)
for group in (advice_whatif, advice_training, advice_region):
    group.register(app)
