"""BM25 over words: the classic of text search, as a baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.evaluation.baselines.folding import tokens

K1, B = 1.2, 0.75


class BM25:
    """Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, eq. 3.15).

    ``score = sum over the query's words of idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * len /
    mean len))``, ``idf = ln(1 + (N - df + .5) / (df + .5))`` (the form that is never negative).
    A word that stands twice in the query counts twice.

    Parameters
    ----------
    documents : sequence of str
        Texts to be ranked; lower-cased and folded to ASCII.
    k1, b : float
        Saturation of the word count; share of the correction for length, in [0, 1].
    """

    def __init__(self, documents: Sequence[str], k1: float = K1, b: float = B) -> None:
        self.k1, self.b = k1, b
        counts = [Counter(tokens(text)) for text in documents]
        self.words_: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        tf: list[float] = []
        for row, count in enumerate(counts):
            for word, times in count.items():
                rows.append(row)
                columns.append(self.words_.setdefault(word, len(self.words_)))
                tf.append(times)
        shape = (len(counts), len(self.words_))
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
        mean = float(lengths.mean()) if len(lengths) and lengths.sum() else 1.0
        at, term = np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)
        times_ = np.array(tf, dtype=np.float64)
        df = np.bincount(term, minlength=shape[1])
        idf = np.log1p((shape[0] - df + 0.5) / (df + 0.5))
        norm = k1 * (1.0 - b + b * lengths / mean)
        weight = idf[term] * times_ * (k1 + 1.0) / (times_ + norm[at])
        self._weights = sp.csr_array((weight, (term, at)), shape=(shape[1], shape[0]))

    def scores(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """Score every document for every query.

        Parameters
        ----------
        queries : sequence of str

        Returns
        -------
        NDArray[np.float32]
            Shape ``(len(queries), n_documents)``, 0 and up; 0 without a word in common.
        """
        rows: list[int] = []
        columns: list[int] = []
        for row, text in enumerate(queries):
            for word in tokens(text):
                if word in self.words_:
                    rows.append(row)
                    columns.append(self.words_[word])
        shape = (len(queries), len(self.words_))
        bag = sp.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        found: NDArray[np.float32] = (bag @ self._weights).toarray().astype(np.float32)
        return found
