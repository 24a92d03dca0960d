"""Vacancy records to schema.org JobPosting as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from matcher.exchange import html
from matcher.exchange.checking import Kind
from matcher.exchange.fields import keep
from matcher.exchange.losses import Lost, lose
from matcher.exchange.report import Tally
from matcher.exchange.source import Profile, Record

NEVER = (
    "shifts",
    "certificates_required",
    "driving_licences_required",
    "language_min",
    "inclusive",
)


def write(records: Sequence[Record], kind: Kind, profile: Profile, tally: Tally) -> bytes:
    """One object with the postings in @graph."""
    graph = [posting(record, Lost(tally)) for record in records]
    value = {"@context": "https://schema.org", "@graph": graph}
    tally.note("Zoekmachines willen ook hiringOrganization en datePosted: vul die zelf aan.")
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def posting(record: Record, lost: Lost) -> dict[str, Any]:
    """One JobPosting; what it cannot say is counted."""
    lose(record, NEVER, lost)
    out: dict[str, Any] = {
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "value": record["id"]},
    }
    keep(out, "title", record.get("title"))
    if "text" in record:
        out["description"] = html.escape(record["text"])
    keep(out, "industry", record.get("sector"))
    keep(out, "jobLocation", _location(record.get("location", {})))
    keep(out, "workHours", _hours(record.get("hours", {}), lost))
    keep(out, "jobStartDate", record.get("start"))
    keep(out, "totalJobOpenings", record.get("positions"))
    asked = record.get("requirements", [])
    if any(item.get("importance", "important") != "important" for item in asked):
        lost("requirements.importance")
    keep(out, "skills", [item["label"] for item in asked])
    tasks = record.get("tasks", [])
    if any("share" in task for task in tasks):
        lost("tasks.share")
    keep(out, "responsibilities", [task["label"] for task in tasks])
    keep(out, "educationRequirements", record.get("education_min"))
    wage = record.get("wage_hourly")
    if wage is not None:
        value = {"@type": "QuantitativeValue", "value": wage, "unitText": "HOUR"}
        out["baseSalary"] = {"@type": "MonetaryAmount", "currency": "EUR", "value": value}
    return out


def _location(location: Record) -> dict[str, Any]:
    if not location:
        return {}
    address: dict[str, Any] = {"@type": "PostalAddress", "addressCountry": "NL"}
    keep(address, "addressLocality", location.get("place"))
    keep(address, "postalCode", location.get("postcode"))
    return {"@type": "Place", "address": address}


def _hours(hours: Record, lost: Lost) -> str | None:
    low, high = hours.get("min"), hours.get("max")
    if low is None or high is None:
        if low is not None or high is not None:
            lost("hours")
        return None
    return f"{low} uur per week" if low == high else f"{low}-{high} uur per week"
