"""Which statements may be shown together: at least k people share all of them.

k-anonymity (L. Sweeney, 2002) by making broader and leaving out. Offers are taken in their fixed
order. Of each, the narrowest option is kept that leaves at least k people who share it and all
that was kept before; else it is left out. So the earlier an offer stands, the more of it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.disclosure.population import Population


@dataclass(frozen=True, slots=True)
class Option:
    """One way to say something: the statement that is counted, and the words that are shown."""

    token: str
    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that could be shown, from narrow to broad; ``field`` is a field of the profile."""

    field: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """What may be shown.

    Attributes
    ----------
    kept : tuple of (Offer, Option)
        In the order of the offers.
    broader, left_out : tuple of str
        Fields of the offers that were made broader, and of those that were left out.
    people : int
        How many share all that was kept; at least k unless nothing was kept.
    """

    kept: tuple[tuple[Offer, Option], ...]
    broader: tuple[str, ...]
    left_out: tuple[str, ...]
    people: int


def release(offers: Sequence[Offer], population: Population, k: int) -> Released:
    """Choose an option of each offer; see the module docstring."""
    mask = population.everyone()
    kept: list[tuple[Offer, Option]] = []
    broader: list[str] = []
    left_out: list[str] = []
    for offer in offers:
        for option in offer.options:
            narrowed = mask & population.having(option.token)
            if narrowed.sum() >= k:
                mask = narrowed
                kept.append((offer, option))
                if option is not offer.options[0]:
                    broader.append(offer.field)
                break
        else:
            left_out.append(offer.field)
    return Released(tuple(kept), tuple(broader), tuple(left_out), int(mask.sum()))
