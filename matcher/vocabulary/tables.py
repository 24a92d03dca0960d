"""Read and write the vocabulary's tables: plain CSV, UTF-8, one row a fact.

The same tables hold our own first vocabulary and an import of the official one; nothing in them
depends on the number of rows.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matcher.errors import VocabularyError
from matcher.vocabulary.concepts import Concept, Kind, Label, Link, Register, Training

CONCEPT_TABLES: dict[Kind, tuple[str, tuple[str, ...]]] = {
    Kind.OCCUPATION: ("beroepen.csv", ("sector", "isco", "level")),
    Kind.TASK: ("taken.csv", ()),
    Kind.SKILL: ("vaardigheden.csv", ("category", "code")),
    Kind.KNOWLEDGE: ("kennisgebieden.csv", ()),
    Kind.CERTIFICATE: ("certificaten.csv", ("kind", "issuer", "valid_months", "refresher")),
}
TRAINING_COLUMNS = ("id", "label", "definition", "form", "level", "duration")
# table -> (column of the source, column of the target, column of the level or None)
LINK_TABLES: dict[str, tuple[str, str, str | None]] = {
    "beroep_eisen.csv": ("beroep", "concept", "importance"),
    "beroep_taken.csv": ("beroep", "taak", "importance"),
    "beroep_certificaten.csv": ("beroep", "certificaat", "importance"),
    "beroep_omstandigheden.csv": ("beroep", "omstandigheid", None),
    "certificaat_voldoet.csv": ("certificaat", "lager", None),
    "certificaat_geeft.csv": ("certificaat", "concept", None),
    "verwant.csv": ("concept", "verwant", "similarity"),
}
# Optional: which ESCO occupation is the same as (exact) or nearly (close) one of ours.
MAPPING_TABLE = "mapping_esco.csv"
MAPPING_COLUMNS = ("beroep", "esco_uri", "relation")
MAPPING_RELATIONS = ("exact", "close")


@dataclass(frozen=True)
class Tables:
    """The tables as read, unchecked.

    Attributes
    ----------
    links : dict of str to tuple of Link
        By table name, rows in file order.
    fingerprint : str
        sha256 over all files that matching depends on; pools and models carry it.
    esco : dict of str to str
        Occupation id to ESCO address; empty when there is no mapping.
    imported : bool
        Whether ``vocabulaire.json`` names files that the tables were made from.
    """

    name: str
    version: str
    licence: str
    concepts: tuple[Concept, ...]
    labels: tuple[Label, ...]
    links: dict[str, tuple[Link, ...]]
    trainings: tuple[Training, ...]
    fingerprint: str
    esco: dict[str, str] = field(default_factory=dict)
    imported: bool = False


def read_tables(directory: Path) -> Tables:
    """Read every table of a vocabulary.

    Raises
    ------
    VocabularyError
        With every missing file, missing column and unknown register at once.
    """
    problems: list[str] = []
    digest = hashlib.sha256()

    def rows(name: str, columns: Iterable[str]) -> list[dict[str, str]]:
        path = directory / name
        try:
            data = path.read_bytes()
        except OSError:
            problems.append(f"{path}: bestand ontbreekt")
            return []
        digest.update(name.encode() + b"\0" + data)
        reader = csv.DictReader(data.decode("utf-8").splitlines())
        missing = [c for c in columns if c not in (reader.fieldnames or ())]
        if missing:
            problems.append(f"{path}: kolom {', '.join(missing)} ontbreekt")
            return []
        return list(reader)

    about = _about(directory / "vocabulaire.json", problems)
    concepts: list[Concept] = []
    for kind, (name, facts) in CONCEPT_TABLES.items():
        for row in rows(name, ("id", "label", "definition", *facts)):
            concepts.append(
                Concept(
                    row["id"], kind, row["label"], row["definition"], {f: row[f] for f in facts}
                )
            )
    labels: list[Label] = []
    for number, row in enumerate(rows("labels.csv", ("concept", "label", "register")), 2):
        try:
            labels.append(Label(row["concept"], row["label"], Register(row["register"])))
        except ValueError:
            problems.append(
                f"labels.csv regel {number}: register '{row['register']}' bestaat niet; "
                f"toegestaan: {', '.join(Register)}"
            )
    links: dict[str, tuple[Link, ...]] = {}
    for name, (source, target, level) in LINK_TABLES.items():
        columns = (source, target) if level is None else (source, target, level)
        links[name] = tuple(
            Link(r[source], r[target], "" if level is None else r[level])
            for r in rows(name, columns)
        )
    gives: dict[str, list[str]] = {}
    for row in rows("opleiding_geeft.csv", ("opleiding", "concept")):
        gives.setdefault(row["opleiding"], []).append(row["concept"])
    trainings = tuple(
        Training(gives=tuple(gives.get(row["id"], ())), **{c: row[c] for c in TRAINING_COLUMNS})
        for row in rows("opleidingen.csv", TRAINING_COLUMNS)
    )
    esco = _mapping(directory / MAPPING_TABLE, problems)
    if problems:
        raise VocabularyError(problems)
    return Tables(
        name=about["name"],
        version=about["version"],
        licence=about["licence"],
        concepts=tuple(concepts),
        labels=tuple(labels),
        links=links,
        trainings=trainings,
        fingerprint=digest.hexdigest(),
        esco=esco,
        imported=bool(about.get("imported")),
    )


def _mapping(path: Path, problems: list[str]) -> dict[str, str]:
    if not path.exists():
        return {}
    out: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != MAPPING_COLUMNS:
            problems.append(f"{path}: de kop hoort {','.join(MAPPING_COLUMNS)} te zijn")
            return {}
        for number, row in enumerate(reader, 2):
            if row["beroep"] in out:
                problems.append(f"{path.name} regel {number}: {row['beroep']} staat er dubbel in")
            if row["relation"] not in MAPPING_RELATIONS:
                problems.append(
                    f"{path.name} regel {number}: relatie '{row['relation']}' bestaat niet; "
                    f"toegestaan: {', '.join(MAPPING_RELATIONS)}"
                )
            out[row["beroep"]] = row["esco_uri"] or ""
    return out


def _about(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problems.append(f"{path}: kan dit niet lezen ({error})")
        return {}
    missing = [k for k in ("name", "version", "licence") if k not in about]
    if missing:
        problems.append(f"{path}: {', '.join(missing)} ontbreekt")
    return about
