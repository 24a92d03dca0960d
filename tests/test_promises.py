"""The promises of docs and design, each as a test: who is ranked, by what, and by nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import invented
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from matcher import (
    Answer,
    Matcher,
    Portfolio,
    Shortlist,
    Vacancy,
    read_portfolios,
    read_vacancies,
)
from matcher.domain.portfolio import Place
from matcher.domain.shortlist import Entry
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import ALL, Searchable, sum_over
from matcher.scoring.views import VacancySide
from matcher.shortlist.eligibility import check, one_row
from matcher.vocabulary.normalise import normalise

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
Record = dict[str, Any]
T = TypeVar("T", Portfolio, Vacancy)


# --------------------------------------------------------------- a score is the sum of its lines


def test_a_score_is_the_sum_of_its_contributions_for_every_sample_pair(
    explained: Mapping[tuple[int, int], Entry], pool: Searchable, side: VacancySide
) -> None:
    everyone = np.arange(len(pool.side.pool))
    for row in range(len(side.pool)):
        scores = sum_over(ALL, Job(side, row), pool.side, everyone).tolist()
        for who in everyone.tolist():
            entry = explained[row, who]
            assert sum(line.centipoints for line in entry.contributions) == entry.centipoints
            assert entry.centipoints == scores[who]


def test_the_points_alone_decide_the_order(
    matcher: Matcher, jobs: Sequence[Vacancy], pool: Searchable
) -> None:
    for job in jobs:
        entries = matcher.shortlist(job, pool, k=20).entries
        assert [e.rank for e in entries] == list(range(1, len(entries) + 1))
        keys = [(-e.centipoints, e.candidate) for e in entries]
        assert keys == sorted(keys)
        assert all(e.eligible for e in entries)


def test_a_contribution_quotes_the_portfolio_literally(
    explained: Mapping[tuple[int, int], Entry], people: Sequence[Portfolio]
) -> None:
    """The words of a source stand in this order in the field that it names.

    Not always without a gap: protected words are taken out of every text.
    """
    looked = 0
    for (_, who), entry in explained.items():
        for line in entry.contributions:
            if line.source and line.source.words:
                text = _at(people[who], line.source.field)
                said = iter(normalise(text).split())
                assert all(word in said for word in normalise(line.source.words).split()), line
                looked += 1
    assert looked > 1000


def _at(portfolio: Portfolio, path: str) -> str:
    """The text at a path such as ``experience[1].description``; a whole item gives all of it."""
    value: Any = portfolio
    for part in path.replace("[", ".[").split("."):
        value = value[int(part[1:-1])] if part.startswith("[") else getattr(value, part)
    if is_dataclass(value):
        return " ".join(str(getattr(value, f.name) or "") for f in fields(value))
    return str(value)


# ----------------------------------------------- what the law keeps out of a ranking changes none


def _permuted(records: Sequence[Record], names: Sequence[str], rng: Random) -> list[Record]:
    """The same records with the values of some fields dealt out again among the people."""
    out = [dict(r) for r in records]
    for name in names:
        values = [r.get(name, ...) for r in records]
        rng.shuffle(values)
        for record, value in zip(out, values, strict=True):
            record.pop(name, None)
            if value is not ...:
                record[name] = value
    return out


def _protected_otherwise(records: Sequence[Record], seed: int) -> list[Record]:
    rng = Random(seed)
    out = _permuted(records, ("registers", "participatieladder", "support", "sector_profile"), rng)
    for record in out:
        record["registers"] = rng.choice(
            ({}, {"doelgroepregister": True}, {"beschut_werk": True, "doelgroepregister": False})
        )
        record["participatieladder"] = rng.randint(1, 6)
        record["loonwaarde"] = {
            "percentage": rng.randint(0, 100),
            "function": rng.choice(("schoonmaker", "magazijnmedewerker", "kok")),
            "determined_on": "2026-03-01",
        }
        if rng.random() < 0.3:
            del record["loonwaarde"]
        record["leeftijd"] = rng.randint(18, 66)
        record["geslacht"] = rng.choice("mvx")
        record["nationaliteit"] = rng.choice(("Nederlandse", "Syrische", "Poolse"))
        record["uitkering"] = rng.choice(("WW", "bijstand", "Wajong", "geen"))
        record["home"] = {**record.get("home", {}), "wijk": rng.choice("ABC")}
    return out


def _records(name: str) -> list[Record]:
    text = (SAMPLES / name).read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _read_people(records: Iterable[Record], directory: Path) -> Sequence[Portfolio]:
    path = directory / "portfolios.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return read_portfolios(path).items


def _ranked(
    matcher: Matcher, side: VacancySide, pool: Searchable, row: int, fit_only: bool
) -> list[tuple[str, int]]:
    found = matcher.rank(Job(side, row), pool, len(pool.side.pool), fit_only)
    return [
        (pool.side.pool.ids[who], score)
        for who, score in zip(found.rows.tolist(), found.scores.tolist(), strict=True)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_protected_facts_change_no_rank(
    matcher: Matcher,
    pool: Searchable,
    side: VacancySide,
    jobs: Sequence[Vacancy],
    tmp_path: Path,
    seed: int,
) -> None:
    """Registers, loonwaarde, participatieladder, age, sex, origin, benefit: design, promise 4."""
    others = _protected_otherwise(_records("portfolios.jsonl"), seed)
    other = matcher.portfolio_pool(_read_people(others, tmp_path))
    with_floor = 0
    for row, job in enumerate(jobs):
        assert _ranked(matcher, side, other, row, True) == _ranked(matcher, side, pool, row, True)
        if job.inclusive.min_loonwaarde is None:
            assert _ranked(matcher, side, other, row, False) == _ranked(
                matcher, side, pool, row, False
            )
        else:
            with_floor += 1
    assert with_floor < len(jobs)


def test_a_loonwaarde_floor_moves_nobody_who_stays_on_the_list(
    matcher: Matcher, pool: Searchable, jobs: Sequence[Vacancy], tmp_path: Path
) -> None:
    """The employer's floor may close the door; it never changes the order of who is inside."""
    other = matcher.portfolio_pool(
        _read_people(_protected_otherwise(_records("portfolios.jsonl"), 3), tmp_path)
    )
    for job in jobs[::4]:
        floor = replace(job, inclusive=replace(job.inclusive, min_loonwaarde=60))
        free = replace(job, inclusive=replace(job.inclusive, min_loonwaarde=None))
        side = matcher.vacancy_pool([floor])
        gated = _ranked(matcher, side, other, 0, False)
        everyone = _ranked(matcher, matcher.vacancy_pool([free]), other, 0, False)
        inside = {name for name, _ in gated}
        assert gated == [pair for pair in everyone if pair[0] in inside]


