"""A small artefact with chosen numbers: a real encoder that has learned nothing."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from matcher.embedding.artefact import Config, save_artefact

LEXICON = {"kok": 4095, "chauffeur": 4095, "vrachtwagen": 4095, "een": 200, "de": 200}


def write_tiny(
    directory: Path,
    seed: int = 0,
    dim: int = 8,
    buckets: int = 512,
    lexicon: Mapping[str, int] = LEXICON,
) -> Path:
    """Write an untrained artefact and return its directory."""
    rng = np.random.default_rng(seed)
    rows = rng.integers(-127, 128, size=(buckets, dim)).astype(np.int8)
    rows[:, 0] = 127
    scales = rng.integers(1, 4096, size=buckets).astype(np.int32)
    scales[0] = 4095
    config = Config("tiny-1", dim, buckets, unknown_weight=3000)
    save_artefact(directory, config, rows, scales, dict(lexicon))
    return directory
