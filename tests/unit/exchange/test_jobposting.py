"""schema.org JobPosting: what is stated is read, what could mean two things is not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from exchange_strategies import vacancies
from hypothesis import given, settings

from matcher.errors import DataError
from matcher.exchange.formats import export_records, read_records
from matcher.exchange.hoursofwork import hours_said
from matcher.exchange.html import escape, to_text
from matcher.exchange.levels import diploma_asked
from matcher.exchange.report import Imported

FULL = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "identifier": {"@type": "PropertyValue", "name": "Bedrijf", "value": "J-1"},
    "title": "Kok &amp; bakker",
    "description": "<p>Je kookt.</p><ul><li>snijden</li><li>bakken</li></ul><script>x()</script>",
    "datePosted": "2026-11-01",
    "validThrough": "2026-12-01T00:00",
    "employmentType": "PART_TIME",
    "workHours": "24-32 uur per week",
    "hiringOrganization": {"@type": "Organization", "name": "Bedrijf"},
    "jobLocation": {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Straat 1",
            "addressLocality": "Emmen",
            "postalCode": "7811 AB",
            "addressCountry": "NL",
        },
    },
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": 15.2,
            "maxValue": 17,
            "unitText": "HOUR",
        },
    },
    "skills": ["samenwerken", {"@type": "DefinedTerm", "name": "hygiënisch werken"}],
    "qualifications": "<ul><li>koksmuts dragen</li><li>samenwerken</li></ul>",
    "educationRequirements": "mbo niveau 2",
    "totalJobOpenings": 2,
    "industry": "horeca",
    "jobStartDate": "2027-01-04",
    "responsibilities": ["koken", "bestellen"],
}
EXPECTED = {
    "id": "J-1",
    "title": "Kok & bakker",
    "text": "Je kookt.\n- snijden\n- bakken",
    "sector": "horeca",
    "location": {"place": "Emmen", "postcode": "7811"},
    "hours": {"min": 24, "max": 32},
    "start": "2027-01-04",
    "positions": 2,
    "requirements": [
        {"label": "samenwerken", "importance": "important"},
        {"label": "hygiënisch werken", "importance": "important"},
        {"label": "koksmuts dragen", "importance": "important"},
    ],
    "education_min": "mbo-2",
    "tasks": [{"label": "koken"}, {"label": "bestellen"}],
    "wage_hourly": 15.2,
}


def read(value: Any) -> Imported:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_records(data, "jobposting", "vacancy")


def posting(**fields: Any) -> tuple[dict[str, Any], Imported]:
    done = read({"@type": "JobPosting", "identifier": "J", **fields})
    return done.records[0], done


def test_a_whole_posting() -> None:
    done = read(FULL)
    assert done.records == (EXPECTED,)
    for name in ("hiringOrganization", "validThrough", "jobLocation.address.streetAddress"):
        assert done.report.kept_out[name] == 1
    assert any("validThrough" in note for note in done.report.notes)


@pytest.mark.parametrize(
    "wrapped",
    [
        [FULL],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, FULL]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": FULL}]},
        {**FULL, "@type": ["JobPosting", "Thing"]},
        {**FULL, "@type": "http://schema.org/JobPosting"},
    ],
)
def test_a_posting_is_found_wherever_it_stands(wrapped: Any) -> None:
    assert read(wrapped).records == (EXPECTED,)


def test_a_page_with_several_scripts() -> None:
    other = {"@type": "JobPosting", "identifier": "J-2", "title": "Bakker"}
    inside = json.dumps(FULL).replace("</", "<\\/")
    page = (
        "<!doctype html><html><head><script>var a = '<b>';</script>"
        '<script type="application/ld+json">{"@type": "Organization"}</script>'
        f"<script TYPE='application/ld+json; charset=utf-8'>{inside}</script></head>"
        f'<body><p>x</p><script type="application/ld+json">{json.dumps([other])}</script>'
    )
    done = read(page.encode())
    assert [r["id"] for r in done.records] == ["J-1", "J-2"]
    assert done.records[0] == EXPECTED


def test_pages_without_a_posting_are_refused_with_what_is_needed() -> None:
    for page, told in (
        (b"<html><p>geen</p></html>", "geen JSON-LD in deze pagina"),
        (b'<script type="application/ld+json">{"@type": "Thing"}</script>', "geen JobPosting"),
        (b'<script type="application/ld+json">{oeps</script>', "script 1: geen geldige JSON"),
        (b'{"@type": "Event"}', "geen JobPosting gevonden"),
    ):
        with pytest.raises(DataError, match=told):
            read(page)


def test_a_posting_without_a_number_gets_one_from_its_content() -> None:
    one, again = ({"@type": "JobPosting", "title": "Kok"} for _ in range(2))
    first = read(one).records[0]["id"]
    assert first.startswith("posting-") and first == read(again).records[0]["id"]
    assert first != read({**one, "title": "Bakker"}).records[0]["id"]
    assert read({**one, "url": "https://example.org/1"}).records[0]["id"] == "https://example.org/1"


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("24-32 uur per week", (24, 32)),
        ("32 uur", (32, 32)),
        ("40 hours a week", (40, 40)),
        ("min. 16 tot 24 uur p/w", (16, 24)),
        ("8 uur per dag", None),
        ("08:00-17:00", None),
        ("fulltime", None),
        ("32 uur of 40 uur", None),
        ("120 uur per week", None),
        ("40-32 uur", None),
    ],
)
def test_hours_only_when_they_are_stated(words: str, hours: tuple[int, int] | None) -> None:
    assert hours_said(words) == hours


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("mbo niveau 2", "mbo-2"),
        ("Mbo-4 diploma", "mbo-4"),
        ("vmbo-diploma", "vmbo"),
        ("HBO", "hbo"),
        ("Bachelor of Science", "hbo"),
        ("vwo", "vwo"),
        ("mbo", None),
        ("mbo of hbo", None),
        ("mbo/hbo", None),
        ("hbo werk- en denkniveau", None),
        ("minimaal mbo-3 tot hbo", None),
        ("geen diploma, vmbo is genoeg", None),
        ("mbo, bijvoorbeeld na havo", None),
        ("een goed humeur", None),
    ],
)
def test_a_diploma_only_when_it_is_unmistakable(words: str, level: str | None) -> None:
    assert diploma_asked(words) == level
    assert posting(educationRequirements=words)[0].get("education_min") == level


def test_credentials_of_google() -> None:
    for category, level in (("bachelor degree", "hbo"), ("high school", None)):
        value = {"@type": "EducationalOccupationalCredential", "credentialCategory": category}
        assert posting(educationRequirements=value)[0].get("education_min") == level
    record, done = posting(educationRequirements="no requirements")
    assert "education_min" not in record and not done.report.unmapped


@pytest.mark.parametrize(
    ("salary", "wage"),
    [
        ({"currency": "EUR", "value": {"value": "15,20", "unitText": "HOUR"}}, 15.2),
        ({"currency": "EUR", "value": 16, "unitText": "HOUR"}, 16.0),
        ({"currency": "EUR", "value": {"value": 2500, "unitText": "MONTH"}}, None),
        ({"currency": "USD", "value": {"value": 15, "unitText": "HOUR"}}, None),
        ({"value": {"value": 15, "unitText": "HOUR"}}, None),
        (2500, None),
        ("marktconform", None),
    ],
)
def test_a_wage_only_in_euros_an_hour(salary: Any, wage: float | None) -> None:
    record, done = posting(baseSalary=salary)
    assert record.get("wage_hourly") == wage
    assert bool(done.report.unmapped) == (wage is None)


def test_two_places_or_another_country_leave_the_place_unknown() -> None:
    place = {"address": {"addressLocality": "Emmen"}}
    assert "location" not in posting(jobLocation=[place, place])[0]
    assert posting(jobLocation=[place])[0]["location"] == {"place": "Emmen"}
    abroad = {"address": {"addressLocality": "Leer", "postalCode": "2678", "addressCountry": "DE"}}
    record, done = posting(jobLocation=abroad)
    assert "location" not in record
    assert done.report.unmapped == {"jobLocation.addressCountry=DE": 1}


def test_html_becomes_text_and_back() -> None:
    assert to_text("a &lt;p&gt;b&lt;/p&gt; c") == "a\nb\nc"
    assert to_text("3 < 4 en 5 > 2") == "3 < 4 en 5 > 2"
    assert to_text("<b>a</b>b<br/>c") == "ab\nc"
    assert to_text(escape("x < y & <b>\n- z")) == "x < y & <b>\n- z"


@settings(max_examples=60)
@given(vacancies)
def test_a_vacancy_comes_back_as_what_a_posting_can_say(record: dict[str, Any]) -> None:
    (back,) = read(export_records([record], "jobposting", "vacancy").data).records
    hours = record.get("hours", {})
    assert back["id"] == record["id"]
    assert back.get("hours") == (hours if len(hours) == 2 else None)
    for name in ("start", "positions", "education_min"):
        assert back.get(name) == record.get(name)
    assert back.get("wage_hourly") == (record.get("wage_hourly") or None)
    for name in ("shifts", "language_min", "inclusive", "driving_licences_required"):
        assert name not in back
