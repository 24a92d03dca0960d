"""What the evidence knows of the vocabulary: who stands in for what, and how telling it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.linking.linker import Linker
from matcher.linking.similarity import concept_similarity
from matcher.pool.portfolios import STRENGTH_STEPS
from matcher.vocabulary.vocabulary import Vocabulary

COMMONPLACE = 0.25


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Arrays over concepts, made once per vocabulary and encoder."""

    vocabulary: Vocabulary
    similarity: sp.csr_array[np.float64]

    @classmethod
    def of(cls, linker: Linker) -> Knowledge:
        """Compute from a linker's vocabulary and encoder."""
        return cls(linker.vocabulary, concept_similarity(linker.vocabulary, linker.encoder))

    @cached_property
    def stand_in(self) -> sp.csr_array[np.float32]:
        """Similarity over the steps in which claims are stored: claim × this is in [0, 1]."""
        scaled = self.similarity.copy()
        return sp.csr_array(
            (
                (scaled.data / STRENGTH_STEPS).astype(np.float32),
                scaled.indices.astype(np.int32),
                scaled.indptr,
            ),
            shape=scaled.shape,
        )

    @cached_property
    def rarity(self) -> NDArray[np.float64]:
        """See `Vocabulary.rarity`."""
        return self.vocabulary.rarity

    def parts_of(self, occupation: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Telling concepts an occupation consists of and their weights (level × rarity), by number.

        What nearly every occupation asks (rarity below `COMMONPLACE`) tells nothing and is left
        out: counting it would make everyone alike.
        """
        parts = self.vocabulary.parts
        at = slice(parts.indptr[occupation], parts.indptr[occupation + 1])
        concepts, weights = parts.indices[at].astype(np.int32), parts.data[at]
        telling = self.rarity[concepts] >= COMMONPLACE
        return concepts[telling], weights[telling] * self.rarity[concepts[telling]]
