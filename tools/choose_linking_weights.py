"""Chooses the weights of `matcher.linking.ranking` on held-out ESCO synonyms.

``python tools/choose_linking_weights.py --esco DIR [--encoder DIR]``

One in ten synonyms is taken out of ESCO, and must be linked back to its concept among all labels
that remain. The encoder must not have seen them: give one trained without, or let this tool train
it (a few minutes; needs the train extra). No benchmark's queries or annotations are read.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import itertools
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.encoder import Encoder
from matcher.embedding.loading import load_encoder
from matcher.embedding.training.concepts import Concept, Corpus
from matcher.embedding.training.esco import read_esco
from matcher.embedding.training.holdout import Query, hold_out
from matcher.linking.ranking import LabelRanker
from matcher.vocabulary.normalise import normalise

FORMS = ("label", "label, other words", "label, mistyped")
MOST = 350  # queries of a form
GRID = {
    "spelling": (0.0, 0.1, 0.2, 0.4),
    "concept": (0.0, 0.1, 0.2, 0.3, 0.4, 0.6),
    "description": (0.0, 0.1, 0.2, 0.3, 0.4),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table of weights and scores for occupations and for skills."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--esco", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="trained without the held-out labels")
    parser.add_argument("--save-encoder", type=Path, help="keep the encoder trained here")
    options = parser.parse_args(arguments)
    whole = read_esco(options.esco)
    kept, queries = hold_out(whole)
    with tempfile.TemporaryDirectory() as directory:
        where = options.encoder or options.save_encoder or Path(directory)
        if options.encoder is None:
            from matcher.embedding.training.fit import Recipe, train

            train(kept, Recipe(), where)
        encoder = load_encoder(where)
    for kind in ("occupation", "skill"):
        groups = isco_groups(options.esco) if kind == "occupation" else ()
        choose(kind, whole, kept, queries, encoder, groups)


def choose(
    kind: str,
    whole: Corpus,
    kept: Corpus,
    queries: Sequence[Query],
    encoder: Encoder,
    distractors: Iterable[tuple[str, str]],
) -> None:
    """Print the best ten settings of one kind, best first, and the encoder alone."""
    concepts = [concept for concept in kept.concepts if concept.kind == kind]
    pairs = [(c.id, label) for c in concepts for label in c.labels] + list(distractors)
    before = {concept.id: concept for concept in whole.concepts}
    some = [
        query
        for form in FORMS
        for query in [q for q in queries if (q.kind, q.form) == (kind, form)][:MOST]
    ]
    hidden = undescribed(concepts, {query.concept for query in some})
    ranker = LabelRanker(
        [label for _, label in pairs],
        encoder,
        concepts=[concept for concept, _ in pairs],
        descriptions={c.id: masked(c, before[c.id]) for c in concepts if c.id not in hidden},
    )
    number = {concept: int(i) for (concept, _), i in zip(pairs, ranker.concept, strict=True)}
    parts = [x for x in ranker.cosines([q.text for q in some]) if x is not None]
    target = np.array([number[query.concept] for query in some])
    form = np.array([FORMS.index(query.form) for query in some])
    print(f"\n{kind}: {len(pairs)} labels, {len(some)} held-out queries")
    print("mean of MRR exact and one label, over the forms; then of each form")
    found = []
    for weights in itertools.product(*GRID.values()):
        scores = parts[0] + sum(
            np.float32(w) * part for w, part in zip(weights, parts[1:], strict=True) if w
        )
        reciprocal = mean_reciprocal(scores, ranker.concept, target)
        by_form = [float(reciprocal[form == i].mean()) for i in range(len(FORMS))]
        found.append((sum(by_form) / len(FORMS), weights, by_form))
    found.sort(key=lambda x: (-x[0], x[1]))
    alone = next(x for x in found if not any(x[1]))
    for title, rows in (("chosen", found[:1]), ("next", found[1:10]), ("encoder alone", [alone])):
        for mean, weights, by_form in rows:
            named = ", ".join(f"{k} {w:.1f}" for k, w in zip(GRID, weights, strict=True))
            print(f"{title:<14} {mean:.4f}  {named}  {[round(x, 3) for x in by_form]}")


def mean_reciprocal(
    scores: NDArray[np.float32], concept: NDArray[np.int64], target: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Mean of 1/rank among all labels and 1/rank with one label a concept; ties count half."""
    starts = np.flatnonzero(np.diff(concept, prepend=-1))
    best = np.maximum.reduceat(scores, starts, axis=1)
    own = best[np.arange(len(target)), target][:, None]
    others = concept[None, :] != target[:, None]
    exact = 1 + (scores > own).sum(axis=1) + ((scores == own) & others).sum(axis=1) / 2
    one = 1 + (best > own).sum(axis=1) + ((best == own).sum(axis=1) - 1) / 2
    result: NDArray[np.float64] = (1 / exact + 1 / one) / 2
    return result


def undescribed(concepts: Sequence[Concept], wanted: Collection[str]) -> set[str]:
    """Wanted concepts whose sentences are hidden, so that they are described as often as all are.

    In ESCO-nl a skill with synonyms always has a description, and only a third of all skills has
    one: without this the weights would be chosen for the described third. Taken by hash of id.
    """
    others = [bool(c.sentences) for c in concepts if c.id not in wanted]
    share = sum(others) / max(1, len(others))
    return {key for key in wanted if crc32(key.encode()) % 1000 >= 1000 * share}


def masked(kept: Concept, whole: Concept) -> list[str]:
    """Sentences of a concept without its held-out labels, which would give the answer away."""
    gone = {normalise(label) for label in whole.labels} - {normalise(x) for x in kept.labels}
    out = []
    for sentence in kept.sentences:
        text = normalise(sentence)
        for label in sorted(gone):
            text = re.sub(rf"\b{re.escape(label)}\w*", " ", text)
        out.append(text)
    return out


def isco_groups(directory: Path) -> Iterator[tuple[str, str]]:
    """Names of the ISCO groups, which stand between the occupations in a job title benchmark."""
    path = directory / "ISCOGroups_nl.csv.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield row["conceptUri"], row["preferredLabel"]


if __name__ == "__main__":
    main()
