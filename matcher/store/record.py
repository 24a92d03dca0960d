"""A record as it was at one moment, and the words around it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from matcher.errors import DataError
from matcher.store.canonical import canonical


class Kind(StrEnum):
    """What the store keeps versions of."""

    PORTFOLIO = "portfolio"
    VACANCY = "vacancy"


PARTIES = ("candidate", "klantmanager")


@dataclass(frozen=True, order=True)
class Consent:
    """Whether a group of fields may be used for a purpose, and who said so.

    Attributes
    ----------
    purpose, group : str
        What for, and which fields.
    given : bool
        False is a known refusal; no consent at all is "not asked".
    party : str
        One of `PARTIES`.
    """

    purpose: str
    group: str
    given: bool
    party: str


@dataclass(frozen=True)
class Record:
    """One version of a portfolio or a vacancy.

    Attributes
    ----------
    version : int
        1 for the first.
    sequence : int
        Counts all changes of both kinds, in the order in which they were committed.
    body : dict or None
        The part that matching may know; None when deleted or erased.
    consents : tuple of Consent
        Sorted.
    deleted : bool
        Gone from every list from this sequence on.
    erased : bool
        Deleted for good, older versions too (AVG art. 17).
    """

    id: str
    organisation: str
    version: int
    sequence: int
    body: dict[str, Any] | None = field(repr=False)
    consents: tuple[Consent, ...]
    changed_at: datetime
    changed_by: str
    reason: str | None
    deleted: bool
    erased: bool = False


@dataclass(frozen=True)
class Change:
    """One line of a record's history.

    Attributes
    ----------
    fields : tuple of str
        Names of the top-level fields that differ from the version before, sorted; for the first
        version all of them. ``consents`` = permissions changed; ``sensitive`` = facts that only
        some may see changed, without saying which.
    """

    version: int
    at: datetime
    by: str
    reason: str | None
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """What a bulk write did, in records."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


def consents_text(consents: Sequence[Consent]) -> str:
    """As stored: sorted, one of each.

    Raises
    ------
    DataError
        When a party is unknown, or the same party both gives and refuses the same.
    """
    problems = [
        f"veld party: gevonden '{c.party}'; toegestaan: {', '.join(PARTIES)}"
        for c in consents
        if c.party not in PARTIES
    ]
    said: dict[tuple[str, str, str], bool] = {}
    for c in consents:
        if said.setdefault((c.purpose, c.group, c.party), c.given) != c.given:
            problems.append(
                f"toestemming voor {c.purpose}, {c.group}: {c.party} zegt ja en nee; kies één"
            )
    if problems:
        raise DataError(problems)
    return canonical([asdict(c) for c in sorted(set(consents))])


def consents_of(text: str) -> tuple[Consent, ...]:
    """The consents of a stored text."""
    return tuple(Consent(**one) for one in json.loads(text))


def changed_fields(before: dict[str, Any] | None, after: dict[str, Any]) -> list[str]:
    """Sorted top-level names whose value differs, or that are only on one side; without ``id``."""
    old = before or {}
    missing = object()
    names = (old.keys() | after.keys()) - {"id"}
    return sorted(n for n in names if old.get(n, missing) != after.get(n, missing))
