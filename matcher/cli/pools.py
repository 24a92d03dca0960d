"""Commands for pools on disk."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from matcher.cli.common import Json, Portfolios, as_json, load_portfolios, matcher, progress

app = typer.Typer(help="Pools: veel portfolio's, klaar om in te zoeken.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command()
def build(
    portfolios: Portfolios,
    out: Annotated[Path, typer.Option("--out", "-o", help="Map voor de pool")],
    json: Json = False,
) -> None:
    """Leest portfolio's, herkent de begrippen en bewaart de pool met zijn versies."""
    people = load_portfolios(portfolios)
    m = matcher()
    begin = time.perf_counter()
    with progress(len(people)) as bar:
        pool = m.portfolio_pool(people, bar)
    m.save(pool, out)
    inside = pool.side.pool
    facts = {
        "portfolios": len(inside),
        "texts": len(inside.texts),
        "claims": int(inside.claims.nnz),
        "seconds": round(time.perf_counter() - begin, 1),
        "directory": str(out),
    }
    if json:
        typer.echo(as_json(facts))
    else:
        typer.echo(
            f"{facts['portfolios']} portfolio's, {facts['texts']} verschillende teksten, "
            f"{facts['claims']} herkende begrippen, {facts['seconds']} s → {out}"
        )
