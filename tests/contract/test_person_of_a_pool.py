"""A person scores the same from any row of any pool as from a pool of their own."""

from __future__ import annotations

from random import Random

import invented
import numpy as np
import pytest

from matcher import Matcher
from matcher.domain.plain import canonical
from matcher.scoring.evidence.base import Person
from matcher.scoring.ranker import over_vacancies


@pytest.mark.parametrize("seed", range(3))
def test_the_row_of_a_person_does_not_matter(matcher: Matcher, seed: int) -> None:
    random = Random(seed)
    people = [invented.portfolio(random, f"K{i}") for i in range(8)]
    side = matcher.vacancy_pool([invented.vacancy(random, f"V{i}") for i in range(6)])
    pool = matcher.portfolio_pool(people)
    rows = np.arange(6)
    for row, name in enumerate(pool.ids):
        person = Person(pool.side, row)
        record = next(p for p in people if p.id == name)
        alone = Person(matcher.portfolio_pool([record]).side, 0)
        expected = over_vacancies(alone, side, rows)
        assert over_vacancies(person, side, rows).tolist() == expected.tolist()
        assert canonical(matcher.matches(person, side, 6)) == canonical(
            matcher.matches(record, side, 6)
        )
