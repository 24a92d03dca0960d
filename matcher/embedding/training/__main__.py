"""Trains the encoder: ``python -m matcher.embedding.training --esco DIR --out models/encoder``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from matcher.embedding.static import StaticEncoder
from matcher.embedding.training.baseline import CharacterTfidf
from matcher.embedding.training.concepts import Corpus
from matcher.embedding.training.fit import Recipe, train
from matcher.embedding.training.holdout import hold_out
from matcher.embedding.training.measure import by_form, measure
from matcher.embedding.training.sources import read_sources
from matcher.embedding.training.speed import speed
from matcher.errors import MatcherError


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure on held-out texts, then train on everything; returns the exit status."""
    options = _parser().parse_args(arguments)
    recipe = Recipe(seed=options.seed, steps=options.steps)
    try:
        corpus = read_sources(
            {
                "esco": options.esco,
                "competenties": options.vocabulary,
                "sayings": options.sayings,
                "mbo": options.mbo,
            },
            lambda line: print(line, flush=True),
        )
        if options.ablation:
            from matcher.embedding.training.ablation import ablation

            ablation(corpus, recipe, report=lambda line: print(line, flush=True))
            return 0
        metrics = None if options.no_holdout else held_out_metrics(corpus, recipe)
        train(corpus, recipe, options.out, lambda line: print(line, flush=True))
    except MatcherError as error:
        print(error, file=sys.stderr)
        return 2
    if metrics is not None:
        metrics["speed"] = speed(options.out, [x for c in corpus.concepts for x in c.labels])
        metrics["fingerprint"] = StaticEncoder.load(options.out).fingerprint
        path = options.out / "metrics.json"
        path.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(f"{options.out}: {StaticEncoder.load(options.out).fingerprint}")
    return 0


def held_out_metrics(corpus: Corpus, recipe: Recipe) -> dict[str, Any]:
    """Train without the held-out texts in a temporary directory, and measure on them.

    Returns
    -------
    dict
        The recipe, sizes of the data, and the scores of the encoder and of the lexical
        baseline, as `measure` gives them.
    """
    kept, queries = hold_out(corpus)
    with tempfile.TemporaryDirectory() as directory:
        train(kept, recipe, Path(directory), lambda line: print(f"held out: {line}", flush=True))
        scores = measure(StaticEncoder.load(Path(directory)), kept, queries)
    labels = [label for concept in kept.concepts for label in concept.labels]
    lexical = measure(CharacterTfidf(labels), kept, queries)
    return {
        "recipe": {**asdict(recipe), "shares": dict(recipe.shares)},
        "concepts": len(corpus.concepts),
        "labels": sum(len(concept.labels) for concept in corpus.concepts),
        "links": len(corpus.links),
        "mrr_by_form": {"encoder": by_form(scores), "character TF-IDF": by_form(lexical)},
        "held_out": scores,
        "held_out_character_tfidf": lexical,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m matcher.embedding.training", description=__doc__
    )
    parser.add_argument("--esco", type=Path, help="ESCO in Dutch, gzipped tables")
    parser.add_argument("--vocabulary", type=Path, help="vocab/competenties")
    parser.add_argument("--sayings", type=Path, help="models/training/sayings")
    parser.add_argument("--mbo", type=Path, help="mbo roles and work processes")
    parser.add_argument("--out", type=Path, default=Path("models/encoder"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--no-holdout", action="store_true", help="skip the held-out measurement")
    parser.add_argument("--ablation", action="store_true", help="print the ablation table and stop")
    return parser


if __name__ == "__main__":
    sys.exit(main())
