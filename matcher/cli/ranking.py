"""Commands for runs over many pairs: rank and gates."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from matcher.cli.common import (
    Json,
    Portfolios,
    Top,
    Vacancies,
    as_json,
    load_vacancies,
    matcher,
    portfolio_pool,
)
from matcher.domain.answers import Answer
from matcher.domain.plain import plain
from matcher.scoring.evidence.base import Job
from matcher.shortlist.eligibility import check, one_row

RUN_NAME = "matcher"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(rank)
    app.command()(gates)


def rank(
    portfolios: Portfolios,
    vacancies: Vacancies,
    run: Annotated[Path, typer.Option("--run", help="TREC-run om te schrijven")],
    top: Top = 50,
    fit_only: Annotated[
        bool, typer.Option("--fit-only", help="Iedereen op inhoud, zonder knock-outs")
    ] = False,
    details: Annotated[
        Path | None, typer.Option("--details", help="Uitleg per plek, als JSON Lines")
    ] = None,
    json: Json = False,
) -> None:
    """Rangschikt bij elke vacature de portfolio's; schrijft: vacature Q0 kandidaat rang score."""
    jobs, m = load_vacancies(vacancies), matcher()
    pool = portfolio_pool(m, portfolios)
    people = pool.side.pool.ids
    side = m.vacancy_pool(jobs)
    lines, explained = [], []
    for row in range(len(side.pool)):
        job = Job(side, row)
        ranked = m.rank(job, pool, top, fit_only)
        for place, (who, score) in enumerate(
            zip(ranked.rows.tolist(), ranked.scores.tolist(), strict=True), 1
        ):
            name = pool.side.pool.ids[who]
            lines.append(f"{side.pool.ids[row]} Q0 {name} {place} {score / 100:.2f} {RUN_NAME}\n")
            if details:
                entry = plain(m.explain_row(job, pool, who, place))
                explained.append(jsonlib.dumps(entry, ensure_ascii=False) + "\n")
    run.write_text("".join(lines), encoding="utf-8")
    if details:
        details.write_text("".join(explained), encoding="utf-8")
    summary = {"vacancies": len(jobs), "portfolios": len(people), "lines": len(lines)}
    if json:
        typer.echo(as_json(summary))
    else:
        print(
            f"{len(jobs)} vacatures × {len(people)} portfolio's: {len(lines)} regels in {run}",
            file=sys.stderr,
        )


def gates(
    portfolios: Portfolios,
    vacancies: Vacancies,
    out: Annotated[Path, typer.Option("--out", help="Tabel om te schrijven (tabs)")],
    json: Json = False,
) -> None:
    """Schrijft elke knock-out van elk paar: vacature, kandidaat, knock-out, yes/no/unknown."""
    jobs, m = load_vacancies(vacancies), matcher()
    pool = portfolio_pool(m, portfolios).side.pool
    side = m.vacancy_pool(jobs).pool
    words = {int(a): a.word for a in Answer}
    count = dict.fromkeys((a.word for a in Answer), 0)
    with out.open("w", encoding="utf-8") as handle:
        for row, vacancy in enumerate(side.ids):
            answers = check(m.gates, pool.columns, one_row(side.columns, row)).answers
            for who, candidate in enumerate(pool.ids):
                for gate, answer in zip(m.gates, answers[:, who].tolist(), strict=True):
                    word = words[answer]
                    count[word] += 1
                    handle.write(f"{vacancy}\t{candidate}\t{gate.name}\t{word}\n")
    if json:
        typer.echo(as_json(count))
    else:
        print(f"{sum(count.values())} antwoorden in {out}: {count}", file=sys.stderr)
