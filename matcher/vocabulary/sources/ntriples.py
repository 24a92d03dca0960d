"""N-Triples, read line by line, so that millions of statements need no memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from matcher.vocabulary.sources.files import BAD_CHARACTER, open_text
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.sources.triples import Triple

_IRI = r'<([^\x00-\x20<>"{}|^`]+)>'
_BLANK = r"(_:[^\s<\"]+)"
_TEXT = r'"((?:[^"\\\r\n]|\\.)*)"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^' + _IRI + ")?"
_LINE = re.compile(
    rf"[ \t]*(?:{_IRI}|{_BLANK})[ \t]*{_IRI}[ \t]*(?:{_IRI}|{_BLANK}|{_TEXT})[ \t]*\.[ \t]*(?:#.*)?"
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def read(path: Path, report: ImportReport) -> Iterator[Triple]:
    """Statements in file order; a broken line is reported and left out."""
    with open_text(path) as file:
        for number, line in enumerate(file, 1):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            place = f"{path.name} regel {number}"
            if BAD_CHARACTER in text:
                report.problem(place, "tekens die geen UTF-8 zijn")
                continue
            try:
                yield parse(text, place)
            except ValueError as error:
                report.problem(place, str(error))


def parse(line: str, place: str = "") -> Triple:
    """One line as a statement.

    Raises
    ------
    ValueError
        With the reason in Dutch.
    """
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"geen geldige N-Triples: {line[:80]}")
    iri, blank, predicate, to_iri, to_blank, text, language, _datatype = match.groups()
    subject = _unescape(iri) if iri else blank
    if text is None:
        return Triple(
            subject, _unescape(predicate), _unescape(to_iri) if to_iri else to_blank, None, place
        )
    tag = (language or "").lower()
    return Triple(subject, _unescape(predicate), _unescape(text), tag, place)


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        short, long, sign = match.groups()
        if sign is not None:
            if sign not in _SHORT:
                raise ValueError(f"onbekende schrijfwijze \\{sign}")
            return _SHORT[sign]
        code = int(short or long, 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise ValueError(f"geen teken: {match.group()}")
        return chr(code)

    return _ESCAPE.sub(character, text)
