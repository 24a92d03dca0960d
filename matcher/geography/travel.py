"""Travel time between places by mode: the seam, and a great-circle estimate behind it."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.domain.scales import Mode
from matcher.geography.places import NOWHERE, Gazetteer

EARTH_RADIUS_KM = 6371.0088
DETOUR = 1.3  # road distance over great-circle distance
# km/h and fixed minutes (parking, walking to the stop, waiting), one way.
SPEED_KMH: dict[Mode, float] = {
    Mode.WALK: 5,
    Mode.BIKE: 15,
    Mode.E_BIKE: 21,
    Mode.MOPED: 35,
    Mode.CAR: 50,
    Mode.PUBLIC_TRANSPORT: 30,
}
FIXED_MINUTES: dict[Mode, float] = {Mode.CAR: 5, Mode.PUBLIC_TRANSPORT: 15}
MODES = tuple(Mode)


class TravelTimes(Protocol):
    """Where a routing service or a travel-time matrix is plugged in."""

    def minutes(self, homes: NDArray[np.int32], works: NDArray[np.int32]) -> NDArray[np.float64]:
        """One-way minutes.

        Parameters
        ----------
        homes, works : ndarray of int32
            Place numbers; they broadcast against each other to shape ``s``.

        Returns
        -------
        ndarray, shape (n_modes, *s), float64
            In the order of `MODES`; NaN where a place is `NOWHERE`.
        """
        ...


class GreatCircle:
    """Great-circle distance × detour, divided by the mode's speed, plus its fixed minutes."""

    def __init__(self, places: Gazetteer) -> None:
        self.places = places
        self._radians = np.radians(places.coordinates)

    def kilometres(self, homes: NDArray[np.int32], works: NDArray[np.int32]) -> NDArray[np.float64]:
        """Road kilometres; haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984)."""
        a, b = self._radians[homes], self._radians[works]
        half = np.sin((a - b) / 2) ** 2
        h = half[..., 0] + np.cos(a[..., 0]) * np.cos(b[..., 0]) * half[..., 1]
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(h, 1))) * DETOUR
        # Nine decimals: machines differ in the last bits of a sine, lists must not.
        km = np.round(km, 9)
        return np.where((homes == NOWHERE) | (works == NOWHERE), np.nan, km)

    def minutes(self, homes: NDArray[np.int32], works: NDArray[np.int32]) -> NDArray[np.float64]:
        """See `TravelTimes.minutes`."""
        km = self.kilometres(homes, works)
        return np.stack([km / SPEED_KMH[m] * 60 + FIXED_MINUTES.get(m, 0.0) for m in MODES])
