"""The linking protocol: rounding, ties, one label a concept."""

import numpy as np
import pytest

from matcher.errors import DataError
from matcher.evaluation.linking import Corpus, link_scores, rank_of_first

IDS = ["d1", "d3", "d2", "d4"]


def test_ties_after_rounding_break_by_document_id_descending():
    scores = np.array([0.5, 0.500001, 0.500004, 0.4])
    assert [IDS[i] for i in Corpus(IDS).top(scores)] == ["d3", "d2", "d1", "d4"]
    assert [IDS[i] for i in Corpus(IDS).top(scores, depth=2)] == ["d3", "d2"]


def test_one_label_keeps_the_best_of_each_concept():
    corpus = Corpus(IDS, ["x", "y", "x", "y"])
    scores = np.array([0.9, 0.1, 0.8, 0.7])
    assert [IDS[i] for i in corpus.top_concepts(scores)] == ["d1", "d4"]
    assert [IDS[i] for i in corpus.top(scores)] == ["d1", "d2", "d4", "d3"]
    assert corpus.concepts_of({1}) == {1, 3}


@pytest.mark.parametrize("depth", [1, 5, 30, 200])
def test_the_shortcut_gives_the_same_as_sorting_everything(depth):
    rng = np.random.default_rng(0)
    ids = [f"d{i:03}" for i in rng.permutation(200)]
    concepts = [f"c{i}" for i in rng.integers(0, 60, 200)]
    scores = rng.integers(0, 40, 200) / 10
    whole = sorted(range(200), key=lambda i: (scores[i], ids[i]), reverse=True)
    first = list({concepts[i]: i for i in reversed(whole)}.values())
    first.sort(key=whole.index)
    corpus = Corpus(ids, concepts)
    assert corpus.top(scores, depth).tolist() == whole[:depth]
    assert corpus.top_concepts(scores, depth).tolist() == first[:depth]


def test_ranks_and_summary():
    assert rank_of_first([7, 3, 5], {5, 3}) == 2
    assert rank_of_first([7], {5}) is None
    found = link_scores([1, 4, None, 10])
    assert found.mrr == pytest.approx((1 + 0.25 + 0.1) / 4)
    assert found.accuracy == {1: 0.25, 5: 0.5, 10: 0.75}


def test_wrong_input():
    with pytest.raises(DataError):
        Corpus(["a", "a"])
    with pytest.raises(DataError):
        link_scores([])
