"""Who acts, and whose records they may see."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.store.database import Transaction
from matcher.store.organisations import Role


@dataclass(frozen=True)
class Actor:
    """A signed-in user.

    Attributes
    ----------
    portfolio : str, optional
        The user's own portfolio; candidates alone have one.
    """

    user: str
    organisation: str
    role: Role
    portfolio: str | None = None


SYSTEM = Actor("system", "system", Role.ADMIN)


def region_of(tx: Transaction, organisation: str) -> frozenset[str]:
    """Organisations that share people and vacancies with an organisation: those of its region."""
    own = tx.organisations.get(organisation)
    return frozenset(o.id for o in tx.organisations.all() if o.region == own.region)
