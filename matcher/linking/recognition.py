"""What the linker says about a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """How words were recognised, surest first."""

    EXACT = "exact"
    PHRASE = "phrase"  # a label stands literally inside a longer text
    COMPOUND = "compound"  # the same word parts, joined or ordered otherwise
    ABBREVIATION = "abbreviation"
    TYPO = "typo"
    MEANING = "meaning"  # nearest vectors


SUPPORT_EXPONENT = 0.4


@dataclass(frozen=True, slots=True)
class Recognition:
    """One concept seen in a text.

    Attributes
    ----------
    concept : int
        Number in the vocabulary.
    confidence : float
        Share of such links that are right, in [0, 1].
    words : str
        The words of the text that say it.
    label : str
        The label of the concept they were recognised by.
    """

    concept: int
    confidence: float
    method: Method
    words: str
    label: str

    @property
    def support(self) -> float:
        """How much the link counts in a match, in [0, 1].

        More than the confidence itself: a link that is not exactly right is mostly a neighbour,
        and a neighbour supports a match too. The exponent was chosen on the development set from
        1, .5, .4 and .35.
        """
        return float(self.confidence**SUPPORT_EXPONENT)
