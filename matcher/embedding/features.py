"""The features of a word: its character n-grams, itself, and the parts of a compound, hashed.

Hashing is CRC-32, which is the same on every machine and needs no table of features.
Source of the idea: Bojanowski et al. (2017), "Enriching word vectors with subword information".
"""

from __future__ import annotations

from zlib import crc32

from matcher.vocabulary.compounds import CompoundSplitter

SHORTEST_GRAM = 3
LONGEST_GRAM = 5
# Of longer words (addresses, runaway typing) only the beginning counts.
LONGEST_WORD = 48

# Start values of the checksum keep the kinds of features apart.
_GRAM, _WORD = 0, 1


def word_features(word: str, splitter: CompoundSplitter, buckets: int) -> list[int]:
    """Return the buckets of one word's features.

    Parameters
    ----------
    word : str
        One normalised word, not empty.
    splitter : CompoundSplitter
        Finds the parts of compounds; parts that are compounds are split again.
    buckets : int
        Number of buckets.

    Returns
    -------
    list of int
        Buckets in ``[0, buckets)``: the word, then the parts of a compound, then the 3- to
        5-grams of "<word>". A bucket may occur more than once and then counts more than once.
    """
    whole = word.encode()
    found = [crc32(whole, _WORD) % buckets]
    for part in _parts(word, splitter):
        found.append(crc32(part.encode(), _WORD) % buckets)
    marked = b"<" + whole[:LONGEST_WORD] + b">"
    size = len(marked)
    for length in range(SHORTEST_GRAM, min(LONGEST_GRAM, size) + 1):
        found += [
            crc32(marked[start : start + length], _GRAM) % buckets
            for start in range(size - length + 1)
        ]
    return found


def gram_count(word: str) -> int:
    """Return how many of `word_features` are n-grams; they come last."""
    size = len(word.encode()[:LONGEST_WORD]) + 2
    lengths = range(SHORTEST_GRAM, min(LONGEST_GRAM, size) + 1)
    return sum(size - length + 1 for length in lengths)


def _parts(word: str, splitter: CompoundSplitter) -> list[str]:
    parts = splitter.split(word)
    if len(parts) == 1:
        return []
    found: list[str] = []
    for part in parts:
        found.append(part)
        found += _parts(part, splitter)
    return found
