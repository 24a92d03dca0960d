"""schema.org JobPosting to vacancy records: JSON-LD alone, or inside a web page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from matcher.errors import DataError
from matcher.exchange import html, jobposting_out
from matcher.exchange.checking import Kind
from matcher.exchange.fields import Fields, four_digits, keep
from matcher.exchange.hoursofwork import hours_said
from matcher.exchange.jsontext import decode, parse
from matcher.exchange.levels import diploma_asked
from matcher.exchange.report import Tally
from matcher.exchange.source import Format, Record, Source, rows_of

DUTCH = frozenset({"nl", "nld", "nederland", "netherlands", "the netherlands"})
HOURLY = frozenset({"hour", "hur", "uur"})
# Google's words for a diploma, as far as they mean one Dutch level.
CREDENTIALS = {"bachelor degree": "hbo", "postgraduate degree": "wo"}
LONGEST_ITEM = 500


def read(data: bytes, kind: Kind, name: str, tally: Tally) -> Source:
    """Every JobPosting of the file, also in lists, in @graph and inside other objects."""
    text = decode(data, name)
    if text.lstrip().startswith("<"):
        scripts = html.json_ld(text)
        if not scripts:
            raise DataError(
                f"{name}: geen JSON-LD in deze pagina; nodig: "
                '<script type="application/ld+json"> met een JobPosting'
            )
        values = [parse(script, f"{name} script {n}") for n, script in enumerate(scripts, 1)]
    else:
        values = [parse(text, name)]
    found = [posting for value in values for posting in postings(value)]
    if not found:
        raise DataError(f"{name}: geen JobPosting gevonden; toegestaan: schema.org JobPosting")
    return rows_of(found, name, to_record, tally)


def postings(value: Any) -> Iterator[dict[str, Any]]:
    """JobPostings inside a value, outermost first, in order; one inside another is not taken."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            if "JobPosting" in types_of(current):
                yield current
            else:
                waiting.extend(reversed(list(current.values())))
        elif isinstance(current, list):
            waiting.extend(reversed(current))


def types_of(value: dict[str, Any]) -> set[str]:
    """The names in @type, without the address of schema.org."""
    kinds = value.get("@type")
    found = kinds if isinstance(kinds, list) else [kinds]
    return {
        kind.rpartition("/")[2].removeprefix("schema:") for kind in found if isinstance(kind, str)
    }


def to_record(fields: Fields) -> Record:
    """One posting; what it has no field for is counted by `Fields`."""
    for name in ("@type", "@context", "@id", "url", "identifier"):
        fields.get(name)
    record: Record = {"id": identity(fields.raw)}
    title = fields.text("title")
    keep(record, "title", None if title is None else html.to_text(title) or None)
    _text_and_tasks(fields, record)
    keep(record, "sector", _words(fields, "industry"))
    keep(record, "location", _location(fields))
    keep(record, "hours", _hours(fields))
    start = fields.day("jobStartDate")
    keep(record, "start", None if start is None else start.isoformat())
    keep(record, "positions", fields.whole("totalJobOpenings"))
    keep(record, "requirements", _requirements(fields))
    keep(record, "education_min", _education(fields))
    keep(record, "wage_hourly", _wage(fields))
    if fields.has("validThrough"):
        fields.tally.note("De sluitingsdatum (validThrough) heeft geen plaats in het record.")
    return record


def identity(raw: Any) -> str:
    """The identifier, or the address, or else a number made from the content."""
    found = raw.get("identifier")
    if isinstance(found, dict):
        found = found.get("value") or found.get("name")
    for value in (found, raw.get("@id"), raw.get("url")):
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
            return str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()[:LONGEST_ITEM].strip()
    content = json.dumps(raw, sort_keys=True, ensure_ascii=True)
    return f"posting-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def _text_and_tasks(fields: Fields, record: Record) -> None:
    description = fields.text("description")
    parts = [] if description is None else [html.to_text(description)]
    duties = fields.get("responsibilities")
    if isinstance(duties, str):
        parts.append(html.to_text(duties))
    elif isinstance(duties, list):
        labels = [html.to_text(d)[:LONGEST_ITEM].strip() for d in duties if isinstance(d, str)]
        keep(record, "tasks", [{"label": label} for label in labels if label])
    elif duties is not None:
        fields.wrong("responsibilities", duties, "tekst of een lijst van teksten")
    keep(record, "text", "\n".join(part for part in parts if part) or None)


