"""Reads a directory in the form of MELO, and what ESCO knows about its concepts."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import DataError
from matcher.evaluation.qrels import read_qrels
from matcher.vocabulary.normalise import normalise, sentences

QUERIES, CORPUS, ANNOTATIONS = "queries.tsv", "corpus_elements.tsv", "annotations.tsv"
MAPPING = "concept_mapping.tsv"


@dataclass(frozen=True)
class Dataset:
    """One directory in the form of MELO, without the queries that have no right answer.

    Attributes
    ----------
    query_ids, queries : list of str
    document_ids, labels, concepts : list of str
        ``concepts`` holds a URI for each label (its own id without a mapping).
    relevant : list of set of int
        Numbers of the right labels of each query.
    left_out : int
        Queries without a right answer.
    """

    query_ids: list[str]
    queries: list[str]
    document_ids: list[str]
    labels: list[str]
    concepts: list[str]
    relevant: list[set[int]]
    left_out: int


@dataclass(frozen=True)
class Extras:
    """What ESCO tells about a concept beside its labels, by URI."""

    descriptions: Mapping[str, Sequence[str]]
    synonyms: Mapping[str, Sequence[str]]


def read_dataset(directory: Path) -> Dataset:
    """Read queries, corpus, annotations and, where present, the concept mapping.

    Raises
    ------
    DataError
        With every line that is wrong.
    """
    queries, corpus = _pairs(directory / QUERIES), _pairs(directory / CORPUS)
    qrels = read_qrels(directory / ANNOTATIONS, highest=1)
    mapping = directory / MAPPING
    concept = _pairs(mapping) if mapping.is_file() else {key: key for key in corpus}
    number = {key: i for i, key in enumerate(corpus)}
    problems = [f"{MAPPING}: {key} ontbreekt." for key in corpus if key not in concept]
    problems += [
        f"{ANNOTATIONS}: {key} staat niet in {CORPUS}."
        for key in sorted({d for judged in qrels.values() for d in judged} - set(corpus))
    ]
    if problems:
        raise DataError(problems)
    relevant = {q: {number[d] for d, grade in found.items() if grade} for q, found in qrels.items()}
    kept = [key for key in queries if relevant.get(key)]
    return Dataset(
        kept,
        [queries[key] for key in kept],
        list(corpus),
        list(corpus.values()),
        [concept[key] for key in corpus],
        [relevant[key] for key in kept],
        len(queries) - len(kept),
    )


def read_extras(directory: Path, file: str) -> Extras:
    """Read sentences and other names of ESCO's occupations or skills; empty when absent."""
    path = directory / file
    if not path.is_file():
        print(f"{file}: not in {directory}; concepts have no descriptions, scores will be lower.")
        return Extras({}, {})
    described: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    tabs = ".tsv" in path.name
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        # Tab-separated tables are written without quoting; a quote in them is part of the text.
        rows = (
            csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if tabs
            else csv.DictReader(lines)
        )
        for row in rows:
            uri = row["skill_uri" if tabs else "conceptUri"]
            described[uri] = sentences(row["description_nl" if tabs else "description"] or "")
            other = row["alt_labels_nl" if tabs else "altLabels"] or ""
            names[uri] = [x.strip() for x in other.replace("\n", "|").split("|") if x.strip()]
    return Extras(described, names)


def vocabulary_labels(directory: Path) -> set[str]:
    """Normalised labels of our own vocabulary's ``labels.csv``.

    Raises
    ------
    DataError
        When the table is not there.
    """
    path = directory / "labels.csv"
    if not path.is_file():
        raise DataError(f"{path.name}: niet gevonden in {directory}; geef de map met de tabellen.")
    with path.open(encoding="utf-8", newline="") as lines:
        return {normalise(row["label"]) for row in csv.DictReader(lines)}


def _pairs(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    problems: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        key, tab, text = line.partition("\t")
        if not line.strip():
            continue
        if not tab or not key or not text.strip():
            problems.append(f"{path.name}, regel {number}: verwacht 'id <tab> tekst'.")
        elif key in found:
            problems.append(f"{path.name}, regel {number}: id {key} komt dubbel voor.")
        else:
            found[key] = text.strip()
    if problems:
        raise DataError(problems)
    return found
