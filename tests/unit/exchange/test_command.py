"""The commands ``exchange import`` and ``exchange export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matcher.cli.exchange import app
from matcher.errors import DataError

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data" / "exchange"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_import_writes_records_and_report_and_tells(tmp_path: Path) -> None:
    out, report = tmp_path / "p.jsonl", tmp_path / "verslag.json"
    told = run(
        "import",
        str(DATA / "werkzoekende.json"),
        "--format",
        "vum",
        "--out",
        str(out),
        "--report",
        str(report),
    )
    assert told.startswith("Gelezen: 1. Goed: 1. Geweigerd: 0.\nNiet bewaard:\n")
    assert "  emailadres (1×)\n" in told
    assert json.loads(out.read_text("utf-8"))["id"] == "WZ-1"
    assert json.loads(report.read_text("utf-8"))["accepted"] == 1


def test_import_refuses_all_or_keeps_the_good_ones(tmp_path: Path) -> None:
    path, out = tmp_path / "s.csv", tmp_path / "p.jsonl"
    path.write_text("ID_WZ;Beschikbaar vanaf\nA;01-02-2027\nB;oeps\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"s\.csv regel 3, veld Beschikbaar vanaf"):
        run("import", str(path), "--format", "sonar", "--out", str(out))
    assert not out.exists()
    told = run("import", str(path), "--format", "sonar", "--partial", "--out", str(out), "--json")
    assert '"refused": 1' in told
    assert [json.loads(x)["id"] for x in out.read_text("utf-8").splitlines()] == ["A"]


def test_very_many_problems_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text("x\n" * 250, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        run("import", str(path), "--format", "jsonl")
    assert len(caught.value.problems) == 201
    assert caught.value.problems[-1] == "… en nog 50 problemen"


def test_export_is_anonymous_unless_asked_otherwise(tmp_path: Path) -> None:
    source, out = ROOT / "data" / "samples" / "portfolios.jsonl", tmp_path / "vum.json"
    told = run("export", str(source), "--format", "vum", "--out", str(out))
    assert told.startswith("Geschreven: 120.\nGaat verloren bij export:\n")
    assert "persoonlijkePresentatie" not in out.read_text("utf-8")
    run(
        "export", str(source), "--format", "vum", "--profile", "detail", "--out", str(out), "--json"
    )
    assert "persoonlijkePresentatie" in out.read_text("utf-8")


def test_wrong_names_are_told(tmp_path: Path) -> None:
    source = str(DATA / "vacature.json")
    with pytest.raises(DataError, match="formaat 'pdf' bestaat niet"):
        run("import", source, "--format", "pdf")
    with pytest.raises(DataError, match="kent geen vacancy"):
        run("import", source, "--format", "sonar", "--kind", "vacancy")
    jobs = str(ROOT / "data" / "samples" / "vacancies.jsonl")
    out = str(tmp_path / "x")
    with pytest.raises(DataError, match="profiel 'x' bestaat niet"):
        run("export", jobs, "-f", "vum", "--kind", "vacancy", "--profile", "x", "--out", out)
