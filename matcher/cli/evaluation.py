"""Command that measures match quality against judged pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from matcher.cli.common import (
    Json,
    as_json,
    load_portfolios,
    load_vacancies,
    matcher,
    progress,
)
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.embedding.encoder import Encoder
from matcher.evaluation.baselines.bm25 import BM25
from matcher.evaluation.baselines.chance import Chance
from matcher.evaluation.baselines.char_tfidf import CharTfidf
from matcher.evaluation.compare import compare
from matcher.evaluation.ndcg import ndcg
from matcher.evaluation.qrels import read_qrels
from matcher.evaluation.ranked import Qrels, Run
from matcher.reading.demands import demands
from matcher.reading.segments import segments
from matcher.scoring.evidence.base import Job
from matcher.shortlist.eligibility import check, one_row

SYSTEM = "matcher"
CEILING = 1.0
Table = NDArray[np.float64]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(evaluate)


def evaluate(
    directory: Annotated[
        Path, typer.Argument(help="Map met portfolios.jsonl, vacancies.jsonl en qrels.tsv")
    ],
    json: Json = False,
) -> None:
    """Meet de rangschikking op inhoud naast toeval, BM25 en teken-TF-IDF, met significantie."""
    people = load_portfolios(directory / "portfolios.jsonl")
    jobs = load_vacancies(directory / "vacancies.jsonl")
    qrels = read_qrels(directory / "qrels.tsv")
    m = matcher()
    with progress(len(people)) as bar:
        pool = m.portfolio_pool(people, bar)
    side = m.vacancy_pool(jobs)
    who, what = pool.side.pool.ids, side.pool.ids
    ordered = sorted(people, key=lambda p: p.id)
    wanted = sorted(jobs, key=lambda v: v.id)
    tables = baselines(ordered, wanted, m.encoder)
    ours = np.zeros((len(what), len(who)))
    able = np.zeros((len(what), len(who)), np.bool_)
    for row in range(len(what)):
        ranked = m.rank(Job(side, row), pool, max(1, len(who)), fit_only=True)
        ours[row, ranked.rows] = ranked.scores / 100
        columns = one_row(side.pool.columns, row)
        able[row, check(m.gates, pool.side.pool.columns, columns).can] = True
    tables[SYSTEM] = ours
    runs = {name: as_run(table, what, who) for name, table in tables.items()}
    means = {name: ndcg(run, qrels).mean for name, run in runs.items() if name != SYSTEM}
    best = max(means, key=lambda name: (means[name], name))
    result = compare(runs, qrels, best)
    score = result.cells[SYSTEM]["nDCG@10"].mean
    closed = (score - means[best]) / (CEILING - means[best])
    possible = restrict(qrels, able, what, who)
    second = {name: ndcg(run, possible).mean for name, run in runs.items()}
    if json:
        facts = result.as_dict() | {
            "share_of_distance_closed": round(closed, 4),
            "ndcg_without_knock_outs": second,
        }
        typer.echo(as_json(facts))
        return
    typer.echo(result.as_text())
    typer.echo(
        f"\nFrom the best baseline ({best}, {means[best]:.3f}) to {CEILING:.0f} the matcher closes "
        f"{closed:.0%} of the distance."
    )
    typer.echo("nDCG@10 over the pairs that no knock-out closes:")
    for name, value in second.items():
        typer.echo(f"  {name:<24} {value:.3f}")


def portfolio_text(portfolio: Portfolio) -> str:
    """All words of a portfolio, wishes included."""
    return " . ".join(s.text for s in segments(portfolio))


def vacancy_text(vacancy: Vacancy) -> str:
    """All words of a vacancy: title, text, requirements and tasks."""
    fields = [d.text for d in demands(vacancy) if d.field != "text"]
    return " . ".join([*fields, vacancy.text or ""])


def baselines(people: list[Portfolio], jobs: list[Vacancy], encoder: Encoder) -> dict[str, Table]:
    """Scores of the systems to beat, shape (vacancies, portfolios) each."""
    documents = [portfolio_text(p) for p in people]
    queries = [vacancy_text(v) for v in jobs]
    chance = Chance([p.id for p in people]).scores([v.id for v in jobs])
    bm25 = np.asarray(BM25(documents).scores(queries), np.float64)
    characters = np.asarray(CharTfidf(documents).scores(queries), np.float64)
    dense = (encoder.encode(queries) @ encoder.encode(documents).T).astype(np.float64)
    together = _standard(bm25) + _standard(characters) + _standard(dense)
    return {
        "chance": chance,
        "BM25": bm25,
        "character TF-IDF": characters,
        "encoder alone": dense,
        "sum of these three": together,
    }


def _standard(table: Table) -> Table:
    """Per vacancy mean 0 and deviation 1, so that scales add."""
    spread = table.std(axis=1, keepdims=True)
    out: Table = (table - table.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1)
    return out


def as_run(table: Table, queries: tuple[str, ...], documents: tuple[str, ...]) -> Run:
    """A table of scores as a run."""
    return {
        q: dict(zip(documents, row, strict=True))
        for q, row in zip(queries, table.tolist(), strict=True)
    }


def restrict(
    qrels: Qrels, able: NDArray[np.bool_], queries: tuple[str, ...], documents: tuple[str, ...]
) -> Qrels:
    """Only the judged pairs without a known no."""
    column = {d: i for i, d in enumerate(documents)}
    return {
        q: {d: g for d, g in qrels.get(q, {}).items() if d in column and able[row, column[d]]}
        for row, q in enumerate(queries)
    }
