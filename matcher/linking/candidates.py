"""What the linker looks at when it asks: does this label say what this text says?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from matcher.linking.labels import LabelIndex

FEATURES = (
    "cosine",  # of the two vectors
    "margin",  # cosine above the best other concept, at most 0 for all but one
    "spelling",  # rapidfuzz ratio, 0-1
    "text_said",  # share of the text's weight whose word parts the label has
    "label_said",  # share of the label's weight whose word parts the text has
    "cosine_text_said",  # both together
    "cosine_label_said",
    "votes",  # share of the nearest labels that belong to the concept
    "short",  # 1 / number of word parts in the text
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The best label of one concept for a text, with `FEATURES`."""

    label: int
    concept: int
    features: tuple[float, ...]


class PartWeights:
    """How telling a word part is: inverse document frequency over labels, as in scikit-learn."""

    def __init__(self, labels: LabelIndex) -> None:
        self._labels = labels
        self.parts = [labels.parts(text) for text in labels.normal]
        df: dict[str, int] = {}
        for parts in self.parts:
            for part in parts:
                df[part] = df.get(part, 0) + 1
        n = len(self.parts)
        self._idf = {part: float(np.log((n + 1) / (c + 1)) + 1) for part, c in df.items()}
        self._unseen = float(np.log((n + 1) / 2) + 1)
        self.total = [self.weight(parts) for parts in self.parts]

    def weight(self, parts: Sequence[str]) -> float:
        """Summed weight of some parts."""
        return sum(self._idf.get(p, self._unseen) for p in parts)


def candidates(
    normal: str,
    cosines: NDArray[np.float32],
    near: NDArray[np.int64],
    labels: LabelIndex,
    weights: PartWeights,
) -> list[Candidate]:
    """One candidate per concept among the nearest labels, most alike first.

    Parameters
    ----------
    normal : str
        The normalised text.
    cosines, near : (k,)
        Cosines and numbers of the nearest labels, best first; -1 pads.
    """
    parts = labels.parts(normal)
    own = set(parts)
    own_weight = max(weights.weight(parts), 1e-9)
    best: dict[int, tuple[float, float, float, int]] = {}
    votes: dict[int, int] = {}
    for cosine, label in zip(cosines.tolist(), near.tolist(), strict=True):
        if label < 0:
            continue
        concept = int(labels.concept[label])
        votes[concept] = votes.get(concept, 0) + 1
        spelling = fuzz.ratio(normal, labels.normal[label]) / 100
        likeness = cosine + 0.2 * spelling
        if concept not in best or likeness > best[concept][0]:
            best[concept] = (likeness, cosine, spelling, label)
    if not best:
        return []
    ranked = sorted((c[1] for c in best.values()), reverse=True)
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else 0.0
    out = []
    for concept, (_, cosine, spelling, label) in best.items():
        shared = weights.weight([p for p in weights.parts[label] if p in own])
        text_said = shared / own_weight
        label_said = shared / max(weights.total[label], 1e-9)
        margin = cosine - (second if cosine == first else first)
        features = (
            cosine,
            margin,
            spelling,
            text_said,
            label_said,
            cosine * text_said,
            cosine * label_said,
            votes[concept] / len(near),
            1 / max(1, len(parts)),
        )
        out.append(Candidate(label, concept, features))
    out.sort(key=lambda c: (-c.features[0], c.concept))
    return out
