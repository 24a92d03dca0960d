"""Writes and reads rankings in the form of TREC, which every evaluation program knows."""

from __future__ import annotations

from math import isfinite
from pathlib import Path

from matcher.errors import DataError
from matcher.evaluation.ranked import Run, ranked

TAG = "matcher"


def write_run(path: Path, run: Run, tag: str = TAG, decimals: int = 6) -> None:
    """Write ``vacancy Q0 candidate rank score tag``, one line a candidate.

    Parameters
    ----------
    path : Path
        Overwritten.
    run : Run
        Vacancies are written by id ascending, candidates by rank (from 1; ties by id ascending).
    tag : str
        Name of the system, one word.
    decimals : int
        Decimals of the score. Scores are rounded before they are ordered, so that the ranks are
        those of the scores that stand beside them.

    Raises
    ------
    DataError
        When an id or the tag is empty or has white space in it, or a score is not finite.
    """
    ids = {tag, *run, *(key for scores in run.values() for key in scores)}
    wrong = sorted(x for x in ids if not x or len(x.split()) != 1 or x != x.strip())
    if wrong:
        raise DataError(
            [f"id '{x}': is leeg of heeft witruimte; TREC scheidt kolommen daarmee." for x in wrong]
        )
    lines: list[str] = []
    for query in sorted(run):
        rounded = {key: round(float(value), decimals) for key, value in run[query].items()}
        lines += [
            f"{query} Q0 {key} {rank} {rounded[key]:.{decimals}f} {tag}\n"
            for rank, key in enumerate(ranked(rounded), start=1)
        ]
    path.write_text("".join(lines), encoding="utf-8")


def read_run(path: Path) -> dict[str, dict[str, float]]:
    """Read a run; the scores count, the ranks in the file do not.

    Returns
    -------
    dict
        Vacancy id → candidate id → score, in the order of the file.

    Raises
    ------
    DataError
        With one line for every problem in the file, in Dutch.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: niet te lezen ({error}); geef een TREC-run.") from error
    run: dict[str, dict[str, float]] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where, fields = f"{path.name}, regel {number}", line.split()
        if len(fields) != 6:
            problems.append(
                f"{where}: {len(fields)} kolommen gevonden; verwacht "
                "'vacature Q0 kandidaat rang score naam'."
            )
            continue
        query, _, candidate, _, score, _ = fields
        value = _number(score)
        if value is None:
            problems.append(f"{where}: score '{score}' is geen eindig getal.")
        elif candidate in run.setdefault(query, {}):
            problems.append(f"{where}: {candidate} staat al bij {query}; laat één regel staan.")
        else:
            run[query][candidate] = value
    if problems:
        raise DataError(problems)
    return run


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None
