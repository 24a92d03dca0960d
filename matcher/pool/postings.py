"""The word parts of a pool the other way round: for each part, the rows that have it."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.pool.lexical import Query


class Postings:
    """Made from term vectors, as of `TermWeights.vectors`; takes 8 bytes an entry."""

    def __init__(self, terms: sp.csr_array[np.float32]) -> None:
        order = np.argsort(terms.indices, kind="stable")
        found = terms.indices[order]
        self._rows = np.repeat(np.arange(terms.shape[0], dtype=np.int32), np.diff(terms.indptr))[
            order
        ]
        self._values = terms.data[order]
        first = np.flatnonzero(np.diff(found, prepend=-1))
        self._terms, self._starts = found[first], np.append(first, len(found))
        self._count = terms.shape[0]

    def overlap(self, query: Query) -> NDArray[np.float64]:
        """Cosine of every row with one query, shape (n,).

        The very numbers of `matcher.pool.lexical.overlap`: products in float32, added in float64
        in order of the term.
        """
        terms, values = query
        total = np.zeros(self._count)
        if not len(self._terms):
            return total
        at = np.minimum(np.searchsorted(self._terms, terms), len(self._terms) - 1)
        known = np.flatnonzero(self._terms[at] == terms)
        for i in known.tolist():
            where = slice(int(self._starts[at[i]]), int(self._starts[at[i] + 1]))
            total[self._rows[where]] += self._values[where] * values[i]
        return total
