"""What the linker remembers changes the time, never the answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from matcher import Matcher
from matcher.linking import linker as module
from matcher.linking.label_vectors import label_vectors
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


def test_kept_label_vectors_are_those_of_their_vocabulary_and_encoder_alone(
    matcher: Matcher, tmp_path: Path
) -> None:
    labels, encoder = matcher.linker.labels, matcher.encoder
    made = label_vectors(labels, encoder, tmp_path)
    (kept,) = tmp_path.glob("labels-*.npy")
    assert np.array_equal(made, label_vectors(labels, encoder, None))
    assert np.array_equal(made, label_vectors(labels, encoder, tmp_path))
    kept.write_bytes(b"broken")
    assert np.array_equal(made, label_vectors(labels, encoder, tmp_path))
    assert np.array_equal(made, np.load(kept))
