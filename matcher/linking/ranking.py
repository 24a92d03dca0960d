"""Ranks every label of a vocabulary for a text: by meaning, spelling and description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.encoder import LARGEST_EXACT_DIM, Encoder, quantise
from matcher.errors import DataError
from matcher.vocabulary.normalise import normalise

BATCH = 256  # queries at once: bounds the memory, changes no score


@dataclass(frozen=True)
class RankWeights:
    """What one unit of each cosine counts; all at least 0.

    The numbers here and below are chosen on held-out ESCO synonyms by
    ``tools/choose_linking_weights.py``, never on a benchmark's own queries.

    Attributes
    ----------
    dense : float
        Encoder cosine of the text and the label.
    spelling : float
        Cosine of character TF-IDF vectors.
    concept : float
        Encoder cosine of the text and the mean of the labels of the label's concept.
    description : float
        Best encoder cosine of the text and a sentence that describes the concept.
    """

    dense: float = 1.0
    spelling: float = 0.0
    concept: float = 0.0
    description: float = 0.0


OCCUPATIONS = RankWeights(dense=1.0, spelling=0.0, concept=0.3, description=0.1)
SKILLS = RankWeights(dense=1.0, spelling=0.2, concept=0.2, description=0.4)


class LabelRanker:
    """Scores all labels for any text, exhaustively.

    Parameters
    ----------
    labels : sequence of str
        What is ranked, at least one.
    encoder : Encoder
        Vectors of at most 1,040 dimensions are compared as int8, which is exact and so the same on
        every machine; longer ones in float32.
    concepts : sequence of str, optional
        Concept of each label; when absent every label is a concept of its own.
    descriptions : mapping of str to sequence of str, optional
        Concept → sentences about it. A concept without sentences gets the cosine of its mean in
        their place: 0 would put every undescribed concept below the described ones.
    synonyms : mapping of str to sequence of str, optional
        Concept → other names, which are not ranked but count in the concept's mean.
    weights : RankWeights
        Of the cosines; default `OCCUPATIONS`.

    Raises
    ------
    DataError
        Without labels, or when labels and concepts differ in number.
    """

    def __init__(
        self,
        labels: Sequence[str],
        encoder: Encoder,
        *,
        concepts: Sequence[str] | None = None,
        descriptions: Mapping[str, Sequence[str]] | None = None,
        synonyms: Mapping[str, Sequence[str]] | None = None,
        weights: RankWeights = OCCUPATIONS,
    ) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        of_label = [str(i) for i in range(len(labels))] if concepts is None else list(concepts)
        if not labels or len(of_label) != len(labels):
            raise DataError(
                f"{len(labels)} labels en {len(of_label)} begrippen gevonden; geef minstens één "
                "label, en bij elk label één begrip."
            )
        self.encoder, self.weights = encoder, weights
        self._exact = encoder.dim <= LARGEST_EXACT_DIM
        ids = list(dict.fromkeys(of_label))
        number = {concept: i for i, concept in enumerate(ids)}
        self.concept: NDArray[np.int64] = np.array([number[concept] for concept in of_label])
        self._labels = self._vectors(labels)
        self._means = self._concept_means(ids, synonyms or {})
        texts = [
            (i, t) for i, concept in enumerate(ids) for t in (descriptions or {}).get(concept, ())
        ]
        owners = np.array([i for i, _ in texts], dtype=np.int64)
        self._described, self._starts = np.unique(owners, return_index=True)
        self._sentences = self._vectors([text for _, text in texts])
        self._tfidf: Any = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, preprocessor=normalise
        )
        self._spellings: Any = self._tfidf.fit_transform(labels).T.tocsr()

    def rank(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """Score every label for every text.

        Parameters
        ----------
        queries : sequence of str

        Returns
        -------
        NDArray[np.float32]
            Shape ``(len(queries), n_labels)``: the weighted sum of the cosines, higher is better.
            Use `batches` where this does not fit the memory.
        """
        parts = list(self.batches(queries))
        return np.concatenate(parts) if parts else np.zeros((0, len(self.concept)), np.float32)

    def batches(self, queries: Sequence[str]) -> Iterator[NDArray[np.float32]]:
        """Yield the rows of `rank`, at most 256 at a time."""
        weights = astuple(self.weights)
        for start in range(0, len(queries), BATCH):
            cosines = self.cosines(queries[start : start + BATCH], weights)
            total = np.zeros((len(queries[start : start + BATCH]), len(self.concept)), np.float32)
            for cosine, weight in zip(cosines, weights, strict=True):
                if cosine is not None:
                    total += np.float32(weight) * cosine
            yield total

    def cosines(
        self, queries: Sequence[str], wanted: Sequence[float] = (1, 1, 1, 1)
    ) -> list[NDArray[np.float32] | None]:
        """Give the parts of the sum, in the order of `RankWeights`.

        Parameters
        ----------
        queries : sequence of str
            A batch that fits the memory.
        wanted : sequence of float
            A part with weight 0 is not computed and is None.

        Returns
        -------
        list of NDArray[np.float32] or None
            Each of shape ``(len(queries), n_labels)``, in [-1, 1].
        """
        dense, spelling, concept, description = wanted
        vectors = self._vectors(queries)
        return [
            self._cosine(vectors, self._labels) if dense else None,
            self._spelling(queries) if spelling else None,
            self._cosine(vectors, self._means)[:, self.concept] if concept else None,
            self._description(vectors)[:, self.concept] if description else None,
        ]

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._rounded(self.encoder.encode(texts))

    def _rounded(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Whole numbers up to 127 where they can be multiplied exactly; else as they are."""
        return quantise(vectors).astype(np.float32) if self._exact else vectors

    def _cosine(self, one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
        product: NDArray[np.float32] = one @ other.T
        return product / np.float32(127 * 127) if self._exact else product

    def _concept_means(
        self, ids: Sequence[str], synonyms: Mapping[str, Sequence[str]]
    ) -> NDArray[np.float32]:
        more = [(i, t) for i, concept in enumerate(ids) for t in synonyms.get(concept, ())]
        sums = np.zeros((len(ids), self.encoder.dim), np.float64)
        np.add.at(sums, self.concept, self._labels)
        if more:
            np.add.at(sums, np.array([i for i, _ in more]), self._vectors([t for _, t in more]))
        length = np.sqrt((sums**2).sum(axis=1, keepdims=True))
        return self._rounded((sums / np.maximum(length, 1e-9)).astype(np.float32))

    def _description(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        best = self._cosine(vectors, self._means)
        if len(self._described):
            cosines = self._cosine(vectors, self._sentences)
            best[:, self._described] = np.maximum.reduceat(cosines, self._starts, axis=1)
        return best

    def _spelling(self, queries: Sequence[str]) -> NDArray[np.float32]:
        product = self._tfidf.transform(queries) @ self._spellings
        cosine: NDArray[np.float32] = product.toarray().astype(np.float32)
        return cosine
