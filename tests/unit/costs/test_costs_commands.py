"""``matcher costs`` as a user types it, and the page that shows what it says."""

from __future__ import annotations

import ast
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from rates_fixture import write
from typer.testing import CliRunner

from matcher.cli import costs
from matcher.errors import DataError

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "loonkosten.md").read_text("utf-8")
SHOWN = re.compile(
    r"```sh\nmatcher costs ([^\n]+)\n```(?:(?!```sh).)*?"
    r"<!-- output of the command above -->\n```text\n(.*?)```",
    re.DOTALL,
)
JOB = ("--function", "Inpakker", "--hours", "32", "--date", "2026-07-01")
app = typer.Typer()
app.add_typer(costs.app, name="costs")


@app.callback()
def _group() -> None:
    pass


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["costs", *arguments])
    if isinstance(result.exception, DataError):
        raise result.exception
    assert result.exit_code == 0, f"{result.exception!r}\n{result.output}"
    return result.output


def test_lks_tells_the_amount_the_steps_and_the_sources() -> None:
    said = run("lks", "--loonwaarde", "60", *JOB)
    assert said.splitlines()[0] == (
        "Loonkostensubsidie per maand (indicatie, geen beschikking): € 1.121,76"
    )
    assert "  6. Voor 32 van 36 uur per week" in said
    assert "[S] gelezen in een tweede bron: regelrecht" in said


def test_lks_as_json_keeps_every_cent_as_text() -> None:
    answer = json.loads(run("lks", "--loonwaarde", "60", *JOB, "--json"))
    assert answer["amount"] == "1121.76"
    assert answer["on"] == "2026-07-01"
    assert answer["label"] == "indicatie, geen beschikking"
    assert not [key for key in answer if "loonwaarde" in key]


def test_sheet_as_json_has_months_and_years() -> None:
    answer = json.loads(run("sheet", "--loonwaarde", "60", *JOB, "--json"))
    assert [line["month"] for line in answer["lines"]] == [
        "2078.61",
        "166.29",
        "561.23",
        "-1121.76",
    ]
    assert (answer["total"]["month"], answer["total"]["year"]) == ("1684.37", "20212.44")


def test_numbers_may_have_a_comma() -> None:
    said = run("sheet", "--wage", "16,50", "--charges", "30", *JOB)
    assert "€ 2.288,00" in said and "30 % van € 2.471,04" in said


def test_a_number_that_is_none_is_a_mistake_of_the_user() -> None:
    result = CliRunner().invoke(app, ["costs", "lks", *JOB[:2], "--hours", "veel"])
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "extra",
    [
        (),
        ("--loonwaarde", "60", "--forfait-from", "2026-07-01"),
        ("--measured-in", "Kok"),
        ("--loonwaarde", "160"),
        ("--loonwaarde", "60", "--measured-on", "2026-07-02"),
    ],
)
def test_what_cannot_be_computed_is_refused(extra: tuple[str, ...]) -> None:
    with pytest.raises(DataError):
        run("lks", *JOB, *extra)


def test_tables_shows_every_value_and_own_tables_in_their_place(tmp_path: Path) -> None:
    said = run("tables")
    assert "vanaf 2018-01-01 tot 2021-03-01  23,5 %  [V]" in said
    assert "vanaf 2026-07-01  € 2.337,00  [V]" in said
    write(tmp_path, wml_uur="vanaf_21,2027-01-01,,15.20,euro,eigen opgave,K\n")
    own = run("tables", "--tables", str(tmp_path))
    assert "€ 15,20  [K] algemene kennis, niet nagelezen: eigen opgave" in own
    assert "€ 14,99" not in own
    rates = json.loads(run("tables", "--json"))["rates"]
    assert {"2337.00", "14.99", "23.5"} <= {rate["value"] for rate in rates}


@pytest.mark.parametrize(("command", "shown"), SHOWN.findall(PAGE))
def test_the_page_shows_what_the_command_says(command: str, shown: str) -> None:
    real = {line.rstrip() for line in run(*shlex.split(command)).splitlines()}
    assert [line for line in shown.splitlines() if line.rstrip() not in real] == []


def test_every_output_on_the_page_is_checked() -> None:
    assert len(SHOWN.findall(PAGE)) == PAGE.count("```text") == 4


# ------------------------------------------------------------------------------ who may know costs


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            found |= {f"{start}.{alias.name}" for alias in node.names} | {start}
    return found


def knows_costs(names: set[str]) -> bool:
    return any("costs" in name.split(".") for name in names)


@pytest.mark.parametrize(
    "layer", ["gates", "scoring", "shortlist", "pool", "linking", "reading", "embedding"]
)
def test_nothing_that_ranks_imports_costs(layer: str) -> None:
    files = sorted((ROOT / "matcher" / layer).rglob("*.py"))
    assert files
    assert [str(path) for path in files if knows_costs(imported(path))] == []


def test_costs_imports_only_errors_and_domain() -> None:
    allowed = {"errors", "domain", "costs"}
    for path in sorted((ROOT / "matcher" / "costs").rglob("*.py")):
        own = {n.split(".")[1] for n in imported(path) if n.startswith("matcher.")}
        assert own <= allowed, path


def test_the_check_would_see_it(tmp_path: Path) -> None:
    path: Any = tmp_path / "a.py"
    for line in ("from matcher.costs.sheet import cost_sheet", "from ..costs import sheet"):
        path.write_text(f"def f():\n    {line}\n", encoding="utf-8")
        assert knows_costs(imported(path))
    path.write_text("from matcher import costs\n", encoding="utf-8")
    assert knows_costs(imported(path))
