"""Dutch job titles to ESCO occupations: ``python benchmarks/melo.py --data DIR``; see README.md."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks._linking import run_benchmark
from matcher.linking.ranking import OCCUPATIONS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; returns the exit status."""
    return run_benchmark("melo", "occupations_nl.csv.gz", OCCUPATIONS, arguments)


if __name__ == "__main__":
    sys.exit(main())
