"""From the place of a vacancy to its arbeidsmarktregio, by a small table that a user can edit."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from matcher.domain.portfolio import Place
from matcher.errors import DataError
from matcher.geography.places import NOWHERE, Gazetteer, netherlands

UNKNOWN = "onbekend"
COLUMNS = ("plaats", "gemeente", "arbeidsmarktregio", "status", "bron")
STATUSES = ("V", "S", "K")
NORTH = np.array([52.97, 6.65])  # degrees: the middle of Groningen and Drenthe
AROUND_KM = 60.0
KM_PER_DEGREE = np.array([111.2, 67.0])  # latitude and longitude, at 53 degrees north


def _key(name: str) -> str:
    return " ".join(re.split(r"[\s\-'’]+", name.lower().strip("'’ ")))


@dataclass(frozen=True)
class Regions:
    """Regions by place.

    Attributes
    ----------
    by_place : dict of int to str
        By number in the gazetteer.
    by_name : dict of str to str
        Places that the gazetteer does not have.
    """

    gazetteer: Gazetteer
    by_place: dict[int, str]
    by_name: dict[str, str]

    def of(self, place: Place | None) -> str:
        """The region, or `UNKNOWN` when the place is absent or not in the table."""
        number = self.gazetteer.find(place)
        if number != NOWHERE:
            return self.by_place.get(number, UNKNOWN)
        name = place.place if place else None
        return self.by_name.get(_key(name), UNKNOWN) if name else UNKNOWN


def read_regions(path: Path | None = None) -> Regions:
    """Read a table with the columns of the shipped one, or the shipped one itself.

    Raises
    ------
    DataError
        All wrong rows at once: a column that is absent, an empty place or region, a status that
        is not V, S or K, or a place with two regions.
    """
    if path is None:
        return _shipped()
    return _read(path.read_text("utf-8"), str(path))


@lru_cache(maxsize=1)
def _shipped() -> Regions:
    name = "arbeidsmarktregios.csv"
    return _read((files("matcher.advice.region") / "data" / name).read_text("utf-8"), name)


def _read(text: str, name: str) -> Regions:
    reader = csv.DictReader(text.splitlines())
    if lacking := [c for c in COLUMNS if c not in (reader.fieldnames or ())]:
        raise DataError(
            f"{name}: kolom {', '.join(lacking)} ontbreekt; nodig: {', '.join(COLUMNS)}"
        )
    wrong: list[str] = []
    region: dict[str, str] = {}
    for line, row in enumerate(reader, 2):
        where = f"{name} regel {line}"
        place, found = (row["plaats"] or "").strip(), (row["arbeidsmarktregio"] or "").strip()
        if not place or not found:
            wrong.append(f"{where}: vul plaats en arbeidsmarktregio in")
        if row["status"] not in STATUSES:
            wrong.append(f"{where}: status '{row['status']}'; kies uit {', '.join(STATUSES)}")
        if region.setdefault(_key(place), found) != found:
            wrong.append(f"{where}: {place} staat ook in {region[_key(place)]}; kies één regio")
    if wrong:
        raise DataError(wrong)
    places = netherlands()
    gap = (places.coordinates - NORTH) * KM_PER_DEGREE
    near = np.hypot(gap[:, 0], gap[:, 1]) <= AROUND_KM
    numbers = {
        number: region[_key(label)]
        for number, label in enumerate(places.names)
        if near[number] and _key(label) in region
    }
    return Regions(places, numbers, region)