# ---------------------------------------------------------------------- an unknown never excludes

Path_ = tuple[str, ...]


def optional_paths(record: Any, prefix: Path_ = ()) -> list[Path_]:
    """Every field that may be absent, also inside nested objects and lists of objects."""
    out: list[Path_] = []
    for field in fields(record):
        value = getattr(record, field.name)
        path = (*prefix, field.name)
        if field.name in ("id", "label", "language", "ongoing") or value is None:
            continue
        if is_dataclass(value):
            out += [path, *optional_paths(value, path)]
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            out.append(path)
            for number, item in enumerate(value):
                out += optional_paths(item, (*path, str(number)))
        else:
            out.append(path)
    return out


NESTED = ("wishes", "availability", "mobility", "wage_facts", "hours", "inclusive")


def without(record: Any, path: Path_) -> Any:
    """The record with one field not known."""
    name, rest = path[0], path[1:]
    value = getattr(record, name)
    if value is None:
        return record
    if not rest:
        return replace(record, **{name: type(value)() if name in NESTED else None})
    if rest[0].isdigit():
        number = int(rest[0])
        items = tuple(
            without(item, rest[1:]) if i == number else item for i, item in enumerate(value)
        )
        return replace(record, **{name: items})
    return replace(record, **{name: without(value, rest)})


def stripped(record: T, paths: Iterable[Path_]) -> T:
    for path in sorted(paths):
        record = without(record, path)
    return record


@lru_cache(maxsize=1)
def pairs() -> list[tuple[Portfolio, Vacancy]]:
    """Sample pairs and random pairs."""
    people = read_portfolios(SAMPLES / "portfolios.jsonl").items
    jobs = read_vacancies(SAMPLES / "vacancies.jsonl").items
    known = [(p, jobs[i % len(jobs)]) for i, p in enumerate(people)]
    return [*known, *zip(invented.portfolios(5, 200), invented.vacancies(5, 200), strict=True)]


def consistent(matcher: Matcher, place: Place | None) -> bool:
    """Whether name and postcode of a place say the same, so that either may be left out."""
    places = next(g for g in matcher.gates if g.name == "travel").places  # type: ignore[attr-defined]
    return (
        place is None
        or place.place is None
        or place.postcode is None
        or (places.find(Place(None, place.postcode)) in (-1, places.find(place)))
    )


def answers(matcher: Matcher, person: Portfolio, job: Vacancy) -> dict[str, Answer]:
    return {
        gate.name: Answer(
            int(gate.verdicts(gate.portfolio_columns([person]), gate.vacancy_columns([job]))[0])
        )
        for gate in matcher.gates
    }


@hypothesis_settings(max_examples=300)
@given(data=st.data(), number=st.integers(0, 319))
def test_leaving_out_what_is_known_never_excludes(
    matcher: Matcher, data: st.DataObject, number: int
) -> None:
    person, job = pairs()[number]
    mine = data.draw(st.sets(st.sampled_from(optional_paths(person) or [("home",)]), max_size=12))
    theirs = data.draw(st.sets(st.sampled_from(optional_paths(job) or [("title",)]), max_size=8))
    if not consistent(matcher, person.home):
        mine -= {("home", "place")}
    if not consistent(matcher, job.location):
        theirs -= {("location", "place")}
    before = answers(matcher, person, job)
    after = answers(matcher, stripped(person, mine), stripped(job, theirs))
    newly = {
        gate: (before[gate].word, after[gate].word)
        for gate in before
        if after[gate] is Answer.NO and before[gate] is not Answer.NO
    }
    assert newly == {}, (mine, theirs)


