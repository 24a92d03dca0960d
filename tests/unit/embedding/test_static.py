from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matcher.embedding import word_vectors
from matcher.embedding.features import word_features
from matcher.embedding.static import StaticEncoder, unit_rows
from matcher.vocabulary.compounds import CompoundSplitter

from .tiny import LEXICON, write_tiny


@pytest.fixture
def encoder(tmp_path: Path) -> StaticEncoder:
    return StaticEncoder.load(write_tiny(tmp_path))


def by_hand(encoder: StaticEncoder, text: str) -> np.ndarray:
    """The formula in float64, word by word."""
    artefact, splitter = encoder.artefact, CompoundSplitter(LEXICON)
    total = np.zeros(encoder.dim)
    for word in dict.fromkeys(text.split()):
        features = word_features(word, splitter, artefact.config.buckets)
        summed = sum(artefact.rows[f].astype(float) * artefact.scales[f] for f in features)
        total += LEXICON.get(word, 3000) / 4095 * summed / np.linalg.norm(summed)
    return total / np.linalg.norm(total)


@pytest.mark.parametrize(
    "text", ["kok", "een kok", "de vrachtwagenchauffeur", "onbekend woord kok"]
)
def test_a_text_is_the_weighted_sum_of_its_words(encoder: StaticEncoder, text: str) -> None:
    np.testing.assert_allclose(encoder.encode([text])[0], by_hand(encoder, text), atol=2e-5)


def test_compounds_can_be_left_whole(encoder: StaticEncoder) -> None:
    artefact = encoder.artefact
    whole = StaticEncoder(replace(artefact, config=replace(artefact.config, compounds=False)))
    compound, plain = ["vrachtwagenchauffeur"], ["kok"]
    np.testing.assert_array_equal(whole.encode(plain), encoder.encode(plain))
    assert not np.array_equal(whole.encode(compound), encoder.encode(compound))


def test_light_words_hardly_count(encoder: StaticEncoder) -> None:
    plain, wrapped = encoder.encode(["kok", "de een kok"])
    assert plain @ wrapped > 0.98


def test_a_word_said_twice_counts_once(encoder: StaticEncoder) -> None:
    once, twice = encoder.encode(["kok chauffeur", "kok kok chauffeur kok"])
    np.testing.assert_array_equal(once, twice)


def test_forgetting_words_changes_no_vector(
    encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["kok", "chauffeur", "een nieuw woord", "kok"]
    before = encoder.encode(texts)
    monkeypatch.setattr(word_vectors, "REMEMBERED", 1)
    after = np.concatenate([encoder.encode([text]) for text in texts])
    np.testing.assert_array_equal(before, after)


def test_more_words_than_are_summed_at_once(
    encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"woord{n} en {n}" for n in range(50)]
    before = encoder.encode(texts)
    monkeypatch.setattr(word_vectors, "_CHUNK", 7)
    fresh = StaticEncoder(encoder.artefact)
    np.testing.assert_array_equal(before, fresh.encode(texts))


def test_threads_do_not_disturb_each_other(
    encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_vectors, "REMEMBERED", 20)
    batches = [[f"woord{n} {n + m}" for m in range(15)] for n in range(40)]
    expected = [StaticEncoder(encoder.artefact).encode(batch) for batch in batches]
    with ThreadPoolExecutor(8) as pool:
        for found, wanted in zip(pool.map(encoder.encode, batches), expected, strict=True):
            np.testing.assert_array_equal(found, wanted)


def test_unit_rows_keep_zero_rows() -> None:
    rows = unit_rows(np.array([[3, 4], [0, 0]], np.int64))
    np.testing.assert_array_equal(rows, np.array([[0.6, 0.8], [0, 0]], np.float32))
