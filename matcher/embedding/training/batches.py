"""Batches of pairs that belong together; the other pairs of a batch are the negatives.

Half of the batches hold siblings (occupations with neighbouring ISCO codes, skills with the same
last word), which are the hard negatives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.embedding.training.augment import Augmenter
from matcher.embedding.training.concepts import Concept, Corpus
from matcher.embedding.training.holdout import mask
from matcher.vocabulary.normalise import normalise, words

# Share of the batches of each kind of pair.
SHARES: Mapping[str, float] = {
    "occupation labels": 0.42,
    "skill labels": 0.24,
    "label and sentence": 0.24,
    "occupation and skill": 0.10,
}
_SIBLINGS = 32  # concepts next to each other in a batch of siblings
_LONGEST = 40  # words of a sentence


@dataclass(frozen=True)
class Batch:
    """Pairs of texts, as lists of words.

    Attributes
    ----------
    left, right : list of list of str
        Same length; the i-th texts belong together.
    related : NDArray[np.bool_]
        Shape ``(n, n)``: True where left i and right j belong together too, off the diagonal.
    """

    left: list[list[str]]
    right: list[list[str]]
    related: NDArray[np.bool_]


class Pairs:
    """Draws batches from a corpus.

    Parameters
    ----------
    corpus : Corpus
    augmenter : Augmenter
    seed, size : int
        Seed of all draws; pairs a batch.
    shares : mapping
        Share of each kind of pair, see `SHARES`; kinds without pairs are left out.
    """

    def __init__(
        self,
        corpus: Corpus,
        augmenter: Augmenter,
        seed: int,
        size: int,
        shares: Mapping[str, float] = SHARES,
    ) -> None:
        self._augmenter = augmenter
        self._rng = np.random.default_rng(seed)
        self._size = size
        self._concepts = sorted(corpus.concepts, key=_sibling_order)
        place = {concept.id: number for number, concept in enumerate(self._concepts)}
        pools: dict[str, list[tuple[int, int]]] = {
            "occupation labels": self._several_labels("occupation"),
            "skill labels": self._several_labels("skill"),
            "label and sentence": [
                (n, n)
                for n, concept in enumerate(self._concepts)
                for _ in concept.sentences
                if concept.labels
            ],
            "occupation and skill": sorted((place[a], place[b]) for a, b in corpus.links),
        }
        self._pools = {kind: np.array(pool) for kind, pool in pools.items() if pool}
        chosen = np.array([shares[kind] for kind in self._pools])
        self._kinds, self._chances = list(self._pools), chosen / chosen.sum()
        pairs = self._pools.get("occupation and skill", np.zeros((0, 2), int))
        count = len(self._concepts)
        self._same = _same_label(self._concepts)
        self._links = sparse.csr_matrix(
            (np.ones(len(pairs), bool), (pairs[:, 0], pairs[:, 1])), shape=(count, count)
        )

    def draw(self, batches: int) -> Iterator[Batch]:
        """Draw this many batches."""
        for _ in range(batches):
            kind = self._kinds[self._rng.choice(len(self._kinds), p=self._chances)]
            yield self._batch(kind)

    def _several_labels(self, kind: str) -> list[tuple[int, int]]:
        # A concept with many names is drawn more often, but not in proportion.
        return [
            (number, number)
            for number, concept in enumerate(self._concepts)
            if concept.kind == kind
            for _ in range(min(len(concept.labels) - 1, 6))
        ]

    def _batch(self, kind: str) -> Batch:
        pool = self._pools[kind]
        if self._rng.random() < 0.5:
            rows = self._rng.integers(len(pool), size=self._size)
        else:
            starts = self._rng.integers(len(pool), size=max(1, self._size // _SIBLINGS))
            # Every second or third entry: fewer repetitions of one concept.
            steps = np.arange(_SIBLINGS) * self._rng.integers(1, 6, size=len(starts))[:, None]
            rows = ((starts[:, None] + steps) % len(pool)).ravel()
        chosen = pool[rows]
        left, right = [], []
        for first, second in chosen:
            one, other = self._texts(kind, self._concepts[first], self._concepts[second])
            left.append(self._augmenter.change(words(one)))
            right.append(words(other)[:_LONGEST])
        a, b = chosen[:, 0], chosen[:, 1]
        related = self._same[a][:, a].toarray() | self._same[b][:, b].toarray()
        if kind == "occupation and skill":
            related |= self._links[a][:, b].toarray()
        np.fill_diagonal(related, False)
        return Batch(left, right, related)

    def _texts(self, kind: str, first: Concept, second: Concept) -> tuple[str, str]:
        rng = self._rng
        if kind == "label and sentence":
            sentence = first.sentences[rng.integers(len(first.sentences))]
            if rng.random() < 0.6:
                sentence = mask(sentence, first) or sentence
            return first.labels[rng.integers(len(first.labels))], sentence
        if kind == "occupation and skill":
            return (
                first.labels[rng.integers(len(first.labels))],
                second.labels[rng.integers(len(second.labels))],
            )
        one, other = rng.choice(len(first.labels), size=2, replace=False)
        return first.labels[one], first.labels[other]


def _sibling_order(concept: Concept) -> tuple[str, str, str, str]:
    last = words(concept.labels[0])[-1:] if concept.labels else []
    return concept.kind, concept.group, last[0] if last else "", concept.id


def _same_label(concepts: list[Concept]) -> sparse.csr_matrix:
    """Mark, in a bool matrix, the concepts that share a label: they are no negatives."""
    numbers: dict[str, int] = {}
    rows, columns = [], []
    for row, concept in enumerate(concepts):
        for label in concept.labels:
            rows.append(row)
            columns.append(numbers.setdefault(normalise(label), len(numbers)))
    shape = len(concepts), len(numbers)
    names = sparse.csr_matrix((np.ones(len(rows), np.int32), (rows, columns)), shape=shape)
    return sparse.csr_matrix((names @ names.T).astype(bool))