def _names(value: Any) -> Iterator[str]:
    """Texts of a value that is text, a DefinedTerm or a list of these."""
    if isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, dict):
        for key in ("name", "description", "credentialCategory"):
            if value.get(key) is not None:
                yield from _names(value[key])
                break
    elif isinstance(value, str):
        yield value


def _words(fields: Fields, name: str) -> str | None:
    return ", ".join(_names(fields.get(name)))[:LONGEST_ITEM].strip() or None


def _location(fields: Fields) -> Record:
    places = fields.get("jobLocation")
    places = places if isinstance(places, list) else [places]
    if len(places) > 1:
        fields.tally.not_mapped("jobLocation", f"{len(places)} plaatsen")
        return {}
    place = places[0]
    address = place.get("address", place) if isinstance(place, dict) else None
    if address is None:
        return {}
    if not isinstance(address, dict):
        fields.tally.not_mapped("jobLocation.address", address)
        return {}
    country = address.get("addressCountry")
    country = country.get("name") if isinstance(country, dict) else country
    if isinstance(country, str) and country.casefold() not in DUTCH:
        fields.tally.not_mapped("jobLocation.addressCountry", country)
        return {}
    inner = Fields(address, "jobLocation.address", fields.problems, fields.tally)
    for name in ("@type", "addressCountry"):
        inner.get(name)
    out: Record = {}
    keep(out, "place", inner.text("addressLocality"))
    code = inner.text("postalCode")
    keep(out, "postcode", four_digits(code, fields.tally, "jobLocation.postalCode"))
    inner.leave()
    return out


def _hours(fields: Fields) -> Record:
    """Hours from workHours, else from employmentType, when the words state hours a week."""
    for name in ("workHours", "employmentType"):
        for words in _names(fields.get(name)):
            found = hours_said(words)
            if found is not None:
                fields.get("employmentType")
                return {"min": found[0], "max": found[1]}
            fields.tally.not_mapped(name, words)
    return {}


def _requirements(fields: Fields) -> list[Record]:
    labels: dict[str, None] = {}
    for name in ("skills", "qualifications", "experienceRequirements"):
        value = fields.get(name)
        for words in _names(value):
            for item in _split(words):
                labels.setdefault(item[:LONGEST_ITEM].strip())
        if isinstance(value, dict) and not list(_names(value)):
            fields.tally.not_mapped(name, value.get("monthsOfExperience", "object"))
    return [{"label": label, "importance": "important"} for label in labels]


def _split(words: str) -> list[str]:
    """Items of a list; commas part them only when there is no sentence in it."""
    found = html.items(words)
    if len(found) == 1 and "." not in found[0] and len(found[0].split(",")) > 2:
        return [part.strip() for part in found[0].split(",") if part.strip()]
    return found


def _education(fields: Fields) -> str | None:
    """A diploma level only when the words can mean one thing."""
    asked = [html.to_text(words) for words in _names(fields.get("educationRequirements"))]
    levels = {CREDENTIALS.get(words.casefold()) or diploma_asked(words) for words in asked}
    if len(levels) == 1 and None not in levels:
        return levels.pop()
    for words in asked:
        if words.casefold() != "no requirements":
            fields.tally.not_mapped("educationRequirements", words)
    return None


def _wage(fields: Fields) -> float | None:
    """Euros an hour; the lowest of a range; any other period or currency stays unknown."""
    salary = fields.get("baseSalary")
    if salary is None:
        return None
    currency = fields.get("salaryCurrency")
    value: Any = None
    unit = None
    if isinstance(salary, dict):
        currency = salary.get("currency") or currency
        inner = salary.get("value", salary)
        unit = salary.get("unitText")
        if isinstance(inner, dict):
            unit = inner.get("unitText") or inner.get("unitCode") or unit
            inner = inner.get("value", inner.get("minValue"))
        value = inner
    amount = _amount(value)
    period = str(unit).casefold()
    if amount is None or period not in HOURLY or str(currency).upper() != "EUR":
        fields.tally.not_mapped("baseSalary", f"{value} {currency} {unit}")
        return None
    return amount


def _amount(value: Any) -> float | None:
    if isinstance(value, str):
        try:
            value = float(value.strip().replace(",", "."))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1000:
        return None
    return float(value)


JOBPOSTING = Format(
    "jobposting",
    "schema.org JobPosting",
    ("vacancy",),
    (".jsonld", ".html", ".htm"),
    read,
    jobposting_out.write,
)
