"""What is wrong in a vocabulary and how it is spread: the report of ``matcher vocab check``."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from matcher.vocabulary.concepts import Kind, SkillCategory
from matcher.vocabulary.normalise import normalise
from matcher.vocabulary.tables import LINK_TABLES, MAPPING_TABLE, Tables
from matcher.vocabulary.vocabulary import LEVEL_WEIGHT, Vocabulary

# Circumstances are plain words, not concepts.
PLAIN_TARGETS = {"beroep_omstandigheden.csv"}
ESCO_OCCUPATION = "http://data.europa.eu/esco/occupation/"
CERTIFICATE_LEVELS = {"required", "common"}
FEWEST_TASKS, FEWEST_LABELS, FEWEST_REQUIREMENTS = 3, 5, 2
_ODD = re.compile(r"[^\w\s&'’()/+.,:%#°²³€;–!?\"“”-]|\s{2,}|^\s|\s$")


@dataclass(frozen=True)
class Report:
    """Result of a check.

    Attributes
    ----------
    problems : tuple of str
        What must be mended, in Dutch, one a line.
    counts : dict of str to int
        Size per kind, labels, links, trainings.
    spread : dict of str to int
        How many tasks and requirements are shared by how many occupations.
    """

    problems: tuple[str, ...]
    counts: dict[str, int]
    spread: dict[str, int]


def check(tables: Tables) -> Report:
    """Check ids, links, labels, occupations and cycles; everything found is reported.

    How much an occupation should have is asked of a vocabulary that is written here, not of one
    that is imported.
    """
    problems: list[str] = []
    ids = Counter(c.id for c in tables.concepts)
    problems += [f"begrip {i} staat {n} keer in de tabellen" for i, n in ids.items() if n > 1]
    for concept in tables.concepts:
        if not concept.id.startswith(f"{concept.kind.value}:") and ":" not in concept.id:
            problems.append(
                f"{concept.id}: de id hoort te beginnen met de soort of een URI te zijn"
            )
        if not concept.label.strip():
            problems.append(f"{concept.id}: geen voorkeurslabel")
        if concept.kind is Kind.SKILL and concept.facts["category"] not in list(SkillCategory):
            problems.append(f"{concept.id}: categorie '{concept.facts['category']}' bestaat niet")
    problems += _links(tables, ids)
    problems += _labels(tables, ids)
    problems += _mapping(tables)
    vocabulary = Vocabulary(tables)
    problems += [] if tables.imported else _occupations(vocabulary)
    problems += _cycles(vocabulary)
    return Report(tuple(problems), _counts(tables), _spread(vocabulary))


def _links(tables: Tables, ids: Counter[str]) -> list[str]:
    out = []
    for name, links in tables.links.items():
        levels = CERTIFICATE_LEVELS if "certificaten" in name else set(LEVEL_WEIGHT)
        seen: set[tuple[str, str]] = set()
        for link in links:
            ends = [link.source] if name in PLAIN_TARGETS else [link.source, link.target]
            out += [f"{name}: begrip {end} bestaat niet" for end in ends if end not in ids]
            if (link.source, link.target) in seen:
                out.append(f"{name}: {link.source} → {link.target} staat er dubbel in")
            seen.add((link.source, link.target))
            if link.source == link.target:
                out.append(f"{name}: {link.source} verwijst naar zichzelf")
            if name.startswith("beroep") and LINK_TABLES[name][2] and link.level not in levels:
                out.append(f"{name}: {link.source}: niveau '{link.level}' bestaat niet")
            if name == "verwant.csv" and not _between_0_and_1(link.level):
                out.append(f"{name}: {link.source}: '{link.level}' ligt niet tussen 0 en 1")
    for training in tables.trainings:
        out += [f"{training.id}: begrip {c} bestaat niet" for c in training.gives if c not in ids]
        if not training.gives:
            out.append(f"{training.id}: deze opleiding geeft niets")
    return out


def _mapping(tables: Tables) -> list[str]:
    occupations = {c.id for c in tables.concepts if c.kind is Kind.OCCUPATION}
    out = []
    for concept, uri in tables.esco.items():
        if concept not in occupations:
            out.append(f"{MAPPING_TABLE}: beroep {concept} bestaat niet")
        if not uri.startswith(ESCO_OCCUPATION):
            out.append(f"{MAPPING_TABLE}: {concept}: '{uri}' is geen beroep van ESCO")
    return out


def _between_0_and_1(text: str) -> bool:
    try:
        return 0 < float(text) < 1
    except ValueError:
        return False


def _labels(tables: Tables, ids: Counter[str]) -> list[str]:
    out = []
    owners: dict[str, set[str]] = defaultdict(set)
    labelled: set[str] = set()
    for label in tables.labels:
        labelled.add(label.concept)
        if label.concept not in ids:
            out.append(f"labels.csv: begrip {label.concept} bestaat niet")
        if _ODD.search(label.text):
            out.append(f"labels.csv: '{label.text}' heeft vreemde tekens of spaties")
        normal = normalise(label.text)
        if not normal:
            out.append(f"labels.csv: '{label.text}' is leeg")
        owners[normal].add(label.concept)
    for text, concepts in sorted(owners.items()):
        if len(concepts) > 1:
            out.append(f"label '{text}' wijst naar {' en '.join(sorted(concepts))}")
    out += [f"{i}: geen enkel label" for i in ids if i not in labelled]
    return out


def _occupations(vocabulary: Vocabulary) -> list[str]:
    tasks = Counter(a for a, _, _ in vocabulary.links("beroep_taken.csv"))
    needs = Counter(a for a, _, _ in vocabulary.links("beroep_eisen.csv"))
    labels = Counter(vocabulary.number.get(x.concept, -1) for x in vocabulary.labels)
    used = {b for t in ("beroep_taken.csv", "beroep_eisen.csv") for _, b, _ in vocabulary.links(t)}
    used |= {c for row in vocabulary.proves.values() for c in row}
    used |= set(vocabulary.related)
    used |= {
        vocabulary.number[c]
        for t in vocabulary.trainings
        for c in t.gives
        if c in vocabulary.number
    }
    out = []
    for i, concept in enumerate(vocabulary.concepts):
        if concept.kind is Kind.OCCUPATION:
            for what, count, fewest in (
                ("taken", tasks[i], FEWEST_TASKS),
                ("eisen", needs[i], FEWEST_REQUIREMENTS),
                ("labels", labels[i], FEWEST_LABELS),
            ):
                if count < fewest:
                    out.append(f"{concept.id}: {count} {what}, minstens {fewest} nodig")
        elif concept.kind is not Kind.CERTIFICATE and i not in used:
            out.append(f"{concept.id}: nergens gebruikt")
    return out


def _cycles(vocabulary: Vocabulary) -> list[str]:
    out = []
    for certificate, higher in vocabulary.satisfied_by.items():
        out += [
            f"{vocabulary.concepts[certificate].id}: {vocabulary.concepts[h].id} geldt over en weer"
            for h in sorted(higher)
            if h > certificate and certificate in vocabulary.satisfied_by[h]
        ]
    return out


def _counts(tables: Tables) -> dict[str, int]:
    counts = Counter(c.kind.value for c in tables.concepts)
    out = {kind.value: counts[kind.value] for kind in Kind}
    out["labels"] = len(tables.labels)
    out["eisen en taken van beroepen"] = len(tables.links["beroep_eisen.csv"]) + len(
        tables.links["beroep_taken.csv"]
    )
    out["opleidingen"] = len(tables.trainings)
    return out


def _spread(vocabulary: Vocabulary) -> dict[str, int]:
    shared = np.bincount(vocabulary.parts.indices, minlength=len(vocabulary))
    shared = shared[shared > 0]
    steps = [(1, 1), (2, 3), (4, 10), (11, 30), (31, 100), (101, 10**9)]
    return {
        f"{a}" if a == b else f"{a} of meer" if b == 10**9 else f"{a}–{b}": int(
            ((shared >= a) & (shared <= b)).sum()
        )
        for a, b in steps
    }