def test_whoever_says_nothing_is_excluded_from_nothing(
    matcher: Matcher, jobs: Sequence[Vacancy], people: Sequence[Portfolio]
) -> None:
    for job in jobs:
        assert Answer.NO not in answers(matcher, Portfolio("silent"), job).values()
    for person in people:
        assert Answer.NO not in answers(matcher, person, Vacancy("silent")).values()


def test_whoever_says_nothing_is_on_the_list_with_questions(
    matcher: Matcher, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> None:
    pool = matcher.portfolio_pool([*people, Portfolio("silent")])
    for job in jobs[:6]:
        entries = matcher.shortlist(job, pool, k=len(people) + 1).entries
        silent = next(e for e in entries if e.candidate == "silent")
        unknown = {g.gate for g in silent.gates if g.answer is Answer.UNKNOWN}
        assert silent.eligible and unknown
        assert unknown <= {q.gate for q in silent.questions}


# --------------------------------------------------------------------- the company changes nothing


def test_a_pool_of_many_scores_as_pools_of_one(
    matcher: Matcher,
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
    explained: Mapping[tuple[int, int], Entry],
) -> None:
    for number in range(0, len(people) * len(jobs), 97):
        row, who = number % len(jobs), number // len(jobs)
        alone = matcher.explain(jobs[row], people[who])
        together = explained[row, who]
        assert alone == together, (jobs[row].id, people[who].id)


def test_who_else_is_in_the_pool_changes_no_score(
    matcher: Matcher, people: Sequence[Portfolio], pool: Searchable, side: VacancySide
) -> None:
    half = matcher.portfolio_pool(people[::2])
    for row in range(len(side.pool)):
        all_of_them = dict(_ranked(matcher, side, pool, row, True))
        for name, score in _ranked(matcher, side, half, row, True):
            assert all_of_them[name] == score


@pytest.mark.parametrize("seed", [1])
def test_the_order_of_the_input_does_not_matter(
    matcher: Matcher,
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
    pool: Searchable,
    side: VacancySide,
    seed: int,
) -> None:
    rng = Random(seed)
    shuffled = matcher.portfolio_pool(rng.sample(people, len(people)))
    others = matcher.vacancy_pool(rng.sample(jobs, len(jobs)))
    assert shuffled.side.pool.ids == pool.side.pool.ids
    assert others.pool.ids == side.pool.ids
    for row in range(len(jobs)):
        assert _ranked(matcher, others, shuffled, row, False) == _ranked(
            matcher, side, pool, row, False
        )
    one = matcher.shortlist(jobs[3], pool, k=5)
    assert matcher.shortlist(jobs[3], shuffled, k=5) == one


def _comparable(entry: Entry) -> Entry:
    """Without what a list adds: the place on it, and which question comes first."""
    questions = tuple(sorted(entry.questions, key=lambda q: (q.gate, q.text)))
    return replace(entry, rank=0, appeal=None, questions=questions)


def test_explain_says_what_the_shortlist_says(
    matcher: Matcher, jobs: Sequence[Vacancy], people: Sequence[Portfolio], pool: Searchable
) -> None:
    by_id = {p.id: p for p in people}
    for job in jobs[::5]:
        shortlist: Shortlist = matcher.shortlist(job, pool, k=6)
        for entry in (*shortlist.entries, *shortlist.just_outside):
            alone = matcher.explain(job, by_id[entry.candidate])
            assert _comparable(alone) == _comparable(entry)


def test_matches_says_what_explain_says(
    matcher: Matcher, jobs: Sequence[Vacancy], people: Sequence[Portfolio], side: VacancySide
) -> None:
    by_id = {v.id: v for v in jobs}
    for person in people[::24]:
        shortlist = matcher.matches(person, side, k=5)
        for entry in (*shortlist.entries, *shortlist.just_outside):
            alone = matcher.explain(by_id[entry.vacancy], person)
            assert _comparable(alone) == _comparable(entry)
            assert entry.appeal is None or 0 <= entry.appeal <= 100


def test_just_outside_are_those_with_exactly_one_known_no(
    matcher: Matcher, jobs: Sequence[Vacancy], pool: Searchable, side: VacancySide
) -> None:
    for row, job in enumerate(jobs):
        shortlist = matcher.shortlist(job, pool, k=3, outside=5)
        for entry in shortlist.just_outside:
            assert sum(g.answer is Answer.NO for g in entry.gates) == 1
            assert entry.rank == 0
        tally = shortlist.tally
        total = tally.can + tally.cannot + tally.one_question + tally.more_questions
        assert total == tally.looked_at == len(pool.side.pool)
        able = check(matcher.gates, pool.side.pool.columns, one_row(side.pool.columns, row)).can
        assert len(able) == tally.looked_at - tally.cannot
