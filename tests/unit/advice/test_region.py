"""A regional plan as a whole: what it counts is what the engine says pair by pair."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import invented
import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.advice.region.bits import rows, size
from matcher.advice.region.coverage import not_covered
from matcher.advice.region.near import Region
from matcher.advice.region.needs import Kind, Need
from matcher.advice.region.plan import region_plan
from matcher.advice.region.render import table, to_csv, to_svg
from matcher.advice.region.result import ALL, RegionPlan, RegionSettings
from matcher.advice.region.steps import Step, apply, steps_for
from matcher.advice.region.verify import Checked, check_pairs, connected
from matcher.domain.answers import Answer
from matcher.domain.portfolio import LanguageLevel, SkillClaim
from matcher.domain.shortlist import Coverage, Entry
from matcher.domain.vacancy import Requirement
from matcher.errors import SettingsError
from matcher.scoring.arithmetic import cosines
from matcher.scoring.evidence.base import Job
from matcher.scoring.searchable import Searchable
from matcher.scoring.views import VacancySide

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
Pairs = dict[tuple[int, int], Need]


@pytest.fixture(scope="module")
def region(matcher: Matcher, pool: Searchable, side: VacancySide) -> Region:
    return Region(matcher, pool, side, 0.0)


@pytest.fixture(scope="module")
def plan(matcher: Matcher, pool: Searchable, side: VacancySide) -> RegionPlan:
    return region_plan(pool, side, matcher)


def obstacles(entry: Entry) -> tuple[list[str], list[str]]:
    """Gates with a known no, and essential demands that are not named."""
    gates = [g.gate for g in entry.gates if g.answer is Answer.NO]
    missing = {
        g.label
        for g in entry.gaps
        if g.importance == "essential" and g.status is Coverage.NOT_NAMED
    }
    return gates, sorted(missing)


def by_engine(
    entries: Mapping[tuple[int, int], Entry], alike: set[tuple[int, int]]
) -> Counter[str]:
    """Per pair what the explanation says, counted: connected, one skill short, one gate."""
    out: Counter[str] = Counter()
    for pair, entry in entries.items():
        if pair not in alike:
            continue
        gates, missing = obstacles(entry)
        if not gates and not missing:
            out["connected"] += 1
        elif not gates and len(missing) == 1:
            out[f"skill {missing[0]}"] += 1
        elif len(gates) == 1 and not missing:
            out[f"gate {gates[0]}"] += 1
    return out


def counted(region: Region) -> tuple[Counter[str], Pairs]:
    """The same as the plan counts it, and the need of each pair."""
    out: Counter[str] = Counter()
    pairs: Pairs = {}
    names = {g.title: g.name for g in region.engine.gates}
    gate_of = {
        Kind.CERTIFICATE: "certificates",
        Kind.LICENCE: "licences",
        Kind.LANGUAGE: "language",
    }
    total = len(region.jobs.pool)
    for row, alike in enumerate(region.alike(0, total)):
        needs, fine, stuck = region.lacking(row, alike)
        out["connected"] += size(fine)
        for title, bits in stuck.items():
            out[f"gate {names[title]}"] += size(bits)
        for need, bits in needs.items():
            key = f"skill {need.key}" if need.kind is Kind.SKILL else f"gate {gate_of[need.kind]}"
            out[key] += size(bits)
            for person in rows(bits).tolist():
                assert (row, person) not in pairs  # nobody is counted twice for one job
                pairs[row, person] = need
    return +out, pairs


def alike_pairs(pool: Searchable, side: VacancySide, floor: float) -> set[tuple[int, int]]:
    table = cosines(side.pool.documents, pool.side.pool.documents) >= floor
    return {(int(a), int(b)) for a, b in zip(*table.nonzero(), strict=True)}


def test_demands_not_covered_are_those_a_gap_list_does_not_find(
    region: Region, explained: Mapping[tuple[int, int], Entry]
) -> None:
    jobs = region.jobs
    for row, demands in enumerate(region.essential):
        for demand, bits in zip(
            demands, not_covered(jobs, demands, region.pool.side, 0.40), strict=True
        ):
            words = jobs.pool.texts[int(jobs.pool.demand_text[demand])]
            expected = [
                person
                for person in range(len(region.pool.side.pool))
                if words in obstacles(explained[row, person])[1]
            ]
            assert rows(bits).tolist() == expected


def test_counts_are_what_the_engine_says_of_every_sample_pair(
    region: Region, explained: Mapping[tuple[int, int], Entry]
) -> None:
    found, _ = counted(region)
    assert found == by_engine(explained, alike_pairs(region.pool, region.jobs, 0.0))


def test_every_step_does_what_it_says(region: Region) -> None:
    _, pairs = counted(region)
    steps = steps_for(region, pairs.values())
    assert {s.kind for s in steps} == set(Kind)
    for step in steps:
        mine = [pair for pair, need in pairs.items() if need in step.closes][-3:]
        assert check_pairs(region, step, mine) == Checked(len(mine), len(mine))


def test_random_records(matcher: Matcher) -> None:
    people, jobs = invented.portfolios(31, 30), invented.vacancies(32, 22)
    rng = Random(33)
    jobs = [  # fewer demands, so that more pairs are one step away
        replace(
            v,
            requirements=v.requirements and v.requirements[:1],
            hours=replace(v.hours, min=None),
            shifts=() if rng.random() < 0.8 else v.shifts,
            start=None,
        )
        for v in jobs
    ]
    pool, side = matcher.portfolio_pool(people), matcher.vacancy_pool(jobs)
    region = Region(matcher, pool, side, -1.0)
    found, pairs = counted(region)
    entries = {
        (row, person): matcher.explain_row(Job(side, row), pool, person)
        for row in range(len(side.pool))
        for person in range(len(pool.side.pool))
    }
    assert found == by_engine(entries, set(entries))
    kinds = Counter(need.kind for need in pairs.values())
    assert min(kinds[k] for k in (Kind.CERTIFICATE, Kind.LICENCE, Kind.LANGUAGE)) > 0
    for step in steps_for(region, pairs.values()):
        mine = [pair for pair, need in pairs.items() if need in step.closes][:3]
        assert check_pairs(region, step, mine) == Checked(len(mine), len(mine))


def person(identity: str, **fields: object) -> Portfolio:
    base = Portfolio(
        id=identity,
        skills=(SkillClaim("schoonmaken"),),
        certificates=(),
        driving_licences=("B",),
        languages=(LanguageLevel("nl", "B1"),),
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def vacancy(identity: str, **fields: object) -> Vacancy:
    base = Vacancy(id=identity, title="schoonmaker", requirements=())
    return replace(base, **fields)  # type: ignore[arg-type]


def rows_of(
    matcher: Matcher, people: list[Portfolio], jobs: list[Vacancy]
) -> list[tuple[str, int]]:
    made = region_plan(
        matcher.portfolio_pool(people),
        matcher.vacancy_pool(jobs),
        matcher,
        settings=RegionSettings(likeness=-1.0),
    )
    return [(r.step.label, r.pairs) for r in made.rows if r.region == ALL]


def test_a_higher_certificate_closes_the_lower_one(matcher: Matcher) -> None:
    jobs = [
        vacancy("J1", certificates_required=("VCA basis",)),
        vacancy("J2", certificates_required=("VCA VOL",)),
        vacancy("J3", certificates_required=("VCA VOL", "BHV")),
    ]
    people = [person("P1"), person("P2", certificates=("BHV",))]
    (first, pairs), *_ = rows_of(matcher, people, jobs)
    # Both people for J1 and J2, and P2 for J3; P1 lacks two things for J3.
    assert "VOL" in first and pairs == 5


def test_licences_come_one_after_the_other(matcher: Matcher) -> None:
    jobs = [vacancy("J1", driving_licences_required=("CE",))]
    people = [
        person("P1"),
        person("P2", driving_licences=("C",)),
        person("P3", driving_licences=None),
    ]
    assert rows_of(matcher, people, jobs) == [("rijbewijs CE", 1)]


def test_language_goes_one_level_at_a_time(matcher: Matcher) -> None:
    jobs = [vacancy("J1", language_min=LanguageLevel("nl", "B2"))]
    people = [
        person("P1"),
        person("P2", languages=(LanguageLevel("nl", "A2"),)),
        person("P3", languages=()),
    ]
    assert rows_of(matcher, people, jobs) == [("Nederlands naar B2", 1)]


def test_how_someone_is_is_asked_and_not_trained(matcher: Matcher) -> None:
    from matcher.domain.scales import Importance

    needs = (Requirement("Geduld", Importance.ESSENTIAL),)
    made = region_plan(
        matcher.portfolio_pool([person("P1")]),
        matcher.vacancy_pool([vacancy("J1", requirements=needs)]),
        matcher,
        settings=RegionSettings(likeness=-1.0),
    )
    assert made.rows == () and [(a.words, a.pairs) for a in made.ask] == [("Geduld", 1)]


def test_the_plan_of_the_samples(plan: RegionPlan) -> None:
    whole = [r for r in plan.rows if r.region == ALL]
    assert (plan.people, plan.jobs) == (120, 24)
    assert [r.pairs for r in whole] == sorted((r.pairs for r in whole), reverse=True)
    for row in whole:
        assert row.checked is not None and row.checked.tried == row.checked.true > 0
        assert row.people <= row.pairs and row.jobs <= row.pairs
        assert len(row.people_listed) == min(20, row.people)
    first = whole[0]
    split = [r for r in plan.rows if r.region != ALL and r.sector == ALL and r.step == first.step]
    assert sum(r.pairs for r in split) <= first.pairs


def test_a_job_without_a_known_place_has_a_row_of_its_own(
    matcher: Matcher, pool: Searchable, jobs: Sequence[Vacancy], plan: RegionPlan
) -> None:
    lost = [replace(v, location=None, sector=None) for v in jobs]
    made = region_plan(pool, matcher.vacancy_pool(lost), matcher)
    assert {r.region for r in made.rows} == {ALL, "onbekend"}
    assert "Regio onbekend" in table(made)
    assert any(r.region == ALL for r in plan.rows)


def test_the_order_of_the_records_does_not_matter(
    matcher: Matcher, people: Sequence[Portfolio], jobs: Sequence[Vacancy], plan: RegionPlan
) -> None:
    again = region_plan(
        matcher.portfolio_pool(people[::-1]), matcher.vacancy_pool(jobs[::-1]), matcher
    )
    assert again == plan


def test_table_csv_and_chart(plan: RegionPlan) -> None:
    read = list(csv.DictReader(io.StringIO(to_csv(plan)), delimiter=";"))
    assert len(read) == len(plan.rows)
    assert [int(r["nieuwe paren"]) for r in read] == [r.pairs for r in plan.rows]
    chart = ElementTree.fromstring(to_svg(plan))
    bars = [node for node in chart.iter() if node.tag.endswith("rect")]
    assert len(bars) == 1 + sum(r.region == ALL for r in plan.rows)
    assert "nieuwe paren" in "".join(chart.itertext())
    text = table(plan, sectors=True)
    assert "Arbeidsmarktregio Groningen, sector" in text and "Eerst vragen" in text
    tried = sum(r.checked.tried for r in plan.rows if r.checked)
    assert f"{tried} van de {tried} gekozen paren kloppen" in text


def test_words_of_an_employer_are_no_formula(plan: RegionPlan) -> None:
    wrong = replace(plan, rows=(replace(plan.rows[0], sector="=1+1"),))
    assert "'=1+1" in to_csv(wrong)
    assert "&lt;b&gt;" in to_svg(
        replace(plan, rows=(replace(plan.rows[0], step=Step(Kind.SKILL, "k", "<b>", ())),))
    )


def test_training_takes_nothing_away(people: Sequence[Portfolio]) -> None:
    for kind, key in ((Kind.CERTIFICATE, "c"), (Kind.LICENCE, "B"), (Kind.LANGUAGE, "nl B1")):
        step = Step(kind, key, "VCA basis", ())
        for one in people[:20]:
            after = apply(step, one)
            assert set(one.certificates or ()) <= set(after.certificates or ())
            assert set(one.languages or ()) <= set(after.languages or ())
            assert after.skills == one.skills and after.wage_facts == one.wage_facts


def test_the_least_likeness_keeps_the_good_pairs(pool: Searchable, side: VacancySide) -> None:
    """What docs/regioplan.md says of the samples' grades: 0 does not fit, 2 and 3 do."""
    alike = alike_pairs(pool, side, RegionSettings().likeness)
    people = {identity: i for i, identity in enumerate(pool.side.pool.ids)}
    jobs = {identity: i for i, identity in enumerate(side.ids)}
    above: dict[bool, list[bool]] = {True: [], False: []}
    for line in (SAMPLES / "qrels.tsv").read_text("utf-8").splitlines():
        job, person, grade = line.split("\t")
        if grade != "1":
            above[grade != "0"].append((jobs[job], people[person]) in alike)
    assert sum(above[True]) / len(above[True]) > 0.75
    assert sum(above[False]) / len(above[False]) < 0.10


def test_settings_are_checked() -> None:
    with pytest.raises(SettingsError) as wrong:
        RegionSettings(likeness=2, steps=0)
    assert len(wrong.value.problems) == 2


def test_connected_needs_all_essentials(explained: Mapping[tuple[int, int], Entry]) -> None:
    for entry in explained.values():
        gates, missing = obstacles(entry)
        assert connected(entry) == (not gates and not missing)
