"""How to reach a candidate: apart from the portfolio, so that no list can show it by accident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from matcher.errors import DataError
from matcher.store.canonical import canonical, parse
from matcher.store.problems import check_id
from matcher.store.tables import ContactRow
from matcher.store.unit import Unit

FIELDS = ("name", "email", "phone")


class ContactDetails:
    """Name, e-mail and telephone by portfolio id."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def get(self, portfolio_id: str) -> dict[str, Any] | None:
        """The details, or None when nothing is known."""
        text = self._unit.session.scalar(
            select(ContactRow.details).where(ContactRow.portfolio == portfolio_id)
        )
        return None if text is None else parse(text)

    def put(self, portfolio_id: str, details: Mapping[str, Any]) -> None:
        """Replace the details.

        Raises
        ------
        DataError
            For a field other than name, email and phone.
        """
        other = sorted(set(details) - set(FIELDS))
        if other:
            raise DataError([f"veld {f}: toegestaan zijn {', '.join(FIELDS)}" for f in other])
        self.delete(portfolio_id)
        self._unit.session.execute(
            insert(ContactRow).values(
                portfolio=check_id(portfolio_id), details=canonical(dict(details))
            )
        )

    def delete(self, portfolio_id: str) -> None:
        """Remove the details; nothing happens when there are none."""
        self._unit.session.execute(delete(ContactRow).where(ContactRow.portfolio == portfolio_id))
