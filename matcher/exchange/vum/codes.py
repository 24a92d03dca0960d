"""The code lists of VUM 1.0 and our own choices between them and the record, from `data/`."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from matcher.errors import DataError

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Codes:
    """The code lists and the mapping.

    Attributes
    ----------
    lists : dict
        ``codelijsten.json``: name of the list -> code -> meaning.
    mapping : dict
        ``mapping.json``: the choices that are ours, and may be edited.
    divisions : dict
        Two digits of the SBI -> name.
    to_two, to_three : dict
        Language codes, ISO 639-3 (and 639-2/B) to 639-1 and back.
    languages : dict
        Case-folded name of a language, in Dutch, English or its own -> ISO 639-1.
    """

    lists: dict[str, Any]
    mapping: dict[str, Any]
    divisions: dict[str, str]
    to_two: dict[str, str]
    to_three: dict[str, str]
    languages: dict[str, str]

    @property
    def competences(self) -> dict[str, str]:
        """Code of a gedragscompetentie -> its name."""
        return dict(self.lists["codeGedragscompetentie"])

    def competence_code(self, label: str) -> str | None:
        """The code of a gedragscompetentie by its name."""
        return _by_name(self, "competences").get(label.casefold())

    def division(self, code: int) -> str | None:
        """The name of an SBI code; None when it is not clear.

        VUM carries the code as a number, so a leading zero is lost: 111 can be 01.11 or 11.1.
        Clear are two digits from 10 up, and five digits.
        """
        text = str(code)
        return self.divisions.get(text[:2]) if len(text) in (2, 5) else None

    def division_code(self, name: str) -> int | None:
        """The two digits of an SBI division by its exact name; not those below 10."""
        found = _by_name(self, "divisions").get(name.casefold())
        return int(found) if found and not found.startswith("0") else None


@lru_cache(maxsize=8)
def _names(items: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name.casefold(): code for code, name in items}


def _by_name(codes: Codes, what: str) -> dict[str, str]:
    return _names(tuple(getattr(codes, what).items()))


@lru_cache(maxsize=1)
def codes() -> Codes:
    """The lists as they lie in `data/`, read once.

    Raises
    ------
    DataError
        When a file was edited into something that cannot be read.
    """
    try:
        rows = list(csv.DictReader((DATA / "talen.csv").read_text(encoding="utf-8").splitlines()))
        return Codes(
            lists=_load("codelijsten.json"),
            mapping=_load("mapping.json"),
            divisions=_load("sbi.json")["divisions"],
            to_two={
                three: row["iso_639_1"]
                for row in rows
                for three in (row["iso_639_3"], *row["ook"].split())
            },
            to_three={row["iso_639_1"]: row["iso_639_3"] for row in rows},
            languages={
                name.casefold(): row["iso_639_1"]
                for row in rows
                for name in row["namen"].split("|")
            },
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{DATA}: kan de codelijsten niet lezen ({error!r}); zet de bestanden terug"
        ) from None


def _load(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
