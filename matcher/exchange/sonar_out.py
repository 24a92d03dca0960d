"""Portfolio records to a CSV with the columns that the Sonar reader knows."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.domain.scales import EDUCATION_RANK
from matcher.exchange.checking import Kind
from matcher.exchange.columns import Column
from matcher.exchange.losses import Lost, lose
from matcher.exchange.report import Tally
from matcher.exchange.source import Profile, Record
from matcher.exchange.table import write_csv

MODE_WORDS = {
    "walk": "Lopend",
    "bike": "Fiets",
    "e-bike": "E-bike",
    "moped": "Scooter",
    "car": "Auto",
    "public_transport": "OV",
}
NEVER = (
    "tests",
    "wishes.retraining",
    "availability.excluded",
    "loonwaarde",
    "registers",
    "support",
    "participatieladder",
    "sector_profile",
    "experience",
)


def write(records: Sequence[Record], kind: Kind, profile: Profile, tally: Tally) -> bytes:
    """One line a person, with a header; cells are text."""
    lines = (_line(record, Lost(tally)) for record in records)
    return write_csv([column.value for column in Column], lines)


def _line(record: Record, lost: Lost) -> list[str]:
    lose(record, NEVER, lost)
    home, when = record.get("home", {}), record.get("availability", {})
    wishes, how = record.get("wishes", {}), record.get("mobility", {})
    level = _dutch(record.get("languages", []), lost)
    cells: dict[Column, str] = {
        Column.ID: record["id"],
        Column.HOURS: _number(when.get("hours_max")),
        Column.HOURS_MIN: _number(when.get("hours_min")),
        Column.EDUCATION: _education(record.get("education"), lost),
        Column.SECTORS: _several(wishes.get("sectors"), "wishes.sectors", lost),
        Column.OCCUPATIONS: _several(wishes.get("occupations"), "wishes.occupations", lost),
        Column.SPOKEN_DUTCH: level,
        Column.WRITTEN_DUTCH: level,
        Column.LICENCES: _licences(record.get("driving_licences")),
        Column.TRANSPORT: _modes(how.get("modes"), lost),
        Column.POSTCODE: home.get("postcode", ""),
        Column.PLACE: home.get("place", ""),
        Column.START: _day(when.get("from")),
        Column.MINUTES: _number(how.get("max_minutes")),
        Column.CERTIFICATES: _several(record.get("certificates"), "certificates", lost),
        Column.SKILLS: _skills(record.get("skills"), lost),
        Column.SUMMARY: record.get("summary", ""),
    }
    return [cells[column] for column in Column]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _day(value: str | None) -> str:
    return "" if value is None else "-".join(reversed(value.split("-")))


def _several(items: list[str] | None, name: str, lost: Lost) -> str:
    if items == []:
        lost(f"{name} (geen)")
    for item in items or ():
        if ";" in item or "|" in item:
            lost(f"{name} (gesplitst)")
    return "; ".join(items or ())


def _licences(items: list[str] | None) -> str:
    return "" if items is None else ",".join(items) or "Geen"


def _modes(items: list[str] | None, lost: Lost) -> str:
    if items == []:
        lost("mobility.modes (geen)")
    return ", ".join(MODE_WORDS[mode] for mode in items or ())


def _dutch(languages: list[Record], lost: Lost) -> str:
    dutch = [x for x in languages if x["language"] == "nl"]
    if len(dutch) < len(languages) or len(dutch) > 1:
        lost("languages")
    level: str = dutch[0].get("level", "") if dutch else ""
    if dutch and not level:
        lost("languages")
    return "Moedertaal" if level == "native" else level


def _education(items: list[Record] | None, lost: Lost) -> str:
    """The level of the highest diploma; that it is one, and its name, cannot be said."""
    if items is None:
        return ""
    lost("education (naam, diploma, jaar)")
    levels = [e["level"] for e in items if e.get("diploma") and e.get("level") in EDUCATION_RANK]
    return max(levels, key=lambda level: (EDUCATION_RANK[level], level), default="")


def _skills(items: list[Record] | None, lost: Lost) -> str:
    if any("level" in item or "evidence" in item for item in items or ()):
        lost("skills.level, skills.evidence")
    return _several(None if items is None else [item["label"] for item in items], "skills", lost)
