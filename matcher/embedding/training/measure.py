"""How well an encoder finds the concept of held-out texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.training.concepts import Corpus
from matcher.embedding.training.holdout import Query

_CHUNK = 512


class Encodes(Protocol):
    """An `Encoder`, or a baseline with sparse vectors."""

    def encode(self, texts: Sequence[str]) -> Any:
        """Return one row a text, a NumPy array or a SciPy sparse matrix."""
        ...


def measure(
    encoder: Encodes, corpus: Corpus, queries: Sequence[Query]
) -> dict[str, dict[str, float]]:
    """Rank the concepts of the query's source and kind by their best label.

    Parameters
    ----------
    encoder : Encodes
    corpus : Corpus
        Concepts with the labels that were not held out.
    queries : sequence of Query

    Returns
    -------
    dict
        For each kind of query: ``n``, ``mrr`` (mean of 1/rank, one label a concept, ties against
        us, no cut) and ``hit@1``.
    """
    groups: dict[tuple[str, str], dict[str, list[Query]]] = defaultdict(lambda: defaultdict(list))
    for query in queries:
        groups[query.source, query.kind][query.form].append(query)
    scores = {}
    for (source, kind), forms in sorted(groups.items()):
        ids, starts, vectors = _index(encoder, corpus, source, kind)
        place = {concept: number for number, concept in enumerate(ids)}
        for form, some in sorted(forms.items()):
            wanted = np.array([place[query.concept] for query in some])
            rank = _ranks(encoder.encode([query.text for query in some]), vectors, starts, wanted)
            scores[f"{source} {kind} {form}"] = {
                "n": len(some),
                "mrr": round(float((1 / rank).mean()), 4),
                "hit@1": round(float((rank == 1).mean()), 4),
            }
    return scores


def by_form(scores: Mapping[str, Mapping[str, float]], least: int = 30) -> dict[str, float]:
    """Average the MRR of each form of query over sources and kinds with enough queries.

    Parameters
    ----------
    scores : mapping
        As `measure` gives them.
    least : int
        Queries a group must have to count.

    Returns
    -------
    dict of str to float
        MRR of each form ("label", "label, other words", ...), and their "mean".
    """
    found: dict[str, list[float]] = defaultdict(list)
    for name, score in scores.items():
        _, _, form = name.split(" ", 2)
        if score["n"] >= least:
            found[form].append(score["mrr"])
    forms = {form: sum(mrrs) / len(mrrs) for form, mrrs in sorted(found.items())}
    if forms:
        forms["mean"] = sum(forms.values()) / len(forms)
    return {form: round(mrr, 4) for form, mrr in forms.items()}


def _index(
    encoder: Encodes, corpus: Corpus, source: str, kind: str
) -> tuple[list[str], NDArray[np.int64], Any]:
    concepts = [c for c in corpus.concepts if (c.source, c.kind) == (source, kind)]
    counts = np.array([len(concept.labels) for concept in concepts])
    starts = np.concatenate(([0], counts.cumsum()[:-1]))
    vectors = encoder.encode([label for concept in concepts for label in concept.labels])
    return [concept.id for concept in concepts], starts, vectors


def _ranks(
    queries: Any,
    labels: Any,
    starts: NDArray[np.int64],
    wanted: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Rank (from 1) of each wanted concept, shape ``(n_queries,)``."""
    ranks = []
    for first in range(0, queries.shape[0], _CHUNK):
        product: Any = queries[first : first + _CHUNK] @ labels.T
        similarity = product.toarray() if hasattr(product, "toarray") else product
        best = np.maximum.reduceat(similarity, starts, axis=1)
        own = best[np.arange(len(best)), wanted[first : first + _CHUNK]]
        ranks.append((best >= own[:, None]).sum(axis=1))
    return np.concatenate(ranks)
