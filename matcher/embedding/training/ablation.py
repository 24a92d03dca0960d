"""What each part of the recipe is worth: trained anew without it, measured on held-out texts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from matcher.embedding.static import StaticEncoder
from matcher.embedding.training.baseline import CharacterTfidf
from matcher.embedding.training.batches import SHARES
from matcher.embedding.training.concepts import Corpus
from matcher.embedding.training.fit import Recipe, train
from matcher.embedding.training.holdout import hold_out
from matcher.embedding.training.measure import by_form, measure


def _without(kind: str) -> tuple[tuple[str, float], ...]:
    return tuple((name, 0.0 if name == kind else share) for name, share in SHARES.items())


VARIANTS: Mapping[str, Mapping[str, Any]] = {
    "the recipe": {},
    "untrained (random projection)": {"steps": 1},
    "without parts of compounds": {"compounds": False},
    "without first word weights": {"weighting": False},
    "with typing errors": {"typo": 0.08},
    "without sentences": {"shares": _without("label and sentence")},
    "without occupation-skill links": {"shares": _without("occupation and skill")},
}


def ablation(
    corpus: Corpus,
    recipe: Recipe,
    variants: Mapping[str, Mapping[str, Any]] = VARIANTS,
    report: Callable[[str], None] = print,
) -> list[dict[str, Any]]:
    """Train and measure every variant, and the lexical baseline.

    Parameters
    ----------
    corpus : Corpus
        Complete; the held-out texts are taken out here.
    recipe : Recipe
        The recipe as shipped.
    variants : mapping of str to mapping
        Name of a variant and what it changes in the recipe.
    report : callable
        Receives the lines of a Markdown table as they are ready.

    Returns
    -------
    list of dict
        For each row its ``name`` and the MRR of each form of query.
    """
    kept, queries = hold_out(corpus)
    labels = [label for concept in kept.concepts for label in concept.labels]
    baseline = by_form(measure(CharacterTfidf(labels), kept, queries))
    forms = list(baseline)
    report("| variant | " + " | ".join(forms) + " |")
    report("|---|" + "---|" * len(forms))
    rows: list[dict[str, Any]] = []

    def add(name: str, scores: Mapping[str, float]) -> None:
        rows.append({"name": name, **scores})
        report(f"| {name} | " + " | ".join(f"{scores[form]:.3f}" for form in forms) + " |")

    add("character TF-IDF", baseline)
    for name, change in variants.items():
        with tempfile.TemporaryDirectory() as directory:
            train(kept, replace(recipe, **change), Path(directory), lambda line: None)
            add(name, by_form(measure(StaticEncoder.load(Path(directory)), kept, queries)))
    return rows
