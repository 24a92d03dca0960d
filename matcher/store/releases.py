"""Which candidates are shown, without a name, for which vacancy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from matcher.store.problems import check_id
from matcher.store.tables import ReleaseRow
from matcher.store.unit import Unit


@dataclass(frozen=True)
class Release:
    """One candidate, released for one vacancy."""

    portfolio: str
    vacancy: str
    by: str
    at: datetime


class Releases:
    """All releases that stand."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def add(self, portfolio: str, vacancy: str, by: str) -> Release:
        """Release a candidate; a release that stands is given back unchanged."""
        found = self.find(check_id(portfolio, "portfolio"), check_id(vacancy, "vacancy"))
        if found is not None:
            return found
        row = ReleaseRow(portfolio=portfolio, vacancy=vacancy, by=by, at=self._unit.now)
        self._session.add(row)
        self._session.flush()
        return _release(row)

    def withdraw(self, portfolio: str, vacancy: str) -> None:
        """Take a release back; nothing happens when there is none."""
        self._session.execute(
            delete(ReleaseRow).where(
                ReleaseRow.portfolio == portfolio, ReleaseRow.vacancy == vacancy
            )
        )

    def find(self, portfolio: str, vacancy: str) -> Release | None:
        """The release, or None."""
        row = self._session.get(ReleaseRow, (vacancy, portfolio))
        return None if row is None else _release(row)

    def for_vacancy(self, vacancy: str) -> list[Release]:
        """Who is released for a vacancy, by portfolio."""
        return self._list(ReleaseRow.vacancy == vacancy)

    def for_portfolio(self, portfolio: str) -> list[Release]:
        """For which vacancies a candidate is released, by vacancy."""
        return self._list(ReleaseRow.portfolio == portfolio)

    def _list(self, condition: ColumnElement[bool]) -> list[Release]:
        rows = self._session.scalars(
            select(ReleaseRow).where(condition).order_by(ReleaseRow.vacancy, ReleaseRow.portfolio)
        )
        return [_release(row) for row in rows]


def _release(row: ReleaseRow) -> Release:
    return Release(row.portfolio, row.vacancy, row.by, row.at)
