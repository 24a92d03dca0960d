"""What a reader and a writer tell: how many, what was refused, kept out, not mapped or lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MOST_SHOWN = 200
_LONGEST_VALUE = 40


@dataclass
class Tally:
    """Counts while a file is read or written; frozen into a report at the end.

    Attributes
    ----------
    unmapped : Counter
        ``field=value`` -> how often a value had no place in the record and stayed unknown.
    kept_out : Counter
        Column or field -> how often it held something that is never stored.
    lost : Counter
        Field of the record -> in how many records the other format cannot say it.
    notes : dict
        Sentences for the user, each once, in the order in which they came up.
    """

    unmapped: Counter[str] = field(default_factory=Counter)
    kept_out: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    notes: dict[str, None] = field(default_factory=dict)

    def not_mapped(self, name: str, value: object) -> None:
        """Count a value that stays unknown; long values are cut to 40 characters."""
        text = " ".join(str(value).split())
        short = text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
        self.unmapped[f"{name}={short}"] += 1

    def note(self, sentence: str) -> None:
        """Say something once."""
        self.notes.setdefault(sentence)


@dataclass(frozen=True)
class ImportReport:
    """What one file held and what became of it.

    Attributes
    ----------
    format : str
        Name of the format in the registry.
    read, accepted, refused : int
        Records in the file; ``read == accepted + refused``.
    problems : tuple of str
        Dutch, one line each: row, field, what was found, what is accepted.
    unmapped, kept_out, notes
        As in `Tally`.
    """

    format: str
    read: int
    accepted: int
    refused: int
    problems: tuple[str, ...] = ()
    unmapped: Counter[str] = field(default_factory=Counter)
    kept_out: Counter[str] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()

    def lines(self, most: int = MOST_SHOWN) -> tuple[str, ...]:
        """The report in Dutch, at most ``most`` problems and ``most`` values not mapped."""
        out = [f"Gelezen: {self.read}. Goed: {self.accepted}. Geweigerd: {self.refused}."]
        out += _block("Problemen", self.problems, most)
        out += _block("Niet bewaard", _counted(self.kept_out), most)
        out += _block("Niet herkend, dus onbekend", _counted(self.unmapped), most)
        out += self.notes
        return tuple(out)

    def as_dict(self) -> dict[str, Any]:
        """The report as plain JSON values, names in a fixed order."""
        return {
            "format": self.format,
            "read": self.read,
            "accepted": self.accepted,
            "refused": self.refused,
            "problems": list(self.problems),
            "unmapped": dict(sorted(self.unmapped.items())),
            "kept_out": dict(sorted(self.kept_out.items())),
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class ExportReport:
    """What was written and what the format could not say.

    Attributes
    ----------
    written : int
        Records in the file.
    lost : Counter
        Field of the record -> number of records in which it was left out or said less exactly.
    """

    format: str
    written: int
    lost: Counter[str] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The report in Dutch."""
        out = [f"Geschreven: {self.written}."]
        out += _block("Gaat verloren bij export", _counted(self.lost), MOST_SHOWN)
        return (*out, *self.notes)

    def as_dict(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "format": self.format,
            "written": self.written,
            "lost": dict(sorted(self.lost.items())),
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class Imported:
    """Checked records, ready to be stored, and the report."""

    records: tuple[dict[str, Any], ...]
    report: ImportReport


@dataclass(frozen=True)
class Exported:
    """A file's content and the report."""

    data: bytes
    report: ExportReport


def printable(counts: Counter[str]) -> Counter[str]:
    """The counts with names that a terminal can show: at most 120 signs, no control signs."""
    out: Counter[str] = Counter()
    for name, n in counts.items():
        out[shown(name)] += n
    return out


def shown(text: str, most: int = 120) -> str:
    """A name from a file of others, as a terminal can show it."""
    return "".join(c if c.isprintable() else "?" for c in text[:most])


def _counted(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{name} ({n}×)" for name, n in sorted(counts.items()))


def _block(title: str, lines: tuple[str, ...], most: int) -> list[str]:
    if not lines:
        return []
    more = [f"  … en nog {len(lines) - most}"] if len(lines) > most else []
    return [f"{title}:", *(f"  {line}" for line in lines[:most]), *more]
