"""Answers to a SPARQL query (application/sparql-results+json) with ?s, ?p and ?o."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from matcher.errors import VocabularyError
from matcher.vocabulary.sources.files import open_text
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.sources.triples import Triple


def read(path: Path, report: ImportReport) -> Iterator[Triple]:
    """Statements in the order of the answer.

    Raises
    ------
    VocabularyError
        When the file is no answer to a SPARQL query.
    """
    with open_text(path) as file:
        text = file.read()
    for number, binding in enumerate(bindings(text, str(path)), 1):
        place = f"{path.name} antwoord {number}"
        try:
            yield statement(binding, place)
        except ValueError as error:
            report.problem(place, str(error))


def bindings(text: str, source: str) -> Sequence[Mapping[str, Any]]:
    """Rows of an answer.

    Raises
    ------
    VocabularyError
        When the text has not the shape of an answer.
    """
    try:
        found = json.loads(text)["results"]["bindings"]
    except (ValueError, KeyError, TypeError):
        found = None
    if not isinstance(found, list):
        raise VocabularyError(
            f"{source}: geen antwoord op een SPARQL-vraag (results.bindings ontbreekt)"
        )
    return found


def statement(
    binding: Any, place: str, predicate: str | None = None, fixed: str | None = None
) -> Triple:
    """One row as a statement.

    Parameters
    ----------
    predicate, fixed : str, optional
        Predicate and value, for questions that have them in the question and not in the answer.

    Raises
    ------
    ValueError
        With the reason in Dutch.
    """
    subject, language = _node(binding, "s")
    if language is not None:
        raise ValueError("?s is een tekst, geen adres")
    if predicate is None:
        predicate, language = _node(binding, "p")
        if language is not None:
            raise ValueError("?p is een tekst, geen adres")
    if fixed is not None:
        return Triple(subject, predicate, fixed, None, place)
    value, language = _node(binding, "o")
    return Triple(subject, predicate, value, language, place)


def _node(binding: Any, name: str) -> tuple[str, str | None]:
    """Value and language of a variable; an address has language None."""
    node = binding.get(name) if isinstance(binding, dict) else None
    if not isinstance(node, dict) or not isinstance(node.get("value"), str):
        raise ValueError(f"?{name} ontbreekt")
    value, kind = node["value"], node.get("type")
    if kind == "uri":
        if not value or any(c.isspace() for c in value):
            raise ValueError(f"?{name} '{value}' is geen adres")
        return value, None
    if kind == "bnode":
        return f"_:{value}", None
    if kind in ("literal", "typed-literal"):
        return value, str(node.get("xml:lang", "")).lower()
    raise ValueError(f"?{name} heeft een onbekend soort '{kind}'")
