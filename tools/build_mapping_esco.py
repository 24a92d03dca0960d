"""Which ESCO occupation is which of ours: writes vocab/competenties/mapping_esco.csv.

    python tools/build_mapping_esco.py --esco DIRECTORY

A pair is written only where one is sure: a label of ours equals a label of ESCO after
`normalise`, and the ISCO codes agree. ``exact`` when the preferred labels are equal and the first
three digits are, ``close`` when a synonym is equal and all four digits are. Of several such ESCO
occupations none is written, unless exactly one has the preferred label. An occupation of ours
without ISCO code is written only when its preferred label belongs to one ESCO occupation alone.
Only addresses are kept, no texts of ESCO.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path

from matcher.settings import Settings
from matcher.vocabulary.concepts import Concept, Kind
from matcher.vocabulary.normalise import normalise
from matcher.vocabulary.sources.draft import DraftConcept
from matcher.vocabulary.sources.esco import EscoReader
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.tables import MAPPING_COLUMNS, MAPPING_TABLE, Tables, read_tables

EXACT_DIGITS, CLOSE_DIGITS = 3, 4

Index = dict[str, list[DraftConcept]]


def indexes(occupations: list[DraftConcept]) -> tuple[Index, Index]:
    """ESCO occupations by normalised preferred label, and by any label."""
    preferred: Index = defaultdict(list)
    anything: Index = defaultdict(list)
    for concept in occupations:
        preferred[normalise(concept.label)].append(concept)
        for text in sorted({normalise(t) for t in (concept.label, *concept.others)}):
            anything[text].append(concept)
    return preferred, anything


def match(
    ours: Concept, labels: list[str], preferred: Index, anything: Index
) -> tuple[str, str] | None:
    """Address and relation of the one ESCO occupation that is surely the same, if there is one."""
    isco = ours.facts["isco"]
    name = normalise(ours.label)
    same_name = preferred.get(name, [])
    if not isco:
        return (same_name[0].id, "exact") if len(same_name) == 1 else None

    def agree(found: list[DraftConcept], digits: int) -> dict[str, DraftConcept]:
        return {c.id: c for c in found if c.facts["isco"][:digits] == isco[:digits]}

    by_name = agree(same_name, EXACT_DIGITS)
    if len(by_name) == 1:
        return next(iter(by_name)), "exact"
    texts = sorted({normalise(t) for t in labels} | {name})
    by_label = agree([c for text in texts for c in anything.get(text, [])], CLOSE_DIGITS)
    if not by_name and len(by_label) == 1:
        return next(iter(by_label)), "close"
    return None


def mapping(tables: Tables, occupations: list[DraftConcept]) -> list[tuple[str, str, str]]:
    """Rows of the table, by occupation id."""
    preferred, anything = indexes(occupations)
    labels: dict[str, list[str]] = defaultdict(list)
    for label in tables.labels:
        labels[label.concept].append(label.text)
    found = (
        (c.id, match(c, labels[c.id], preferred, anything))
        for c in tables.concepts
        if c.kind is Kind.OCCUPATION
    )
    return sorted((concept, *pair) for concept, pair in found if pair)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--esco", type=Path, required=True, help="directory with ESCO's CSV files")
    parser.add_argument("--vocabulary", type=Path, default=Settings().vocabulary)
    arguments = parser.parse_args()
    report = ImportReport()
    occupations = list(EscoReader(arguments.esco, report).occupations().concepts.values())
    report.raise_if_bad()
    tables = read_tables(arguments.vocabulary)
    rows = mapping(tables, occupations)
    with (arguments.vocabulary / MAPPING_TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([MAPPING_COLUMNS, *rows])
    exact = sum(relation == "exact" for *_, relation in rows)
    total = sum(c.kind is Kind.OCCUPATION for c in tables.concepts)
    print(f"{len(rows)} of {total} occupations: {exact} exact, {len(rows) - exact} close")


if __name__ == "__main__":
    main()
