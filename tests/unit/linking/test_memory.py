"""What the linker remembers changes the time, never the answer."""

from __future__ import annotations

import pytest

from matcher import Matcher
from matcher.linking import linker as module
from matcher.linking.linker import Linker
from matcher.vocabulary.concepts import Kind

TEXTS = ["schoonmaker", "heftruck rijden", "", "schoonmaker", "koken voor ouderen", "qwxz"]


def test_asked_again_the_answer_is_the_same_and_by_kind_apart(matcher: Matcher) -> None:
    fresh = Linker(matcher.vocabulary, matcher.encoder)
    for kinds in (None, [Kind.OCCUPATION], [Kind.SKILL]):
        expected = [fresh._link([text], kinds)[0] for text in TEXTS]
        assert fresh.link_many(TEXTS, kinds) == expected
        assert fresh.link_many(TEXTS, kinds) == expected


def test_what_a_caller_does_with_the_answer_is_forgotten(matcher: Matcher) -> None:
    before = matcher.linker.link("schoonmaker")
    matcher.linker.link("schoonmaker").clear()
    assert matcher.linker.link("schoonmaker") == before != []


def test_it_remembers_no_more_than_it_may(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 3)
    fresh = Linker(matcher.vocabulary, matcher.encoder)
    expected = [fresh._link([text], None)[0] for text in TEXTS]
    assert fresh.link_many(TEXTS) == expected
    assert len(fresh._memory) == 3
