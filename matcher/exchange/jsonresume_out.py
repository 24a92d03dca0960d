"""Portfolio records to JSON Resume 1.0, without name and contact."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from matcher.exchange.checking import Kind
from matcher.exchange.fields import keep
from matcher.exchange.losses import Lost, lose
from matcher.exchange.report import Tally
from matcher.exchange.source import Profile, Record
from matcher.exchange.vum.codes import codes

NEVER = (
    "driving_licences",
    "tests",
    "wishes",
    "availability",
    "mobility",
    "loonwaarde",
    "registers",
    "support",
    "participatieladder",
    "sector_profile",
)
NATIVE = "Moedertaal"


def write(records: Sequence[Record], kind: Kind, profile: Profile, tally: Tally) -> bytes:
    """One resume for one record, a list for more or none."""
    resumes = [resume(record, Lost(tally)) for record in records]
    value: Any = resumes[0] if len(resumes) == 1 else resumes
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def resume(record: Record, lost: Lost) -> dict[str, Any]:
    """One resume; what it cannot say is counted."""
    lose(record, NEVER, lost)
    out: dict[str, Any] = {}
    basics: dict[str, Any] = {}
    keep(basics, "summary", record.get("summary"))
    home = record.get("home", {})
    location: dict[str, Any] = {}
    keep(location, "city", home.get("place"))
    keep(location, "postalCode", home.get("postcode"))
    keep(basics, "location", location)
    keep(out, "basics", basics)
    jobs = record.get("experience", [])
    of_volunteers = [job for job in jobs if job.get("setting") == "volunteer"]
    paid = [job for job in jobs if job.get("setting") != "volunteer"]
    if any("setting" in job for job in paid):
        lost("experience.setting")
    keep(out, "work", [_job(job, lost) for job in paid])
    keep(out, "volunteer", [_job(job, lost) for job in of_volunteers])
    keep(out, "education", [_education(item, lost) for item in record.get("education", [])])
    names = record.get("certificates", [])
    keep(out, "certificates", [{"name": name} for name in names])
    keep(out, "skills", [_skill(item, lost) for item in record.get("skills", [])])
    keep(out, "languages", [_language(item) for item in record.get("languages", [])])
    out["meta"] = {"id": record["id"]}
    return out


def _job(job: Record, lost: Lost) -> dict[str, Any]:
    out: dict[str, Any] = {}
    keep(out, "position", job.get("title"))
    months, ended = job.get("months"), job.get("ended")
    if ended is not None:
        out["endDate"] = ended
        last = int(ended[:4]) * 12 + int(ended[5:]) - 1
        if months is not None and last - months >= 12_000:
            first = last - months
            out["startDate"] = f"{first // 12}-{first % 12 + 1:02d}"
    elif months is not None:
        lost("experience.months")
    if "ended" in job and ended is None:
        lost("experience.ended (loopt nog)")
    keep(out, "summary", job.get("description"))
    return out


def _education(item: Record, lost: Lost) -> dict[str, Any]:
    out: dict[str, Any] = {}
    keep(out, "area", item.get("name"))
    keep(out, "studyType", item.get("level"))
    if "year" in item:
        out["endDate"] = str(item["year"])
    if "diploma" in item:
        lost("education.diploma")
    return out


def _skill(item: Record, lost: Lost) -> dict[str, Any]:
    out: dict[str, Any] = {"name": item["label"]}
    if "level" in item:
        out["level"] = str(item["level"])
    if "evidence" in item:
        lost("skills.evidence")
    return out


def _language(item: Record) -> dict[str, Any]:
    names = [name for name, code in codes().languages.items() if code == item["language"]]
    out: dict[str, Any] = {"language": names[0].capitalize() if names else item["language"]}
    level = item.get("level")
    keep(out, "fluency", NATIVE if level == "native" else level)
    return out
