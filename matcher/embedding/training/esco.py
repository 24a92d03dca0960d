"""ESCO in Dutch as training data (European Commission, "ESCO" 1.2).

Occupations with synonyms, description and the skills they ask for; skills with synonyms and
description; ISCO codes tell which occupations are siblings.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from matcher.embedding.training.concepts import Concept, Corpus, distinct
from matcher.errors import DataError
from matcher.vocabulary.normalise import sentences

SOURCE = "esco"
OCCUPATIONS = "occupations_nl.csv.gz"
SKILLS = "skills_nl_partial.tsv.gz"
RELATIONS = "occupationSkillRelations.tsv.gz"


def read_esco(directory: Path) -> Corpus:
    """Read occupations, skills and their relations.

    Parameters
    ----------
    directory : Path
        Holds the three gzipped tables named at the top of this module.

    Raises
    ------
    DataError
        When a table is missing.
    """
    missing = [n for n in (OCCUPATIONS, SKILLS, RELATIONS) if not (directory / n).exists()]
    if missing:
        raise DataError(
            [f"{directory / name}: not found; ESCO-nl has this table." for name in missing]
        )
    occupations = tuple(
        Concept(
            row["conceptUri"],
            SOURCE,
            "occupation",
            row["code"],
            distinct([row["preferredLabel"], *row["altLabels"].split("\n")]),
            tuple(sentences(row["description"])),
        )
        for row in _rows(directory / OCCUPATIONS, ",")
    )
    skills = tuple(
        Concept(
            row["skill_uri"],
            SOURCE,
            "skill",
            "",
            distinct([row["label_nl"], *row["alt_labels_nl"].replace("\n", "|").split("|")]),
            tuple(sentences(row["description_nl"])),
        )
        for row in _rows(directory / SKILLS, "\t")
    )
    known = {concept.id for concept in (*occupations, *skills)}
    links = tuple(
        (row["occupation_uri"], row["skill_uri"])
        for row in _rows(directory / RELATIONS, "\t")
        if row["occupation_uri"] in known and row["skill_uri"] in known
    )
    return Corpus(occupations + skills, links)


def _rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    # Tab-separated tables are written without quoting; a quote in them is part of the text.
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        lines: Iterable[str] = file
        yield from csv.DictReader(lines, delimiter=delimiter, quoting=quoting)
