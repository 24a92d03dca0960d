"""Prints what the linking benchmarks measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks._dataset import Dataset
from benchmarks._report import table
from matcher.evaluation.linking import CUTS, LinkScores
from matcher.evaluation.significance import difference
from matcher.vocabulary.normalise import normalise

COMBINATION, LEXICAL = "combination", "character TF-IDF"


@dataclass(frozen=True)
class Measured:
    """Figures of one system, and the top of its list for each query with rounded scores."""

    exact: LinkScores
    one_label: LinkScores
    reciprocal: dict[str, float]
    tops: list[list[tuple[int, float]]]


def show(data: Dataset, found: Mapping[str, Measured], seed: int) -> None:
    print(
        f"{len(data.queries)} queries, {len(data.labels)} labels, "
        f"{len(set(data.concepts))} concepts; {data.left_out} queries without an answer left out"
    )
    for title, pick in (("exact", "exact"), ("one label a concept", "one_label")):
        rows: list[list[str | float | int]] = []
        for system, one in found.items():
            scores: LinkScores = getattr(one, pick)
            rows.append([system, scores.mrr, *(scores.accuracy[k] for k in CUTS)])
        print("\n" + table([title, "MRR", *(f"A@{k}" for k in CUTS)], rows))
    print()
    for other in (LEXICAL, "encoder alone"):
        gain = difference(found[COMBINATION].reciprocal, found[other].reciprocal, seed)
        p = "p < .0001" if gain.p < 0.0001 else f"p = {gain.p:.4f}"
        print(
            f"{COMBINATION} minus {other}, exact MRR: {gain.mean:+.3f} "
            f"[{gain.low:+.3f}, {gain.high:+.3f}], {p} (sign-flip test)"
        )


def by_overlap(
    data: Dataset, found: Mapping[str, Measured], vocabulary: set[str] | None
) -> list[dict[str, Any]]:
    """Print MRR apart for queries that are literally a known label: memory, not skill."""
    normal = [normalise(text) for text in data.queries]
    known = {"a label of the corpus": {normalise(label) for label in data.labels}}
    if vocabulary is not None:
        known["a label of our vocabulary, not of the corpus"] = (
            vocabulary - known["a label of the corpus"]
        )
    group = [next((n for n, some in known.items() if q in some), "neither") for q in normal]
    shares: list[dict[str, Any]] = []
    reciprocal = found[COMBINATION].reciprocal
    for name in (*known, "neither"):
        some = [reciprocal[q] for q, g in zip(data.query_ids, group, strict=True) if g == name]
        mean = sum(some) / len(some) if some else None
        shares.append({"query_is": name, "n": len(some), "mrr_exact": mean})
    rows: list[list[str | float | int]] = [
        [x["query_is"], x["n"], "-" if x["mrr_exact"] is None else x["mrr_exact"]] for x in shares
    ]
    print("\n" + table([f"{COMBINATION}: the query is", "n", "MRR"], rows) + "\n")
    return shares
