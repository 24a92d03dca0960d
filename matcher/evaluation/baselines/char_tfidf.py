"""Character TF-IDF: a baseline that knows inflection, compounds and typing errors by spelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.baselines.folding import fold


class CharTfidf:
    """Cosine of TF-IDF vectors of character 3- to 5-grams inside words (scikit-learn `char_wb`).

    ``tf = 1 + ln(count)``, ``idf = ln((1 + N) / (1 + df)) + 1``, rows scaled to length 1.

    Parameters
    ----------
    documents : sequence of str
        Texts to be ranked, at least one with a letter; lower-cased and folded to ASCII.
    """

    def __init__(self, documents: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer: Any = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, preprocessor=fold
        )
        self._documents: Any = self._vectorizer.fit_transform(documents).T.tocsr()

    def scores(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """Score every document for every query.

        Parameters
        ----------
        queries : sequence of str

        Returns
        -------
        NDArray[np.float32]
            Shape ``(len(queries), n_documents)``, cosine in [0, 1].
        """
        if not len(queries):
            return np.zeros((0, self._documents.shape[1]), np.float32)
        product = self._vectorizer.transform(queries) @ self._documents
        found: NDArray[np.float32] = product.toarray().astype(np.float32)
        return found
