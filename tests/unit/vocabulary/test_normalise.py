import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.vocabulary.normalise import clauses, normalise, sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  Verkoper  ", "verkoper"),
        ("Verkoper (m/v)", "verkoper"),
        ("Verkoper m/v/x", "verkoper"),
        ("Kok (V / M)", "kok"),
        ("Bediende (h/f/x) horeca", "bediende horeca"),
        ("Coördinator zorg & welzijn", "coordinator zorg en welzijn"),
        ("programmeur C++/C#", "programmeur c++ c#"),
        ("plus+punt #1", "plus punt 1"),
        ("MBO-4", "mbo 4"),
        ("h.b.o.-verpleegkundige", "hbo verpleegkundige"),
        ("Jansen B.V.", "jansen bv"),
        ("auto's wassen", "autos wassen"),
        ("'s avonds werken", "s avonds werken"),
        ("ŒUVRE Straße", "oeuvre strasse"),
        ("7.00 uur", "7 00 uur"),
        ("...!?", ""),
    ],
)
def test_normalise_gives_one_spelling(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_normalised_text_has_single_spaces_and_no_capitals(text: str) -> None:
    normalised = normalise(text)
    assert normalised == " ".join(normalised.split()) == normalised.lower()


def test_words_are_those_of_the_normalised_text() -> None:
    assert words("Kok / kok-in-opleiding (m/v)") == ["kok", "kok", "in", "opleiding"]
    assert words("") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("Ik werk graag. Ik kan lassen!", ["Ik werk graag.", "Ik kan lassen!"]),
        (
            "Ik deed o.a. bezorgen, bijv. Post. Daarna niets.",
            ["Ik deed o.a. bezorgen, bijv. Post.", "Daarna niets."],
        ),
        (
            "U begint om 7.00 uur. U stopt om 16.00 uur.",
            ["U begint om 7.00 uur.", "U stopt om 16.00 uur."],
        ),
        ("Werken m.b.v. een scanner.", ["Werken m.b.v. een scanner."]),
        ("Ervaring van ca. 3 jaar.", ["Ervaring van ca. 3 jaar."]),
        (
            "Wij vragen:\n- rijbewijs B\n* inzet\n1. geduld",
            ["Wij vragen:", "rijbewijs B", "inzet", "geduld"],
        ),
        ("Taken: • laden • lossen", ["Taken:", "laden", "lossen"]),
        ("Past dit bij u? Bel ons.", ["Past dit bij u?", "Bel ons."]),
        ("Dat doen wij samen met u. Bel ons.", ["Dat doen wij samen met u.", "Bel ons."]),
    ],
)
def test_sentences_keep_order_and_abbreviations(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text())
def test_sentences_lose_no_letter(text: str) -> None:
    def letters(of: str) -> list[str]:
        return [c for c in of if c.isalpha()]

    # A bullet such as "a)" is a sign, not text.
    if ")" not in text:
        assert letters("".join(sentences(text))) == letters(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("", []),
        ("Ik kan laden en lossen.", ["Ik kan laden en lossen"]),
        ("Ik kan lassen, slijpen en monteren", ["Ik kan lassen", "slijpen", "monteren"]),
        ("geen nachten, weekenden of avonden", ["geen nachten, weekenden of avonden"]),
        ("Ik wil niet in de zorg, wel in de bouw", ["Ik wil niet in de zorg", "wel in de bouw"]),
        ("Tillen kan, maar liever niet bellen", ["Tillen kan", "liever niet bellen"]),
        (
            "Overdag werken, nachten doe ik liever niet",
            ["Overdag werken", "nachten doe ik liever niet"],
        ),
        (
            "Ervaring: kassa; vakken vullen - spiegelen",
            ["Ervaring", "kassa", "vakken vullen", "spiegelen"],
        ),
        ("Ik werk buiten en ik heb rijbewijs B", ["Ik werk buiten", "ik heb rijbewijs B"]),
        ("van 7:00 tot 16:00 uur", ["van 7:00 tot 16:00 uur"]),
    ],
)
def test_clauses_split_contrasts_and_enumerations(sentence: str, expected: list[str]) -> None:
    assert clauses(sentence) == expected
