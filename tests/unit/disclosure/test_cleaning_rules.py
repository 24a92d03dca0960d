"""What goes from a text and what stays, rule by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.disclosure.cleaning import Both, StrictCleaner, clean
from matcher.disclosure.digits import number_spans, passes_eleven_test
from matcher.disclosure.spans import MARK, Span, merged, without


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dhr. de Vries wil lassen.", "*** wil lassen."),
        ("Mevr. van der Meer kan koken.", "*** kan koken."),
        ("Ik heet Fatima en ik kan koken.", "Ik heet *** en ik kan koken."),
        ("mijn naam is jelle en ik zoek werk", "mijn naam is *** en ik zoek werk"),
        ("Jan-Willem werkte in de bouw.", "*** werkte in de bouw."),
        ("Wil graag in de zorg werken.", "Wil graag in de zorg werken."),
        ("Wil heeft in de zorg gewerkt.", "*** heeft in de zorg gewerkt."),
        ("Bakker heeft goed gewerkt.", "*** heeft goed gewerkt."),
        ("dhr. bakker heeft goed gewerkt.", "*** heeft goed gewerkt."),
        ("Is bakker geweest bij Bakker Bart.", "Is bakker geweest bij ***."),
        ("Werkte bij Hotel De Brink in Emmen.", "Werkte bij ***."),
        ("Heeft VCA en rijdt heftruck.", "Heeft VCA en rijdt heftruck."),
        ("Kent Excel, Word en SAP.", "Kent Excel, Word en SAP."),
        ("Spreekt goed Nederlands en Engels.", "Spreekt goed Nederlands en Engels."),
        ("Bel 06-12345678 of mail a.b@c.nl", "Bel *** of mail ***"),
        ("Woont op Kerkweg 12, 9501 AB.", "Woont op ***."),
        ("Heeft 16 jaar gewerkt als lasser.", "Heeft *** gewerkt als lasser."),
        ("Geboren op 3 juni 1984.", ""),
        ("Werkt van 8.00-17.00 uur.", "Werkt van 8.00-17.00 uur."),
        ("Wil 24 tot 32 uur werken.", "Wil 24 tot 32 uur werken."),
        ("Heeft autisme en werkt precies.", "Heeft *** en werkt precies."),
        ("Krijgt bijstand en wil lassen.", "Krijgt *** en wil lassen."),
        ("Zie www.mijnwerk.nl of @bakker_12.", "Zie ***"),
        ("", ""),
        ("Fatima", ""),
    ],
)
def test_what_goes_and_what_stays(cleaner: StrictCleaner, text: str, left: str) -> None:
    assert clean(text, cleaner) == left.replace("***", MARK)


def test_a_name_is_gone_for_one_who_shouts_it(cleaner: StrictCleaner) -> None:
    assert "FATIMA" not in clean("FATIMA WIL IN DE ZORG WERKEN", cleaner)


def test_words_that_may_never_stay_go_wherever_they_stand(cleaner: StrictCleaner) -> None:
    assert clean("Dossier k12, k12x, lassen", cleaner, never=("K12",)).count("12") == 0


@given(st.lists(st.integers(0, 9), min_size=6, max_size=16), st.sampled_from(["", " ", "-", "."]))
def test_six_digits_or_more_never_stay(digits: list[int], between: str) -> None:
    text = "nummer " + between.join(map(str, digits)) + " einde"
    left = without(text, number_spans(text))
    assert sum(c.isdigit() for c in left) < 6


@pytest.mark.parametrize(("digits", "right"), [("111222333", True), ("111222334", False)])
def test_eleven_test(digits: str, right: bool) -> None:
    assert passes_eleven_test(digits) is right


@given(st.text(max_size=120))
def test_any_text_gives_spans_inside_it_and_cleaning_twice_finds_no_more_letters(
    cleaner: StrictCleaner, text: str
) -> None:
    spans = cleaner.spans(text)
    assert spans == merged(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert cleaner.spans(text) == spans


def test_spans_that_touch_or_overlap_become_one_mark() -> None:
    assert merged([Span(5, 9), Span(0, 6), Span(20, 20)]) == [Span(0, 9)]
    text = "Jan de Vries, Emmen, last"
    assert without(text, [Span(0, 3), Span(7, 12), Span(14, 19)]) == f"{MARK}, last"


def test_two_cleaners_find_what_either_finds(cleaner: StrictCleaner) -> None:
    class Nothing:
        def spans(self, text: str) -> list[Span]:
            return []

    class First:
        def spans(self, text: str) -> list[Span]:
            return [Span(0, 3)] if len(text) > 3 else []

    text = "Kan lassen. Bel 06-12345678."
    assert Both(Nothing(), cleaner).spans(text) == cleaner.spans(text)
    assert Both(First(), cleaner).spans(text) == merged([Span(0, 3), *cleaner.spans(text)])
