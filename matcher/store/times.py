"""Moments: always aware and in UTC, written one way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The machine's clock; the one place where the store would read it, and only by default."""
    return datetime.now(UTC)


def to_utc(moment: datetime) -> datetime:
    """The same moment in UTC.

    Raises
    ------
    ValueError
        When the moment has no time zone: guessing one would shift the log by hours.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; give an aware datetime")
    return moment.astimezone(UTC)


def rfc3339(moment: datetime) -> str:
    """``2026-11-22T09:30:00.000000Z``: UTC, always six decimals, so that text order is time order.

    >>> rfc3339(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    '2026-11-22T09:30:00.000000Z'
    """
    return to_utc(moment).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
