"""Validation problems in plain Dutch: field, what was found, what is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails


def describe(error: ValidationError) -> Iterator[str]:
    """One line for every problem in the record, in field order."""
    yield from describe_errors(error.errors(include_url=False))


def describe_errors(details: Iterable[ErrorDetails]) -> Iterator[str]:
    """The same for problems that stand apart."""
    for detail in details:
        path = _path(detail["loc"])
        yield f"veld {path}: {_found(detail)}; {_accepted(detail)}"


def _path(loc: tuple[int | str, ...]) -> str:
    text = ""
    for part in loc:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        elif not part.startswith(("function-", "constrained-", "nullable", "literal")):
            text += f".{part}" if text else part
    return text or "(record)"


def _found(detail: ErrorDetails) -> str:
    context: dict[str, Any] = detail.get("ctx") or {}
    match detail["type"]:
        case "missing":
            return "ontbreekt"
        case "min_above_max":
            return f"minimum {context['low']} is hoger dan maximum {context['high']}"
        case "shares":
            return f"de aandelen tellen op tot {context['total']}"
    value = (
        "null"
        if detail["input"] is None
        else repr(detail["input"]).replace("True", "true").replace("False", "false")
    )
    return f"gevonden {value if len(value) <= 60 else value[:57] + '…'}"


_ACCEPTED = {
    "missing": "dit veld is verplicht",
    "calendar_day": "toegestaan: een bestaande datum als JJJJ-MM-DD",
    "year_month": "toegestaan: een bestaande maand als JJJJ-MM",
    "min_above_max": "wissel ze om of laat er een weg",
    "shares": "samen moeten ze 1 zijn",
    "int_type": "toegestaan: een heel getal, of laat het veld weg",
    "int_from_float": "toegestaan: een heel getal, of laat het veld weg",
    "float_type": "toegestaan: een getal, of laat het veld weg",
    "finite_number": "toegestaan: een gewoon getal",
    "bool_type": "toegestaan: true of false, of laat het veld weg",
    "string_type": "toegestaan: tekst, of laat het veld weg",
    "string_unicode": "toegestaan: tekst in UTF-8",
    "list_type": "toegestaan: een lijst […], of laat het veld weg",
    "model_type": "toegestaan: een object {…}, of laat het veld weg",
    "model_attributes_type": "toegestaan: een object {…}, of laat het veld weg",
    "string_too_short": "toegestaan: minstens één teken",
}
_PATTERNS = {
    r"^[1-9]\d{3}$": 'toegestaan: vier cijfers, zoals "9501"',
    r"^\d{4}-\d{2}$": "toegestaan: een maand als JJJJ-MM",
    r"^[a-z]{2}$": 'toegestaan: een taalcode van twee letters, zoals "nl"',
}


def _accepted(detail: ErrorDetails) -> str:
    context: dict[str, Any] = detail.get("ctx") or {}
    match detail["type"]:
        case "closed_list":
            return f"toegestaan: {context['accepted']}"
        case "greater_than_equal":
            return f"toegestaan: {context['ge']} of meer"
        case "less_than_equal":
            return f"toegestaan: {context['le']} of minder"
        case "string_too_long":
            return f"toegestaan: hoogstens {context['max_length']} tekens"
        case "string_pattern_mismatch":
            return _PATTERNS.get(context["pattern"], f"toegestaan: {context['pattern']}")
        case kind:
            return _ACCEPTED.get(kind, detail["msg"])
