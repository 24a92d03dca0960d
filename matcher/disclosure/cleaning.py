"""The strict cleaner: our own rules, which alone must hold; and two cleaners as one."""

from __future__ import annotations

from collections.abc import Collection

from matcher.disclosure.digits import number_spans
from matcher.disclosure.lexicon import Lexicon
from matcher.disclosure.names import NameFinder
from matcher.disclosure.spans import Span, TextCleaner, merged, without
from matcher.disclosure.special import special_spans
from matcher.reading.protected import without_protected
from matcher.vocabulary.vocabulary import Vocabulary


class StrictCleaner:
    """Numbers, names and protected words, with nothing but the tables of this package.

    Parameters
    ----------
    vocabulary : Vocabulary
        Its labels are the words of the trade that may stay.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = NameFinder(Lexicon.of(vocabulary))

    def spans(self, text: str) -> list[Span]:
        """See `TextCleaner.spans`; merged and in order."""
        return merged([*number_spans(text), *special_spans(text), *self._names.spans(text)])


class Both:
    """What either of two cleaners finds, such as the library's rules and ours."""

    def __init__(self, one: TextCleaner, other: TextCleaner) -> None:
        self.one = one
        self.other = other

    def spans(self, text: str) -> list[Span]:
        """See `TextCleaner.spans`; merged and in order."""
        return merged([*self.one.spans(text), *self.other.spans(text)])


def clean(text: str, cleaner: TextCleaner, never: Collection[str] = ()) -> str:
    """A text as an employer may read it; empty when nothing is left to read.

    What `matcher.reading.protected` takes out of a summary goes too.

    Parameters
    ----------
    never : collection of str
        Words that go wherever they stand, such as the id of the record.
    """
    low = text.lower()
    known = [
        Span(at, at + len(word))
        for word in never
        if word
        for at in range(len(low))
        if low.startswith(word.lower(), at)
    ]
    left = without_protected(without(text, [*known, *cleaner.spans(text)]), about_person=True)
    return left if any(c.isalpha() for c in left) else ""
