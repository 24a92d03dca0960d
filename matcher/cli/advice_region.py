"""Advice about jobs and a region: carve, region, event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from matcher.advice.carving.carve import carve as carve_jobs
from matcher.advice.carving.needs_file import read_needs
from matcher.advice.carving.proposal import proposal, to_discuss
from matcher.advice.carving.result import Carving, CarvingSettings
from matcher.advice.events import render as event_text
from matcher.advice.events.employers import read_employers
from matcher.advice.events.plan import plan_event
from matcher.advice.events.result import EventSettings
from matcher.advice.region.plan import region_plan
from matcher.advice.region.regions import read_regions
from matcher.advice.region.render import table, to_csv, to_svg
from matcher.advice.region.result import RegionSettings
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
    portfolio_pool,
    progress,
)
from matcher.domain.plain import plain
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(carve)
    app.command()(region)
    app.command()(event)


def carve(
    vacancy: Annotated[str, typer.Argument(help="Id van de vacature")],
    candidates: Annotated[list[str], typer.Argument(help="Id's van een of meer kandidaten")],
    also: Annotated[
        list[str] | None,
        typer.Option("--also", help="Nog een vacature van deze werkgever (mag vaker)"),
    ] = None,
    hours: Annotated[
        list[str] | None,
        typer.Option("--hours", help="Uren van de hele baan, zoals D-V18=24 (mag vaker)"),
    ] = None,
    needs: Annotated[
        Path | None,
        typer.Option("--needs", help="JSON: wat een taak nodig heeft, zegt de werkgever"),
    ] = None,
    rest_hours: Annotated[
        float, typer.Option("--rest", help="Hoeveel uur er minstens overblijft van een baan")
    ] = 8.0,
    portfolios: Portfolios = SAMPLES / "portfolios.jsonl",
    vacancies: Vacancies = SAMPLES / "vacancies.jsonl",
    json: Json = False,
) -> None:
    """Welke taken kan deze persoon of groep nu al doen, en wat blijft er over van de baan?"""
    every, people = load_vacancies(vacancies), load_portfolios(portfolios)
    jobs = [find(every, one, "vacature") for one in dict.fromkeys((vacancy, *(also or ())))]
    group = [find(people, one, "kandidaat") for one in dict.fromkeys(candidates)]
    result = carve_jobs(
        jobs,
        group,
        matcher(),
        hours=_hours(hours or ()),
        needs=None if needs is None else read_needs(needs),
        settings=CarvingSettings(rest_hours=rest_hours),
    )
    typer.echo(_carving_json(result) if json else proposal(result))


def _carving_json(result: Carving) -> str:
    return as_json({**plain(result), "discuss": to_discuss(result) if result.jobs else []})


def _hours(stated: Sequence[str]) -> dict[str, int]:
    out, wrong = {}, []
    for one in stated:
        identity, _, number = one.rpartition("=")
        if identity and number.isdecimal():
            out[identity] = int(number)
        else:
            wrong.append(f"--hours {one}: schrijf het als D-V18=24, met hele uren")
    if wrong:
        raise DataError(wrong)
    return out


def region(
    portfolios: Portfolios = SAMPLES / "portfolios.jsonl",
    vacancies: Vacancies = SAMPLES / "vacancies.jsonl",
    steps: Annotated[int, typer.Option("--steps", min=1, help="Trainingen per tabel")] = 10,
    likeness: Annotated[
        float, typer.Option("--likeness", min=-1, max=1, help="Hoe gelijk de teksten moeten zijn")
    ] = 0.4,
    sectors: Annotated[bool, typer.Option("--sectors", help="Toon ook elke sector")] = False,
    places: Annotated[
        Path | None, typer.Option("--places", help="Eigen tabel: plaats en arbeidsmarktregio")
    ] = None,
    csv_file: Annotated[Path | None, typer.Option("--csv", help="Schrijf alles als CSV")] = None,
    chart: Annotated[Path | None, typer.Option("--chart", help="Schrijf een grafiek (SVG)")] = None,
    json: Json = False,
) -> None:
    """Welke training brengt in de regio de meeste mensen bij de meeste vacatures?"""
    m, jobs = matcher(), load_vacancies(vacancies)
    regions = read_regions(places)
    pool = portfolio_pool(m, portfolios)
    with progress(len(jobs)) as bar:
        side = m.vacancy_pool(jobs, bar)
    settings = RegionSettings(likeness=likeness, steps=steps)
    with progress(len(jobs)) as bar:
        plan = region_plan(pool, side, m, regions, settings, bar)
    if csv_file is not None:
        csv_file.write_text(to_csv(plan), encoding="utf-8-sig")
    if chart is not None:
        chart.write_text(to_svg(plan), encoding="utf-8")
    typer.echo(as_json(plan) if json else table(plan, sectors=sectors))


def event(
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="Rondes gesprekken")] = 6,
    seats: Annotated[
        int, typer.Option("--seats", min=1, help="Kandidaten per werkgever per ronde")
    ] = 1,
    tables: Annotated[
        int | None, typer.Option("--tables", min=1, help="Gesprekken tegelijk in de zaal")
    ] = None,
    most: Annotated[
        int | None, typer.Option("--most", min=1, help="Gesprekken per kandidaat, hoogstens")
    ] = None,
    employers: Annotated[
        Path | None,
        typer.Option("--employers", help="CSV met vacature;werkgever; anders elke vacature apart"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Map voor CSV, JSON en de tekst om te printen"),
    ] = None,
    portfolios: Portfolios = SAMPLES / "portfolios.jsonl",
    vacancies: Vacancies = SAMPLES / "vacancies.jsonl",
    json: Json = False,
) -> None:
    """Banenmarkt: wie spreekt welke werkgever, in welke ronde?"""
    m, jobs = matcher(), load_vacancies(vacancies)
    owners = (
        {v.id: v.id for v in jobs}
        if employers is None
        else read_employers(employers, [v.id for v in jobs])
    )
    by_owner: dict[str, list[Vacancy]] = defaultdict(list)
    for v in jobs:
        if v.id in owners:
            by_owner[owners[v.id]].append(v)
    settings = EventSettings(rounds=rounds, seats=seats, tables=tables, most=most)
    plan = plan_event(portfolio_pool(m, portfolios), by_owner, m, settings)
    titles = {v.id: v.title for v in jobs if v.title}
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        files: dict[str, tuple[str, str]] = {
            "kandidaten.csv": (event_text.candidates_csv(plan), "utf-8-sig"),
            "werkgevers.csv": (event_text.employers_csv(plan), "utf-8-sig"),
            "schema.json": (as_json(plan) + "\n", "utf-8"),
            "schema.txt": (event_text.text(plan, titles) + "\n", "utf-8"),
        }
        for name, (content, encoding) in files.items():
            (out / name).write_text(content, encoding=encoding)
    typer.echo(as_json(plan) if json else event_text.text(plan, titles))
