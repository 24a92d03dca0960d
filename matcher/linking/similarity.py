"""How far one concept stands in for another: the table of related concepts and their vectors."""

from __future__ import annotations

import faiss
import numpy as np
import scipy.sparse as sp

from matcher.embedding.encoder import Encoder, quantise
from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.vocabulary import Vocabulary

NEIGHBOURS = 8
SMALLEST = 0.2  # below this, one does not stand in for the other
# Cosines of labels below the floor are chance; from there to 1 they count linearly.
FLOOR = 0.55
LARGEST = 0.8  # no two different concepts are the same by vector alone
# What can stand in for what: doing, being able and knowing are kin, occupations and
# certificates only resemble their own kind.
FAMILY = {
    Kind.OCCUPATION: 0,
    Kind.TASK: 1,
    Kind.SKILL: 1,
    Kind.KNOWLEDGE: 1,
    Kind.CERTIFICATE: 2,
}


def concept_similarity(vocabulary: Vocabulary, encoder: Encoder) -> sp.csr_array[np.float64]:
    """Sparse similarities in [0, 1], shape (n, n), 1 on the diagonal, symmetric.

    A hand-made value wins over a vector's. The vector of a concept is the mean of its labels'.
    """
    n = len(vocabulary)
    vectors = np.zeros((n, encoder.dim))
    texts = [x.text for x in vocabulary.labels]
    owners = np.array([vocabulary.number[x.concept] for x in vocabulary.labels])
    np.add.at(vectors, owners, encoder.encode(texts).astype(np.float64))
    length = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    whole = quantise(vectors / np.maximum(length, 1e-9)).astype(np.float32)
    values: dict[tuple[int, int], float] = {}
    family = np.array([FAMILY[c.kind] for c in vocabulary.concepts])
    for group in sorted(set(FAMILY.values())):
        members = np.flatnonzero(family == group)
        if not len(members):
            continue
        index = faiss.IndexFlatIP(encoder.dim)
        index.add(whole[members])
        scores, ids = index.search(whole[members], min(NEIGHBOURS, len(members)))
        cosines = scores / np.float32(127 * 127)
        similar = np.clip((cosines - FLOOR) / (1 - FLOOR), 0, LARGEST)
        for row, (line, near) in enumerate(zip(similar.tolist(), ids.tolist(), strict=True)):
            a = int(members[row])
            for value, j in zip(line, near, strict=True):
                b = int(members[j])
                if j >= 0 and a != b and value >= SMALLEST:
                    key = (min(a, b), max(a, b))
                    values[key] = max(value, values.get(key, 0.0))
    for a, others in vocabulary.related.items():
        for b, value in others.items():
            values[min(a, b), max(a, b)] = value
    pairs = sorted(values)
    rows = [a for a, _ in pairs] + [b for _, b in pairs] + list(range(n))
    cols = [b for _, b in pairs] + [a for a, _ in pairs] + list(range(n))
    data = [values[k] for k in pairs] * 2 + [1.0] * n
    matrix = sp.csr_array((data, (rows, cols)), shape=(n, n), dtype=np.float64)
    matrix.sort_indices()
    return matrix
