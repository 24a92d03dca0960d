"""The lexical baseline: character n-gram TF-IDF, as an encoder with sparse vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scipy import sparse

from matcher.vocabulary.normalise import normalise


class CharacterTfidf:
    """Character 2- to 5-grams inside word boundaries, fitted on labels.

    Not an `Encoder` (its vectors are sparse), but `measure` only multiplies.

    Parameters
    ----------
    labels : sequence of str
        Texts to count n-grams in.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer: Any = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), preprocessor=normalise, sublinear_tf=True
        ).fit(labels)

    def encode(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return unit vectors, shape ``(len(texts), n_grams)``."""
        found: sparse.csr_matrix = self._vectorizer.transform(texts)
        return found
