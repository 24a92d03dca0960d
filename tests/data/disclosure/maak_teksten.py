"""Fill the templates with invented names and numbers; writes ``teksten.jsonl``.

    python tests/data/disclosure/maak_teksten.py

The two parts have their own templates and their own names, so the part "na" is unseen by whoever
wrote the rules on the part "voor". Every combination is made by counting, none is looked up.
"""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path
from typing import ClassVar

HERE = Path(__file__).parent
FILLS = {"voor": 2, "na": 2, "toets": 2, "slot": 2}  # texts made from each template
KINDS = {
    "V": "naam", "A": "naam", "VA": "naam", "I": "naam", "T": "telefoon", "M": "email",
    "B": "bsn", "S": "adres", "P": "postcode", "W": "werkgever", "D": "datum", "L": "leeftijd",
    "U": "url", "H": "account", "O": "plaats",
}  # fmt: skip
_MARK = re.compile(r"\{(\w+)\}|\[([^\]]+)\]|<([^>]+)>")


def lists(part: str) -> dict[str, list[str]]:
    """Fillers by kind of placeholder: one ``key: a | b | c`` a line in ``namen_PART.txt``."""
    out: dict[str, list[str]] = {}
    for line in (HERE / f"namen_{part}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, values = line.partition(":")
            out.setdefault(key.strip(), []).extend(v.strip() for v in values.split("|"))
    return out


def bsn(number: int) -> str:
    """An invented number that passes the 11-test; begins with 00, which is not given out."""
    for tail in count(number):
        digits = f"00{tail:07d}"
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 == 0:
            return digits
    raise AssertionError


class Filler:
    """Gives the next value of each kind; another stride for each, so that pairs differ."""

    STRIDE: ClassVar = {"V": 7, "A": 11, "O": 5, "W": 3, "D": 3, "L": 3, "S": 3, "T": 1, "P": 3}

    def __init__(self, part: str) -> None:
        self.lists = lists(part)
        self.at: dict[str, int] = {}

    def one(self, key: str) -> str:
        values = self.lists[key]
        at = self.at.get(key, 0)
        self.at[key] = at + 1
        return values[(at * self.STRIDE.get(key, 1) + at // len(values)) % len(values)]

    def value(self, key: str) -> str:
        if key == "VA":
            return f"{self.one('V')} {self.one('A')}"
        if key == "I":
            return f"{self.one('V')[0]}. {self.one('A')}"
        if key == "B":
            self.at["B"] = self.at.get("B", 0) + 1
            return bsn(self.at["B"] * 4217)
        if key == "M":
            first = self.one("V").lower().replace(" ", "")
            return f"{first}.{self.one('A').lower().replace(' ', '')}@{self.one('M')}"
        if key == "S":
            return f"{self.one('S')} {self.at['S'] * 7 % 180 + 1}"
        return self.one(key)


def filled(template: str, filler: Filler) -> tuple[str, list[dict[str, object]]]:
    """Text and its spans, in the order of the text."""
    text, spans, end = "", [], 0
    for mark in _MARK.finditer(template):
        text += template[end : mark.start()]
        end = mark.end()
        key, work, special = mark.groups()
        value = filler.value(key) if key else work or special
        kind = KINDS[key] if key else "werk" if work else "bijzonder"
        spans.append({"start": len(text), "end": len(text) + len(value), "kind": kind})
        text += value
    return text + template[end:], spans


def main() -> None:
    rows = []
    for part, fills in FILLS.items():
        source = HERE / f"sjablonen_{part}.txt"
        if not source.exists():
            continue
        lines = source.read_text("utf-8").splitlines()
        templates = [line for line in lines if line and not line.startswith("#")]
        filler = Filler(part)
        for _ in range(fills):
            for template in templates:
                text, spans = filled(template, filler)
                number = len(rows) + 1
                rows.append({"id": f"T{number:03d}", "part": part, "text": text, "spans": spans})
    out = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (HERE / "teksten.jsonl").write_text(out, "utf-8")


if __name__ == "__main__":
    main()
