"""The ranker of labels, with an encoder small enough to reckon by hand."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from matcher.errors import DataError
from matcher.linking.ranking import BATCH, LabelRanker, RankWeights

WORDS = ("kok", "bakker", "eten", "brood")


class WordEncoder:
    """One dimension a word."""

    name, dim, fingerprint = "words", len(WORDS), "0"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([[word in text.split() for word in WORDS] for text in texts], np.float32)
        rows = rows.reshape(len(texts), len(WORDS))
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return (rows / np.maximum(length, 1e-9)).astype(np.float32)


def ranker(**weights: float) -> LabelRanker:
    return LabelRanker(
        ["kok", "bakker", "brood bakker"],
        WordEncoder(),
        concepts=["K", "B", "B"],
        descriptions={"K": ["maakt eten", "is kok"], "unknown": ["brood"]},
        synonyms={"K": ["eten"]},
        weights=RankWeights(**{"dense": 0.0, **weights}),
    )


def test_the_encoder_alone_gives_its_cosine():
    scores = ranker(dense=1.0).rank(["kok", "brood", "niets"])
    assert scores == pytest.approx(np.array([[1, 0, 0], [0, 0, 0.5**0.5], [0, 0, 0]]), abs=0.01)


def test_spelling_finds_what_the_encoder_does_not_know():
    scores = ranker(spelling=1.0).rank(["bakkers"])
    assert scores[0].argmax() == 1
    assert scores[0, 0] == 0


def test_a_concept_is_the_mean_of_its_labels_and_synonyms():
    scores = ranker(concept=1.0).rank(["eten"])
    assert scores[0] == pytest.approx([0.5**0.5, 0, 0], abs=0.01)
    both = ranker(concept=1.0).rank(["bakker"])
    assert both[0, 1] == both[0, 2] > 0.8


def test_the_best_sentence_counts_and_a_concept_without_any_gets_its_mean():
    texts = ["eten", "kok", "brood bakker"]
    scores = ranker(description=1.0).rank(texts)
    assert scores[:, 0] == pytest.approx([1, 1, 0], abs=0.01)
    assert np.array_equal(scores[:, 1:], ranker(concept=1.0).rank(texts)[:, 1:])


def test_the_score_is_the_weighted_sum_of_the_cosines():
    mixed = ranker(dense=1.0, spelling=0.5, concept=0.25, description=2.0)
    parts = [part for part in mixed.cosines(["kok eten"]) if part is not None]
    expected = parts[0] + 0.5 * parts[1] + 0.25 * parts[2] + 2 * parts[3]
    assert mixed.rank(["kok eten"]) == pytest.approx(expected)


def test_batches_change_nothing():
    mixed = ranker(dense=1.0, spelling=0.5, concept=0.25, description=2.0)
    queries = ["kok", "brood bakker", "eten"] * (BATCH // 2)
    whole = mixed.rank(queries)
    assert whole.shape == (len(queries), 3)
    assert whole.dtype == np.float32
    assert np.array_equal(whole[-3:], mixed.rank(queries[-3:]))
    assert mixed.rank([]).shape == (0, 3)


def test_labels_without_anything_else_are_their_own_concepts():
    plain = LabelRanker(["kok", "bakker"], WordEncoder())
    assert plain.rank(["bakker"])[0].argmax() == 1


@pytest.mark.parametrize("concepts", [[], ["K", "B"]])
def test_labels_and_concepts_must_pair(concepts):
    with pytest.raises(DataError):
        LabelRanker(["kok"] if concepts else [], WordEncoder(), concepts=concepts)


def test_vectors_too_long_for_exact_sums_are_compared_as_they_are():
    class Long(WordEncoder):
        dim = 1100

        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return np.pad(super().encode(texts), ((0, 0), (0, 1100 - len(WORDS))))

    scores = LabelRanker(["kok", "kok bakker"], Long(), weights=RankWeights()).rank(["kok"])
    assert scores == pytest.approx(np.array([[1, 0.5**0.5]]), abs=1e-6)
