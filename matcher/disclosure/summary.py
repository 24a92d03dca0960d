"""The candidate's own text in a profile: cleaned, then held to the same groups as the fields.

Cleaning takes out names and numbers; what remains can still point at one person ("operator of the
board machine"). So a word stays only when at least k people of the population use it, a sentence
goes when it names an occupation or certificate that the profile does not show, and a sentence of
which too little is left goes whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from matcher.disclosure.cleaning import clean
from matcher.disclosure.lexicon import FUNCTION_WORDS
from matcher.disclosure.population import Population
from matcher.disclosure.spans import MARK, Span, TextCleaner, without
from matcher.vocabulary.normalise import sentences, words

MOST_MARKED = 1 / 4  # share of a sentence's words that may be gone
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def summary(
    text: str,
    cleaner: TextCleaner,
    population: Population,
    k: int,
    shown: Collection[str],
    never: Collection[str] = (),
) -> str | None:
    """The sentences that may be read, in their order; ``None`` when none is left.

    Parameters
    ----------
    shown : collection of str
        Tokens of the occupations and certificates that the profile names.
    never : collection of str
        Words that go wherever they stand.
    """
    kept = []
    for sentence in sentences(clean(text, cleaner, never)):
        if not population.reader.named(sentence) <= set(shown):
            continue
        left = without(sentence, _rare(sentence, population, k))
        readable = len(_WORD.findall(left))
        gone = len(_WORD.findall(sentence)) - readable + sentence.count(MARK)
        if readable and gone <= MOST_MARKED * (readable + gone):
            kept.append(left)
    return " ".join(kept) or None


def _rare(sentence: str, population: Population, k: int) -> list[Span]:
    return [
        Span(*match.span())
        for match in _WORD.finditer(sentence)
        if match.group().lower() not in FUNCTION_WORDS
        and any(population.users(word) < k for word in words(match.group()))
    ]
