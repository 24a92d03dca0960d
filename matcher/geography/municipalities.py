"""From a numbered place to its municipality, arbeidsmarktregio and province.

The sources differ in how sure they are, which the column ``status`` in ``data/`` says: G is
GeoNames, S a published list, K general knowledge. A region is not a part of a province: Assen
lies in the province of Drenthe and in the arbeidsmarktregio Groningen.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from matcher.geography.places import NOWHERE, Gazetteer

_DATA = files("matcher.geography") / "data"
PROVINCES = {
    "DR": "Drenthe",
    "FL": "Flevoland",
    "FR": "Friesland",
    "GE": "Gelderland",
    "GR": "Groningen",
    "LI": "Limburg",
    "NB": "Noord-Brabant",
    "NH": "Noord-Holland",
    "OV": "Overijssel",
    "UT": "Utrecht",
    "ZE": "Zeeland",
    "ZH": "Zuid-Holland",
}


@dataclass(frozen=True, slots=True)
class Area:
    """Where a place lies; ``None`` is not known, and is never guessed from a neighbour."""

    municipality: str | None = None
    region: str | None = None
    province: str | None = None


class Areas:
    """The area of each place of a gazetteer.

    Parameters
    ----------
    places : Gazetteer
        As `matcher.geography.places.netherlands` gives it; other places have no known area.
    """

    def __init__(self, places: Gazetteer) -> None:
        by_spot = _by_spot()
        nowhere = Area()
        self._areas = tuple(
            by_spot.get((name, f"{latitude:.4f}", f"{longitude:.4f}"), nowhere)
            for name, (latitude, longitude) in zip(places.names, places.coordinates, strict=True)
        )

    def of(self, place: int) -> Area:
        """The area of a place number; an empty `Area` for `NOWHERE`."""
        return Area() if place == NOWHERE else self._areas[place]


@lru_cache(maxsize=1)
def _by_spot() -> dict[tuple[str, str, str], Area]:
    regions = {row["municipality"]: row["region"] for row in _rows("labour_market_regions.csv")}
    municipalities = {
        (row["place"], row["latitude"], row["longitude"]): row["municipality"]
        for row in _rows("municipalities.csv")
    }
    out: dict[tuple[str, str, str], Area] = {}
    for row in _rows("places.csv"):
        spot = (row["place"], row["latitude"], row["longitude"])
        municipality = municipalities.get(spot)
        region = None if municipality is None else regions.get(municipality)
        out[spot] = Area(municipality, region, PROVINCES[row["province"]])
    return out


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8") as handle:
        yield from csv.DictReader(handle)
