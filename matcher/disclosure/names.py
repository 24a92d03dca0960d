"""Names of people, places and employers: what is written like a name, or stands where one stands.

Strict: a word with a capital inside a sentence goes unless it is known to belong there, and a word
that is neither Dutch nor of the trade goes wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcher.disclosure.lexicon import COMPANIES, FUNCTION_WORDS, MOSTLY_WORDS, Lexicon
from matcher.disclosure.name_words import (
    HONORIFIC,
    INFIX,
    NEAR,
    ONLY_IN_NAMES,
    SHORT_HONORIFIC,
    SUBJECTS,
    VERBS,
    Token,
    tokens_of,
)
from matcher.disclosure.spans import Span

# After these words a name is expected.
_CALLED = re.compile(
    r"(?:\b(?:ik|hij|zij|ze) heet|\bheet|\bnaam is|\bgenaamd|\bgenoemd|\bbekend als|\bvoornaam"
    r"|\bachternaam|\bt\.?a\.?v\.?|\bvan collega|\bcollega|\bzus|\bbroer|\bzoon|\bdochter|\bvrouw"
    r"|\bman|\bneef|\bnicht|\boom|\btante|\bvriend|\bvriendin|\bgroet(?:en|jes)?,?|\bmvg,?|\bik ben"
    r"|\bbaas|\bwerkcoach|\bklantmanager|\bconsulent|\bbegeleider|\bjobcoach|\bleidinggevende)"
    r"\s*:?\s*,?\s*$",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:bij|voor|van)\s+(?:de\s+|het\s+)?$", re.IGNORECASE)
_HOUSE_NUMBER = re.compile(r"\s*,?\s+(?:(?:WZ|OZ|NZ|ZZ)\s+)?\d{1,4}(?:\s?-?[a-z])?\b")
_LEGAL_FORM = re.compile(r"\s*(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|& Zn\.?|& Zonen|en Zonen)(?!\w)")
_BETWEEN_NAMES = re.compile(r"[^\S\n]+|\.?[^\S\n]*|-|[^\S\n]*&[^\S\n]*")
_POSSESSIVE = re.compile(r"\s+(?:haar|zijn|z['’]n|d['’]r|hun)\s+[^\W\d_]")
_CODE = re.compile(r"[A-Z]{1,3}-?\d{1,3}")  # a level or a norm: B1, S355
_GAP = re.compile(r"\s+|\s*[&.]\s*|-")


class NameFinder:
    """Finds names with a lexicon.

    Parameters
    ----------
    lexicon : Lexicon
        The words that may stay.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def spans(self, text: str) -> Iterator[Span]:
        """Every name with its infixes, and what hangs on it (house number, B.V.)."""
        tokens = list(tokens_of(text))
        for i, token in enumerate(tokens):
            token.out = self._is_name(text, tokens, i)
            if token.out:
                _infixes_after_address(tokens, i)
        self._neighbours(text, tokens)
        for i, token in enumerate(tokens):
            if not token.out:
                continue
            yield Span(token.start, token.end)
            tail = _HOUSE_NUMBER.match(text, token.end) if token.title else None
            tail = tail or _LEGAL_FORM.match(text, token.end)
            if tail:
                yield Span(token.end, tail.end())
            if i + 1 < len(tokens) and tokens[i + 1].out:
                between = text[token.end : tokens[i + 1].start]
                if _GAP.fullmatch(between):
                    yield Span(token.end, tokens[i + 1].start)

    def _is_name(self, text: str, tokens: list[Token], i: int) -> bool:
        token, lexicon = tokens[i], self.lexicon
        low = token.low
        before = tokens[i - 1] if i else None
        if _CODE.fullmatch(token.text):
            return False
        if token.text in lexicon.capitals and not _honoured(text, tokens, i):
            return False
        if low in HONORIFIC and not (token.title and not token.first):
            return False
        if _honoured(text, tokens, i):
            known = low in FUNCTION_WORDS or low in VERBS
            return low not in INFIX and (token.title or lexicon.name(low) or not known)
        if low in COMPANIES and (
            token.title or _AT.search(text, max(0, token.start - NEAR), token.start)
        ):
            return True
        if low in lexicon.places and (token.title or low not in lexicon.words):
            return not token.first or low not in lexicon.words
        if (
            before
            and _CALLED.search(text, max(0, token.start - NEAR), token.start)
            and low not in FUNCTION_WORDS
        ):
            return token.title or lexicon.name(low) or not lexicon.word(low)
        if token.title and before and before.low in ONLY_IN_NAMES - {"ten"}:
            return True
        if token.title and not token.first:
            return self._capital_inside(token)
        if token.title:
            return self._capital_at_start(text, tokens, i)
        if low in FUNCTION_WORDS or (len(low) < 3 and not lexicon.name(low)):
            return False
        return not lexicon.word(low) if not lexicon.name(low) else low not in lexicon.words

    def _capital_inside(self, token: Token) -> bool:
        low, lexicon = token.low, self.lexicon
        if token.text.isupper() and len(token.text) > 3:  # shouted, or an abbreviation
            return lexicon.name(low) or not lexicon.word(low)
        if len(token.text) == 1:
            return True
        return lexicon.name(low) or low not in lexicon.trade

    def _capital_at_start(self, text: str, tokens: list[Token], i: int) -> bool:
        token, lexicon = tokens[i], self.lexicon
        low = token.low.removesuffix("'s").removesuffix("’s")
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if low in FUNCTION_WORDS and low not in lexicon.first_names:
            return False
        if not lexicon.word(low):
            return True
        if low != token.low and lexicon.name(low):
            return True
        if low not in SUBJECTS and _POSSESSIVE.match(text, token.end):
            return True
        sign = text[token.end : token.end + 2].strip()[:1]
        sign = "" if sign.isalnum() else sign
        listed = sign == "," and after is not None and after.title
        acts = after is not None and not sign and low not in SUBJECTS and self._acts(after)
        named = after is not None and not sign and _goes_on_as_name(tokens, i, lexicon)
        if not lexicon.name(low):
            common = low in lexicon.trade or (low.endswith("en") and low in lexicon.words)
            return (acts and not common) or ((named or listed) and low not in lexicon.words)
        if low in lexicon.first_names and low not in MOSTLY_WORDS:
            return True
        return acts or named or (sign in {",", "("} and low in lexicon.first_names)

    def _begins(self, token: Token) -> bool:
        """Whether a word only has its capital because a sentence begins: "Chauffeur van"."""
        return token.first and not token.out and self.lexicon.word(token.low)

    def _acts(self, token: Token) -> bool:
        """Whether a word is a verb in the third person, by the list or by its ending."""
        low, words = token.low, self.lexicon.words
        if low in VERBS:
            return True
        if token.title or low in FUNCTION_WORDS or len(low) < 4:
            return False
        return any(
            low.endswith(ending) and low[: -len(ending)] + "en" in words
            for ending in ("t", "te", "de")
        )

    def _neighbours(self, text: str, tokens: list[Token]) -> None:
        """A row of capitals is one name; infixes between two of its words belong to it."""
        for i, token in enumerate(tokens):
            if not token.out or not token.title:
                continue
            for step in (-1, 1):
                self._spread(text, tokens, i, step)

    def _spread(self, text: str, tokens: list[Token], i: int, step: int) -> None:
        held: list[Token] = []  # infixes that belong to the name when a capital follows
        at = i + step
        while 0 <= at < len(tokens):
            here, last = tokens[at], tokens[at - step]
            left, right = (last, here) if step > 0 else (here, last)
            between = text[left.end : right.start]
            initial = len(left.text) == 1 and left.title and between.strip() == "."
            if initial:
                joins = step < 0 or here.title
            elif not _BETWEEN_NAMES.fullmatch(between) or (
                between[:1] == "." and len(left.low) > 2
            ):
                break
            elif here.low in INFIX and not (step > 0 and here.first):
                held.append(here)
                joins = here.title and not here.first
            elif here.low in FUNCTION_WORDS or here.low in HONORIFIC:
                break
            else:
                joins = here.out or (here.title and here.text not in self.lexicon.capitals)
                if not joins or (held and step < 0 and self._begins(here)):
                    break
            if joins:
                for token in (*held, here):
                    token.out = True
                held = []
            at += step
        # "van der Meer", "ter Veld" without a first name
        if step < 0 and (len(held) > 1 or any(t.low in ONLY_IN_NAMES for t in held)):
            for token in held:
                token.out = True


