"""Size and speed of a static encoder, with the machine they were measured on."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matcher.embedding.artefact import FILES
from matcher.embedding.static import StaticEncoder

_REPETITIONS = 5


def speed(directory: Path, labels: Sequence[str]) -> dict[str, Any]:
    """Measure loading and encoding; encoding uses one core.

    Parameters
    ----------
    directory : Path
        Of the artefact.
    labels : sequence of str
        Short texts to encode.

    Returns
    -------
    dict
        ``megabytes`` (10**6 bytes) of the files; ``load_seconds`` (median of five, files in the
        operating system's cache); ``labels_per_second_new_words`` (a fresh encoder) and
        ``labels_per_second_known_words`` (the same texts again); the ``labels``, mean ``words``
        and the ``machine``.
    """
    loads, cold, warm = [], [], []
    for _ in range(_REPETITIONS):
        start = time.perf_counter()
        encoder = StaticEncoder.load(directory)
        loaded = time.perf_counter()
        encoder.encode(labels)
        first = time.perf_counter()
        encoder.encode(labels)
        loads.append(loaded - start)
        cold.append(len(labels) / (first - loaded))
        warm.append(len(labels) / (time.perf_counter() - first))
    return {
        "megabytes": round(sum((directory / name).stat().st_size for name in FILES) / 1e6, 1),
        "load_seconds": round(float(np.median(loads)), 3),
        "labels_per_second_new_words": int(np.median(cold)),
        "labels_per_second_known_words": int(np.median(warm)),
        "labels": len(labels),
        "words": round(float(np.mean([len(label.split()) for label in labels])), 2),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, NumPy {np.__version__}",
    }
