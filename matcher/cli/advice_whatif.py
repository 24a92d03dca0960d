"""Commands under ``matcher advice``: gaps, doors, what-ifs and mobility, each effect re-scored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from matcher.advice.doors import Doors, doors
from matcher.advice.gaps import GapList, Status, gaps_of
from matcher.advice.mobility import MobilityAdvice, mobility
from matcher.advice.whatif.changes import Effort
from matcher.advice.whatif.field import Field
from matcher.advice.whatif.person import WhatIf, WhatIfs, what_if
from matcher.advice.whatif.vacancy import VacancyWhatIfs, people, vacancy_what_if
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
from matcher.errors import DataError

Vacancy = Annotated[str, typer.Argument(help="Id van de vacature")]
Candidate = Annotated[str, typer.Argument(help="Id van de kandidaat")]
PEOPLE, JOBS = SAMPLES / "portfolios.jsonl", SAMPLES / "vacancies.jsonl"
File = Annotated[Path, typer.Option("--portfolios", "-p", help="portfolios.jsonl")]
STATUS = {
    Status.HAVE: "ja",
    Status.NEARLY: "bijna",
    Status.MISSING: "nee",
    Status.ASK: "vraag het",
}
SHOWN = 5  # vacancies named behind one door or one change of travel


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("gaps")(gaps)
    app.command("doors")(open_doors)
    app.command("whatif")(whatif)
    app.command("vacancy-whatif")(vacancy_whatif)
    app.command("mobility")(travel)


def gaps(
    vacancy: Vacancy,
    candidate: Candidate,
    portfolios: File = PEOPLE,
    vacancies: Vacancies = JOBS,
    json: Json = False,
) -> None:
    """Wat heeft deze persoon voor deze vacature, wat bijna, en wat is nog een vraag?"""
    job = find(load_vacancies(vacancies), vacancy, "vacature")
    person = find(load_portfolios(portfolios), candidate, "kandidaat")
    m = matcher()
    found = gaps_of(m.explain(job, person), job, person, m)
    typer.echo(as_json(found) if json else "\n".join(_gaps(found)))


def _gaps(found: GapList) -> Iterator[str]:
    yield f"{found.candidate} voor {found.vacancy}: {found.centipoints / 100:.2f} punten"
    yield ""
    for need in found.needs:
        worth = f"{need.points:+6.2f}" if need.centipoints else " " * 6
        words = f"  “{need.have.words}”" if need.have else ""
        yield f"  {STATUS[need.status]:<10}{worth}  {need.label}{words}"
        if need.question:
            yield f"{'':20}{need.question}"


def open_doors(
    candidate: Candidate,
    portfolios: File = PEOPLE,
    vacancies: Vacancies = JOBS,
    top: Annotated[int, typer.Option("--top", "-k", min=1, help="Hoeveel veranderingen")] = 10,
    json: Json = False,
) -> None:
    """Welk ene certificaat, rijbewijs, diploma of welke vaardigheid opent de meeste vacatures?"""
    person = find(load_portfolios(portfolios), candidate, "kandidaat")
    jobs = load_vacancies(vacancies)
    m = matcher()
    with progress(len(jobs)) as bar:
        side = m.vacancy_pool(jobs, bar)
    found = doors(person, side, m, top)
    typer.echo(as_json(found) if json else "\n".join(_doors(found)))


def _doors(found: Doors) -> Iterator[str]:
    yield f"{found.candidate}: nu {_jobs(found.open_now)} zonder bekende belemmering"
    if not found.doors:
        yield "\nGeen enkele verandering opent een vacature."
    for door in found.doors:
        yield f"\n{door.sentence}{_effort(door.change.effort, door.change.training)}"
        for one in door.opened[:SHOWN]:
            trip = "" if one.minutes is None else f", {one.minutes} minuten reizen"
            yield f"    {one.vacancy}  {one.title} ({one.points:.0f} punten{trip})"
        yield from _rest(len(door.opened))


def whatif(
    vacancy: Vacancy,
    candidate: Candidate,
    portfolios: Portfolios = PEOPLE,
    vacancies: Vacancies = JOBS,
    top: Annotated[int, typer.Option("--top", "-k", min=1, help="Gewenste plek of beter")] = 10,
    most: Annotated[int, typer.Option(min=1, help="Hoeveel mogelijkheden")] = 5,
    json: Json = False,
) -> None:
    """Wat is de kleinste verandering waarmee deze persoon hoog genoeg op de lijst komt?"""
    job = find(load_vacancies(vacancies), vacancy, "vacature")
    m = matcher()
    pool = portfolio_pool(m, portfolios)
    records = pool.side.pool
    if candidate not in records.ids:
        raise DataError(f"kandidaat '{candidate}' zit niet in {portfolios}")
    person = records.portfolio(records.ids.index(candidate))
    found = what_if(person, Field.of(job, pool, m), top, most)
    typer.echo(as_json(found) if json else "\n".join(_whatif(found)))


def _whatif(found: WhatIfs) -> Iterator[str]:
    now = found.before
    yield f"{found.candidate} voor {found.vacancy}: {now.words}, {now.points:.2f} punten"
    if now.place is not None and now.place <= found.goal:
        yield f"\nDat is al plek {found.goal} of beter."
        return
    for reason in found.blocked:
        yield f"\nHier weten wij geen verandering voor: {reason}."
    if found.reached:
        yield f"\nZo komt deze persoon op plek {found.goal} of beter:"
    elif found.helpful:
        yield f"\nPlek {found.goal} lukt niet met drie veranderingen. Dit helpt het meest:"
    elif not found.blocked:
        yield "\nGeen enkele kleine verandering helpt."
    for one in found.reached or found.helpful:
        yield f"  {one.sentence}{_training(one)}"


def _training(one: WhatIf) -> str:
    names = dict.fromkeys(c.training for c in one.changes if c.training)
    return _effort(one.effort, ", ".join(names) or None)


def _effort(effort: Effort, training: str | None) -> str:
    if effort is Effort.ARRANGE:
        return " (afspreken of regelen)"
    if effort is Effort.UNKNOWN:
        return " (duur niet bekend)"
    return f" (duurt {effort}{f': {training}' if training else ''})"


def vacancy_whatif(
    vacancy: Vacancy,
    portfolios: Portfolios = PEOPLE,
    vacancies: Vacancies = JOBS,
    goal: Annotated[int | None, typer.Option(min=1, help="Hoeveel mensen u zoekt")] = None,
    json: Json = False,
) -> None:
    """Hoeveel meer mensen kunnen dit werk doen als de vacature minder vraagt?"""
    job = find(load_vacancies(vacancies), vacancy, "vacature")
    m = matcher()
    found = vacancy_what_if(job, portfolio_pool(m, portfolios), m, goal)
    typer.echo(as_json(found) if json else "\n".join(_vacancy(found)))


def _vacancy(found: VacancyWhatIfs) -> Iterator[str]:
    yield f"{found.vacancy}: nu {people(found.before)} zonder bekende belemmering"
    if found.goal is not None and found.before >= found.goal:
        yield f"\nDat zijn er al {found.goal} of meer."
    elif found.goal is not None and not found.reached:
        yield f"\nMet hoogstens twee veranderingen worden het er geen {found.goal}."
    elif found.reached:
        yield f"\nZo worden het er {found.goal} of meer:"
        yield from (f"  {one.sentence}" for one in found.reached)
    if found.single:
        yield "\nEén verandering:"
        for one in found.single:
            best = f" De beste nieuwe komt op plek {one.best_place}." if one.best_place else ""
            yield f"  {one.sentence}{best}"
    else:
        yield "\nGeen enkele losse verandering laat meer mensen toe."


def travel(
    candidate: Candidate,
    portfolios: File = PEOPLE,
    vacancies: Vacancies = JOBS,
    json: Json = False,
) -> None:
    """Welke vacatures komen binnen bereik met ander vervoer of een langere reis?"""
    person = find(load_portfolios(portfolios), candidate, "kandidaat")
    jobs = load_vacancies(vacancies)
    m = matcher()
    with progress(len(jobs)) as bar:
        side = m.vacancy_pool(jobs, bar)
    found = mobility(person, side, m)
    typer.echo(as_json(found) if json else "\n".join(_mobility(found)))


def _mobility(found: MobilityAdvice) -> Iterator[str]:
    yield f"{found.candidate}: nu {_jobs(found.too_far)} te ver"
    if found.question:
        yield f"\nVraag eerst: {found.question} Zonder dat antwoord is niets te ver."
    for option in found.options:
        yield f"\n{option.sentence}"
        for one in option.reached[:SHOWN]:
            trip = "" if one.minutes is None else f", {one.minutes} minuten {one.mode}"
            open_ = "" if one.sure else ", dienstregeling niet zeker"
            other = f"; kan nog niet: {', '.join(one.other_no)}" if one.other_no else ""
            yield f"    {one.vacancy}  {one.title}{trip}{open_}{other}"
        yield from _rest(len(option.reached))


def _jobs(count: int) -> str:
    return "1 vacature" if count == 1 else f"{count} vacatures"


def _rest(count: int) -> Iterator[str]:
    if count > SHOWN:
        yield f"    … en nog {count - SHOWN}"
