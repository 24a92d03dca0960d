"""Other ways to say ESCO's occupations and skills (``models/training/sayings/*.tsv``).

Columns uri, register, text; joined to ESCO by URI.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from matcher.embedding.training.concepts import Concept, Corpus, distinct
from matcher.embedding.training.esco import SOURCE


def read_sayings(directory: Path) -> Corpus:
    """Read every table of sayings; concepts carry only labels and are merged with ESCO's."""
    texts: dict[str, list[str]] = defaultdict(list)
    for path in sorted(directory.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row.get("uri") and row.get("text"):
                    texts[row["uri"]].append(row["text"])
    return Corpus(
        tuple(
            Concept(uri, SOURCE, _kind(uri), "", distinct(labels)) for uri, labels in texts.items()
        )
    )


def _kind(uri: str) -> str:
    return "occupation" if "/occupation/" in uri else "skill"
