"""The linker: spelling first, meaning second, "not recognised" below the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from matcher.embedding.encoder import Encoder, quantise
from matcher.linking.candidates import FEATURES, PartWeights, candidates
from matcher.linking.confidence import ConfidenceModel
from matcher.linking.label_vectors import label_vectors
from matcher.linking.labels import (
    CONFIDENCE,
    PHRASE_IN_RUNNING_TEXT,
    RUNNING_TEXT_WORDS,
    LabelIndex,
)
from matcher.linking.recognition import Method, Recognition
from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.normalise import normalise
from matcher.vocabulary.vocabulary import Vocabulary

NEAREST_LABELS = 24
FEW = 2000  # texts of one call that are remembered
REMEMBERED = 50_000  # texts
BATCH = 4096
SPELLING = FEATURES.index("spelling")
TYPO, SHORTEST_TYPO = 0.88, 6  # same word, other spelling: from this ratio and length on


@dataclass(frozen=True)
class LinkSettings:
    """Thresholds of the linker.

    Attributes
    ----------
    accept : float
        Confidence below which a link is dropped; between this and ``sure`` it only supports.
    sure : float
        Confidence from which a text is said to be recognised: on held-out labels at least 95 % of
        such links are right (``models/linker/confidence.json``).
    most : int
        Largest number of concepts kept for one text.
    """

    accept: float = 0.1
    sure: float = 0.9
    most: int = 2


class Linker:
    """Links texts to the concepts of a vocabulary.

    Parameters
    ----------
    cache : Path, optional
        Directory for the vectors of the labels, so that the next start need not make them.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        encoder: Encoder,
        settings: LinkSettings | None = None,
        confidence: ConfidenceModel | None = None,
        cache: Path | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.encoder = encoder
        self.settings = settings or LinkSettings()
        self.labels = LabelIndex(vocabulary)
        self.part_weights = PartWeights(self.labels)
        self._confidence = confidence or ConfidenceModel.load()
        vectors = label_vectors(self.labels, encoder, cache).astype(np.float32)
        self._index = faiss.IndexFlatIP(encoder.dim)
        self._index.add(vectors)
        self._kind = vocabulary.kinds
        self._memory: dict[tuple[str, tuple[Kind, ...] | None], tuple[Recognition, ...]] = {}

    def link(self, text: str, kinds: Sequence[Kind] | None = None) -> list[Recognition]:
        """Concepts in one text, surest first; empty when nothing is recognised."""
        return self.link_many([text], kinds)[0]

    def link_many(
        self, texts: Sequence[str], kinds: Sequence[Kind] | None = None
    ) -> list[list[Recognition]]:
        """Link each text on its own.

        Parameters
        ----------
        texts : sequence of str
            Labels, titles or clauses.
        kinds : sequence of Kind, optional
            Only concepts of these kinds; all kinds when absent.

        Returns
        -------
        list of list of Recognition
            One list a text: at most ``settings.most`` different concepts with a confidence of at
            least ``settings.accept``, by confidence descending, ties by concept number.
        """
        if len(texts) > FEW:
            return self._link(texts, kinds)
        # The few texts of a person or a vacancy come back again and again: in advice every change
        # that is tried is read anew, and most of its texts are as they were.
        asked = None if kinds is None else tuple(kinds)
        known = {text: self._memory.get((text, asked)) for text in texts}
        new = [text for text, found in known.items() if found is None]
        for text, found in zip(new, self._link(new, kinds), strict=True):
            known[text] = self._memory[text, asked] = tuple(found)
        while len(self._memory) > REMEMBERED:
            self._memory.pop(next(iter(self._memory)), None)
        return [list(known[text] or ()) for text in texts]

    def _link(self, texts: Sequence[str], kinds: Sequence[Kind] | None) -> list[list[Recognition]]:
        allowed = None if kinds is None else np.isin(self._kind, [k.value for k in kinds])
        out: list[list[Recognition]] = []
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            scores, ids = self.nearest(batch)
            for text, row_scores, row_ids in zip(batch, scores, ids, strict=True):
                out.append(self._decide(text, row_scores, row_ids, allowed))
        return out

    def nearest(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Cosines and numbers of the nearest labels, shape (n, `NEAREST_LABELS`), best first."""
        vectors = quantise(self.encoder.encode(texts)).astype(np.float32)
        k = min(NEAREST_LABELS, self._index.ntotal)
        scores, ids = self._index.search(vectors, k)
        return scores / np.float32(127 * 127), ids

    def _decide(
        self,
        text: str,
        scores: NDArray[np.float32],
        ids: NDArray[np.int64],
        allowed: NDArray[np.bool_] | None,
    ) -> list[Recognition]:
        normal = normalise(text)
        best: dict[int, Recognition] = {}

        def offer(label: int, confidence: float, method: Method, words: str) -> None:
            concept = int(self.labels.concept[label])
            if allowed is not None and not allowed[concept]:
                return
            if concept not in best or best[concept].confidence < confidence:
                best[concept] = Recognition(
                    concept, confidence, method, words, self.labels.texts[label]
                )

        if not normal:
            return []
        for method, label in (
            (Method.EXACT, self.labels.exact(normal)),
            (Method.ABBREVIATION, self.labels.abbreviation(text)),
            (Method.COMPOUND, self.labels.same_parts(normal)),
        ):
            if label is not None:
                offer(label, CONFIDENCE[method], method, text)
        sure = bool(best)
        if not sure:
            running = len(normal.split()) >= RUNNING_TEXT_WORDS
            sureness = PHRASE_IN_RUNNING_TEXT if running else CONFIDENCE[Method.PHRASE]
            for label, words in self.labels.phrases(normal):
                offer(label, sureness, Method.PHRASE, words)
            for candidate in candidates(normal, scores, ids, self.labels, self.part_weights):
                method = Method.MEANING
                if candidate.features[SPELLING] >= TYPO and len(normal) >= SHORTEST_TYPO:
                    method = Method.TYPO
                offer(candidate.label, self._confidence(candidate.features), method, text)
        kept = [r for r in best.values() if r.confidence >= self.settings.accept]
        kept.sort(key=lambda r: (-r.confidence, r.concept))
        return kept[: self.settings.most]
