"""Imports point one way. Every module has a place; lazy imports count too."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Low to high. Names on one line are siblings, which may not import each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("domain",),
    ("vocabulary", "geography", "costs", "evaluation"),
    ("embedding",),
    ("linking",),
    ("reading",),
    ("pool",),
    ("gates", "scoring"),
    ("shortlist",),
    ("advice", "learning", "disclosure"),
    ("exchange",),
    ("store",),
    ("settings",),
    ("engine",),
    ("service",),
    ("cli", "api"),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
# Stricter than its place in the order: a record is read with words alone.
ONLY = {"reading": {"reading", "vocabulary", "domain"}, "domain": {"domain"}}
FACE = "matcher"  # matcher/__init__.py: may show anything that lies below the command line

WAGE_WORDS = (
    "wage_facts",
    "WageFacts",
    "doelgroepregister",
    "beschut_werk",
    "participatieladder",
    "loonwaarde",
)
# Where the facts of the loonwaarde gate may be named: the record, its reader, the gate itself, and
# the list of words that are taken out of every text.
MAY_NAME_WAGE = (
    "matcher/domain/",
    "matcher/exchange/",
    "matcher/reading/protected.py",
    "matcher/gates/loonwaarde.py",
    "matcher/gates/catalogue.py",
    "matcher/costs/",
)
BELOW_THE_SHORTLIST = RANK["shortlist"]

HEAVY = {"torch", "sentence_transformers"}


def modules() -> list[Path]:
    found = [p for top in ("matcher", "api") for p in sorted((ROOT / top).rglob("*.py"))]
    assert len(found) > 50
    return [p.relative_to(ROOT) for p in found]


def layer_of(dotted: str) -> str:
    """The layer of a module: ``matcher.pool.texts`` is in pool, ``api.routes`` in api."""
    parts = dotted.split(".")
    if parts[0] == "api":
        return "api"
    return parts[1] if len(parts) > 1 else FACE


def dotted_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything that is imported, anywhere in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                start = ".".join([*above, *filter(None, [node.module])])
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def own_imports(path: Path, source: str) -> Iterator[tuple[int, str]]:
    """Line and layer of each import of our own code."""
    name = dotted_name(path)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for line, target in imports(ast.parse(source), package):
        if target.split(".")[0] in ("matcher", "api"):
            yield line, layer_of(target)


def wrong(path: Path, source: str) -> list[str]:
    """What a module may not do, one line each."""
    mine = layer_of(dotted_name(path))
    if mine == FACE:
        allowed = {name for name, rank in RANK.items() if rank <= RANK["engine"]}
    elif mine not in RANK:
        return [f"{path}: '{mine}' has no place in the list of layers"]
    else:
        allowed = {name for name, rank in RANK.items() if rank < RANK[mine]} | {mine}
        allowed &= ONLY.get(mine, allowed)
    return [
        f"{path}:{line}: {mine} imports {layer}"
        for line, layer in own_imports(path, source)
        if layer not in allowed
    ]


def test_imports_point_one_way() -> None:
    assert [line for p in modules() for line in wrong(p, (ROOT / p).read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("path", "source", "complaint"),
    [
        ("matcher/pool/a.py", "from matcher.scoring.ranker import top", "pool imports scoring"),
        ("matcher/gates/a.py", "import matcher.scoring.ranker", "gates imports scoring"),
        ("matcher/scoring/a.py", "from matcher.gates import base", "scoring imports gates"),
        ("matcher/scoring/a.py", "from ..gates import base", "scoring imports gates"),
        ("matcher/pool/a.py", "def f():\n    from matcher import engine", "pool imports engine"),
        ("matcher/pool/a.py", "from matcher import Matcher", "pool imports Matcher"),
        ("matcher/reading/a.py", "import matcher.linking.linker", "reading imports linking"),
        ("matcher/vocabulary/a.py", "import matcher.geography", "vocabulary imports geography"),
        ("matcher/cli/a.py", "import api.app", "cli imports api"),
        ("matcher/novel/a.py", "", "'novel' has no place"),
    ],
)
def test_the_check_sees_what_it_must(path: str, source: str, complaint: str) -> None:
    assert any(complaint in line for line in wrong(Path(path), source))


def test_the_check_lets_downward_imports_pass() -> None:
    source = "from matcher.pool.texts import silent\nfrom . import base\nimport numpy"
    assert wrong(Path("matcher/scoring/a.py"), source) == []


def wage_words(source: str) -> set[str]:
    """The wage words that a module names in code, texts or comments."""
    return {word for word in WAGE_WORDS if word.lower() in source.lower()}


def test_only_the_gate_knows_the_wage_facts() -> None:
    """Scoring cannot use what it cannot name (design.md, promise 4)."""
    told = {}
    for path in modules():
        mine = layer_of(dotted_name(path))
        below = mine in RANK and RANK[mine] <= BELOW_THE_SHORTLIST
        if below and not str(path).startswith(MAY_NAME_WAGE):
            told[str(path)] = wage_words((ROOT / path).read_text("utf-8"))
    assert "matcher/scoring/ranker.py" in told and "matcher/gates/hours.py" in told
    assert {path: words for path, words in told.items() if words} == {}


def top_level_imports(path: Path) -> set[str]:
    """Modules that are imported as soon as this module is."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    lazy = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    out = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and id(node) not in lazy:
            out |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and id(node) not in lazy:
            out |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return out


def test_torch_is_named_only_in_the_embedding_layer() -> None:
    users = {
        layer_of(dotted_name(path))
        for path in modules()
        for _, target in imports(ast.parse((ROOT / path).read_text("utf-8")), "")
        if target.split(".")[0] in HEAVY
    }
    assert users == {"embedding"}


def test_a_module_that_needs_torch_is_imported_lazily() -> None:
    """A module with torch at its top belongs to training, and nothing else loads it eagerly."""
    needs = {dotted_name(p): top_level_imports(p) for p in modules()}
    heavy = {name for name, targets in needs.items() if {t.split(".")[0] for t in targets} & HEAVY}
    trainers = {name for name in needs if name.startswith("matcher.embedding.training")}
    trainers.add("matcher.embedding.static_module")
    assert heavy <= trainers
    eager = {
        name: sorted(targets & trainers)
        for name, targets in needs.items()
        if name not in trainers and targets & trainers
    }
    assert eager == {}


def test_importing_everything_a_user_imports_loads_no_torch() -> None:
    script = (
        "import sys, matcher, matcher.cli, matcher.embedding.sentence_transformer\n"
        "print(sorted({'torch', 'sentence_transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
