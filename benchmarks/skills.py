"""Flemish skill phrases to ESCO skills: ``python benchmarks/skills.py --data DIR``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks._linking import run_benchmark
from matcher.linking.ranking import SKILLS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; returns the exit status."""
    return run_benchmark("skills", "skills_nl_partial.tsv.gz", SKILLS, arguments)


if __name__ == "__main__":
    sys.exit(main())
