"""What a format cannot say, counted per record; and what the matching profile may not say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matcher.exchange.report import Tally

# What the matching profile leaves out: free text, and everything about registers, needs and policy.
NOT_ANONYMOUS = (
    "summary",
    "loonwaarde",
    "registers",
    "support",
    "participatieladder",
    "sector_profile",
)
Record = dict[str, Any]


class Lost:
    """Fields of one record that the other format cannot say, each counted once."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._told: set[str] = set()

    def __call__(self, name: str) -> None:
        """Count one field."""
        if name not in self._told:
            self._told.add(name)
            self._tally.lost[name] += 1

    def cut(self, text: str, length: int, name: str) -> str:
        """The text, shortened when it is too long for the other format."""
        if len(text) <= length:
            return text
        self(f"{name} (ingekort)")
        return text[:length].strip()


def lose(record: Record, names: Iterable[str], lost: Lost) -> None:
    """Count fields, dotted, that the other format has no place for."""
    for name in names:
        value: Any = record
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if value is not None:
            lost(name)


def anonymous(record: Record, tally: Tally) -> Record:
    """A portfolio record without what the matching profile may not say."""
    lost = Lost(tally)
    lose(record, NOT_ANONYMOUS, lost)
    out = {name: value for name, value in record.items() if name not in NOT_ANONYMOUS}
    if any("description" in job for job in record.get("experience", ())):
        lost("experience.description")
        out["experience"] = [
            {name: value for name, value in job.items() if name != "description"}
            for job in record["experience"]
        ]
    return out
