"""From a place name or postcode to a numbered place with coordinates."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from matcher.domain.portfolio import Place

NOWHERE = -1
FAR_KM = 45.0  # further apart, a place and a postcode are not about the same spot
KM_PER_DEGREE = np.array([111.2, 68.0])  # latitude and longitude, at 52 degrees north
_ADDITION = re.compile(r"\s*\([^)]*\)$")  # "Hengelo (Gld)"
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
    _areas: dict[str, NDArray[np.float64]]

    def find(self, place: Place | None) -> int:
        """The number of a place, or `NOWHERE` when it is absent or not recognised.

        The postcode decides between places of one name; a name that is not in the list falls
        back on the postcode. A name and a postcode that lie far apart contradict each other, or
        the name is that of a hamlet elsewhere: then the place is not known.
        """
        if place is None:
            return NOWHERE
        postcode = place.postcode or ""
        at_postcode = self._by_postcode.get(postcode, NOWHERE)
        named = self._by_name.get(_key(place.place), ()) if place.place else ()
        if not named or at_postcode in named:
            return at_postcode
        centre = self._areas.get(postcode[:2])
        if at_postcode != NOWHERE:
            centre = self.coordinates[at_postcode]
        if centre is None:  # several places of this name and nothing to choose by: not known
            return named[0] if len(named) == 1 else NOWHERE
        return _nearest(named, self.coordinates, centre)


def _nearest(
    places: Sequence[int], coordinates: NDArray[np.float64], centre: NDArray[np.float64]
) -> int:
    """The place nearest to a point; `NOWHERE` when even that lies more than `FAR_KM` away."""
    gap = (coordinates[list(places)] - centre) * KM_PER_DEGREE
    kilometres = np.hypot(gap[:, 0], gap[:, 1])
    best = int(np.argmin(kilometres))
    return places[best] if kilometres[best] <= FAR_KM else NOWHERE


@lru_cache(maxsize=1)
def netherlands() -> Gazetteer:
    """The Dutch places and postcodes in ``data/`` (sources and licences in its README).

    The source names the place of a postcode and seldom its province. Of places with one name, a
    postcode belongs to the one near the other postcodes that begin with the same two digits.
    """
    with (_DATA / "places.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    coordinates = np.array([[float(r["latitude"]), float(r["longitude"])] for r in rows])
    by_name: dict[str, tuple[int, ...]] = {}
    for i, row in enumerate(rows):
        key = _key(row["place"])
        by_name[key] = (*by_name.get(key, ()), i)
    with (_DATA / "postcodes.csv").open(encoding="utf-8") as handle:
        named = {
            row["postcode"]: by_name.get(_key(_ADDITION.sub("", row["place"])), ())
            for row in csv.DictReader(handle)
        }
    sure: dict[str, list[int]] = {}
    for postcode, places in named.items():
        if len(places) == 1:
            sure.setdefault(postcode[:2], []).append(places[0])
    areas = {area: np.median(coordinates[places], axis=0) for area, places in sure.items()}
    by_postcode = {
        postcode: _nearest(places, coordinates, areas[postcode[:2]])
        for postcode, places in named.items()
        if places and postcode[:2] in areas
    }
    return Gazetteer(
        names=tuple(row["place"] for row in rows),
        coordinates=coordinates,
        _by_name=by_name,
        _by_postcode={postcode: i for postcode, i in by_postcode.items() if i != NOWHERE},
        _areas=areas,
    )
