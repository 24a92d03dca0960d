"""The lexical side of a record: its word parts, hashed and weighted by how telling they are.

Dense vectors alone miss the one rare word that decides ("baxterrol", "WMS"); this channel is the
plain overlap of word parts. Weights are fixed when a pool is built, so that a score does not
depend on who else is in the pool.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.linking.labels import STOP, LabelIndex
from matcher.pool.gather import runs
from matcher.vocabulary.normalise import normalise

BUCKETS = 1 << 20
# Words without work in them. No label has most of these, which would make them count as rare.
FUNCTION_WORDS = STOP | frozenset(
    "aan achter af al alleen allemaal alles als altijd ander andere anders beetje behalve "
    "beide ben bent best beter bij bijna binnen boven buiten daar daarna daarom dag dagen dan "
    "dat deze die dit doe doen doet door drie dus echt een eens eerst eigen elk elke en "
    "enkele er erbij erg ergens even ga gaan gaat geef geen geven geweest gewoon goed graag "
    "haar had hadden heb hebben hebt heeft heel hem hen het hier hij hoe hun iedere iedereen "
    "iemand iets ik in is ja jaar jaren je jij jou jouw jullie kan komen komt kon krijg "
    "krijgt kun kunnen kunt laat later leuk leuke liefst liever maand maanden maar mag man me "
    "meer meest meestal met mij mijn moet moeten mogen na naar naast net niemand niet niets "
    "niks nog nooit nu of om omdat onder ons onze ook op over per sinds soms staat steeds "
    "tegen ten ter terug terwijl tijdens toch toe toen tot tussen twee u uit uur uw vaak van "
    "vanaf veel verder vier vijf vind vindt voor vooral vraag vroeger waar waarbij waarom "
    "wanneer want waren was wat we week weer weet weken wel welke werd werk werken werkt wie "
    "wij wil wilde wilt word worden wordt zal ze zeer zeg zegt zelf zes zich zie zien ziet "
    "zij zijn zo zoals zodat zoek zoeken zoekt zonder zou zouden".split()
)
STEM = 6  # letters of a word part that carry its meaning; Dutch endings follow


class TermWeights:
    """Inverse document frequency of word parts over the labels of the vocabulary.

    ``log((N + 1) / (df + 1)) + 1`` as in scikit-learn's TfidfTransformer; a part that no label
    has counts as seen once.
    """

    def __init__(self, labels: LabelIndex) -> None:
        self._labels = labels
        self._known: dict[str, tuple[int, ...]] = {}
        df: dict[int, int] = {}
        for text in labels.normal:
            for term in set(self._terms(text)):
                df[term] = df.get(term, 0) + 1
        n = len(labels.normal)
        self._idf = {t: np.log((n + 1) / (c + 1)) + 1 for t, c in df.items()}
        self._unseen = float(np.log((n + 1) / 2) + 1)

    def _terms(self, normal: str) -> list[int]:
        out: list[int] = []
        for word in normal.split():
            if word not in FUNCTION_WORDS and len(word) > 1:
                out.extend(self._word(word))
        return out

    def _word(self, word: str) -> tuple[int, ...]:
        found = self._known.get(word)
        if found is None:
            parts = self._labels.splitter.split(word)
            found = self._known[word] = tuple(crc32(p[:STEM].encode()) % BUCKETS for p in parts)
        return found

    def names(self, text: str) -> dict[int, str]:
        """The terms of a text, each with the word of the text it stands for."""
        out: dict[int, str] = {}
        for word in normalise(text).split():
            if word not in FUNCTION_WORDS and len(word) > 1:
                for term, part in zip(
                    self._word(word), self._labels.splitter.split(word), strict=True
                ):
                    out.setdefault(term, part)
        return out

    def vectors(self, records: Iterable[Iterable[tuple[str, float]]]) -> sp.csr_array[np.float32]:
        """Weighted term vectors of length 1.

        Parameters
        ----------
        records : iterable of iterable of (text, weight)
            The texts of each record and how much each counts.

        Returns
        -------
        csr_array, shape (n, BUCKETS), float32
            ``(1 + log tf) * idf`` per term (tf weighted), rows of unit length.
        """
        starts, terms, values = [0], [], []
        for texts in records:
            tf: dict[int, float] = {}
            for text, weight in texts:
                for term in self._terms(normalise(text)):
                    tf[term] = tf.get(term, 0.0) + weight
            keys = sorted(tf)
            row = np.array([tf[k] for k in keys])
            row = np.log1p(row) * np.array([self._idf.get(k, self._unseen) for k in keys])
            length = np.sqrt((row * row).sum()) if len(row) else 1.0
            terms.extend(keys)
            values.extend((row / max(length, 1e-12)).tolist())
            starts.append(len(terms))
        return sp.csr_array(
            (
                np.array(values, np.float32),
                np.array(terms, np.int32),
                np.array(starts, np.int64),
            ),
            shape=(len(starts) - 1, BUCKETS),
        )


FEW_ENTRIES = 20_000  # up to which looking a term up is cheaper than spreading out the query

Query = tuple[NDArray[np.int32], NDArray[np.float32]]


def query_of(matrix: sp.csr_array[np.float32], row: int) -> Query:
    """Terms, ascending, and values of one row: a query for `overlap`."""
    at = slice(int(matrix.indptr[row]), int(matrix.indptr[row + 1]))
    return matrix.indices[at], matrix.data[at]


def overlap(
    matrix: sp.csr_array[np.float32], rows: NDArray[np.intp], query: Query
) -> NDArray[np.float64]:
    """Cosine of some rows with one query, in [0, 1].

    Sums run term by term in column order in float64, so a row's value does not depend on the
    other rows or on the machine.
    """
    at, starts = runs(matrix.indptr, rows)
    owner = np.repeat(np.arange(len(rows)), np.diff(starts))
    weights = values_at(query, matrix.indices[at])
    products = (matrix.data[at] * weights).astype(np.float64)
    return np.bincount(owner, weights=products, minlength=len(rows)).astype(np.float64)


def values_at(query: Query, terms: NDArray[np.int32]) -> NDArray[np.float32]:
    """Value of the query at each of some terms, 0 where it has none."""
    mine, values = query
    if len(terms) > FEW_ENTRIES:
        dense = np.zeros(BUCKETS, np.float32)
        dense[mine] = values
        return dense[terms]
    if not len(mine):
        return np.zeros(len(terms), np.float32)
    place = np.minimum(np.searchsorted(mine, terms), len(mine) - 1)
    return np.where(mine[place] == terms, values[place], np.float32(0))
