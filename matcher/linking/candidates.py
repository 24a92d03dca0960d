"""What the linker looks at when it asks: does this label say what this text says?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from matcher.linking.labels import LabelIndex
from matcher.vocabulary.concepts import Kind

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
    "form",  # share of the labels that end like the text which name the same sort of thing
    "very_alike",  # cosine above .8
    "runner_up",  # cosine of the concept's second nearest label
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The best label of one concept for a text, with `FEATURES`."""

    label: int
    concept: int
    features: tuple[float, ...]


class WordForm:
    """Whether a text has the form of an occupation ("lasser") or of something done ("lassen").

    Learned from how the labels of both end: the last letters of the last word.
    """

    LETTERS = 4
    PRIOR = 4.0  # labels' worth of doubt

    def __init__(self, labels: LabelIndex) -> None:
        occupation = labels.vocabulary.kinds == Kind.OCCUPATION.value
        self.is_occupation = occupation[labels.concept]
        self._seen: dict[str, tuple[int, int]] = {}
        for text, is_occupation in zip(labels.normal, self.is_occupation.tolist(), strict=True):
            named, all_ = self._seen.get(self._end(text), (0, 0))
            self._seen[self._end(text)] = (named + is_occupation, all_ + 1)
        self._share = float(self.is_occupation.mean())

    def _end(self, normal: str) -> str:
        return normal[-self.LETTERS :]

    def occupation_share(self, normal: str) -> float:
        """Share of the labels with this ending that name an occupation, smoothed, in (0, 1)."""
        named, all_ = self._seen.get(self._end(normal), (0, 0))
        return (named + self.PRIOR * self._share) / (all_ + self.PRIOR)


class PartWeights:
    """How telling a word part is: inverse document frequency over labels, as in scikit-learn."""

    def __init__(self, labels: LabelIndex) -> None:
        self._labels = labels
        self.form = WordForm(labels)
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
    runner_up: dict[int, float] = {}
    for cosine, label in zip(cosines.tolist(), near.tolist(), strict=True):
        if label < 0:
            continue
        concept = int(labels.concept[label])
        votes[concept] = votes.get(concept, 0) + 1
        if votes[concept] == 2:
            runner_up[concept] = cosine
        spelling = fuzz.ratio(normal, labels.normal[label]) / 100
        likeness = cosine + 0.2 * spelling
        if concept not in best or likeness > best[concept][0]:
            best[concept] = (likeness, cosine, spelling, label)
    if not best:
        return []
    ranked = sorted((c[1] for c in best.values()), reverse=True)
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else 0.0
    like_occupation = weights.form.occupation_share(normal)
    out = []
    for concept, (_, cosine, spelling, label) in best.items():
        named = weights.form.is_occupation[label]
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
            like_occupation if named else 1 - like_occupation,
            max(0.0, cosine - 0.8),
            runner_up.get(concept, 0.0),
        )
        out.append(Candidate(label, concept, features))
    out.sort(key=lambda c: (-c.features[0], c.concept))
    return out
