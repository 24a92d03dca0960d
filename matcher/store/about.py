"""Notes about a person and a vacancy, in the order in which they were made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.store.tables import DecisionRow, OutcomeRow

Row = TypeVar("Row", DecisionRow, OutcomeRow)


def rows_about(
    session: Session,
    kind: type[Row],
    vacancy: str | None,
    portfolio: str | None,
    after: int,
    limit: int,
) -> Sequence[Row]:
    """Rows with an id above `after`, by id; of all vacancies or portfolios where it is None."""
    query = select(kind).where(kind.id > after).order_by(kind.id).limit(limit)
    if vacancy is not None:
        query = query.where(kind.vacancy == vacancy)
    if portfolio is not None:
        query = query.where(kind.portfolio == portfolio)
    return session.scalars(query).all()
