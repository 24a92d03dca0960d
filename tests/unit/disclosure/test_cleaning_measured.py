"""Recall and precision on the marked texts, and the command that prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.disclosure.cleaning import StrictCleaner
from matcher.disclosure.deduce_cleaner import DeduceCleaner
from matcher.disclosure.measure import WORK, Marked, main, measure, read_marked, table
from matcher.disclosure.spans import Span
from matcher.errors import DataError, MatcherError

TEXTS = Path(__file__).parents[2] / "data" / "disclosure" / "teksten.jsonl"
NUMBERS = ("telefoon", "email", "bsn", "postcode", "adres", "url", "account")


def test_the_set_is_what_it_says() -> None:
    marked = read_marked(TEXTS)
    assert len(marked) >= 300
    assert {m.part for m in marked} >= {"voor", "na", "toets"}
    assert len({m.id for m in marked}) == len(marked)
    for m in marked:
        for _, span in m.spans:
            words = m.text[span.start : span.end]
            assert words and words == words.strip()


def test_the_rules_hold_on_every_part(cleaner: StrictCleaner) -> None:
    result = measure(read_marked(TEXTS), cleaner)
    for kind in NUMBERS:
        assert result.share(kind) == 1.0, kind
    assert result.share("naam") >= 0.99
    assert result.share("bijzonder") >= 0.99
    assert result.share(WORK) >= 0.97


class _Fixed:
    def spans(self, text: str) -> list[Span]:
        return [Span(0, 6)]


def test_right_is_gone_to_the_last_letter_and_work_is_untouched() -> None:
    text = "Jan de Vries last goed"
    kinds = (("naam", Span(0, 12)), ("naam", Span(0, 6)), (WORK, Span(13, 17)), (WORK, Span(4, 17)))
    result = measure([Marked("T1", "voor", text, kinds)], _Fixed())
    assert result.total["voor", "naam"] == 2 and result.right["voor", "naam"] == 1
    assert result.share("naam") == 0.5 and result.share(WORK, "voor") == 0.5
    assert result.wrong == (("T1", "naam", "Jan de Vries"), ("T1", WORK, "de Vries last"))
    assert "1/2 (50.0%)" in table(result)


def test_the_command_prints_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(TEXTS)])
    assert capsys.readouterr().out.splitlines()[0].split()[:2] == ["soort", "voor"]


def test_a_line_that_is_no_marked_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text('{"id": "T1"}\n', "utf-8")
    with pytest.raises(DataError, match="regel 1"):
        read_marked(file)


class _Annotation:
    def __init__(self, start: int, end: int) -> None:
        self.start_char, self.end_char = start, end


def test_the_library_is_used_behind_the_same_seam(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Library:
        class Deduce:
            def __init__(self, cache_path: Path) -> None:
                assert (cache_path / "cache").is_dir()

            def deidentify(self, text: str) -> object:
                return type("Found", (), {"annotations": [_Annotation(4, 7), _Annotation(0, 5)]})

    monkeypatch.setattr("matcher.disclosure.deduce_cleaner.import_module", lambda name: Library)
    assert DeduceCleaner(tmp_path / "tabellen").spans("abcdefg") == [Span(0, 7)]


def test_without_the_library_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("matcher.disclosure.deduce_cleaner.import_module", missing)
    with pytest.raises(MatcherError, match=r"matcher\[deid\]"):
        DeduceCleaner(tmp_path)
