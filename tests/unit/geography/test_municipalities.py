"""The area of a place, and the tables behind it."""

from __future__ import annotations

import pytest

from matcher.domain.portfolio import Place
from matcher.geography.municipalities import Area, Areas
from matcher.geography.places import NOWHERE, netherlands


@pytest.fixture(scope="module")
def areas() -> Areas:
    return Areas(netherlands())


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("Winschoten", Area("Oldambt", "Groningen", "Groningen")),
        ("Yde", Area("Tynaarlo", "Groningen", "Drenthe")),
        ("Meppel", Area("Meppel", "Regio Zwolle", "Drenthe")),
        ("Klazienaveen", Area("Emmen", "Drenthe", "Drenthe")),
        ("Utrecht", Area("Utrecht", None, "Utrecht")),
    ],
)
def test_area_of_a_place(areas: Areas, place: str, area: Area) -> None:
    assert areas.of(netherlands().find(Place(place))) == area


def test_a_place_that_is_not_known_has_no_area(areas: Areas) -> None:
    assert areas.of(NOWHERE) == Area()


def test_every_place_has_a_province_and_the_north_a_municipality(areas: Areas) -> None:
    all_areas = [areas.of(i) for i in range(len(netherlands().names))]
    assert all(a.province for a in all_areas)
    north = [a for a in all_areas if a.province in {"Groningen", "Drenthe"}]
    assert sum(a.municipality is None for a in north) == 3  # three quarters and hamlets
    assert all(a.region for a in north if a.municipality)
    assert len({a.municipality for a in north} - {None}) == 22
