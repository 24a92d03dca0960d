"""What became of a match: at work or not, after some months."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime

from matcher.errors import DataError
from matcher.store.about import rows_about
from matcher.store.problems import check_choice, check_id
from matcher.store.tables import OutcomeRow
from matcher.store.unit import Unit

MONTHS = (3, 6, 12)
AT_WORK = ("yes", "no", "unknown")


@dataclass(frozen=True)
class Outcome:
    """One observation; `portfolio` is empty after an erasure."""

    id: int
    portfolio: str
    vacancy: str
    months: int
    at_work: str
    by: str
    at: datetime


class Outcomes:
    """All observations, in the order in which they were made; a correction is a new one."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def add(self, *, portfolio: str, vacancy: str, months: int, at_work: str, by: str) -> Outcome:
        """Note an observation; `DataError` for other months or answers."""
        if months not in MONTHS:
            accepted = ", ".join(map(str, MONTHS))
            raise DataError(f"veld months: gevonden {months}; toegestaan: {accepted}")
        row = OutcomeRow(
            portfolio=check_id(portfolio, "portfolio"),
            vacancy=check_id(vacancy, "vacancy"),
            months=months,
            at_work=check_choice(at_work, AT_WORK, "at_work"),
            by=by,
            at=self._unit.now,
        )
        self._session.add(row)
        self._session.flush()
        return _outcome(row)

    def list(
        self,
        *,
        vacancy: str | None = None,
        portfolio: str | None = None,
        after: int = 0,
        limit: int = 100,
    ) -> builtins.list[Outcome]:
        """Observations with an id above `after`, by id."""
        rows = rows_about(self._session, OutcomeRow, vacancy, portfolio, after, limit)
        return [_outcome(row) for row in rows]


def _outcome(r: OutcomeRow) -> Outcome:
    return Outcome(r.id, r.portfolio, r.vacancy, r.months, r.at_work, r.by, r.at)
