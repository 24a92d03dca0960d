"""RDF statements from a file in any of three formats, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from matcher.errors import VocabularyError
from matcher.vocabulary.sources.files import plain_suffix
from matcher.vocabulary.sources.report import ImportReport


class Triple(NamedTuple):
    """One statement.

    ``language`` is None when the value is an address or blank node, empty when it is a text
    without a language, otherwise the tag in small letters.
    """

    subject: str
    predicate: str
    value: str
    language: str | None
    place: str


def read_triples(path: Path, report: ImportReport) -> Iterator[Triple]:
    """Statements of a file, by its suffix: ``.nt``, ``.ttl`` or ``.json`` (also with ``.gz``).

    Raises
    ------
    VocabularyError
        When the suffix is another one or the file cannot be read.
    """
    from matcher.vocabulary.sources import ntriples, sparql_json, turtle

    suffix = plain_suffix(path)
    if suffix == ".nt":
        return ntriples.read(path, report)
    if suffix == ".ttl":
        return turtle.read(path, report)
    if suffix in (".json", ".srj"):
        return sparql_json.read(path, report)
    raise VocabularyError(
        f"{path}: kan '{suffix}' niet lezen; geef N-Triples (.nt), Turtle (.ttl) of "
        "SPARQL-antwoorden (.json)"
    )
