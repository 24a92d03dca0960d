"""The nearest documents of a pool, exactly, by FAISS."""

from __future__ import annotations

import os
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from matcher.pool.portfolios import PortfolioPool
from matcher.scoring.arithmetic import UNIT

LARGE = 200_000  # rows from which the search uses all processors


class DocumentIndex:
    """FAISS index over the document vectors of a portfolio pool: int8, inner product, exact."""

    def __init__(self, pool: PortfolioPool) -> None:
        dim = pool.documents.shape[1]
        kind = faiss.ScalarQuantizer.QT_8bit_direct_signed
        self.index = faiss.IndexScalarQuantizer(dim, kind, faiss.METRIC_INNER_PRODUCT)
        vectors = pool.documents.astype(np.float32)
        self.index.train(vectors)
        self.index.add(vectors)

    def nearest(
        self, query: NDArray[np.int8], k: int, rows: NDArray[np.intp] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Cosines and row numbers of the k most like a query, best first, ties by row.

        Of several rows that are as like the query as the last one, any may be left out.

        Parameters
        ----------
        query : (dim,) int8
        rows : optional
            Only these rows, ascending.
        """
        k = min(k, self.index.ntotal if rows is None else len(rows))
        if k == 0:
            return np.zeros(0, np.float32), np.zeros(0, np.int64)
        params = None
        if rows is not None:
            wanted = np.zeros(self.index.ntotal, np.bool_)
            wanted[rows] = True
            bitmap = np.packbits(wanted, bitorder="little")
            selector: Any = faiss.IDSelectorBitmap(bitmap)  # type: ignore[call-arg, arg-type]
            params = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        # Starting threads costs more than they bring on a pool of this size.
        faiss.omp_set_num_threads(1 if self.index.ntotal < LARGE else _processors())
        scores, ids = self.index.search(query[None].astype(np.float32), k, params=params)
        order = np.lexsort((ids[0], -scores[0]))
        return scores[0][order] / UNIT, ids[0][order]


def _processors() -> int:
    """How many threads a large search takes: what the environment allows, else all processors."""
    allowed = os.environ.get("OMP_NUM_THREADS", "")
    return int(allowed) if allowed.isdecimal() and int(allowed) > 0 else os.cpu_count() or 1
