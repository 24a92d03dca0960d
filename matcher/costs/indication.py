"""What a calculation of loonkostensubsidie answers: an indication with every step, no decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from matcher.costs.rates import Rate

LABEL = "indicatie, geen beschikking"
LAW = "Participatiewet art. 10d"
STANDING_NOTES = (
    "Alleen het college van de gemeente beslist over loonkostensubsidie.",
    "Gerekend is met de bedragen van de peildatum. Een lopende subsidie verandert alleen per "
    f"1 januari ({LAW} lid 7): neem de eerste dag van de subsidie of de laatste 1 januari.",
    "In de stappen staan afgeronde bedragen. Gerekend is met alle decimalen; alleen de uitkomst "
    "is afgerond op de cent.",
)


class Basis(StrEnum):
    """On what a subsidy rests."""

    MEASURED = "gemeten"
    FLAT = "forfait"


@dataclass(frozen=True, slots=True)
class LksIndication:
    """An indication of loonkostensubsidie per month.

    There is no loonwaarde in it beyond the words of the step that used it, no age, and no name.

    Attributes
    ----------
    label : str
        Always "indicatie, geen beschikking".
    amount : Decimal or None
        Euros a month, two decimals, 0 or more. None when no amount can be given; ``reason`` then
        says why and what to do.
    formula : tuple of str
        The steps in order, each with its numbers.
    until : date or None
        Flat rate only: the first day on which it no longer holds.
    rates : tuple of Rate
        What it was computed with, with source and status.
    """

    basis: Basis
    on: date
    hours: Decimal
    amount: Decimal | None
    formula: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rates: tuple[Rate, ...] = ()
    reason: str | None = None
    until: date | None = None
    label: str = LABEL
