"""The three baselines."""

from math import log

import numpy as np
import pytest

from matcher.evaluation.baselines.bm25 import BM25
from matcher.evaluation.baselines.chance import Chance
from matcher.evaluation.baselines.char_tfidf import CharTfidf
from matcher.evaluation.baselines.folding import fold, tokens

LABELS = ["Vrachtwagenchauffeur", "coördinator zorg", "medewerker zorg zorg", "kok"]


def test_folding():
    assert fold("Coördinator É") == "coordinator e"
    assert tokens("Kok/bakker (m/v) 3D") == ["kok", "bakker", "m", "v", "3d"]


def test_bm25_by_hand():
    scores = BM25(LABELS).scores(["ZORG", "zorg zorg", "onbekend", ""])
    idf = log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    mean = (1 + 2 + 3 + 1) / 4
    one = idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / mean))
    two = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / mean))
    assert scores.shape == (4, 4)
    assert scores[0] == pytest.approx([0, one, two, 0])
    assert scores[1] == pytest.approx(2 * scores[0])
    assert not scores[2:].any()


def test_bm25_without_words():
    assert BM25(["", "!"]).scores(["a"]).tolist() == [[0.0, 0.0]]
    assert BM25(["a"]).scores([]).shape == (0, 1)


def test_character_tfidf_finds_the_same_spelling_and_the_nearest():
    scores = CharTfidf(LABELS).scores(["COORDINATOR ZORG", "chauffeurs vrachtwagen", ""])
    assert scores[0, 1] == pytest.approx(1.0)
    assert scores[1].argmax() == 0
    assert not scores[2].any()
    assert CharTfidf(LABELS).scores([]).shape == (0, 4)


def test_chance_depends_on_ids_and_seed_only():
    scores = Chance(["a", "b"]).scores(["v", "w"])
    swapped = Chance(["b", "a"]).scores(["w", "v"])
    assert np.array_equal(scores, swapped[::-1, ::-1])
    assert not np.array_equal(scores, Chance(["a", "b"], seed=1).scores(["v", "w"]))


def test_chance_is_uniform():
    scores = Chance([f"d{i}" for i in range(300)]).scores([f"q{i}" for i in range(300)])
    assert 0 <= scores.min() < scores.max() < 1
    assert scores.mean() == pytest.approx(0.5, abs=0.005)
    assert np.histogram(scores, 10)[0] == pytest.approx(9000, rel=0.05)
