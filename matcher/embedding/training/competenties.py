"""Our own vocabulary (``vocab/competenties``) as training data.

Labels of a concept are its names, its definition a sentence about it; the requirements and tasks
of an occupation, and what a certificate or course gives, are links.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from matcher.embedding.training.concepts import Concept, Corpus, distinct

# Table, kind, and the column whose beginning siblings share.
_TABLES = (
    ("beroepen.csv", "occupation", "isco"),
    ("taken.csv", "skill", ""),
    ("vaardigheden.csv", "skill", "category"),
    ("kennisgebieden.csv", "skill", ""),
    ("certificaten.csv", "skill", ""),
    ("opleidingen.csv", "skill", ""),
)
_LINKS = (
    ("beroep_eisen.csv", "beroep", "concept"),
    ("beroep_taken.csv", "beroep", "taak"),
    ("certificaat_geeft.csv", "certificaat", "concept"),
    ("opleiding_geeft.csv", "opleiding", "concept"),
)


def read_competenties(directory: Path) -> Corpus:
    """Read the tables that are there; see ``vocab/competenties/README.md`` for their columns."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in _rows(directory / "labels.csv"):
        names[row["concept"]].append(row["label"])
    concepts = tuple(
        Concept(
            row["id"],
            "competenties",
            kind,
            row.get(group, "") if group else table,
            distinct([row["label"], *names[row["id"]]]),
            (row["definition"],) if row.get("definition") else (),
        )
        for table, kind, group in _TABLES
        for row in _rows(directory / table)
    )
    known = {concept.id for concept in concepts}
    links = tuple(
        (row[left], row[right])
        for table, left, right in _LINKS
        for row in _rows(directory / table)
        if row[left] in known and row[right] in known
    )
    return Corpus(concepts, links)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
