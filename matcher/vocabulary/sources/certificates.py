"""Certificates taken along from another vocabulary, as neither ESCO nor CompetentNL has them."""

from __future__ import annotations

from collections import defaultdict

from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.sources.draft import Draft, DraftConcept
from matcher.vocabulary.tables import Tables

SATISFIES = "certificaat_voldoet.csv"


def take_certificates(draft: Draft, tables: Tables) -> int:
    """Add the certificates of ``tables``, what they are called, and which one satisfies which.

    What a certificate proves and which occupations ask it is about concepts of the other
    vocabulary, and stays behind.

    Returns
    -------
    int
        How many certificates were added.
    """
    labels: dict[str, list[str]] = defaultdict(list)
    for label in tables.labels:
        labels[label.concept].append(label.text)
    mine = [c for c in tables.concepts if c.kind is Kind.CERTIFICATE]
    for c in mine:
        others = [text for text in labels[c.id] if text != c.label]
        draft.concepts[c.id] = DraftConcept(
            c.id, c.kind, c.label, c.definition, others, dict(c.facts)
        )
    for link in tables.links[SATISFIES]:
        draft.links[SATISFIES][link.source, link.target] = link.level
    return len(mine)
