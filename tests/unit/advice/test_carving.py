"""Job carving as a whole: every stated thing is true when the engine is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import invented
import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.advice.carving.carve import carve
from matcher.advice.carving.proposal import proposal, to_discuss
from matcher.advice.carving.result import Carving, CarvingSettings, TaskNeeds
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Availability, SkillClaim
from matcher.domain.scales import Evidence, Shift
from matcher.domain.vacancy import Hours, Task
from matcher.errors import DataError, SettingsError

CLEANER = Portfolio(
    id="K1",
    skills=(SkillClaim("sanitair reinigen", evidence=Evidence.EXPERIENCE),),
    driving_licences=(),
    certificates=(),
    availability=Availability(8, 12),
)
JOB = Vacancy(
    id="V1",
    title="Huismeester",
    hours=Hours(32, 32),
    driving_licences_required=("B",),
    tasks=(
        Task("sanitair reinigen", 0.25),
        Task("kleine reparaties uitvoeren", 0.25),
        Task("reparaties aan deuren en kozijnen", 0.5),
    ),
)


def by_id(records: Sequence[Portfolio | Vacancy], identity: str) -> Portfolio | Vacancy:
    return next(r for r in records if r.id == identity)


def check(
    carving: Carving,
    jobs: Sequence[Vacancy],
    people: Sequence[Portfolio],
    m: Matcher,
    hours: dict[str, int],
    threshold: float,
) -> None:
    """Everything the answer states, asked again with fresh pools."""
    given: dict[str, int] = {v.id: 0 for v in jobs}
    for job in carving.jobs:
        person = by_id(people, job.candidate)
        entry = m.explain(job.vacancy, person)
        assert entry == job.entry and entry.eligible
        fits = {g.label: g.coverage for g in entry.gaps if g.importance == "task"}
        assert sum(p.minutes for p in job.pieces) == job.minutes
        for piece in job.pieces:
            given[piece.vacancy] += piece.minutes
            assert fits[piece.task] == piece.fit >= threshold
        low, high = person.availability.hours_min, person.availability.hours_max
        assert low is None or 60 * low <= job.minutes
        assert high is None or job.minutes <= 60 * high
        assert job.vacancy.title is None
    for rest in carving.rests:
        assert rest.minutes == sum(minutes for _, minutes in rest.tasks)
        assert rest.minutes + given[rest.vacancy] == rest.minutes_before
        whole = by_id(jobs, rest.vacancy)
        assert rest.minutes_before == (60 * hours[rest.vacancy] if whole.tasks else 0)


def test_a_cleaner_gets_the_cleaning_and_the_rest_stays_one_job(matcher: Matcher) -> None:
    found = carve([JOB], [CLEANER], matcher)
    (job,) = found.jobs
    assert [(p.task, p.minutes, p.whole) for p in job.pieces] == [("sanitair reinigen", 480, True)]
    (rest,) = found.rests
    assert (rest.minutes, rest.minutes_before, found.splits) == (1440, 1920, 0)
    check(found, [JOB], [CLEANER], matcher, {"V1": 32}, 0.6)


def test_a_demand_that_may_belong_to_other_tasks_becomes_a_question(matcher: Matcher) -> None:
    found = carve([JOB], [CLEANER], matcher)
    assert found.jobs[0].open_demands == ("rijbewijs B",)
    assert found.jobs[0].vacancy.driving_licences_required is None
    assert any("rijbewijs B" in line for line in to_discuss(found))
    strict = carve([JOB], [CLEANER], matcher, settings=CarvingSettings(ask=False))
    assert strict.jobs == () and "mist een eis" in strict.reasons[0]


def test_what_the_employer_says_of_a_task_decides(matcher: Matcher) -> None:
    label = "sanitair reinigen"
    free = carve([JOB], [CLEANER], matcher, needs={label: TaskNeeds(licences=())})
    assert free.jobs[0].open_demands == ()
    bound = carve([JOB], [CLEANER], matcher, needs={label: TaskNeeds(licences=("B",))})
    assert bound.jobs == () and "mist een eis" in bound.reasons[0]
    other = carve(
        [JOB], [CLEANER], matcher, needs={label: TaskNeeds(licences=(), certificates=("BHV",))}
    )
    assert other.jobs == ()


def test_excluded_shifts_and_hours_are_kept(matcher: Matcher) -> None:
    evening = replace(JOB, shifts=(Shift.EVENING,))
    no_evening = replace(CLEANER, availability=Availability(8, 12, None, (Shift.EVENING,)))
    found = carve([evening], [no_evening], matcher)
    assert found.jobs == () and "diensten" in found.reasons[0]
    both = replace(JOB, shifts=(Shift.DAY, Shift.EVENING))
    (job,) = carve([both], [no_evening], matcher).jobs
    assert job.vacancy.shifts == (Shift.DAY,) and "avonddienst" in job.open_demands
    long_day = replace(CLEANER, availability=Availability(20, 24))
    found = carve([JOB], [long_day], matcher)
    assert found.jobs == () and "korter of langer" in found.reasons[0]


def test_without_tasks_or_fit_it_says_why(matcher: Matcher) -> None:
    found = carve([replace(JOB, tasks=None)], [CLEANER], matcher)
    assert found.jobs == () and "geen taken" in found.reasons[0]
    cook = replace(CLEANER, skills=(SkillClaim("koken voor gezelschappen"),))
    found = carve([JOB], [cook], matcher)
    assert found.jobs == () and "Geen taak past goed genoeg" in found.reasons[0]
    assert proposal(found).startswith("Geen voorstel")
    found = carve([JOB], [CLEANER], matcher, settings=CarvingSettings(rest_hours=26))
    assert found.jobs == () and "26 uur overblijven" in found.reasons[0]


def test_who_can_do_everything_needs_no_new_job(matcher: Matcher) -> None:
    whole = replace(JOB, tasks=(Task("sanitair reinigen", 1.0),), hours=Hours(12, 12))
    found = carve([whole], [CLEANER], matcher)
    assert found.jobs[0].minutes == 720 and found.rests[0].tasks == ()
    assert "Alle taken passen" in proposal(found)


def test_a_group_over_two_jobs_of_one_employer(
    matcher: Matcher, jobs: Sequence[Vacancy], people: Sequence[Portfolio]
) -> None:
    two = [v for v in jobs if v.id in ("D-V02", "D-V08")]
    group = [p for p in people if p.id in ("D-K115", "D-K087", "D-K083")]
    found = carve(two, group, matcher)
    assert {j.candidate: j.minutes for j in found.jobs} == {
        "D-K083": 576,
        "D-K087": 288,
        "D-K115": 576,
    }
    check(found, two, group, matcher, {"D-V02": 24, "D-V08": 32}, 0.6)
    assert found == carve(two[::-1], group[::-1], matcher)


def test_the_proposal_can_be_put_before_an_employer(
    matcher: Matcher, jobs: Sequence[Vacancy], people: Sequence[Portfolio]
) -> None:
    found = carve([by_id(jobs, "D-V18")], [by_id(people, "D-K001")], matcher)
    text = proposal(found)
    for words in ("14 uur en 45 minuten per week", "10 uur en 15 minuten, was 25 uur"):
        assert words in text
    for head in ("Nieuwe functie", "Waarom", "Wat blijft over", "Om samen te bespreken", "los te"):
        assert head in text
    words = [p.have.words for j in found.jobs for p in j.pieces if p.have]
    assert words and not any(w in text for w in words if len(w.split()) > 2)
    assert max(map(len, text.splitlines())) <= 100


def test_that_someone_is_in_the_target_group_is_not_told(matcher: Matcher) -> None:
    from matcher.domain.portfolio import WageFacts
    from matcher.domain.vacancy import Inclusive

    asked = replace(JOB, inclusive=Inclusive(min_loonwaarde=50))
    inside = replace(CLEANER, wage_facts=WageFacts(doelgroepregister=True))
    told = carve([asked], [inside], matcher)
    assert any(q.gate == "loonwaarde" for q in told.jobs[0].entry.questions)
    assert proposal(told) == proposal(carve([asked], [CLEANER], matcher))


def test_random_records_keep_every_promise(matcher: Matcher) -> None:
    rng, proposed = Random(11), 0
    for case in range(25):
        people = [invented.portfolio(rng, f"P{i}") for i in range(rng.randint(1, 3))]
        people = [replace(p, mobility=replace(p.mobility, modes=None)) for p in people]
        jobs = [invented.vacancy(rng, f"J{i}") for i in range(rng.randint(1, 2))]
        hours = {v.id: rng.randint(8, 40) for v in jobs}
        limits = CarvingSettings(threshold=0.5, rest_hours=rng.choice((0, 4)), slack=0.3)
        found = carve(jobs, people, matcher, hours, settings=limits)
        check(found, jobs, people, matcher, hours, limits.threshold)
        assert bool(found.jobs) != bool(found.reasons) or found.jobs, case
        for job in found.jobs:
            assert all(g.answer is not Answer.NO for g in job.entry.gates)
        proposed += len(found.jobs)
    assert proposed > 4


def test_wrong_input_is_told_at_once(matcher: Matcher) -> None:
    with pytest.raises(DataError) as error:
        carve([replace(JOB, hours=Hours()), JOB], [], matcher, hours={"V9": 3})
    assert len(error.value.problems) == 4
    with pytest.raises(SettingsError) as wrong:
        CarvingSettings(threshold=0, rest_hours=-1, slack=float("nan"))
    assert len(wrong.value.problems) == 3
