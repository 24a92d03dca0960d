"""JSON Resume to portfolio records; name and contact are never taken."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from matcher.domain.scales import LANGUAGE_LEVELS
from matcher.exchange import jsonresume_out
from matcher.exchange.checking import Kind
from matcher.exchange.fields import Fields, four_digits, keep
from matcher.exchange.jsontext import decode, parse
from matcher.exchange.levels import diploma_asked
from matcher.exchange.report import Tally
from matcher.exchange.source import Format, Record, Source, objects_of, rows_of
from matcher.exchange.vum.codes import codes

# Words for a skill level that leave no doubt about their order; the rest stays unknown.
SKILL_LEVELS = {
    "beginner": 1,
    "basis": 2,
    "basic": 2,
    "gemiddeld": 3,
    "intermediate": 3,
    "gevorderd": 4,
    "advanced": 4,
    "expert": 5,
} | {str(n): n for n in range(1, 6)}
NATIVE = frozenset(
    {"native", "native speaker", "native or bilingual", "mother tongue", "moedertaal"}
    | {"moedertaalspreker"}
)
_CEFR = re.compile(r"\b([ABC][0-2])\b", re.IGNORECASE)
_DATE = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2])(?:-\d{2})?)?")
_INSIDE = 20_000  # longest text of the record


def read(data: bytes, kind: Kind, name: str, tally: Tally) -> Source:
    """One resume, or a list of them."""
    items = objects_of(parse(decode(data, name), name), name, (), "JSON Resume")
    return rows_of(items, name, to_record, tally)


def to_record(fields: Fields) -> Record:
    """One resume; what it has no field for is counted by `Fields`."""
    record: Record = {}
    fields.get("$schema")
    meta = fields.object("meta")
    known = meta.text("id")
    basics = fields.object("basics")
    keep(record, "summary", basics.text("summary"))
    home = basics.object("location")
    place: Record = {}
    country = home.text("countryCode")
    if country is None or country.upper() == "NL":
        keep(place, "place", home.text("city"))
        code = home.text("postalCode")
        keep(place, "postcode", four_digits(code, fields.tally, "basics.location.postalCode"))
    else:
        fields.tally.not_mapped("basics.location.countryCode", country)
    home.leave()
    basics.leave()
    keep(record, "home", place)
    work = [found for item in fields.objects("work") if (found := _job(item))]
    work += [
        {**found, "setting": "volunteer"}
        for item in fields.objects("volunteer")
        if (found := _job(item))
    ]
    keep(record, "experience", work)
    schooling = (_education(item) for item in fields.objects("education"))
    keep(record, "education", [item for item in schooling if item])
    keep(record, "skills", list(_skills(fields)))
    certificates = (item.text("name") for item in fields.objects("certificates"))
    keep(record, "certificates", [name for name in certificates if name])
    languages = (_language(item) for item in fields.objects("languages"))
    keep(record, "languages", [item for item in languages if item])
    return {"id": known or _number(record), **record}


def _number(record: Record) -> str:
    """A number made from what is kept of the resume: the same resume has the same number."""
    content = json.dumps(record, sort_keys=True, ensure_ascii=True)
    return f"cv-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def _month(fields: Fields, name: str) -> tuple[int, int | None] | None:
    """Year and month; the month is None when only a year is given."""
    text = fields.text(name)
    if text is None:
        return None
    match = _DATE.fullmatch(text)
    if match is None:
        fields.tally.not_mapped(fields.at(name).partition("[")[0] + f".{name}", text)
        return None
    return int(match[1]), int(match[2]) if match[2] else None


def _job(fields: Fields) -> Record:
    out: Record = {}
    keep(out, "title", fields.text("position"))
    begin, end = _month(fields, "startDate"), _month(fields, "endDate")
    if begin and end and begin[1] and end[1]:
        months = (end[0] - begin[0]) * 12 + end[1] - begin[1]
        if 0 <= months <= 900:
            out["months"] = months
        else:
            fields.tally.not_mapped("work (maanden)", months)
    if end and end[1] and 1900 <= end[0] <= 2100:
        out["ended"] = f"{end[0]}-{end[1]:02d}"
    summary = fields.text("summary")
    parts = [summary] if summary else []
    parts += [line for line in fields.values("highlights") if isinstance(line, str)]
    keep(out, "description", "\n".join(parts)[:_INSIDE].strip() or None)
    return out


def _education(fields: Fields) -> Record:
    """The level from studyType alone, and only when it is unmistakable; no word of a diploma."""
    out: Record = {}
    area, kind = fields.text("area"), fields.text("studyType")
    level = None if kind is None else diploma_asked(kind)
    if kind is not None and level is None:
        fields.tally.not_mapped("education.studyType", kind)
        area = area or kind
    keep(out, "name", area)
    keep(out, "level", level)
    end = _month(fields, "endDate")
    if end and 1900 <= end[0] <= 2100:
        out["year"] = end[0]
    return out


def _skills(fields: Fields) -> Iterator[Record]:
    """Each name with its level, then its keywords without one."""
    for item in fields.objects("skills"):
        name, told = item.text("name"), item.text("level")
        level = SKILL_LEVELS.get(told.casefold()) if told else None
        if told and level is None:
            fields.tally.not_mapped("skills.level", told)
        if name:
            yield {"label": name} if level is None else {"label": name, "level": level}
        for keyword in item.values("keywords"):
            if isinstance(keyword, str):
                yield {"label": keyword}
            else:
                item.wrong("keywords", keyword, "tekst")


def _language(fields: Fields) -> Record:
    name, told = fields.text("language"), fields.text("fluency")
    if name is None:
        return {}
    low = name.casefold()
    code = codes().languages.get(low) or (low if low in codes().to_three else None)
    if code is None:
        fields.tally.not_mapped("languages.language", name)
        return {}
    level = _level(told)
    if told and level is None:
        fields.tally.not_mapped("languages.fluency", told)
    return {"language": code} if level is None else {"language": code, "level": level}


def _level(told: str | None) -> str | None:
    if told is None:
        return None
    if told.casefold() in NATIVE:
        return "native"
    found = {match.upper() for match in _CEFR.findall(told)} & set(LANGUAGE_LEVELS)
    return found.pop() if len(found) == 1 else None


JSONRESUME = Format(
    "jsonresume", "JSON Resume", ("portfolio",), (".json",), read, jsonresume_out.write
)
