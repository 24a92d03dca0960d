"""What the documents say is true: commands run, links lead somewhere, numbers are real."""

import re
import shlex
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import matcher.cli.common
from matcher.cli import app
from matcher.engine import Matcher
from matcher.errors import MatcherError
from matcher.scoring.weights import Weights
from matcher.settings import ROOT, Settings

DOCS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "data" / "samples" / "README.md",
    ROOT / "vocab" / "competenties" / "README.md",
    ROOT / "benchmarks" / "README.md",
]
SHELL = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FILE = re.compile(r"(?:matcher|tests|docs|vocab|data|models|benchmarks|tools)/[\w./-]+")
RUN_OUTPUT = re.compile(r"<!-- output of: make run -->\s*```\w*\n(.*?)```", re.DOTALL)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def shell_commands(path: Path) -> list[list[str]]:
    """Commands of the matcher in shell blocks, comments dropped."""
    lines = [line for block in SHELL.findall(text(path)) for line in block.splitlines()]
    words = [shlex.split(line.removeprefix("$ "), comments=True) for line in lines]
    return [w[1:] for w in words if w and w[0] == "matcher"]


COMMANDS = [(name(path), command) for path in DOCS for command in shell_commands(path)]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A directory that looks like the repository to a command and may be written in."""
    place = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "data", place / "data")
    return place


@pytest.fixture(scope="module")
def shared():
    return Matcher(Settings())


@pytest.fixture(scope="module")
def run(workplace, shared):
    """Run a command where it may write; the matcher is made once for all of them."""
    done: dict[tuple[str, ...], str] = {}

    def call(command: list[str]) -> str:
        key = tuple(command)
        if key not in done:
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(workplace)
                patch.delenv("MATCHER_VOCABULARY", raising=False)
                patch.delenv("MATCHER_ENCODER", raising=False)
                patch.setattr(matcher.cli.common, "Matcher", lambda _settings: shared)
                result = CliRunner().invoke(app, command)
            if isinstance(result.exception, MatcherError):
                raise result.exception
            assert result.exit_code == 0, f"{result.exception!r}\n{result.output}"
            done[key] = result.output
        return done[key]

    return call


@pytest.mark.parametrize(("document", "command"), COMMANDS, ids=[" ".join(c) for _, c in COMMANDS])
def test_every_command_in_a_shell_block_runs(run, document, command):
    assert run(command).strip(), f"{document}: no output"


def test_the_commands_that_newcomers_need_are_shown():
    shown = {command[0] for _, command in COMMANDS}
    assert {"shortlist", "matches", "explain", "evaluate", "pool", "vocab"} <= shown


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_help_lists_every_command_named(path):
    known = typer.main.get_group(app).commands
    named = [c.split()[1:] for c in INLINE.findall(text(path)) if c.startswith("matcher ")]
    for words in named + shell_commands(path):
        assert words[0] in known, f"matcher {words[0]}"
        group = known[words[0]]
        if isinstance(group, typer.core.TyperGroup) and len(words) > 1:
            assert words[1] in group.commands, f"matcher {words[0]} {words[1]}"
    listed = CliRunner().invoke(app, ["--help"]).output
    assert all(re.search(rf"^  {command}\b", listed, re.MULTILINE) for command in known)


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_relative_links_point_to_files(path):
    for target in LINK.findall(FENCED.sub("", text(path))):
        if not re.match(r"[a-z]+:", target) and not target.startswith("#"):
            assert (path.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_files_named_in_the_text_exist(path):
    """Except those a recipe tells to make, which hold NAME."""
    for words in INLINE.findall(FENCED.sub("", text(path))):
        for found in FILE.findall(words) if FILE.fullmatch(words) else ():
            assert "NAME" in found or (ROOT / found).exists(), found


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_make_targets_named_exist(path):
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))
    blocks = "\n".join(SHELL.findall(text(path)))
    named = re.findall(r"^make ([a-z-]+)", blocks, re.MULTILINE)
    named += re.findall(r"`make ([a-z-]+)`", text(path))
    assert set(named) <= targets


def test_the_output_shown_in_the_readme_is_what_the_demo_says(run):
    """Lines may be left out with "…"; those that are shown must be real."""
    shown = RUN_OUTPUT.search(text(ROOT / "README.md"))
    assert shown, "README.md has no output of make run"
    if shown[1].strip() == "TODO":
        pytest.skip("README.md shows no output of make run yet")
    real = {line.strip() for line in run(["demo"]).splitlines()}
    lines = [line.strip() for line in shown[1].splitlines() if line.strip() not in ("", "…")]
    assert [line for line in lines if line not in real] == []


def test_the_points_in_the_user_guide_are_the_weights():
    guide = text(ROOT / "docs" / "gebruik.md")
    said = [float(n) for n in re.findall(r"\| (\d+) punten(?: eraf)? \|$", guide, re.MULTILINE)]
    standard = Weights()
    points = [f.name for f in fields(Weights) if f.name not in ("rarity_floor", "importance")]
    real = [getattr(standard, field) for field in points]
    assert said == real, f"docs/gebruik.md, column Hoogstens, should read {real}"


def test_the_user_guide_names_every_knock_out(shared):
    guide = text(ROOT / "docs" / "gebruik.md")
    sentence = re.search(r"Er zijn er negen: ([^.]*)\.", guide)
    assert sentence
    titles = [gate.title for gate in shared.gates]
    assert sorted(re.split(r", | en ", sentence[1])) == sorted(titles)


def test_the_vocabulary_readme_names_every_table():
    directory = ROOT / "vocab" / "competenties"
    said = text(directory / "README.md")
    for table in [*directory.glob("*.csv"), *directory.glob("*.json")]:
        row = re.search(rf"^\| `{re.escape(table.name)}` \| ([^|]*) \|", said, re.MULTILINE)
        assert row, table.name
        if table.suffix == ".csv":
            header = table.read_text(encoding="utf-8").splitlines()[0]
            assert row[1].strip().split(", ") == header.split(","), table.name


def test_the_licence_is_the_eupl():
    licence = text(ROOT / "LICENSE")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert licence.rstrip().endswith("require the production of a new EUPL version.")
