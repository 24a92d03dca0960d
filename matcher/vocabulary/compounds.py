"""Dutch compounds cut into their words: a "vrachtwagenchauffeur" is a "chauffeur" of "vrachtwagen".

A compound is a row of known words, with at most a linking s, e, n, en or er between two of them.
Of all ways to cut, the one with the fewest parts wins, so that known compounds stay whole inside
longer ones.
"""

from __future__ import annotations

from collections.abc import Iterable

# Shorter words are too often a chance piece of another word ("der", "ver", "ant").
_SHORTEST_PART = 4
# Three letters that do build work words; only used when the lexicon holds them too.
_SHORT_WORDS = (
    "bus zee bos vis gas dak was tin ict kas tuin tram auto bar bad bed eis ijs olie hout huid pak "
    "arm oog oor hal hek kok lab lak las mes pen plan pot rek rij sap snij sla tas taxi tv vee vet "
    "vlees vak verf web wijn wol zaag zand zorg zon dek kraan lift net pit"
)
_SHORT_PARTS = frozenset(_SHORT_WORDS.split())
_LINKS = ("", "s", "en", "e", "n", "er")
_LONGEST = 60
_MEMORY = 100_000

# What only looks like a word when it begins or ends a compound: affixes and grammar words.
_BEGINNINGS = "over onder voor door achter tegen mede alle deze hier haar zijn"
_NEVER_FIRST = frozenset(_BEGINNINGS.split())
_ENDINGS = "heid lijk ster sters baar loos erig ling ings isch ische ende enden"
_NEVER_LAST = frozenset(_ENDINGS.split())


class CompoundSplitter:
    """Splits compounds over a lexicon of known words; deterministic, remembers what it split.

    Parameters
    ----------
    lexicon : iterable of str
        Known words in normalised form (see `matcher.vocabulary.normalise`). Words below three
        letters, or with a digit, are ignored.
    """

    def __init__(self, lexicon: Iterable[str]) -> None:
        known = {word for word in lexicon if word.isalpha()}
        self._parts = frozenset(
            word for word in known if len(word) >= _SHORTEST_PART or word in _SHORT_PARTS
        )
        self._memory: dict[str, tuple[str, ...]] = {}

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound.

        Parameters
        ----------
        word : str
            One word in normalised form.

        Returns
        -------
        tuple of str
            At least two known words, linking letters left out, with the fewest parts; of equally
            few the one whose last part (the head) is longest, then the part before it. The word
            itself, alone, when it cannot be cut.
        """
        known = self._memory.get(word)
        if known is None:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            known = self._memory[word] = self._cut(word)
        return known

    def _cut(self, word: str) -> tuple[str, ...]:
        size = len(word)
        if size < 2 * _SHORTEST_PART - 2 or size > _LONGEST or not word.isalpha():
            return (word,)
        # best[i]: fewest parts that build word[i:], longest last part first.
        best: list[tuple[str, ...] | None] = [None] * size + [()]
        for start in range(size - 3, -1, -1):
            for end in range(start + 3, size + 1):
                part = word[start:end]
                if part not in self._parts or part == word:
                    continue
                if (end < size and part in _NEVER_FIRST) or (end == size and part in _NEVER_LAST):
                    continue
                for link in _LINKS if end < size else ("",):
                    if not word.startswith(link, end):
                        continue
                    follow = end + len(link)
                    rest = best[follow] if follow < size or not link else None
                    if rest is None:
                        continue
                    option = (part, *rest)
                    if _better(option, best[start]):
                        best[start] = option
        return best[0] or (word,)


def _better(option: tuple[str, ...], current: tuple[str, ...] | None) -> bool:
    if current is None:
        return True
    # Reversed: compare the head first, then what stands before it.
    return (len(option), [-len(part) for part in reversed(option)]) < (
        len(current),
        [-len(part) for part in reversed(current)],
    )
