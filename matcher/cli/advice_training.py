"""Commands about learning and careers: advice training, path, alternatives."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from matcher.advice.paths.advise import CareerAdviser
from matcher.advice.render.document import Document
from matcher.advice.render.html import as_html
from matcher.advice.render.paths import alternatives_document, paths_document
from matcher.advice.render.pdf import as_pdf
from matcher.advice.render.text import as_text
from matcher.advice.render.training import training_document
from matcher.advice.training.advise import TrainingAdviser
from matcher.advice.training.funding import FILE, read_funding
from matcher.cli.common import (
    SAMPLES,
    Json,
    Portfolios,
    Vacancies,
    as_json,
    find,
    load_portfolios,
    load_vacancies,
    matcher,
    progress,
)
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError

Html = Annotated[Path | None, typer.Option("--html", help="Schrijf het advies als webpagina")]
Pdf = Annotated[Path | None, typer.Option("--pdf", help="Schrijf het advies als PDF")]
MadeOn = Annotated[
    str | None, typer.Option("--date", help="Datum op het advies, jjjj-mm-dd; leeg om in te vullen")
]
Candidate = Annotated[str, typer.Argument(help="Id van de kandidaat")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(training)
    app.command()(path)
    app.command()(alternatives)


def training(
    goal: Annotated[str, typer.Argument(help="Id van de vacature, of een beroep")],
    candidate: Candidate,
    portfolios: Portfolios = SAMPLES / "portfolios.jsonl",
    vacancies: Vacancies = SAMPLES / "vacancies.jsonl",
    html: Html = None,
    pdf: Pdf = None,
    made_on: MadeOn = None,
    json: Json = False,
) -> None:
    """Welke opleidingen sluiten het gat met deze baan, in welke volgorde, en wat doet dat?"""
    day = _day(made_on)
    people = load_portfolios(_file(portfolios))
    person: Portfolio = find(people, candidate, "kandidaat")
    jobs = load_vacancies(vacancies)
    wanted = _goal(jobs, goal)
    m = matcher()
    adviser = TrainingAdviser(m, read_funding(m.settings.vocabulary / FILE))
    with progress(len(people)) as bar:
        pool = m.portfolio_pool(people, bar)
    advice = adviser.advise(person, wanted, pool)
    _show(training_document(advice, day), html, pdf, as_json(advice) if json else None)


def path(
    candidate: Annotated[str, typer.Argument(help="Id van de kandidaat, of een beroep")],
    wish: Annotated[str, typer.Argument(help="Het beroep dat iemand wil")],
    portfolios: Portfolios = SAMPLES / "portfolios.jsonl",
    vacancies: Vacancies = SAMPLES / "vacancies.jsonl",
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="Hoeveel paden")] = 3,
    html: Html = None,
    pdf: Pdf = None,
    made_on: MadeOn = None,
    json: Json = False,
) -> None:
    """Langs welk ander werk komt iemand bij een wensberoep? Toont ook de directe stap."""
    day = _day(made_on)
    people = {p.id: p for p in load_portfolios(_file(portfolios))}
    jobs = load_vacancies(vacancies)
    m = matcher()
    advice = CareerAdviser(m).paths(
        people.get(candidate, candidate), wish, m.vacancy_pool(jobs), count
    )
    _show(paths_document(advice, day), html, pdf, as_json(advice) if json else None)


def alternatives(
    candidate: Candidate,
    portfolios: Portfolios = SAMPLES / "portfolios.jsonl",
    vacancies: Vacancies = SAMPLES / "vacancies.jsonl",
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="Hoeveel beroepen")] = 5,
    html: Html = None,
    pdf: Pdf = None,
    made_on: MadeOn = None,
    json: Json = False,
) -> None:
    """Welk werk past bij iemand, waar nog niemand aan dacht? Met vacatures en reistijd."""
    day = _day(made_on)
    person = _person(portfolios, candidate)
    jobs = load_vacancies(vacancies)
    m = matcher()
    found = CareerAdviser(m).alternatives(person, m.vacancy_pool(jobs), count)
    document = alternatives_document(person.id, found, day)
    _show(document, html, pdf, as_json(found) if json else None)


def _show(document: Document, html: Path | None, pdf: Path | None, json: str | None) -> None:
    """Write the files that were asked for; then JSON, or the text."""
    if html is not None:
        html.write_text(as_html(document), encoding="utf-8")
    if pdf is not None:
        pdf.write_bytes(as_pdf(document))
    typer.echo(json if json is not None else as_text(document), nl=json is not None)
    written = [str(file) for file in (html, pdf) if file is not None]
    if written:
        typer.echo(f"geschreven: {', '.join(written)}", err=True)


def _goal(jobs: tuple[Vacancy, ...], words: str) -> Vacancy | str:
    return next((job for job in jobs if job.id == words), words)


def _person(portfolios: Path, candidate: str) -> Portfolio:
    person: Portfolio = find(load_portfolios(_file(portfolios)), candidate, "kandidaat")
    return person


def _file(portfolios: Path) -> Path:
    if portfolios.is_dir():
        raise DataError(f"{portfolios}: geef hier portfolios.jsonl, geen gebouwde pool")
    return portfolios


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DataError(f"datum '{text}' is geen datum; schrijf jjjj-mm-dd") from None
