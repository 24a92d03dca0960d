"""Portfolios and vacancies as resources."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidatorFunctionWrapHandler, WrapValidator

from api.problems import Problem
from matcher.exchange.records import PortfolioRecord, VacancyRecord
from matcher.store.records import Change, Record
from matcher.store.sensitive import SENSITIVE

NO_ID = "\N{NULL}"  # stands where no id was sent; no id of ours


class Resource(BaseModel):
    """A record with where it is in its history."""

    id: str
    organisation_id: str
    version: int
    changed_at: datetime
    record: dict[str, Any] = Field(description="The record in the exchange format")


class Summary(BaseModel):
    """A record in a list."""

    id: str
    version: int
    changed_at: datetime
    title: str | None = None


class Version(BaseModel):
    """One change."""

    version: int
    at: datetime
    by: str
    reason: str | None
    fields: list[str]


def resource(record: Record) -> Resource:
    """A stored record as a resource."""
    assert record.body is not None
    return Resource(
        id=record.id,
        organisation_id=record.organisation,
        version=record.version,
        changed_at=record.changed_at,
        record=record.body,
    )


def summary(record: Record) -> Summary:
    """A stored record in a list."""
    body = record.body or {}
    title = body.get("title")
    return Summary(id=record.id, version=record.version, changed_at=record.changed_at, title=title)


def version(change: Change) -> Version:
    """One change of a record."""
    return Version(
        version=change.version,
        at=change.at,
        by=change.by,
        reason=change.reason,
        fields=list(change.fields),
    )


def known_fields(model: type[BaseModel], **standard: Any) -> WrapValidator:
    """Refuse fields that the exchange format does not have, at any depth, with all that is wrong.

    Parameters
    ----------
    **standard
        Fields that need not be sent, with what then stands there.
    """

    def check(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        if not isinstance(value, dict):
            return handler(value)
        return model.model_validate({**standard, **value}, extra="forbid")

    return WrapValidator(check)


PortfolioInput = Annotated[PortfolioRecord, known_fields(PortfolioRecord, id=NO_ID)]
VacancyInput = Annotated[VacancyRecord, known_fields(VacancyRecord, id=NO_ID)]


def as_sent(record: PortfolioRecord | VacancyRecord) -> dict[str, Any]:
    """A checked record as it is stored: what was not sent stays absent.

    Raises
    ------
    Problem
        ``invalid`` for sensitive facts, which have a place of their own.
    """
    body: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if body["id"] == NO_ID:
        del body["id"]
    lines = [
        f"veld {name}: gevoelig gegeven; stuur het naar sensitive-facts"
        for name in SENSITIVE
        if name in body and isinstance(record, PortfolioRecord)
    ]
    if lines:
        raise Problem(
            "invalid", "Er klopt iets niet. Zie 'errors'.", "Invalid; see 'errors'.", lines
        )
    return body
