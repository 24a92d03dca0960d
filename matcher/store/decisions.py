"""What people decided about candidates; the engine proposes, they decide."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime

from matcher.store.about import rows_about
from matcher.store.problems import check_choice, check_id
from matcher.store.tables import DecisionRow
from matcher.store.unit import Unit

DECISIONS = ("invited", "introduced", "placed", "rejected", "added")


@dataclass(frozen=True)
class Decision:
    """One decision; `portfolio` and `reason` are empty after an erasure."""

    id: int
    vacancy: str
    portfolio: str
    shortlist: str | None
    decision: str
    reason: str
    by: str
    at: datetime


class Decisions:
    """All decisions, in the order in which they were taken; none is ever changed."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def add(
        self,
        *,
        vacancy: str,
        portfolio: str,
        decision: str,
        reason: str,
        by: str,
        shortlist: str | None = None,
    ) -> Decision:
        """Note a decision; `DataError` when it is not one of `DECISIONS`."""
        row = DecisionRow(
            vacancy=check_id(vacancy, "vacancy"),
            portfolio=check_id(portfolio, "portfolio"),
            shortlist=shortlist,
            decision=check_choice(decision, DECISIONS, "decision"),
            reason=reason,
            by=by,
            at=self._unit.now,
        )
        self._session.add(row)
        self._session.flush()
        return _decision(row)

    def list(
        self,
        *,
        vacancy: str | None = None,
        portfolio: str | None = None,
        after: int = 0,
        limit: int = 100,
    ) -> builtins.list[Decision]:
        """Decisions with an id above `after`, by id."""
        rows = rows_about(self._session, DecisionRow, vacancy, portfolio, after, limit)
        return [_decision(row) for row in rows]


def _decision(r: DecisionRow) -> Decision:
    return Decision(r.id, r.vacancy, r.portfolio, r.shortlist, r.decision, r.reason, r.by, r.at)
