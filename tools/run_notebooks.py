"""Runs every notebook in order, each in a process of its own, and reports how long each took.

``python tools/run_notebooks.py [DIRECTORY] [--quiet]``

A notebook is a file ``NN_name.py`` with ``# %%`` cells. All are run, also after one fails; the exit
status is 1 if any failed. Needs the train extra.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"\d\d_\w+\.py")


def find(directory: Path) -> list[Path]:
    """Notebooks in a directory, in the order of their numbers."""
    return sorted(path for path in directory.glob("*.py") if NAME.fullmatch(path.name))


def run(notebook: Path, quiet: bool = False) -> tuple[bool, float]:
    """Whether a notebook ran without error, and its seconds."""
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(notebook.resolve())],
        cwd=ROOT,
        env={**os.environ, "MPLBACKEND": "Agg"},
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
    )
    if quiet and done.returncode:
        print(done.stdout)
    return done.returncode == 0, time.monotonic() - begin


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("directory", type=Path, nargs="?", default=ROOT / "notebooks")
    parser.add_argument("--quiet", action="store_true", help="show output only of what fails")
    options = parser.parse_args(arguments)
    notebooks = find(options.directory)
    if not notebooks:
        print(f"{options.directory}: no notebooks (NN_name.py) found", file=sys.stderr)
        return 1
    results = []
    for notebook in notebooks:
        print(f"=== {notebook.name}", flush=True)
        results.append((notebook.name, *run(notebook, options.quiet)))
    width = max(len(name) for name, _, _ in results)
    print()
    for name, well, seconds in results:
        print(f"{name.ljust(width)}  {seconds:6.1f} s  {'ok' if well else 'FAILED'}")
    return 0 if all(well for _, well, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
