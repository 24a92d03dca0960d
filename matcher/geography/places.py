"""From a place name or postcode to a numbered place with coordinates."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from matcher.domain.portfolio import Place

NOWHERE = -1
_DATA = files("matcher.geography") / "data"


def _key(name: str) -> str:
    letters = name.lower().replace("'", "").replace("’", "").replace("-", " ")
    return " ".join(letters.split())


@dataclass(frozen=True)
class Gazetteer:
    """Numbered places.

    Attributes
    ----------
    names : tuple of str
    coordinates : ndarray, shape (n, 2), float64
        Latitude and longitude in degrees.
    """

    names: tuple[str, ...]
    coordinates: NDArray[np.float64]
    _by_name: dict[str, tuple[int, ...]]
    _by_postcode: dict[str, int]

    def find(self, place: Place | None) -> int:
        """The number of a place, or `NOWHERE` when it is absent or not recognised.

        The postcode decides between places of one name; a name that is not in the list falls
        back on the postcode.
        """
        if place is None:
            return NOWHERE
        at_postcode = self._by_postcode.get(place.postcode or "", NOWHERE)
        named = self._by_name.get(_key(place.place), ()) if place.place else ()
        if not named or at_postcode in named:
            return at_postcode
        if len(named) == 1:
            return named[0]
        if at_postcode == NOWHERE:
            return NOWHERE  # several places of this name and nothing to choose by
        return min(named, key=lambda i: (self._distance(i, at_postcode), i))

    def _distance(self, a: int, b: int) -> float:
        return float(np.abs(self.coordinates[a] - self.coordinates[b]).sum())


@lru_cache(maxsize=1)
def netherlands() -> Gazetteer:
    """The Dutch places and postcodes in ``data/`` (sources and licences in its README)."""
    with (_DATA / "places.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    by_name: dict[str, list[int]] = {}
    by_name_province: dict[tuple[str, str], int] = {}
    for i, row in enumerate(rows):
        by_name.setdefault(_key(row["place"]), []).append(i)
        by_name_province.setdefault((_key(row["place"]), row["province"]), i)
    by_postcode: dict[str, int] = {}
    with (_DATA / "postcodes.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            key = _key(row["place"])
            found = by_name_province.get((key, row["province"]))
            if found is None and len(by_name.get(key, ())) == 1:
                found = by_name[key][0]
            if found is not None:
                by_postcode[row["postcode"]] = found
    return Gazetteer(
        names=tuple(row["place"] for row in rows),
        coordinates=np.array([[float(r["latitude"]), float(r["longitude"])] for r in rows]),
        _by_name={k: tuple(v) for k, v in by_name.items()},
        _by_postcode=by_postcode,
    )
