"""Commands that answer a person: demo, shortlist, matches, explain."""

from __future__ import annotations

from typing import Annotated

import typer

from matcher.cli import render
from matcher.cli.common import (
    SAMPLES,
    Json,
    Portfolios,
    Top,
    Vacancies,
    as_json,
    find,
    load_portfolios,
    load_vacancies,
    matcher,
    portfolio_pool,
    progress,
)
from matcher.errors import DataError

DEMO_VACANCY = "D-V15"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(demo)
    app.command()(shortlist)
    app.command()(matches)
    app.command()(explain)


def demo(top: Top = 5, json: Json = False) -> None:
    """Bouwt een pool van de verzonnen voorbeelden en toont een uitgelegde shortlist."""
    if not json:
        typer.echo("Voorbeeld met verzonnen portfolio's en een verzonnen vacature.\n")
    shortlist(DEMO_VACANCY, SAMPLES / "portfolios.jsonl", SAMPLES / "vacancies.jsonl", top, 3, json)


def shortlist(
    vacancy: Annotated[str, typer.Argument(help="Id van de vacature")],
    portfolios: Portfolios = SAMPLES / "portfolios.jsonl",
    vacancies: Vacancies = SAMPLES / "vacancies.jsonl",
    top: Top = 10,
    outside: Annotated[int, typer.Option(min=0, help="Hoeveel mensen net buiten de lijst")] = 3,
    json: Json = False,
) -> None:
    """Wie kan dit werk doen, waarom, en wat ontbreekt er?"""
    job = find(load_vacancies(vacancies), vacancy, "vacature")
    m = matcher()
    result = m.shortlist(job, portfolio_pool(m, portfolios), top, outside)
    typer.echo(as_json(result) if json else render.shortlist(result, render.vacancy_head(job)))


def matches(
    candidate: Annotated[str, typer.Argument(help="Id van de kandidaat")],
    portfolios: Portfolios = SAMPLES / "portfolios.jsonl",
    vacancies: Vacancies = SAMPLES / "vacancies.jsonl",
    top: Top = 10,
    json: Json = False,
) -> None:
    """Welke vacatures passen bij deze persoon? Toont twee assen: kunnen en willen."""
    if portfolios.is_dir():
        raise DataError(f"{portfolios}: geef hier portfolios.jsonl, geen gebouwde pool")
    person = find(load_portfolios(portfolios), candidate, "kandidaat")
    jobs = load_vacancies(vacancies)
    m = matcher()
    with progress(len(jobs)) as bar:
        side = m.vacancy_pool(jobs, bar)
    result = m.matches(person, side, top)
    names = {v.id: v.title or "(geen titel)" for v in jobs}
    home = f", woont in {person.home.place}" if person.home and person.home.place else ""
    head = f"Vacatures voor {person.id}{home}"
    typer.echo(as_json(result) if json else render.shortlist(result, head, names))


def explain(
    vacancy: Annotated[str, typer.Argument(help="Id van de vacature")],
    candidate: Annotated[str, typer.Argument(help="Id van de kandidaat")],
    portfolios: Portfolios = SAMPLES / "portfolios.jsonl",
    vacancies: Vacancies = SAMPLES / "vacancies.jsonl",
    json: Json = False,
) -> None:
    """Alles over één paar: elke bijdrage met bron, elke eis en elke knock-out."""
    job = find(load_vacancies(vacancies), vacancy, "vacature")
    person = find(load_portfolios(portfolios), candidate, "kandidaat")
    m = matcher()
    one = m.explain(job, person)
    if json:
        typer.echo(as_json(one))
        return
    typer.echo(render.vacancy_head(job) + "\n")
    typer.echo("\n".join(render.details(one)))
