"""The vectors of all labels: made once for a vocabulary and an encoder, and kept where asked."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.encoder import Encoder, quantise
from matcher.linking.labels import LabelIndex


def label_vectors(labels: LabelIndex, encoder: Encoder, cache: Path | None) -> NDArray[np.int8]:
    """Int8 vectors of the labels, shape (labels, dim).

    Parameters
    ----------
    cache : Path, optional
        Directory with files named after what they were made of: a file of another vocabulary or
        encoder is never read. One that cannot be read is made again.
    """
    if cache is None:
        return quantise(encoder.encode(labels.texts))
    made_of = f"{labels.vocabulary.fingerprint} {encoder.fingerprint}"
    path = cache / f"labels-{hashlib.sha256(made_of.encode()).hexdigest()[:32]}.npy"
    try:
        found: NDArray[np.int8] = np.load(path, allow_pickle=False)
        if found.shape == (len(labels.texts), encoder.dim) and found.dtype == np.int8:
            return found
    except (OSError, ValueError, EOFError):
        pass
    made = quantise(encoder.encode(labels.texts))
    cache.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.npy")
    np.save(part, made)
    part.rename(path)
    return made
