"""Places by name and postcode, and minutes that can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from matcher.domain.portfolio import Place
from matcher.domain.scales import Mode
from matcher.geography.places import NOWHERE, Gazetteer, netherlands
from matcher.geography.travel import MODES, GreatCircle


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return netherlands()


def at(places: Gazetteer, place: Place | None) -> tuple[float, float] | None:
    number = places.find(place)
    return None if number == NOWHERE else tuple(places.coordinates[number].round(2).tolist())


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Place("Veendam", "9641"), (53.11, 6.88)),
        (Place("Veendam"), (53.11, 6.88)),
        (Place(None, "9641"), (53.11, 6.88)),
        (Place("veendam"), (53.11, 6.88)),
        (Place("OUDE  PEKELA"), (53.1, 7.01)),
        (Place("'s-Hertogenbosch"), (51.7, 5.3)),
        (Place("s Hertogenbosch"), (51.7, 5.3)),
        (Place("Nergenshuizen", "9641"), (53.11, 6.88)),  # the postcode stands in
        (Place("Veendam", "9999"), None),  # see below
        (Place("Hengelo", "7551"), (52.27, 6.79)),  # Overijssel
        (Place("Hengelo", "7255"), (52.05, 6.31)),  # Gelderland
        (Place("Hengelo"), None),  # which one?
        (Place("Haren", "9752"), (53.17, 6.61)),  # Groningen
        (Place("Haren", "5368"), (51.8, 5.58)),  # Brabant
        (Place(None, "5368"), (51.8, 5.58)),
        (Place("Winsum", "8831"), (53.15, 5.63)),  # Friesland
        (Place("Winsum", "9951"), (53.33, 6.52)),  # Groningen
        (Place("Elsloo", "8424"), None),  # the Frisian one, which is not in the list
        (Place(None, "8424"), None),
        (Place("Amsterdam", "9641"), None),  # name and postcode contradict each other
        (Place("Nergenshuizen"), None),
        (Place(None, "0000"), None),
        (Place(), None),
        (None, None),
    ],
)
def test_a_place_is_found_or_not_known_and_never_guessed(
    places: Gazetteer, place: Place | None, where: tuple[float, float] | None
) -> None:
    if place == Place("Veendam", "9999"):
        where = (53.11, 6.88)  # an unknown postcode in the same corner does no harm
    assert at(places, place) == where


def test_no_postcode_lies_far_from_its_neighbours(places: Gazetteer) -> None:
    """A homonym at the other end of the country would make a false no."""
    areas: dict[str, list[int]] = {}
    for number in range(1000, 10_000):
        found = places.find(Place(None, str(number)))
        if found != NOWHERE:
            areas.setdefault(str(number)[:2], []).append(found)
    assert sum(map(len, areas.values())) > 2500
    for found in areas.values():
        coordinates = places.coordinates[found]
        gap = (coordinates - np.median(coordinates, axis=0)) * [111.2, 68.0]
        assert np.hypot(gap[:, 0], gap[:, 1]).max() < 60  # kilometres


def minutes(places: Gazetteer, home: str, work: str) -> dict[Mode, float]:
    numbers = (np.array([places.find(Place(name))], np.int32) for name in (home, work))
    return dict(zip(MODES, GreatCircle(places).minutes(*numbers)[:, 0].tolist(), strict=True))


def test_minutes_are_great_circle_times_detour_over_speed(places: Gazetteer) -> None:
    """Groningen (53.2192, 6.5667) to Veendam (53.1067, 6.8792).

    North-south .1125° × 111.19 km = 12.51 km; east-west .3125° × 111.19 × cos 53.163° = 20.83 km;
    so 24.30 km straight and 31.59 km by road.
    """
    found = minutes(places, "Groningen", "Veendam")
    expected = {
        Mode.WALK: 31.59 / 5 * 60,
        Mode.BIKE: 31.59 / 15 * 60,
        Mode.E_BIKE: 31.59 / 21 * 60,
        Mode.MOPED: 31.59 / 35 * 60,
        Mode.CAR: 31.59 / 50 * 60 + 5,
        Mode.PUBLIC_TRANSPORT: 31.59 / 30 * 60 + 15,
    }
    assert found == pytest.approx(expected, rel=1e-3)


def test_the_way_back_is_as_long(places: Gazetteer) -> None:
    assert minutes(places, "Groningen", "Emmen") == minutes(places, "Emmen", "Groningen")


def test_who_works_where_they_live_has_the_fixed_minutes_only(places: Gazetteer) -> None:
    found = minutes(places, "Veendam", "Veendam")
    assert found[Mode.WALK] == 0
    assert found[Mode.CAR] == 5
    assert found[Mode.PUBLIC_TRANSPORT] == 15


def test_an_unknown_place_has_no_minutes(places: Gazetteer) -> None:
    one, nowhere = np.array([0], np.int32), np.array([NOWHERE], np.int32)
    assert np.isnan(GreatCircle(places).minutes(one, nowhere)).all()
    assert np.isnan(GreatCircle(places).minutes(nowhere, one)).all()


def test_many_people_take_the_short_cut_to_the_same_minutes(places: Gazetteer) -> None:
    circle = GreatCircle(places)
    many = np.arange(-1, len(places.names), dtype=np.int32).repeat(2)
    work = np.array([places.find(Place("Emmen"))], np.int32)
    quick, back = circle.minutes(many, work), circle.minutes(work, many)
    slow = np.concatenate([circle.minutes(part, work) for part in np.array_split(many, 5)], axis=1)
    np.testing.assert_array_equal(quick, slow)
    np.testing.assert_array_equal(back, slow)
    assert quick.shape == (len(MODES), len(many))
