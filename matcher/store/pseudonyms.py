"""The name under which one employer sees one candidate for one vacancy.

Drawn at random and kept: nothing joins two of them, over vacancies or over employers.
"""

from __future__ import annotations

from sqlalchemy import select

from matcher.store.problems import check_id
from matcher.store.tables import PseudonymRow
from matcher.store.unit import Unit


class Pseudonyms:
    """All pseudonyms."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def of(self, portfolio: str, vacancy: str, organisation: str) -> str:
        """The pseudonym of this triple; made at the first call, the same ever after.

        Needs a write transaction when it is new.
        """
        known = self._session.scalar(
            select(PseudonymRow.pseudonym).where(
                PseudonymRow.portfolio == check_id(portfolio, "portfolio"),
                PseudonymRow.vacancy == check_id(vacancy, "vacancy"),
                PseudonymRow.organisation == check_id(organisation, "organisation"),
            )
        )
        if known is not None:
            return known
        row = PseudonymRow(
            pseudonym=self._unit.new_id(),
            portfolio=portfolio,
            vacancy=vacancy,
            organisation=organisation,
        )
        self._session.add(row)
        self._session.flush()
        return row.pseudonym

    def resolve(self, pseudonym: str, organisation: str) -> tuple[str, str] | None:
        """(portfolio, vacancy), for the organisation that was given it; None for any other."""
        row = self._session.get(PseudonymRow, pseudonym)
        if row is None or row.organisation != organisation:
            return None
        return row.portfolio, row.vacancy
