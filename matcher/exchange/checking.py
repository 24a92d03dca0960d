"""One raw record against the exchange format: checked, and without unknown fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args

from pydantic import BaseModel, ValidationError

from matcher.errors import DataError
from matcher.exchange.problems import describe
from matcher.exchange.records import PortfolioRecord, VacancyRecord

Kind = Literal["portfolio", "vacancy"]
KINDS: tuple[str, ...] = get_args(Kind)
MODELS: dict[str, type[BaseModel]] = {"portfolio": PortfolioRecord, "vacancy": VacancyRecord}
# The only null with a meaning, when it was given: this job still runs.
_NULL_MEANS = ("experience", "ended")


def check(raw: dict[str, Any], kind: Kind) -> tuple[dict[str, Any], list[str]]:
    """A record as it may be stored, and the names of the fields that were dropped.

    Raises
    ------
    DataError
        With one line for every problem of the record, without the place in the file.
    """
    try:
        model = MODELS[kind].model_validate(raw)
    except ValidationError as error:
        raise DataError(list(describe(error))) from None
    except RecursionError:
        raise DataError("veld (record): te diep genest; stuur gewone records") from None
    dropped = list(_extras(model, ""))
    record = model.model_dump(
        mode="json",
        by_alias=True,
        exclude_unset=True,
        exclude=_excluded(model) if dropped else None,
    )
    return _without_nulls(record, ""), dropped


def _extras(model: BaseModel, path: str) -> Iterator[str]:
    for name in model.model_extra or ():
        yield f"{path}{name}"
    for name in model.model_fields_set:
        value = model.__dict__.get(name)
        if isinstance(value, BaseModel):
            yield from _extras(value, f"{path}{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], BaseModel):
            for item in value:
                yield from _extras(item, f"{path}{name}.")


def _excluded(model: BaseModel) -> dict[str, Any] | None:
    """What pydantic must leave out: the extra fields, at any depth; None when there are none."""
    out: dict[str, Any] = dict.fromkeys(model.model_extra or (), True)
    for name in model.model_fields_set:
        value = model.__dict__.get(name)
        if isinstance(value, BaseModel):
            inner = _excluded(value)
            if inner:
                out[name] = inner
        elif isinstance(value, list) and value and isinstance(value[0], BaseModel):
            items = {number: _excluded(item) for number, item in enumerate(value)}
            found = {number: inner for number, inner in items.items() if inner}
            if found:
                out[name] = found
    return out or None


def _without_nulls(record: dict[str, Any], inside: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, value in record.items():
        if value is None:
            if (inside, name) == _NULL_MEANS:
                out[name] = None
        elif isinstance(value, dict):
            out[name] = _without_nulls(value, name)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            out[name] = [_without_nulls(item, name) for item in value]
        else:
            out[name] = value
    return out
