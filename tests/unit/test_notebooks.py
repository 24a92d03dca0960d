"""The notebooks' form; `tools/run_notebooks.py` runs them."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
CELL = re.compile(r"^# %%( \[markdown\])?$", re.MULTILINE)


def _runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", ROOT / "tools" / "run_notebooks.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NOTEBOOKS = _runner().find(ROOT / "notebooks")
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_notebooks_are_numbered_from_one() -> None:
    numbers = [int(path.name[:2]) for path in NOTEBOOKS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 3


@each_notebook
def test_a_notebook_begins_with_a_title_in_markdown(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# %% [markdown]\n# # {int(path.name[:2])} · ")


@each_notebook
def test_every_cell_is_whole(path: Path) -> None:
    parts = CELL.split(path.read_text(encoding="utf-8"))
    assert parts[0] == ""
    for kind, body in zip(parts[1::2], parts[2::2], strict=True):
        assert body.strip(), "an empty cell"
        if kind:
            lines = body.strip().splitlines()
            assert all(line.startswith("#") for line in lines), "code in a markdown cell"
        else:
            ast.parse(body)


@each_notebook
def test_only_public_names_are_imported(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            assert not [n for n in names if n.startswith("_") and n != "__future__"]


@each_notebook
def test_no_path_of_one_machine(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not re.match(r"(/|~|[A-Za-z]:\\)\w", node.value), node.value


def test_the_runner_fails_when_one_notebook_does(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "01_wrong.py").write_text("raise SystemExit(3)\n")
    (tmp_path / "02_right.py").write_text("print('reached')\n")
    (tmp_path / "helper.py").write_text("raise SystemExit('not a notebook')\n")
    assert _runner().main([str(tmp_path)]) == 1
    out = capfd.readouterr().out
    assert "reached" in out
    assert re.search(r"01_wrong\.py +\d+\.\d s +FAILED\n02_right\.py +\d+\.\d s +ok", out)


def test_the_runner_says_when_there_is_nothing(tmp_path: Path) -> None:
    assert _runner().main([str(tmp_path)]) == 1
