"""One reader and one cleaner for all tests of the anonymous profiles."""

from __future__ import annotations

import pytest

from matcher import Matcher
from matcher.disclosure.cleaning import StrictCleaner
from matcher.disclosure.reader import PersonReader


@pytest.fixture(scope="session")
def reader(matcher: Matcher) -> PersonReader:
    return PersonReader(matcher.linker)


@pytest.fixture(scope="session")
def cleaner(matcher: Matcher) -> StrictCleaner:
    return StrictCleaner(matcher.vocabulary)
