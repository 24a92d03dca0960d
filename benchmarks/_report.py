"""Prints a benchmark's table and keeps its raw numbers with their circumstances."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results"
PACKAGES = ("numpy", "scipy", "scikit-learn", "faiss-cpu", "matcher")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that every benchmark has: ``--date``, ``--results``, ``--seed``."""
    parser.add_argument("--date", help="date to keep beside the numbers, such as 2026-11-22")
    parser.add_argument(
        "--results", type=Path, default=RESULTS, help="directory for NAME.json (benchmarks/results)"
    )
    parser.add_argument("--seed", type=int, default=0)


def circumstances(data: Path | None, seed: int | None, date: str | None = None) -> dict[str, Any]:
    """What the numbers depend on beside the code.

    Parameters
    ----------
    data : Path or None
        Only the directory's name is kept.
    seed : int or None
    date : str or None
        Left out when None: nothing reads the clock, so that a repeat gives the same file.

    Returns
    -------
    dict
        Machine (architecture, system, processors), Python and package versions, data, seed.
    """
    found: dict[str, Any] = {
        "machine": {
            "architecture": platform.machine(),
            "system": platform.system(),
            "processors": os.cpu_count(),
            "threads": os.environ.get("OMP_NUM_THREADS", "all"),
        },
        "versions": {"python": platform.python_version(), **_versions()},
        "data": None if data is None else data.resolve().name,
        "seed": seed,
    }
    return found if date is None else {**found, "date": date}


def write_report(
    name: str, circumstances: Mapping[str, Any], results: Any, directory: Path = RESULTS
) -> Path:
    """Write ``directory/name.json`` and return its path."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{name}.json"
    whole = {"benchmark": name, **circumstances, "results": results}
    path.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def table(head: Sequence[str], rows: Sequence[Sequence[str | float | int]]) -> str:
    """Lay out a plain table: first column to the left, the others to the right, three decimals."""
    cells = [list(head)] + [
        [f"{x:.3f}" if isinstance(x, float) else str(x) for x in row] for row in rows
    ]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def missing(directory: Path, files: Sequence[str], allow: bool) -> int | None:
    """Say which data files are absent.

    Returns
    -------
    int or None
        None when all are there; else the exit status: 0 when `allow`, 2 when not.
    """
    absent = [name for name in files if not (directory / name).is_file()]
    if not absent:
        return None
    say = "Skipped" if allow else "Stopped"
    print(
        f"{say}: {directory} lacks {', '.join(absent)}. Give the directory with --data; the data "
        "is not part of this repository, see benchmarks/README.md"
        + ("." if allow else " (--allow-missing makes this a skip)."),
        file=sys.stdout if allow else sys.stderr,
    )
    return 0 if allow else 2


def _versions() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
