"""Write a draft as the tables that `read_tables` reads; the directory appears whole or not."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from matcher.errors import VocabularyError
from matcher.vocabulary.sources.draft import Draft, Origin
from matcher.vocabulary.sources.labels import with_one_owner
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.tables import (
    CONCEPT_TABLES,
    LINK_TABLES,
    MAPPING_COLUMNS,
    MAPPING_TABLE,
    TRAINING_COLUMNS,
)

REPORT = "import-report.json"


def refuse_existing(out: Path) -> None:
    """Say before any work is done that nothing will be overwritten.

    Raises
    ------
    VocabularyError
        When ``out`` is a file or a directory with something in it.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise VocabularyError(f"{out} bestaat al en is niet leeg; kies een andere map")


def write(draft: Draft, origin: Origin, version: str, report: ImportReport, out: Path) -> None:
    """Write all tables, ``vocabulaire.json`` and ``import-report.json``.

    Rows are sorted by id, so the same input gives the same files.

    Raises
    ------
    VocabularyError
        When ``out`` holds something already.
    """
    out = out.resolve()
    refuse_existing(out)
    temporary = out.with_name(f".{out.name}.{os.getpid()}")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    try:
        _concepts(draft, temporary)
        labels = with_one_owner(draft.concepts.values(), report)
        rows = ((x.concept, x.text, x.register.value) for x in labels)
        _table(temporary / "labels.csv", ("concept", "label", "register"), rows)
        _links(draft, temporary)
        _table(temporary / "opleidingen.csv", TRAINING_COLUMNS, ())
        _table(temporary / "opleiding_geeft.csv", ("opleiding", "concept"), ())
        if draft.esco:
            pairs = ((c, uri, how) for c, (uri, how) in sorted(draft.esco.items()))
            _table(temporary / MAPPING_TABLE, MAPPING_COLUMNS, pairs)
        about = {
            "name": origin.name,
            "version": version,
            "licence": origin.licence,
            "source": origin.source,
            "imported": [{"file": name, "sha256": digest} for name, digest in origin.files],
        }
        _json(temporary / "vocabulaire.json", about)
        _json(temporary / REPORT, report.as_json())
        temporary.rename(out)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _concepts(draft: Draft, directory: Path) -> None:
    for kind, (name, facts) in CONCEPT_TABLES.items():
        mine = sorted((c for c in draft.concepts.values() if c.kind is kind), key=lambda c: c.id)
        rows = ((c.id, c.label, c.definition, *(c.facts.get(f, "") for f in facts)) for c in mine)
        _table(directory / name, ("id", "label", "definition", *facts), rows)


def _links(draft: Draft, directory: Path) -> None:
    for name, (source, target, level) in LINK_TABLES.items():
        links = sorted(draft.links[name].items())
        if level is None:
            _table(directory / name, (source, target), (ends for ends, _ in links))
        else:
            rows = ((*ends, value) for ends, value in links)
            _table(directory / name, (source, target, level), rows)


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
