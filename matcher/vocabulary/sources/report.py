"""What an import could not use: problems to mend, and what was left out on purpose."""

from __future__ import annotations

from collections import Counter
from typing import Any

from matcher.errors import VocabularyError

# A file of the wrong kind has a problem on every line; this many are spelled out.
MOST_SPELLED_OUT = 1000


class ImportReport:
    """Collects while an import runs; nothing is raised before everything has been read.

    Attributes
    ----------
    problems : list of str
        In Dutch, one a line: place and reason. At most `MOST_SPELLED_OUT`; `more` counts the rest.
    left_out : Counter of str
        By reason: what is well formed but has no place in the tables.
    """

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.more = 0
        self.left_out: Counter[str] = Counter()

    def problem(self, place: str, reason: str) -> None:
        """Something a user can mend, at a place such as ``skills_nl.csv regel 12``."""
        if len(self.problems) < MOST_SPELLED_OUT:
            self.problems.append(f"{place}: {reason}")
        else:
            self.more += 1

    def leave_out(self, reason: str, times: int = 1) -> None:
        """Count something that is not wrong, and not used either."""
        if times:
            self.left_out[reason] += times

    def raise_if_bad(self) -> None:
        """Stop on any problem.

        Raises
        ------
        VocabularyError
            With every problem found, and the way to go on without what is broken.
        """
        if self.problems:
            more = [f"en nog {self.more} problemen"] if self.more else []
            way_out = "Herstel dit, of voeg --skip-bad toe om de rest in te lezen."
            raise VocabularyError([*self.problems, *more, way_out])

    def as_json(self) -> dict[str, Any]:
        """The report as ``import-report.json`` holds it."""
        return {
            "problems": self.problems,
            "more_problems": self.more,
            "left_out": dict(sorted(self.left_out.items())),
        }
