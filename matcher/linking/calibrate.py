"""Fit the linker's confidence on labels it has not seen: ``python -m matcher.linking.calibrate``.

One label in eight is taken out of the vocabulary and must be found again among the rest; of one
concept in forty all labels are taken out, so that the right answer is "not recognised"; and clauses
that name no work at all (``models/linker/geen_werk.txt``) must find nothing. Chosen by hash, so the
same labels are held out every time. The encoder may not have seen them either: ``--data DIR``
trains one without them first (minutes, needs torch); without it the given encoder is used, which
flatters the fit a little.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.encoder import Encoder
from matcher.embedding.loading import load_encoder
from matcher.linking.candidates import FEATURES, candidates
from matcher.linking.confidence import DIRECTORY, FILE, ConfidenceModel
from matcher.linking.linker import Linker
from matcher.vocabulary.concepts import Register
from matcher.vocabulary.normalise import normalise
from matcher.vocabulary.tables import Tables, read_tables
from matcher.vocabulary.vocabulary import Vocabulary

LABEL_ONE_IN, CONCEPT_ONE_IN = 8, 40
CONSIDERED = 4  # candidates per text that are learned from
NO_WORK = "geen_werk.txt"
SAYINGS = DIRECTORY.parent / "training" / "sayings"


def _hash(text: str) -> int:
    return crc32(text.encode())


def hold_out(tables: Tables) -> tuple[Tables, list[tuple[str, str]]]:
    """Tables without the held-out labels, and (text, concept id or "" when none is right)."""
    lost = {c.id for c in tables.concepts if _hash(f"concept {c.id}") % CONCEPT_ONE_IN == 0}
    kept, queries = [], []
    for label in tables.labels:
        if label.concept in lost:
            queries.append((label.text, ""))
        elif (
            label.register is not Register.PREFERRED
            and _hash(f"{label.concept} {normalise(label.text)}") % LABEL_ONE_IN == 0
        ):
            queries.append((label.text, label.concept))
        else:
            kept.append(label)
    known = {normalise(label.text) for label in kept}
    queries = [(t, c) for t, c in queries if normalise(t) and normalise(t) not in known]
    return replace(tables, labels=tuple(kept)), queries


def no_work(directory: Path = DIRECTORY) -> list[tuple[str, str]]:
    """Clauses without work in them."""
    lines = (directory / NO_WORK).read_text(encoding="utf-8").splitlines()
    return [(line, "") for line in lines if line.strip()]


def examples(
    linker: Linker, queries: list[tuple[str, str]]
) -> Iterator[tuple[int, tuple[float, ...], bool]]:
    """Query number, features, and whether it is right, for the first candidates of each text."""
    texts = [t for t, _ in queries]
    cosines, near = linker.nearest(texts)
    for i, (text, concept) in enumerate(queries):
        found = candidates(normalise(text), cosines[i], near[i], linker.labels, linker.part_weights)
        for candidate in found[:CONSIDERED]:
            yield (
                i,
                candidate.features,
                linker.vocabulary.concepts[candidate.concept].id == concept,
            )


def fit(x: NDArray[np.float64], y: NDArray[np.bool_]) -> tuple[float, tuple[float, ...]]:
    """Logistic regression; lightly regularised, deterministic."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0, max_iter=2000).fit(x, y)
    return float(model.intercept_[0]), tuple(float(w) for w in model.coef_[0])


def reliability(p: NDArray[np.float64], y: NDArray[np.bool_]) -> list[dict[str, float]]:
    """Per tenth of confidence: how many links, mean confidence, share right."""
    out = []
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        if inside.any():
            out.append(
                {
                    "from": round(float(low), 1),
                    "links": int(inside.sum()),
                    "confidence": round(float(p[inside].mean()), 3),
                    "right": round(float(y[inside].mean()), 3),
                }
            )
    return out


def encoder_without(tables: Tables, vocabulary: Path, data: Path, directory: Path) -> str:
    """Train an encoder on everything but the held-out labels; gives its directory."""
    from matcher.embedding.training.__main__ import main as train

    reduced = directory / "vocabulary"
    shutil.copytree(vocabulary, reduced)
    with (reduced / "labels.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("concept", "label", "register"))
        writer.writerows((x.concept, x.text, x.register.value) for x in tables.labels)
    out = directory / "encoder"
    options = ["--vocabulary", str(reduced), "--out", str(out), "--no-holdout"]
    options += ["--esco", str(data / "esco-nl"), "--mbo", str(data / "mbo-nl")]
    if train([*options, "--sayings", str(SAYINGS)]):
        raise SystemExit(2)
    return str(out)


def main() -> None:
    """Fit, report and write; see the module docstring."""
    parser = argparse.ArgumentParser(prog="python -m matcher.linking.calibrate")
    parser.add_argument("--vocabulary", type=Path, default=Path("vocab/competenties"))
    parser.add_argument("--encoder", default="models/encoder")
    parser.add_argument("--data", type=Path, help="train without the held-out labels first")
    parser.add_argument("--out", type=Path, default=DIRECTORY)
    options = parser.parse_args()
    tables, queries = hold_out(read_tables(options.vocabulary))
    encoder = options.encoder
    if options.data is not None:
        with tempfile.TemporaryDirectory() as directory:
            place = encoder_without(tables, options.vocabulary, options.data, Path(directory))
            report(options.out, tables, queries, load_encoder(place))
    else:
        report(options.out, tables, queries, load_encoder(encoder))


def report(out: Path, tables: Tables, queries: list[tuple[str, str]], encoder: Encoder) -> None:
    """Fit on half of the held-out texts, report on the other half, write the model."""
    queries = queries + no_work(out) * 3
    unfitted = ConfidenceModel(0.0, (0.0,) * len(FEATURES))
    linker = Linker(Vocabulary(tables), encoder, None, unfitted)
    rows = list(examples(linker, queries))
    x = np.array([f for _, f, _ in rows])
    y = np.array([right for _, _, right in rows])
    first_half = np.array([_hash(queries[i][0]) % 2 == 0 for i, _, _ in rows])
    intercept, weights = fit(x[first_half], y[first_half])
    p = 1 / (1 + np.exp(-(x[~first_half] @ np.array(weights) + intercept)))
    truth = y[~first_half]
    thresholds = []
    for t in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        taken = p >= t
        right = round(float(truth[taken].mean()), 3) if taken.any() else None
        found = round(float(truth[taken].sum() / truth.sum()), 3)
        thresholds.append(
            {"threshold": t, "links": int(taken.sum()), "right": right, "of_all_right": found}
        )
    result: dict[str, Any] = {
        "intercept": intercept,
        "weights": dict(zip(FEATURES, weights, strict=True)),
        "held_out_texts": len(queries),
        "thresholds": thresholds,
        "reliability": reliability(p, truth),
    }
    (out / FILE).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    for line in thresholds:
        print(line)
    for bin_ in result["reliability"]:
        print(bin_)


if __name__ == "__main__":
    main()
