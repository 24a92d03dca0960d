"""JSON Lines in: all problems of a file at once, or the whole file; nothing half-loaded."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError
from matcher.exchange import to_domain
from matcher.exchange.problems import describe
from matcher.exchange.records import PortfolioRecord, VacancyRecord

T = TypeVar("T")
# Read so that a complete file gives no warnings, but not part of the matching schema.
NOT_MATCHED = ("participatieladder", "sector_profile", "support")
MAX_PROBLEMS_SHOWN = 200


@dataclass(frozen=True)
class Batch(Generic[T]):
    """What one file held.

    Attributes
    ----------
    items : tuple
        Domain objects in file order.
    kept_out : Counter
        Field path -> number of records in which it stood and was not used.
    """

    items: tuple[T, ...]
    kept_out: Counter[str] = field(default_factory=Counter)


def read_portfolios(path: Path) -> Batch[Portfolio]:
    """Read ``portfolios.jsonl``.

    Raises
    ------
    DataError
        With every problem of the file: line, field, what was found, what is accepted.
    """
    return _read(path, PortfolioRecord, to_domain.portfolio)


def read_vacancies(path: Path) -> Batch[Vacancy]:
    """Read ``vacancies.jsonl``; errors as in `read_portfolios`."""
    return _read(path, VacancyRecord, to_domain.vacancy)


def _read(path: Path, model: type[BaseModel], convert: Callable[[Any], T]) -> Batch[T]:
    items: list[T] = []
    problems: list[str] = []
    kept_out: Counter[str] = Counter()
    line_of: dict[str, int] = {}
    for number, line in _lines(path, problems):
        raw = _parse(line, f"{path.name} regel {number}", problems)
        if raw is None:
            continue
        try:
            record = model.model_validate(raw)
        except ValidationError as error:
            problems.extend(f"{path.name} regel {number}, {p}" for p in describe(error))
            continue
        identity: str = record.id  # type: ignore[attr-defined]
        if identity in line_of:
            problems.append(
                f"{path.name} regel {number}, veld id: '{identity}' staat al op regel "
                f"{line_of[identity]}; geef elk record een eigen id"
            )
            continue
        line_of[identity] = number
        kept_out.update(set(_extras(record)))
        items.append(convert(record))
    if problems:
        more = len(problems) - MAX_PROBLEMS_SHOWN
        if more > 0:
            problems = [*problems[:MAX_PROBLEMS_SHOWN], f"… en nog {more} problemen"]
        raise DataError(problems)
    return Batch(tuple(items), kept_out)


def _lines(path: Path, problems: list[str]) -> Iterator[tuple[int, str]]:
    try:
        handle = path.open("rb")
    except OSError as error:
        raise DataError(f"{path}: kan het bestand niet lezen ({error.strerror})") from None
    with handle:
        for number, data in enumerate(handle, 1):
            try:
                text = data.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                problems.append(
                    f"{path.name} regel {number}: geen UTF-8 (byte {error.start + 1}); "
                    "sla het bestand op als UTF-8"
                )
                continue
            if text.strip():
                yield number, text


def _parse(line: str, where: str, problems: list[str]) -> dict[str, Any] | None:
    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is geen getal")

    try:
        raw = json.loads(line, parse_constant=refuse)
    except json.JSONDecodeError as error:
        problems.append(f"{where}: geen geldige JSON (teken {error.pos + 1}: {error.msg})")
    except (ValueError, RecursionError) as error:
        problems.append(f"{where}: geen geldige JSON ({error})")
    else:
        if isinstance(raw, dict):
            return raw
        problems.append(f"{where}: één object {{…}} per regel verwacht")
    return None


def _extras(record: BaseModel, prefix: str = "") -> Iterator[str]:
    for name in record.model_extra or ():
        yield f"{prefix}{name}"
    for name in type(record).model_fields:
        value = getattr(record, name)
        if not prefix and name in NOT_MATCHED and value is not None:
            yield name
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, BaseModel):
                yield from _extras(item, f"{prefix}{name}.")
