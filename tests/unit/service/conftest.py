"""An empty store with the shared matcher over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stored import settings_in

from matcher import Matcher
from matcher.service.samples import ORGANISATIONS
from matcher.service.service import Service


@pytest.fixture
def service(tmp_path: Path, matcher: Matcher) -> Iterator[Service]:
    service = Service(settings_in(tmp_path), matcher)
    with service.database.write() as tx:
        for organisation in ORGANISATIONS:
            tx.organisations.add(organisation)
    yield service
    service.close()
