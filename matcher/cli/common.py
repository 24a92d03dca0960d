"""What all commands share: the matcher, its input files, progress bars and JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from matcher.domain.plain import plain
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.engine import Matcher
from matcher.errors import DataError
from matcher.exchange.jsonl import Batch, read_portfolios, read_vacancies
from matcher.pool.texts import Progress as ProgressCall
from matcher.scoring.ranker import Searchable
from matcher.settings import ROOT, Settings

SAMPLES = ROOT / "data" / "samples"
FEW = 500  # records for which a progress bar is only noise

Portfolios = Annotated[
    Path, typer.Option("--portfolios", "-p", help="portfolios.jsonl, of een gebouwde pool (map)")
]
Vacancies = Annotated[Path, typer.Option("--vacancies", "-v", help="vacancies.jsonl")]
Json = Annotated[bool, typer.Option("--json", help="Geef het antwoord als JSON")]
Top = Annotated[int, typer.Option("--top", "-k", min=1, help="Hoeveel plekken op de lijst")]


def matcher() -> Matcher:
    """The matcher with settings from the environment."""
    return Matcher(Settings.from_environment())


def load_vacancies(path: Path) -> tuple[Vacancy, ...]:
    """Vacancies of a file; what was kept out is told on stderr."""
    batch = read_vacancies(path)
    tell_kept_out(path, batch)
    return batch.items


def load_portfolios(path: Path) -> tuple[Portfolio, ...]:
    """Portfolios of a file; what was kept out is told on stderr."""
    batch = read_portfolios(path)
    tell_kept_out(path, batch)
    return batch.items


def tell_kept_out(path: Path, batch: Batch[Any]) -> None:
    """Fields that were read and not used."""
    if batch.kept_out:
        fields = ", ".join(f"{f} ({n}×)" for f, n in sorted(batch.kept_out.items()))
        print(f"{path.name}: niet gebruikt bij het matchen: {fields}", file=sys.stderr)


def portfolio_pool(m: Matcher, path: Path) -> Searchable:
    """A built pool from its directory, or one made now from a file of portfolios."""
    if path.is_dir():
        return m.load_portfolios(path)
    people = load_portfolios(path)
    with progress(len(people)) as bar:
        return m.portfolio_pool(people, bar)


def find(items: Sequence[Any], identity: str, what: str) -> Any:
    """The record with this id; otherwise an error with ids that look like it."""
    from rapidfuzz import process

    for item in items:
        if item.id == identity:
            return item
    near = [x[0] for x in process.extract(identity, [i.id for i in items], limit=3)]
    raise DataError(f"{what} '{identity}' staat niet in het bestand; bedoelde u {', '.join(near)}?")


@contextmanager
def progress(total: int) -> Iterator[ProgressCall]:
    """A progress bar on stderr for long work."""
    if total < FEW:
        yield lambda _stage, _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    from rich.console import Console

    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def call(stage: str, done: int, size: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=size)
            bar.update(tasks[stage], completed=done)

        yield call


def as_json(value: Any) -> str:
    """Dataclasses to JSON: answers as words, points with two decimals, absent as null."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2)
