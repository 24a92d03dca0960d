"""Suggestions while typing: labels that begin so come first, then what is alike."""

from __future__ import annotations

import pytest

from matcher import Matcher
from matcher.service import terms
from matcher.vocabulary.normalise import normalise


def test_labels_that_begin_so_come_first_shortest_first(matcher: Matcher) -> None:
    found = terms.suggest(matcher, "metsel", 5)
    assert len(found) == 5
    assert {t.confidence for t in found} == {1.0}
    assert all(normalise(t.matched).startswith("metsel") for t in found)
    lengths = [len(normalise(t.matched)) for t in found]
    assert lengths == sorted(lengths)
    assert found[0].label == "metselaar"


@pytest.mark.parametrize("most", [1, 2, 20])
def test_each_concept_stands_there_once_and_no_more_than_asked(matcher: Matcher, most: int) -> None:
    found = terms.suggest(matcher, "heftruck", most)
    assert 1 <= len(found) <= most
    assert len({t.id for t in found}) == len(found)
    assert found == terms.suggest(matcher, "heftruck", 20)[:most]


def test_what_is_only_alike_comes_after_with_less_confidence(matcher: Matcher) -> None:
    found = terms.suggest(matcher, "metselarr", 5)
    assert found[0].label == "metselaar"
    assert all(0 < t.confidence < 1 for t in found)


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy"])
def test_nothing_typed_or_nothing_known_suggests_nothing(matcher: Matcher, typed: str) -> None:
    assert terms.suggest(matcher, typed, 5) == []


def test_a_concept_by_id(matcher: Matcher) -> None:
    found = terms.concept(matcher, "beroep:metselaar")
    assert found is not None
    assert (found.kind, found.label) == ("beroep", "metselaar")
    assert terms.concept(matcher, "beroep:bestaat-niet") is None
