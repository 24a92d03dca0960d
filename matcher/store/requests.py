"""Requests of employers to be brought into contact with a candidate they know by pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from matcher.errors import DataError
from matcher.store.problems import NotFound, check_choice, check_id
from matcher.store.tables import RequestRow
from matcher.store.unit import Unit

OPEN = "open"
ANSWERS = ("accepted", "declined")
STATUSES = (OPEN, *ANSWERS)


@dataclass(frozen=True)
class ContactRequest:
    """One request; `status` is one of `STATUSES`."""

    id: str
    pseudonym: str
    portfolio: str
    vacancy: str
    organisation: str
    status: str
    by: str
    at: datetime
    answered_by: str | None = None
    answered_at: datetime | None = None


class ContactRequests:
    """All requests."""

    def __init__(self, unit: Unit) -> None:
        self._unit, self._session = unit, unit.session

    def add(
        self, *, pseudonym: str, portfolio: str, vacancy: str, organisation: str, by: str
    ) -> ContactRequest:
        """A new, open request; while one is open for the pseudonym, that one is given back."""
        same = select(RequestRow).where(
            RequestRow.pseudonym == pseudonym,
            RequestRow.organisation == organisation,
            RequestRow.status == OPEN,
        )
        row = self._session.scalar(same)
        if row is None:
            row = RequestRow(
                id=self._unit.new_id(),
                pseudonym=check_id(pseudonym, "pseudonym"),
                portfolio=check_id(portfolio, "portfolio"),
                vacancy=check_id(vacancy, "vacancy"),
                organisation=check_id(organisation, "organisation"),
                status=OPEN,
                by=by,
                at=self._unit.now,
            )
            self._session.add(row)
            self._session.flush()
        return _request(row)

    def get(self, id: str) -> ContactRequest:
        """`NotFound` when there is none."""
        return _request(self._row(id))

    def answer(self, id: str, status: str, *, by: str) -> ContactRequest:
        """Answer an open request.

        Raises
        ------
        DataError
            When the answer is not one of `ANSWERS`, or the request was answered before.
        """
        check_choice(status, ANSWERS, "status")
        row = self._row(id)
        if row.status != OPEN:
            raise DataError(f"contactverzoek '{id}' is al beantwoord: {row.status}")
        row.status, row.answered_by, row.answered_at = status, by, self._unit.now
        self._session.flush()
        return _request(row)

    def page(
        self,
        *,
        organisation: str | None = None,
        portfolio: str | None = None,
        vacancy: str | None = None,
        status: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> list[ContactRequest]:
        """Requests, latest first, of one organisation, portfolio, vacancy or status; after an id.

        Raises
        ------
        NotFound
            When there is no request `after`.
        """
        query = select(RequestRow).order_by(RequestRow.at.desc(), RequestRow.id.desc())
        for column, value in (
            (RequestRow.organisation, organisation),
            (RequestRow.portfolio, portfolio),
            (RequestRow.vacancy, vacancy),
            (RequestRow.status, status),
        ):
            if value is not None:
                query = query.where(column == value)
        if after is not None:
            last = self._row(after)
            query = query.where(
                (RequestRow.at < last.at) | ((RequestRow.at == last.at) & (RequestRow.id < last.id))
            )
        return [_request(row) for row in self._session.scalars(query.limit(limit))]

    def _row(self, id: str) -> RequestRow:
        row = self._session.get(RequestRow, id)
        if row is None:
            raise NotFound("request", id)
        return row


def _request(row: RequestRow) -> ContactRequest:
    return ContactRequest(
        row.id,
        row.pseudonym,
        row.portfolio,
        row.vacancy,
        row.organisation,
        row.status,
        row.by,
        row.at,
        row.answered_by,
        row.answered_at,
    )
