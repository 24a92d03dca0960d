"""Small changes that do not change the meaning: typing errors, filler words, cut compounds."""

from __future__ import annotations

import random

from matcher.vocabulary.compounds import CompoundSplitter

_BEFORE = (
    "ervaren", "allround", "gezocht", "vacature", "enthousiaste", "gemotiveerde", "fulltime",
    "parttime", "een", "werken als", "ik ben", "baan als", "functie", "gewerkt als", "medior",
    "aankomend", "startende", "zelfstandig", "bijbaan", "wij zoeken een", "ik wil graag",
)  # fmt: skip
_AFTER = (
    "gezocht", "fulltime", "parttime", "32 uur", "m v", "per direct", "in de regio", "met ervaring",
    "24 uur", "vacature", "bijbaan", "40 uur", "tijdelijk", "zzp", "oproepkracht", "in dagdienst",
    "via uitzendbureau",
)  # fmt: skip
_SHORTEST_MISTYPED = 5


class Augmenter:
    """Changes normalised texts at random, with a seed.

    Parameters
    ----------
    splitter : CompoundSplitter
        Cuts compounds, for texts that write them apart.
    seed : int
    typo, filler, apart : float
        Chance of each change, in [0, 1].
    """

    def __init__(
        self,
        splitter: CompoundSplitter,
        seed: int,
        typo: float,
        filler: float,
        apart: float,
    ) -> None:
        self._splitter = splitter
        self._random = random.Random(seed)
        self.typo = typo
        self.filler = filler
        self.apart = apart

    def change(self, words: list[str]) -> list[str]:
        """Return the words, perhaps changed; the list given is left as it is."""
        rng, found = self._random, list(words)
        if found and rng.random() < self.apart:
            found = self._write_apart(found)
        if found and rng.random() < self.typo:
            place = rng.randrange(len(found))
            found[place] = mistype(found[place], rng)
        if rng.random() < self.filler:
            if rng.random() < 0.6:
                found = rng.choice(_BEFORE).split() + found
            else:
                found = found + rng.choice(_AFTER).split()
        return found

    def _write_apart(self, words: list[str]) -> list[str]:
        if len(words) > 1 and self._random.random() < 0.3:
            place = self._random.randrange(len(words) - 1)
            return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]
        return [part for word in words for part in self._splitter.split(word)]


def mistype(word: str, rng: random.Random) -> str:
    """Drop, swap, double or replace one letter after the first; short words stay as they are."""
    if len(word) < _SHORTEST_MISTYPED:
        return word
    place = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return rng.choice(
        (
            before + after,
            before + after[0] + letter + after[1:],
            before + letter + letter + after,
            before + rng.choice("etaoinsrldhkgmuv") + after,
        )
    )
