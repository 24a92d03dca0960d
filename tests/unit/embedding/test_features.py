import pytest

from matcher.embedding.features import word_features
from matcher.vocabulary.compounds import CompoundSplitter

BUCKETS = 65_536
NOTHING = CompoundSplitter(())


@pytest.mark.parametrize(("word", "count"), [("kok", 1 + 6), ("ai", 1 + 3), ("x", 1 + 1)])
def test_a_word_has_itself_and_its_three_to_five_grams(word: str, count: int) -> None:
    assert len(word_features(word, NOTHING, BUCKETS)) == count


def test_buckets_are_the_same_on_every_machine() -> None:
    assert word_features("kok", NOTHING, BUCKETS) == [
        22620,
        2883,
        12907,
        64200,
        29564,
        36036,
        61762,
    ]


def test_a_compound_shares_the_features_of_its_parts() -> None:
    splitter = CompoundSplitter(["vrachtwagen", "vracht", "wagen", "chauffeur"])
    compound = word_features("vrachtwagenchauffeur", splitter, BUCKETS)
    for part in ("vrachtwagen", "vracht", "wagen", "chauffeur"):
        assert word_features(part, NOTHING, BUCKETS)[0] in compound[1:5]


def test_very_long_words_have_a_bounded_number_of_features() -> None:
    assert len(word_features("a" * 10_000, NOTHING, BUCKETS)) == len(
        word_features("a" * 48, NOTHING, BUCKETS)
    )