def _honoured(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a form of address stands before the word, with initials or infixes between."""
    at, infixes = i - 1, 0
    while at >= 0 and (tokens[at].low in INFIX or (len(tokens[at].text) == 1 and tokens[at].title)):
        infixes += 1
        at -= 1
    if at < 0 or tokens[at].low not in HONORIFIC:
        return False
    between = text[tokens[at].end : tokens[at + 1].start]
    if not re.fullmatch(r"\.?\s*", between):
        return False
    token = tokens[i]
    if token.title:
        return True
    if token.low in VERBS or token.low in FUNCTION_WORDS:
        return False
    # "mevrouw van der meer", "dhr. bakker"; but "de heer op kantoor", "meester schilder".
    return tokens[at].low in SHORT_HONORIFIC | {"mevrouw", "meneer"} and not (
        infixes == 1 and tokens[i - 1].low in {"in", "op", "bij", "uit"}
    )


def _infixes_after_address(tokens: list[Token], i: int) -> None:
    """ "dhr. van der Meer": what stands between the form of address and the name goes too."""
    at = i - 1
    while at >= 0 and (tokens[at].low in INFIX or len(tokens[at].text) == 1):
        at -= 1
    if at >= 0 and tokens[at].low in HONORIFIC:
        for token in tokens[at + 1 : i]:
            token.out = True


def _goes_on_as_name(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a capital follows, after infixes, that does not belong to the work."""
    at = i + 1
    while at < len(tokens) and tokens[at].low in INFIX:
        at += 1
    if at >= len(tokens) or not tokens[at].title or tokens[at].first:
        return False
    return tokens[at].text not in lexicon.capitals
