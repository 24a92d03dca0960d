"""VUM 1.0 (Verbeteren Uitwisseling Matchingsgegevens): candidates and vacancies, in and out.

Both depths: the matching profile, which is anonymous, and the detail profile. The schema of VUM
2.0 was not available, so nothing here claims to be it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from matcher.errors import DataError
from matcher.exchange.checking import Kind
from matcher.exchange.jsontext import decode, parse
from matcher.exchange.report import Tally
from matcher.exchange.source import Format, Profile, Record, Source, objects_of, rows_of
from matcher.exchange.vum import candidate, candidate_out, vacancy, vacancy_out
from matcher.exchange.vum.schema import validate

# Lists in which a file or an answer of a source may wrap its profiles.
WRAPPERS = {
    "portfolio": ("werkzoekenden", "werkzoekendeProfielen", "matches", "response"),
    "vacancy": ("vacatures", "matches", "response"),
}


def read(data: bytes, kind: Kind, name: str, tally: Tally) -> Source:
    """One profile, a list of them, or a list under one of the known names."""
    items = objects_of(parse(decode(data, name), name), name, WRAPPERS[kind], "VUM 1.0")
    convert = candidate.to_record if kind == "portfolio" else vacancy.to_record
    return rows_of(items, name, convert, tally)


def write(records: Sequence[Record], kind: Kind, profile: Profile, tally: Tally) -> bytes:
    """A JSON list of profiles, each checked against the strict model."""
    convert = candidate_out.to_vum if kind == "portfolio" else vacancy_out.to_vum
    out = []
    problems: list[str] = []
    for number, record in enumerate(records, 1):
        converted = convert(record, profile, tally)
        try:
            validate(converted, kind, profile)
        except DataError as error:
            problems += [f"record {number}, {line}" for line in error.problems]
        out.append(converted)
    if problems:
        raise DataError(problems)
    tally.note("Geschreven als VUM 1.0. VUM 2.0 is anders en wordt niet ondersteund.")
    return (json.dumps(out, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


VUM = Format("vum", "VUM 1.0", ("portfolio", "vacancy"), (".json",), read, write)
