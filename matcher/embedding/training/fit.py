"""Trains a table on a corpus and gives it in the artefact's integer form."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.artefact import LARGEST_SCALE, Config, save_artefact
from matcher.embedding.table import quantised
from matcher.embedding.training.augment import Augmenter
from matcher.embedding.training.batches import SHARES, Pairs
from matcher.embedding.training.concepts import Corpus
from matcher.embedding.training.index import Index
from matcher.embedding.training.weights import count_words, first_weights
from matcher.vocabulary.compounds import CompoundSplitter

NAME = "static-nl-1"


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the outcome, beside the data.

    Attributes
    ----------
    seed, steps, batch : int
        Seed of all draws; steps; pairs a step.
    rate, sharpness : float
        First learning rate (falls along a half cosine); factor of the cosine in the softmax.
    buckets, dim : int
        Shape of the table.
    compounds, weighting : bool
        Use parts of compounds; weigh words by rarity at the start.
    typo, filler, apart : float
        Chance of each change of a text, see `Augmenter`.
    whole_word : float
        Chance that a word keeps the features of itself and its parts in a step; below 1 its
        n-grams learn to stand in for them, as they must for unknown words.
    """

    seed: int = 1
    steps: int = 800
    batch: int = 1024
    rate: float = 0.02
    sharpness: float = 10.0
    buckets: int = 65_536
    dim: int = 192
    compounds: bool = True
    weighting: bool = True
    typo: float = 0.0
    filler: float = 0.0
    apart: float = 0.0
    whole_word: float = 1.0
    shares: tuple[tuple[str, float], ...] = tuple(SHARES.items())


def train(corpus: Corpus, recipe: Recipe, out: Path, report: Callable[[str], None] = print) -> None:
    """Train and write the artefact to `out`.

    Parameters
    ----------
    corpus : Corpus
        Without what is held out.
    recipe : Recipe
    out : Path
        Directory of the artefact.
    report : callable
        Receives lines of progress.
    """
    import torch

    from matcher.embedding.training.model import Model

    torch.manual_seed(recipe.seed)
    counts, texts = count_words(corpus)
    lexicon = sorted(first_weights(counts, texts))
    splitter = CompoundSplitter(lexicon if recipe.compounds else ())
    weights = first_weights(counts, texts) if recipe.weighting else dict.fromkeys(lexicon, 1.0)
    start = np.array([1.0, *(weights[word] for word in lexicon)], np.float32)
    index = Index(lexicon, splitter, recipe.buckets)
    model = Model(_first_table(index, lexicon, recipe), start)
    augmenter = Augmenter(splitter, recipe.seed, recipe.typo, recipe.filler, recipe.apart)
    pairs = Pairs(corpus, augmenter, recipe.seed, recipe.batch, dict(recipe.shares))
    begin, losses = time.monotonic(), []
    for step, batch in enumerate(pairs.draw(recipe.steps), start=1):
        rate = recipe.rate * 0.5 * (1 + cos(pi * step / recipe.steps)) + 1e-5
        indexed = index(batch.left + batch.right, recipe.whole_word, step)
        losses.append(model.step(indexed, batch.related, rate, recipe.sharpness))
        if step % 100 == 0 or step == recipe.steps:
            seconds = time.monotonic() - begin
            report(f"step {step}: loss {np.mean(losses[-100:]):.3f}, {seconds:.0f} s")
    learned = np.exp(model.log_weights.values.numpy()[:, 0])
    _export(out, recipe, model.table.values.numpy(), learned, lexicon)


def _first_table(index: Index, lexicon: list[str], recipe: Recipe) -> NDArray[np.float32]:
    """Random directions, as long as the feature is rare: a projection of character TF-IDF."""
    rng = np.random.default_rng(recipe.seed)
    table = rng.standard_normal((recipe.buckets, recipe.dim), np.float32) / recipe.dim**0.5
    seen = np.zeros(recipe.buckets, np.int64)
    for word in lexicon:
        seen[np.unique(index.features(word))] += 1
    rarity = np.log((1 + len(lexicon)) / (1 + seen)) / np.log(1 + len(lexicon))
    weighted: NDArray[np.float32] = (table * rarity[:, None]).astype(np.float32)
    return weighted


def _export(
    out: Path,
    recipe: Recipe,
    table: NDArray[np.float32],
    weights: NDArray[np.float32],
    lexicon: list[str],
) -> None:
    rows, scales = quantised(table)
    integers = np.clip(np.rint(weights * LARGEST_SCALE), 1, LARGEST_SCALE).astype(int).tolist()
    config = Config(NAME, recipe.dim, recipe.buckets, integers[0], recipe.compounds)
    save_artefact(out, config, rows, scales, dict(zip(lexicon, integers[1:], strict=True)))
