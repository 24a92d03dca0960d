"""Amounts of money, and the one rounding rule of this package.

A step in between is never rounded. An amount that is paid or shown is rounded once, to the cent,
and half a cent goes up. What is reckoned from amounts that are shown takes them as shown: a total,
a percentage of a line, a year of twelve months.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
# Wide enough that only a division that never ends is cut off: a half cent stays a half cent.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def cents(amount: Decimal) -> Decimal:
    """Euros rounded to the cent, half a cent up (away from zero)."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP, context=EXACT)


def euro(amount: Decimal) -> str:
    """Euros in Dutch: ``€ 1.121,76``."""
    return "€ " + _dutch(f"{cents(amount):,.2f}")


def number(value: Decimal) -> str:
    """A plain number in Dutch, without zeros that say nothing: ``23,5``."""
    text = f"{value:,f}"
    return _dutch(text.rstrip("0").rstrip(".") if "." in text else text)


def percent(value: Decimal) -> str:
    """A percentage in Dutch: ``23,5 %``."""
    return f"{number(value)} %"


def _dutch(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))
