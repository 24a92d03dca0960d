"""Fixtures of the store's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from unit.store.databases import DIALECTS, Ticking, opened

from matcher.store.database import Database


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture(params=DIALECTS)
def database(request: pytest.FixtureRequest, clock: Ticking) -> Iterator[Database]:
    with opened(request.param, clock) as made:
        yield made
