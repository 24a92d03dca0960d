"""The commands carve, region and event on the samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from matcher import Matcher
from matcher.advice.carving.needs_file import read_needs
from matcher.advice.events.employers import read_employers
from matcher.cli import advice_region
from matcher.cli.advice_region import register
from matcher.domain.scales import Shift
from matcher.errors import DataError

app = typer.Typer()
register(app)


@pytest.fixture(autouse=True)
def one_matcher(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advice_region, "matcher", lambda: matcher)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_carve() -> None:
    assert "Wat blijft over" in run("carve", "D-V18", "D-K001", "--hours", "D-V18=24")
    found = json.loads(run("carve", "D-V02", "D-K087", "D-K083", "--also", "D-V08", "--json"))
    assert [job["candidate"] for job in found["jobs"]] == ["D-K083", "D-K087"]
    assert found["discuss"]


def test_region(tmp_path: Path) -> None:
    table, chart = tmp_path / "plan.csv", tmp_path / "plan.svg"
    shown = run("region", "--steps", "3", "--csv", str(table), "--chart", str(chart))
    assert "Arbeidsmarktregio Drenthe" in shown
    assert table.read_text("utf-8-sig").startswith("regio;sector;plek")
    assert chart.read_text("utf-8").startswith("<svg")


def test_event(tmp_path: Path) -> None:
    employers = tmp_path / "werkgevers.csv"
    employers.write_text("vacature;werkgever\nD-V18;schoon bv\nD-V16;web\n", "utf-8")
    out = tmp_path / "avond"
    run("event", "--rounds", "3", "--employers", str(employers), "--out", str(out))
    assert {p.name for p in out.iterdir()} == {
        "kandidaten.csv",
        "werkgevers.csv",
        "schema.json",
        "schema.txt",
    }
    plan = json.loads((out / "schema.json").read_text("utf-8"))
    assert {m["employer"] for m in plan["meetings"]} == {"schoon bv", "web"}


def test_files_with_mistakes_tell_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_text("vacature,werkgever\nV1,a\nV1,b\nV9,c\nV2,\n", "utf-8")
    with pytest.raises(DataError) as error:
        read_employers(path, ["V1", "V2"])
    assert len(error.value.problems) == 3
    path.write_text('{"a": {"licenses": []}, "b": {"shifts": ["dawn"]}, "c": 3}', "utf-8")
    with pytest.raises(DataError) as error:
        read_needs(path)
    assert len(error.value.problems) == 3
    path.write_text('{"a": {"shifts": ["day"], "licences": []}}', "utf-8")
    needs = read_needs(path)["a"]
    assert (needs.shifts, needs.licences, needs.certificates) == ((Shift.DAY,), (), None)
