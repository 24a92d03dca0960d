"""ESCO's CSV files: find them in a directory and read rows by the names we use."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from matcher.errors import VocabularyError
from matcher.vocabulary.sources.files import BAD_CHARACTER, open_text
from matcher.vocabulary.sources.report import ImportReport

ENDINGS = (".csv", ".tsv", ".csv.gz", ".tsv.gz")


@dataclass(frozen=True)
class Shape:
    """Columns of one kind of file: our name to the names that files give it."""

    required: Mapping[str, tuple[str, ...]]
    optional: Mapping[str, tuple[str, ...]]


class Row(NamedTuple):
    """One row; every column of the shape has a value, empty when absent."""

    place: str
    values: dict[str, str]


URI = ("conceptUri", "skill_uri", "occupation_uri")
LABEL = ("preferredLabel", "label_nl")
TEXTS = {
    "alternatives": ("altLabels", "alt_labels_nl"),
    "hidden": ("hiddenLabels",),
    "description": ("description", "description_nl"),
    "definition": ("definition",),
    "status": ("status",),
}
OCCUPATIONS = Shape({"uri": URI, "label": LABEL, "isco": ("iscoGroup",)}, TEXTS)
SKILLS = Shape(
    {"uri": URI, "label": LABEL},
    {
        **TEXTS,
        "type": ("skillType",),
        "reuse": ("reuseLevel",),
        "broader": ("broaderConceptUri",),
    },
)
RELATIONS = Shape(
    {
        "occupation": ("occupationUri", "occupation_uri"),
        "skill": ("skillUri", "skill_uri"),
        "relation": ("relationType", "relation"),
    },
    {},
)
SKILL_RELATIONS = Shape(
    {
        "skill": ("originalSkillUri",),
        "type": ("originalSkillType",),
        "related": ("relatedSkillUri",),
        "related_type": ("relatedSkillType",),
    },
    {},
)
GROUPS = Shape({"code": ("code",), "label": LABEL}, {})
BROADER = Shape({"uri": URI, "broader": ("broaderUri",)}, {})
HIERARCHY = Shape(
    {"uri0": ("Level 0 URI",)},
    {f"uri{n}": (f"Level {n} URI",) for n in (1, 2, 3)}
    | {f"code{n}": (f"Level {n} code",) for n in (0, 1, 2)},
)


def find(directory: Path, stem: str) -> list[Path]:
    """Files whose name begins with ``stem``, such as ``occupations_nl.csv.gz``; by name."""
    if not directory.is_dir():
        raise VocabularyError(f"{directory} is geen map; geef met --from de map met ESCO's CSV's")
    return sorted(
        path
        for path in directory.iterdir()
        if path.name.endswith(ENDINGS)
        and path.name.split(".")[0].split("_")[0].lower() == stem.lower()
    )


def rows(path: Path, shape: Shape, report: ImportReport) -> Iterator[Row]:
    """Rows of a file; a broken one is reported with its line and left out."""
    with open_text(path) as file:
        reader = csv.reader(file, delimiter="\t" if ".tsv" in path.name else ",")
        header = next(reader, [])
        where = _columns(path, header, shape, report)
        if where is None:
            return
        while True:
            place = f"{path.name} regel {reader.line_num + 1}"
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                report.problem(place, f"kan deze regel niet lezen ({error})")
                continue
            if not cells:
                continue
            reason = _broken(cells, header, where, shape)
            if reason:
                report.problem(place, reason)
            else:
                short = len(cells)
                values = {n: cells[i] if 0 <= i < short else "" for n, i in where.items()}
                yield Row(place, values)


def _columns(
    path: Path, header: list[str], shape: Shape, report: ImportReport
) -> dict[str, int] | None:
    """Our names to column numbers, -1 for an absent optional one."""
    where: dict[str, int] = {}
    for name, known in {**shape.required, **shape.optional}.items():
        where[name] = next((header.index(k) for k in known if k in header), -1)
        if where[name] < 0 and name in shape.required:
            report.problem(f"{path.name} regel 1", f"kolom {' of '.join(known)} ontbreekt")
    return None if any(where[name] < 0 for name in shape.required) else where


def _broken(
    cells: list[str], header: list[str], where: Mapping[str, int], shape: Shape
) -> str | None:
    if len(cells) > len(header):
        return f"{len(cells)} velden, de kop heeft er {len(header)}"
    for name, known in shape.required.items():
        if where[name] >= len(cells):
            return f"{len(cells)} velden, {known[0]} ontbreekt"
    if any(BAD_CHARACTER in cell for cell in cells):
        return "tekens die geen UTF-8 zijn"
    return None
