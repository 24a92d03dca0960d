"""A run, its order and its condensed form: what every metric starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import fsum, isfinite

from matcher.errors import DataError

Qrels = Mapping[str, Mapping[str, int]]
"""Grade of each judged pair: vacancy id → candidate id → grade (0 and up)."""

Run = Mapping[str, Mapping[str, float]]
"""Scores of one system: vacancy id → candidate id → score, higher is better."""


@dataclass(frozen=True)
class PerQuery:
    """One metric for every vacancy that can be measured.

    Attributes
    ----------
    values : dict of str to float
        In [0, 1], by vacancy id ascending.
    skipped : tuple of str
        Vacancies left out of the mean because nothing relevant is judged for them.
    """

    values: dict[str, float]
    skipped: tuple[str, ...] = ()

    @property
    def mean(self) -> float:
        """Mean over the measured vacancies; nan when there are none."""
        if not self.values:
            return float("nan")
        return fsum(self.values.values()) / len(self.values)


def ranked(scores: Mapping[str, float]) -> list[str]:
    """Order candidates by score descending, ties by id ascending.

    Parameters
    ----------
    scores : mapping of str to float
        Finite scores by candidate id.

    Returns
    -------
    list of str
        All candidate ids; the first has rank 1.

    Raises
    ------
    DataError
        When scores are infinite or not a number; all of them are named.
    """
    wrong = sorted(key for key, value in scores.items() if not isfinite(value))
    if wrong:
        raise DataError(
            [
                f"kandidaat {key}: score {scores[key]} is geen getal dat te ordenen is; "
                "geef een eindig getal."
                for key in wrong
            ]
        )
    return sorted(scores, key=lambda key: (-scores[key], key))


def condensed_grades(scores: Mapping[str, float], judged: Mapping[str, int]) -> list[int]:
    """Grades in ranked order with the unjudged candidates dropped.

    Condensed lists (Sakai, "Alternatives to Bpref", SIGIR 2007) compare systems fairly when not
    every pair is judged. A judged candidate that the run does not have takes no place.
    """
    kept = {key: value for key, value in scores.items() if key in judged}
    return [judged[key] for key in ranked(kept)]


def per_query(qrels: Qrels, value: Callable[[str, Mapping[str, int]], float | None]) -> PerQuery:
    """Measure every vacancy with one function of its id and its judged candidates.

    A vacancy for which the function gives None cannot be measured: it is skipped and listed.
    """
    values: dict[str, float] = {}
    skipped: list[str] = []
    for query, judged in sorted(qrels.items()):
        found = value(query, judged)
        if found is None:
            skipped.append(query)
        else:
            values[query] = found
    return PerQuery(values, tuple(skipped))
