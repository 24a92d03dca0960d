"""Read and write the vocabulary's tables: plain CSV, UTF-8, one row a fact.

The same tables hold our own first vocabulary and an import of the official one; nothing in them
depends on the number of rows.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True)
class Tables:
    """The tables as read, unchecked.

    Attributes
    ----------
    links : dict of str to tuple of Link
        By table name, rows in file order.
    fingerprint : str
        sha256 over all files; pools and models carry it.
    """

    name: str
    version: str
    licence: str
    concepts: tuple[Concept, ...]
    labels: tuple[Label, ...]
    links: dict[str, tuple[Link, ...]]
    trainings: tuple[Training, ...]
    fingerprint: str


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
    )


def _about(path: Path, problems: list[str]) -> dict[str, str]:
    try:
        about: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problems.append(f"{path}: kan dit niet lezen ({error})")
        return {}
    missing = [k for k in ("name", "version", "licence") if k not in about]
    if missing:
        problems.append(f"{path}: {', '.join(missing)} ontbreekt")
    return about
