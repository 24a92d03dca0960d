"""What loopbaanpaden and alternatives say, against the engine and the records themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from matcher import Answer, Matcher, Portfolio, Vacancy
from matcher.advice.paths.advise import CareerAdviser
from matcher.advice.paths.alternatives import spoken_of
from matcher.advice.paths.demand import SURE, Market
from matcher.advice.paths.ground import softened
from matcher.advice.training.goal import as_vacancy, find_occupation
from matcher.domain.portfolio import Loonwaarde, WageFacts, Wishes
from matcher.errors import DataError
from matcher.scoring.views import VacancySide


@pytest.fixture(scope="module")
def adviser(matcher: Matcher) -> CareerAdviser:
    return CareerAdviser(matcher)


WISHES = (("D-K050", "lasser"), ("D-K029", "teamleider magazijn"), ("D-K010", "helpende"))


def test_having_worked_somewhere_reads_as_the_ground_says(
    matcher: Matcher, adviser: CareerAdviser, people: Sequence[Portfolio]
) -> None:
    """The larger of both, concept by concept, is what the engine reads in the changed record."""
    row = 0
    for person in people[::30]:
        row = (row + 97) % len(adviser.ground.occupations)
        now = softened(matcher, matcher.portfolio_pool([person]))[0]
        changed = adviser.after(person, [row])
        then = softened(matcher, matcher.portfolio_pool([changed]))[0]
        assert np.array_equal(then, np.maximum(now, adviser.ground.brings[row]))


def test_every_path_ends_at_the_wish_and_its_points_are_true(
    matcher: Matcher, adviser: CareerAdviser, people: Sequence[Portfolio], side: VacancySide
) -> None:
    by_id = {p.id: p for p in people}
    shown = 0
    for who, words in WISHES:
        advice = adviser.paths(by_id[who], words, side)
        wish = find_occupation(words, matcher.linker)
        goal = as_vacancy(wish, matcher.vocabulary)
        assert advice.wish == wish.id and advice.direct.steps[-1].occupation == wish.id
        assert advice.points_now == matcher.explain(goal, by_id[who]).points
        number = {c.id: i for i, c in enumerate(adviser.ground.occupations)}
        used: set[str] = set()
        for path in advice.paths:
            between = [step.occupation for step in path.steps[:-1]]
            assert path.steps[-1].occupation == wish.id and between
            assert used.isdisjoint(between)
            used |= set(between)
            changed = adviser.after(by_id[who], [number[b] for b in between])
            assert path.points == matcher.explain(goal, changed).points > advice.points_now
            assert path.weeks == pytest.approx(sum(step.weeks for step in path.steps))
            shown += 1
        assert [p.weeks for p in advice.paths] == sorted(p.weeks for p in advice.paths)
    assert shown >= 6


def test_a_step_counts_the_vacancies_that_are_there(
    adviser: CareerAdviser,
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
    side: VacancySide,
    matcher: Matcher,
) -> None:
    person = next(p for p in people if p.id == "D-K050")
    advice = adviser.paths(person, "lasser", side)
    titles = matcher.linker.link_many([job.title or "" for job in jobs])
    for path in (advice.direct, *advice.paths):
        for step in path.steps:
            named = [
                job.id
                for job, links in zip(jobs, titles, strict=True)
                if links
                and matcher.vocabulary.concepts[links[0].concept].id == step.occupation
                and links[0].support >= SURE
            ]
            assert step.demand.vacancies == len(named)
            assert set(step.demand.ids) <= set(named)
    assert any(step.demand.vacancies for path in advice.paths for step in path.steps)


def test_from_an_occupation_alone(adviser: CareerAdviser) -> None:
    """A cleaner who wants to cook goes by way of the kitchen."""
    advice = adviser.paths("schoonmaker", "kok")
    assert advice.candidate == "beroep:schoonmaker"
    assert "keukenhulp" in {label for path in advice.paths for label in path.between}
    assert len(adviser.paths("schoonmaker", "kok", count=1).paths) == 1


def test_an_unknown_wish_is_told(adviser: CareerAdviser) -> None:
    with pytest.raises(DataError, match="herkennen wij niet"):
        adviser.paths("schoonmaker", "qwxz zzz")
    with pytest.raises(DataError, match="minstens 1"):
        adviser.paths("schoonmaker", "kok", count=0)


def test_alternatives_are_new_possible_and_ranked(
    matcher: Matcher, adviser: CareerAdviser, people: Sequence[Portfolio], side: VacancySide
) -> None:
    told = 0
    for person in people[::8]:
        found = adviser.alternatives(person, side, count=3)
        told += len(found)
        known = {
            adviser.ground.occupations[i].id for i in spoken_of(matcher, adviser.ground, person)
        }
        assert [a.rank for a in found] == list(range(1, len(found) + 1))
        assert [(-a.worth, a.occupation) for a in found] == sorted(
            (-a.worth, a.occupation) for a in found
        )
        for one in found:
            assert one.occupation not in known
            assert one.possible >= 1 and one.vacancy in one.demand.ids
            vacancy = side.pool.vacancy(side.pool.ids.index(one.vacancy))
            entry = matcher.explain(vacancy, person)
            assert one.points == entry.points
            assert all(g.answer is not Answer.NO for g in entry.gates)
            words = {c.source.words for c in entry.contributions if c.source}
            assert {carry.words for carry in one.carries} <= words
            travel = next(g.answer for g in entry.gates if g.gate == "travel")
            if travel is Answer.YES and one.demand.minutes is not None:
                assert one.demand.minutes <= (person.mobility.max_minutes or 0)
    assert told > 5


def test_a_wish_is_no_alternative(
    adviser: CareerAdviser, people: Sequence[Portfolio], side: VacancySide
) -> None:
    person = next(p for p in people if adviser.alternatives(p, side, count=1))
    first = adviser.alternatives(person, side, count=1)[0]
    wished = replace(person, wishes=Wishes(occupations=(first.label,)))
    assert first.occupation not in {a.occupation for a in adviser.alternatives(wished, side)}


def test_nothing_to_choose_from_gives_nothing(matcher: Matcher, adviser: CareerAdviser) -> None:
    assert adviser.alternatives(Portfolio("P"), matcher.vacancy_pool([])) == ()
    market = Market.of(matcher, adviser.ground, Portfolio("P"), matcher.vacancy_pool([]))
    assert market.counts(adviser.ground).sum() == 0


def test_registers_and_loonwaarde_change_no_path(
    adviser: CareerAdviser, people: Sequence[Portfolio], side: VacancySide
) -> None:
    person = next(p for p in people if p.id == "D-K050")
    facts = WageFacts(Loonwaarde(30, "kok"), doelgroepregister=True, beschut_werk=False)
    other = replace(person, wage_facts=facts)
    assert adviser.paths(person, "lasser", side) == adviser.paths(other, "lasser", side)
