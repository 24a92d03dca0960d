"""Every statement of a scholingsadvies is true when the engine looks again, over many people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import invented
import numpy as np
import pytest

from matcher import Answer, Matcher, Portfolio, Vacancy
from matcher.advice.training.advise import TrainingAdviser, training_advice
from matcher.advice.training.apply import after
from matcher.advice.training.funding import FILE, read_funding
from matcher.advice.training.needs import NeedKind
from matcher.advice.training.options import OPTIONS
from matcher.advice.training.plan import Limits
from matcher.advice.training.result import TrainingAdvice
from matcher.domain.portfolio import Education, LanguageLevel, Loonwaarde, WageFacts
from matcher.domain.scales import LANGUAGE_RANK, Importance
from matcher.domain.shortlist import Coverage, Entry
from matcher.domain.vacancy import Requirement
from matcher.gates.education import highest
from matcher.gates.licences import allowed
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import ALL, Searchable, sum_over
from matcher.shortlist.eligibility import check, one_row


@pytest.fixture(scope="module")
def adviser(matcher: Matcher) -> TrainingAdviser:
    return TrainingAdviser(matcher, read_funding(matcher.settings.vocabulary / FILE))


def person_after(adviser: TrainingAdviser, person: Portfolio, advice: TrainingAdvice) -> Portfolio:
    by_id = {o.id: o for o in adviser.catalogue.offers}
    return after(person, [by_id[step.offer] for step in advice.steps])


def looked_again(matcher: Matcher, job: Vacancy, people: Sequence[Portfolio]) -> dict[str, Entry]:
    """Everyone as they now are, read and scored anew."""
    pool = matcher.portfolio_pool(people)
    one = Job(matcher.vacancy_pool([job]), 0)
    return {
        name: matcher.explain_row(one, pool, row) for row, name in enumerate(pool.side.pool.ids)
    }


def closed(person: Portfolio, job: Vacancy, kind: NeedKind, label: str, entry: Entry) -> bool:
    """Whether a need is met, written from the exchange format and not from the code."""
    if kind is NeedKind.REQUIREMENT:
        return all(g.status is Coverage.HAVE for g in entry.gaps if g.label == label)
    if kind is NeedKind.LICENCE:
        return label.removeprefix("rijbewijs ") in allowed(person.driving_licences or ())
    if kind is NeedKind.EDUCATION:
        level = {"entree": 2, "mbo-2": 3, "mbo-3": 4, "mbo-4": 5}.get(job.education_min or "", 0)
        wanted = (
            level
            or {"primary": 1, "pro": 1, "vso": 1, "vmbo": 2, "havo": 4, "vwo": 5}[
                job.education_min or ""
            ]
        )
        return highest(person.education or ()) >= wanted
    if kind is NeedKind.LANGUAGE:
        asked = job.language_min
        assert asked is not None and asked.level is not None
        mine = [
            LANGUAGE_RANK[x.level]
            for x in person.languages or ()
            if x.language == asked.language and x.level is not None
        ]
        return max(mine, default=-1) >= LANGUAGE_RANK[asked.level]
    return True  # certificates: by the answer of the gate, in `assert_true`


def assert_true(
    matcher: Matcher,
    adviser: TrainingAdviser,
    job: Vacancy,
    people: Sequence[Portfolio],
    advices: Sequence[TrainingAdvice],
) -> int:
    """Check every statement; returns how many advices had steps."""
    changed = {
        a.candidate: person_after(adviser, p, a) for p, a in zip(people, advices, strict=True)
    }
    now = looked_again(matcher, job, people)
    then = looked_again(matcher, job, list(changed.values()))
    for advice in advices:
        was, will = now[advice.candidate], then[advice.candidate]
        assert advice.before.centipoints == was.centipoints
        assert advice.after.centipoints == will.centipoints
        assert advice.before.gates == was.gates
        assert advice.after.gates == will.gates
        for gate, old in zip(will.gates, was.gates, strict=True):
            assert gate.answer >= old.answer, "no step may shut a door"
        person = changed[advice.candidate]
        for need in advice.closed:
            assert closed(person, job, need.kind, need.label, will), (advice.candidate, need)
        open_kinds = {x.need.kind for x in advice.still_open}
        for name, kind in (("certificates", NeedKind.CERTIFICATE), ("licences", NeedKind.LICENCE)):
            refused = next(g.answer for g in was.gates if g.gate == name) is Answer.NO
            if refused and kind not in open_kinds:
                assert next(g.answer for g in will.gates if g.gate == name) is not Answer.NO
        assert advice.weeks == sum(step.weeks for step in advice.steps)
        labels = {n.label for n in advice.needs}
        for step in advice.steps:
            assert step.closes or step.before, "a step without a reason"
            assert set(step.closes) <= labels
            assert all(f.running for f in step.funding)
    return sum(bool(advice.steps) for advice in advices)


@pytest.mark.parametrize("row", [0, 11, 16])
def test_every_sample_advice_is_true(
    matcher: Matcher,
    adviser: TrainingAdviser,
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
    row: int,
) -> None:
    some = people[row % 4 :: 4]
    advices = adviser.advise_all(some, jobs[row])
    assert assert_true(matcher, adviser, jobs[row], some, advices) > 5


@pytest.mark.parametrize("seed", range(3))
def test_every_advice_on_random_records_is_true(
    matcher: Matcher, adviser: TrainingAdviser, seed: int
) -> None:
    people = invented.portfolios(100 + seed, 40)
    job = demanding(invented.vacancies(200 + seed, 1)[0], seed)
    assert assert_true(matcher, adviser, job, people, adviser.advise_all(people, job)) > 5


def demanding(job: Vacancy, seed: int) -> Vacancy:
    """A vacancy that asks something of every kind."""
    rng = Random(seed)
    return replace(
        job,
        certificates_required=tuple(rng.sample(("VCA basis", "BHV", "code 95"), 2)),
        driving_licences_required=(rng.choice(("B", "C", "CE")),),
        language_min=LanguageLevel("nl", rng.choice(("A2", "B1", "B2"))),
        education_min=rng.choice(("entree", "mbo-2", "mbo-3")),
        requirements=(Requirement("heftruck rijden"), Requirement("veilig werken")),
    )


def test_the_place_is_that_of_a_full_search_with_the_changed_person(
    matcher: Matcher,
    adviser: TrainingAdviser,
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
    pool: Searchable,
) -> None:
    told = 0
    for job in (jobs[0], jobs[14]):
        some = people[::24]
        for person, advice in zip(some, adviser.advise_all(some, job, pool), strict=True):
            changed = person_after(adviser, person, advice)
            assert advice.before.place == place(matcher, job, person, pool)
            assert advice.after.place == place(matcher, job, changed, pool)
            told += advice.after.place is not None
    assert told > 1


def place(matcher: Matcher, job: Vacancy, person: Portfolio, pool: Searchable) -> int | None:
    """By scoring everyone in full and counting those who come before."""
    one = Job(matcher.vacancy_pool([job]), 0)
    alone = matcher.portfolio_pool([person]).side
    columns = one_row(one.side.pool.columns, 0)
    if not len(check(matcher.gates, alone.pool.columns, columns).can):
        return None
    mine = int(sum_over(ALL, one, alone, np.arange(1))[0])
    scores = sum_over(ALL, one, pool.side, np.arange(len(pool.side.pool))).tolist()
    others = [
        (-scores[row], pool.side.pool.ids[row])
        for row in check(matcher.gates, pool.side.pool.columns, columns).can.tolist()
        if pool.side.pool.ids[row] != person.id
    ]
    return 1 + sum(other < (-mine, person.id) for other in others)


# ----------------------------------------------------------------------------- readable small cases


def bare(**fields: object) -> Portfolio:
    """Someone of whom all lists are known and empty, but for what is given."""
    empty = ("skills", "certificates", "driving_licences", "languages", "education")
    known: dict[str, object] = {"id": "P", **dict.fromkeys(empty, ())}
    return Portfolio(**{**known, **fields})  # type: ignore[arg-type]


def steps(advice: TrainingAdvice) -> list[str]:
    return [step.offer.removeprefix("opleiding:") for step in advice.steps]


def test_a_missing_certificate_is_a_course_of_days(adviser: TrainingAdviser) -> None:
    job = Vacancy("V", title="chauffeur", certificates_required=("heftruckcertificaat",))
    advice = adviser.advise(bare(), job)
    assert steps(advice) == ["cursus-heftruck"]
    assert (advice.weeks, advice.group, advice.opens_door) == (1, 1, True)
    assert advice.steps[0].gives == ("heftruckcertificaat",)


def test_an_expired_certificate_is_refreshed(adviser: TrainingAdviser) -> None:
    job = Vacancy("V", certificates_required=("code 95",))
    had = adviser.advise(bare(certificates=("code 95 (verlopen)",)), job)
    assert steps(had) == ["nascholing-code-95"]
    never = adviser.advise(bare(), job)
    assert steps(never) == ["rijopleiding-b", "rijopleiding-c"]


def test_language_comes_first_and_level_by_level(adviser: TrainingAdviser) -> None:
    job = Vacancy("V", language_min=LanguageLevel("nl", "B1"), certificates_required=("VCA basis",))
    advice = adviser.advise(bare(languages=(LanguageLevel("nl", "A1"),)), job)
    assert steps(advice) == ["nt2-cursus-naar-a2", "nt2-cursus-naar-b1", "cursus-vca-basis"]
    assert advice.steps[0].closes == () and advice.steps[0].before == ("NT2-cursus naar B1",)
    assert advice.group == 3


def test_entree_before_mbo_2_and_longer_than_a_year(adviser: TrainingAdviser) -> None:
    advice = adviser.advise(bare(), Vacancy("V", education_min="mbo-2"))
    first, second = (adviser.catalogue.offers[i] for i in _numbers(adviser, advice))
    assert (first.diploma, second.diploma) == ("entree", "mbo-2")
    assert advice.group == (0 if advice.weeks > 60 else 3)
    enough = bare(education=(Education("mavo", "vmbo", diploma=True),))
    assert len(adviser.advise(enough, Vacancy("V", education_min="mbo-2")).steps) == 1


def _numbers(adviser: TrainingAdviser, advice: TrainingAdvice) -> list[int]:
    number = {o.id: i for i, o in enumerate(adviser.catalogue.offers)}
    return [number[step.offer] for step in advice.steps]


def test_what_no_offer_closes_is_said(adviser: TrainingAdviser) -> None:
    job = Vacancy(
        "V",
        education_min="hbo",
        language_min=LanguageLevel("nl", "C1"),
        requirements=(Requirement("qwxz poetsen", Importance.ESSENTIAL),),
    )
    advice = adviser.advise(bare(languages=(LanguageLevel("nl", "B1"),)), job)
    assert steps(advice) == []
    assert {x.need.label for x in advice.still_open} == {
        "diploma op hbo",
        "Nederlands op niveau C1",
        "qwxz poetsen",
    }
    assert advice.after == advice.before and advice.closed == ()


def test_unknown_is_asked_and_never_trained(adviser: TrainingAdviser) -> None:
    job = Vacancy(
        "V",
        certificates_required=("VCA basis", "VOG"),
        driving_licences_required=("B",),
        language_min=LanguageLevel("nl", "B1"),
        education_min="mbo-2",
    )
    advice = adviser.advise(Portfolio("P"), job)
    assert advice.needs == () and advice.steps == ()
    assert {q.gate for q in advice.questions} >= {
        "certificates",
        "licences",
        "language",
        "education",
    }


def test_a_long_training_is_not_proposed_for_a_wish(adviser: TrainingAdviser) -> None:
    job = Vacancy("V", requirements=(Requirement("tekening lezen", Importance.ESSENTIAL),))
    advice = adviser.advise(bare(), job)
    assert steps(advice) == []
    assert advice.still_open[0].reason.startswith("alleen met een lange opleiding: ")
    patient = TrainingAdviser(adviser.engine, limits=Limits(soft_weeks=200)).advise(bare(), job)
    assert len(patient.steps) > 0


def test_an_occupation_can_be_the_goal(matcher: Matcher) -> None:
    advice = training_advice(bare(), "heftruckchauffeur", matcher)
    assert advice.goal == "beroep:heftruckchauffeur"
    assert "heftruckcertificaat" in {n.label for n in advice.closed}


def test_the_alternatives_are_the_same_for_everyone_and_in_order(
    adviser: TrainingAdviser, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> None:
    assert [o.name for o in OPTIONS] == [
        "reguliere baan",
        "afspraakbaan",
        "scholing",
        "werkervaringsplek",
        "detachering",
        "beschut werk",
        "dagbesteding",
    ]
    for advice in adviser.advise_all(people[:6], jobs[3]):
        assert advice.options == OPTIONS


def test_registers_and_loonwaarde_change_no_advice(
    adviser: TrainingAdviser, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> None:
    job = replace(jobs[8], inclusive=replace(jobs[8].inclusive, min_loonwaarde=None))
    some = people[::10]
    other = [
        replace(
            p,
            wage_facts=WageFacts(
                Loonwaarde(20 + i, "kok"), doelgroepregister=i % 2 == 0, beschut_werk=i % 3 == 0
            ),
        )
        for i, p in enumerate(some)
    ]
    for one, two in zip(adviser.advise_all(some, job), adviser.advise_all(other, job), strict=True):
        assert _without_wage(one) == _without_wage(two)


def _without_wage(advice: TrainingAdvice) -> TrainingAdvice:
    """Without the words of the gate that the employer did not set."""
    strip = {
        name: replace(
            getattr(advice, name),
            gates=tuple(g for g in getattr(advice, name).gates if g.gate != "loonwaarde"),
        )
        for name in ("before", "after")
    }
    return replace(advice, **strip)


def test_together_is_the_same_as_one_by_one(
    adviser: TrainingAdviser,
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
    pool: Searchable,
) -> None:
    some = people[10:14]
    together = adviser.advise_all(some, jobs[11], pool)
    assert together == tuple(adviser.advise(p, jobs[11], pool) for p in some)
    stranger = replace(some[0], id="zz")
    assert adviser.advise_all([stranger, some[1]], jobs[11], pool)[1] == together[1]
