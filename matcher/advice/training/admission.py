"""What must be there before a training can start: earlier training, or something already had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.advice.training.offers import Offer
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import EDUCATION_RANK, LANGUAGE_LEVELS, LANGUAGE_RANK
from matcher.gates.certificates import CertificateBook
from matcher.gates.education import unclear
from matcher.gates.licences import allowed

# Which diplomas give entrance to a diploma, low to high; any higher one does too.
ENTRANCE: dict[str, tuple[str, ...]] = {
    "mbo-2": ("entree", "vmbo"),
    "mbo-3": ("vmbo", "mbo-2"),
    "mbo-4": ("vmbo", "mbo-3"),
}
LICENCE_FIRST: dict[str, str] = {"BE": "B", "C": "B", "D": "B", "CE": "C"}
HBO = "hbo"


@dataclass(frozen=True, slots=True)
class Entrance:
    """What a person may start with.

    Attributes
    ----------
    admitted : tuple of bool
        Per offer: whether the person could take it at all.
    first : tuple of tuple of frozenset of int
        Per offer: groups of offers (by number) of which one must be taken before.
    """

    admitted: tuple[bool, ...]
    first: tuple[tuple[frozenset[int], ...], ...]


def entrance(portfolio: Portfolio, offers: Sequence[Offer], book: CertificateBook) -> Entrance:
    """Work out what is open to a person.

    What is not known about the person is no bar: the school or trainer looks at it at the intake.
    """
    held = {book.read(text).key for text in portfolio.certificates or ()}
    facts = _Facts(portfolio)
    admitted, first = [], []
    for offer in offers:
        able = True
        if offer.refresher:
            # Unknown certificates: nobody is sent to a refresher of what was never had.
            able = any(book.vocabulary.number[c.id] in held for c in offer.certificates)
        if offer.form == "bbl" and offer.level == HBO and not facts.has_level(HBO):
            able = False
        admitted.append(able)
        first.append(tuple(_groups(offer, offers, facts)))
    return Entrance(tuple(admitted), tuple(first))


class _Facts:
    """What of a person bears on entrance."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.diplomas = {e.level for e in portfolio.education or () if e.diploma}
        self.education_open = unclear(portfolio.education)
        self.licences = (
            None if portfolio.driving_licences is None else allowed(portfolio.driving_licences)
        )
        self.languages = portfolio.languages

    def has_level(self, level: str) -> bool:
        rank = EDUCATION_RANK[level]
        return any(EDUCATION_RANK.get(x or "", -1) >= rank for x in self.diplomas)

    def may_enter(self, level: str) -> bool:
        if self.education_open:
            return True
        ways = ENTRANCE[level]
        above = max(EDUCATION_RANK[w] for w in ways)
        return any(x in ways or EDUCATION_RANK.get(x or "", -1) > above for x in self.diplomas)

    def language(self, code: str) -> int | None:
        """Rank of the level; ``None`` when not known."""
        same = [x for x in self.languages or () if x.language == code]
        if not same or any(x.level is None for x in same):
            return None
        return max(LANGUAGE_RANK[x.level] for x in same if x.level is not None)


def _groups(offer: Offer, offers: Sequence[Offer], facts: _Facts) -> list[frozenset[int]]:
    out = []
    if offer.diploma in ENTRANCE and not facts.may_enter(offer.diploma):
        ways = ENTRANCE[offer.diploma]
        out.append(frozenset(i for i, o in enumerate(offers) if o.diploma in ways))
    if offer.language is not None:
        code, level = offer.language
        have, wanted = facts.language(code), LANGUAGE_RANK[level] - 1
        if have is not None and LANGUAGE_RANK["A0"] < wanted and have < wanted:
            before = (code, LANGUAGE_LEVELS[wanted])
            out.append(frozenset(i for i, o in enumerate(offers) if o.language == before))
    if facts.licences is not None:
        for letter in offer.licences:
            needed = LICENCE_FIRST.get(letter)
            if needed is not None and needed not in facts.licences and needed not in offer.licences:
                group = (i for i, o in enumerate(offers) if needed in o.licences)
                out.append(frozenset(group))
    return out
