import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.vocabulary.compounds import CompoundSplitter

_KNOWN = (
    "vrachtwagen vracht wagen chauffeur magazijn medewerker bedrijf leider productie timmer werk "
    "plaats bediende groente snijder bus lijn dienst heid 2e ver zorg zorgende onder houd monteur"
)
LEXICON = _KNOWN.split()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("vrachtwagenchauffeur", ("vrachtwagen", "chauffeur")),
        ("magazijnmedewerker", ("magazijn", "medewerker")),
        ("bedrijfsleider", ("bedrijf", "leider")),
        ("groentensnijder", ("groente", "snijder")),
        ("buschauffeur", ("bus", "chauffeur")),
        ("werkplaatsmedewerker", ("werk", "plaats", "medewerker")),
        ("vrachtwagen", ("vracht", "wagen")),
        ("chauffeur", ("chauffeur",)),
        ("verzorgende", ("verzorgende",)),
        ("onderhoud", ("onderhoud",)),
        ("onbekendewoorden", ("onbekendewoorden",)),
        ("c++", ("c++",)),
        ("", ("",)),
    ],
)
def test_compounds_are_cut_into_the_fewest_known_words(
    word: str, expected: tuple[str, ...]
) -> None:
    assert CompoundSplitter(LEXICON).split(word) == expected


def test_of_equally_few_parts_the_longest_head_wins() -> None:
    splitter = CompoundSplitter(["lood", "loods", "standaard", "taanders", "sstandaard"])
    assert splitter.split("loodsstandaard") == ("lood", "sstandaard")


def test_order_of_the_lexicon_changes_nothing() -> None:
    there, back = CompoundSplitter(LEXICON), CompoundSplitter(reversed(LEXICON))
    for word in ("vrachtwagenchauffeur", "werkplaatsmedewerker", "bedrijfsleider"):
        assert there.split(word) == back.split(word)


@given(
    st.lists(st.sampled_from(["magazijn", "chauffeur", "werk", "bedrijf"]), min_size=1, max_size=4)
)
def test_parts_are_known_words(parts: list[str]) -> None:
    found = CompoundSplitter(LEXICON).split("s".join(parts))
    if len(found) > 1:
        assert set(found) <= set(LEXICON)
