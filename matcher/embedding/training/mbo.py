"""Roles and work processes of the Dutch vocational qualifications (SBB) as running text."""

from __future__ import annotations

from pathlib import Path

from matcher.embedding.training.concepts import Concept, Corpus, distinct
from matcher.vocabulary.normalise import sentences

ROLES = "corpus_beroepsbeschrijving.tsv"
PROCESSES = "queries_werkprocessen.tsv"


def read_mbo(directory: Path) -> Corpus:
    """Read the roles: number, name, dossier, description; and their work processes.

    Raises
    ------
    OSError
        When a table is missing.
    """
    processes = dict(
        line.split("\t", 1)
        for line in (directory / PROCESSES).read_text(encoding="utf-8").splitlines()
        if "\t" in line
    )
    found = []
    for line in (directory / ROLES).read_text(encoding="utf-8").splitlines():
        number, role, dossier, description = line.split("\t", 3)
        text = sentences(description) + sentences(processes.get(number, ""))
        found.append(
            Concept(f"mbo:{number}", "mbo", "occupation", dossier, distinct([role]), tuple(text))
        )
    return Corpus(tuple(found))
