"""JSON Resume: work and skills are read; name, contact and interests never are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from exchange_strategies import portfolios
from hypothesis import given, settings

from matcher.exchange.formats import export_records, read_records

RESUME = {
    "$schema": "https://example.org/schema.json",
    "basics": {
        "name": "Iemand",
        "label": "Kok",
        "email": "iemand@example.org",
        "phone": "0612345678",
        "summary": "Kookt graag.",
        "location": {"city": "Emmen", "postalCode": "7811 AB", "address": "Straat 1"},
    },
    "work": [
        {
            "name": "Een hotel",
            "position": "kok",
            "startDate": "2015-01",
            "endDate": "2016-07-31",
            "summary": "Koken.",
            "highlights": ["Menu gemaakt"],
        },
        {"position": "afwasser", "startDate": "2013", "endDate": "2014"},
        {"name": "Alleen een naam"},
    ],
    "volunteer": [{"organization": "Club", "position": "kantine", "endDate": "2020-05"}],
    "education": [
        {"institution": "School", "area": "Koken", "studyType": "mbo-2", "endDate": "2012-07-01"},
        {"area": "Kunst", "studyType": "Bachelor of Arts"},
        {"studyType": "cursus"},
    ],
    "skills": [
        {"name": "snijden", "level": "Gevorderd", "keywords": ["vis", "groente"]},
        {"name": "bakken", "level": "Master"},
    ],
    "languages": [
        {"language": "Nederlands", "fluency": "Moedertaal"},
        {"language": "English", "fluency": "B2 (upper intermediate)"},
        {"language": "Deutsch", "fluency": "vloeiend"},
        {"language": "Klingon", "fluency": "C2"},
    ],
    "certificates": [{"name": "HACCP", "date": "2021-01-01", "issuer": "X"}],
    "interests": [{"name": "vissen"}],
    "references": [{"name": "Iemand", "reference": "Goed."}],
    "meta": {"id": "K7", "version": "v1.0.0"},
}


def test_a_whole_resume() -> None:
    done = read_records(json.dumps(RESUME).encode(), "jsonresume", "portfolio")
    assert done.records == (
        {
            "id": "K7",
            "home": {"place": "Emmen", "postcode": "7811"},
            "summary": "Kookt graag.",
            "experience": [
                {
                    "title": "kok",
                    "months": 18,
                    "ended": "2016-07",
                    "description": "Koken.\nMenu gemaakt",
                },
                {"title": "afwasser"},
                {"title": "kantine", "ended": "2020-05", "setting": "volunteer"},
            ],
            "education": [
                {"name": "Koken", "level": "mbo-2", "year": 2012},
                {"name": "Kunst", "level": "hbo"},
                {"name": "cursus"},
            ],
            "skills": [
                {"label": "snijden", "level": 4},
                {"label": "vis"},
                {"label": "groente"},
                {"label": "bakken"},
            ],
            "certificates": ["HACCP"],
            "languages": [
                {"language": "nl", "level": "native"},
                {"language": "en", "level": "B2"},
                {"language": "de"},
            ],
        },
    )
    report = done.report
    for name in ("basics.name", "basics.email", "basics.phone", "interests", "references"):
        assert report.kept_out[name] == 1
    assert report.kept_out["basics.location.address"] == 1
    assert report.unmapped == {
        "skills.level=Master": 1,
        "languages.language=Klingon": 1,
        "languages.fluency=vloeiend": 1,
        "education.studyType=cursus": 1,
    }
    everything = json.dumps([done.records, report.as_dict()])
    assert "Iemand" not in everything and "0612345678" not in everything


def test_the_number_of_a_resume_does_not_come_from_the_person() -> None:
    bare = {k: v for k, v in RESUME.items() if k != "meta"}
    other = {**bare, "basics": {**RESUME["basics"], "name": "Ander", "email": "x@example.org"}}
    ids = [
        read_records(json.dumps(r).encode(), "jsonresume", "portfolio").records[0]["id"]
        for r in (bare, other)
    ]
    assert ids[0] == ids[1]
    assert ids[0].startswith("cv-")


def test_a_job_abroad_says_nothing_about_a_dutch_postcode() -> None:
    basics = {"location": {"city": "Leer", "postalCode": "2678", "countryCode": "DE"}}
    done = read_records(json.dumps({"basics": basics}).encode(), "jsonresume", "portfolio")
    assert "home" not in done.records[0]


def projection(record: dict[str, Any]) -> dict[str, Any]:
    """What JSON Resume can say of a record, written from docs/exchange.md."""
    keep = ("id", "home", "summary", "certificates", "languages")
    out: dict[str, Any] = {k: record[k] for k in keep if record.get(k)}
    jobs = []
    for is_volunteer in (False, True):
        for job in record.get("experience", []):
            if (job.get("setting") == "volunteer") == is_volunteer:
                new = {k: job[k] for k in ("title", "description", "ended") if job.get(k)}
                if new.get("ended") and "months" in job:
                    new["months"] = job["months"]
                if new:
                    jobs.append({**new, **({"setting": "volunteer"} if is_volunteer else {})})
    out["experience"] = jobs
    schools = (
        {k: e[k] for k in ("name", "level", "year") if k in e} for e in record.get("education", [])
    )
    out["education"] = [school for school in schools if school]
    out["skills"] = [
        {k: s[k] for k in ("label", "level") if k in s} for s in record.get("skills", [])
    ]
    return {k: v for k, v in out.items() if v}


@settings(max_examples=60)
@given(portfolios)
def test_a_portfolio_comes_back_as_what_a_resume_can_say(record: dict[str, Any]) -> None:
    data = export_records([record], "jsonresume", "portfolio").data
    (back,) = read_records(data, "jsonresume", "portfolio").records
    assert back == projection(record)


@pytest.mark.parametrize("kind", ["vacancy"])
def test_a_resume_is_no_vacancy(kind: Any) -> None:
    from matcher.errors import DataError

    with pytest.raises(DataError, match="JSON Resume kent geen vacancy; kies een ander formaat"):
        read_records(b"{}", "jsonresume", kind)
