"""Word overlap against scipy, and strings that come back as they went in."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from matcher import Matcher
from matcher.pool.lexical import BUCKETS, TermWeights, overlap, query_of
from matcher.pool.strings import Strings
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide


@given(st.lists(st.text(max_size=20), max_size=20))
def test_strings_come_back_as_they_went_in(items: list[str]) -> None:
    items = [item.encode("utf-8", "ignore").decode() for item in items]
    packed = Strings.pack(items)
    assert len(packed) == len(items)
    assert [packed[i] for i in range(len(packed))] == items


def test_strings_are_counted_in_bytes() -> None:
    packed = Strings.pack(["", "café", "ab"])
    assert packed.starts.tolist() == [0, 0, 5, 7]
    assert packed.data.dtype == np.uint8


def test_the_overlap_is_the_inner_product_of_scipy(pool: Searchable, side: VacancySide) -> None:
    terms = pool.side.pool.terms
    rows = np.array([5, 0, 119, 5])
    for number in range(len(side.pool)):
        query = query_of(side.pool.terms, number)
        wanted = side.pool.terms[[number], :]
        product = (terms[rows].astype(np.float64) @ wanted.T.astype(np.float64)).toarray()[:, 0]
        np.testing.assert_allclose(overlap(terms, rows, query), product, atol=1e-6)
        found = overlap(terms, np.arange(terms.shape[0]), query)
        assert found.min() >= 0 and found.max() <= 1 + 1e-6


def test_no_words_overlap_with_nothing() -> None:
    empty = sp.csr_array((3, BUCKETS), dtype=np.float32)
    assert overlap(empty, np.arange(3), query_of(empty, 0)).tolist() == [0.0, 0.0, 0.0]
    assert overlap(empty, np.zeros(0, np.intp), query_of(empty, 0)).shape == (0,)


def test_a_row_of_terms_has_length_one_or_is_empty(matcher: Matcher) -> None:
    weights = TermWeights(matcher.linker.labels)
    texts = [[("heftruck rijden in de loods", 1.0)], [], [("de het een", 1.0)], [("!?", 1.0)]]
    matrix = weights.vectors(texts)
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    np.testing.assert_allclose(np.asarray(lengths).ravel(), [1, 0, 0, 0], atol=1e-6)
    assert matrix.has_sorted_indices


def test_a_row_does_not_depend_on_the_other_rows(matcher: Matcher) -> None:
    weights = TermWeights(matcher.linker.labels)
    one, two = [("koken en bakken", 1.0)], [("pallets stapelen", 0.5), ("koken", 1.0)]
    together = weights.vectors([one, two])
    for row, texts in enumerate((one, two)):
        alone = weights.vectors([texts])
        assert alone.indices.tolist() == together[[row], :].indices.tolist()
        assert alone.data.tolist() == together[[row], :].data.tolist()
