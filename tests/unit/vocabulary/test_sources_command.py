"""``matcher vocab import`` as a user types it, and the matcher on what it makes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sources_fixture import BROKEN, ID, LINES

from matcher import Matcher, Portfolio, Vacancy
from matcher.cli import main
from matcher.settings import Settings
from matcher.vocabulary.check import check
from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.tables import read_tables


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["matcher", "vocab", "import", *arguments])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COMPETENTNL_ENDPOINT", raising=False)
    path = tmp_path / "klein.nt"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


def test_an_import_can_be_matched_with(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    people: Sequence[Portfolio],
    jobs: Sequence[Vacancy],
) -> None:
    out = tmp_path / "uit"
    assert run(monkeypatch, "competentnl", "--from", str(source), "--out", str(out)) == 0
    told = capsys.readouterr().out
    assert "2  beroep" in told
    assert f"MATCHER_VOCABULARY={out}" in told
    m = Matcher(replace(Settings(), vocabulary=out))
    best = m.linker.link("heftruckbestuurder")[0]
    assert m.vocabulary.concepts[best.concept].id == f"{ID}b1"
    pool = m.portfolio_pool(people)
    found = [m.shortlist(job, pool, k=3) for job in jobs[:5]]
    assert all(shortlist.entries for shortlist in found)


def test_broken_input_ends_with_code_2_and_nothing_written(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source.write_text("\n".join([*LINES, *BROKEN]), encoding="utf-8")
    arguments = ("competentnl", "--from", str(source), "--out", str(tmp_path / "uit"))
    assert run(monkeypatch, *arguments) == 2
    assert capsys.readouterr().err.count("klein.nt regel") == 4
    assert not (tmp_path / "uit").exists()
    assert run(monkeypatch, *arguments, "--skip-bad") == 0
    assert "4 problemen" in capsys.readouterr().out


def test_without_source_the_address_is_told(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, "competentnl", "--out", str(tmp_path / "uit")) == 2
    assert "https://sparql.competentnl.nl/v1" in capsys.readouterr().err


def test_esco_from_a_directory_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "weg")
    assert run(monkeypatch, "esco", "--from", missing, "--out", str(tmp_path / "uit")) == 2
    assert "geen map" in capsys.readouterr().err


def test_certificates_can_be_taken_along(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, out = Settings().vocabulary, tmp_path / "uit"
    arguments = ("competentnl", "--from", str(source), "--out", str(out))
    assert run(monkeypatch, *arguments, "--certificates", str(ours)) == 0
    before, after = read_tables(ours), read_tables(out)
    kept, found = (
        sorted((c for c in t.concepts if c.kind is Kind.CERTIFICATE), key=lambda c: c.id)
        for t in (before, after)
    )
    assert found == kept
    satisfies = [set(t.links["certificaat_voldoet.csv"]) for t in (before, after)]
    assert satisfies[0] == satisfies[1]
    assert check(after).problems == ()
