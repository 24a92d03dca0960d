"""The closed list of dated tables: what each holds, in which unit, and how sure a value is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Unit(StrEnum):
    """What a value counts."""

    EURO = "euro"
    PERCENT = "procent"
    HOURS = "uren"
    WEEKS = "weken"
    MONTHS = "maanden"
    YEARS = "jaren"


class Status(StrEnum):
    """How sure we are of a value."""

    OFFICIAL = "V"
    SECONDARY = "S"
    GENERAL = "K"
    UNSURE = "?"

    @property
    def words(self) -> str:
        """For the user."""
        return {
            Status.OFFICIAL: "gelezen in een officiële tekst",
            Status.SECONDARY: "gelezen in een tweede bron",
            Status.GENERAL: "algemene kennis, niet nagelezen",
            Status.UNSURE: "onzeker",
        }[self]


class Name(NamedTuple):
    """Which value: the table (the file without ``.csv``) and the kind of row in it."""

    table: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rate:
    """One row of a table: a value from a day on, with its source.

    Attributes
    ----------
    valid_from, valid_to : date
        First day, and the first day on which it no longer holds; ``valid_to`` None is open.
    """

    name: Name
    valid_from: date
    valid_to: date | None
    value: Decimal
    unit: Unit
    source: str
    status: Status


@dataclass(frozen=True, slots=True)
class Table:
    """What a table may hold. ``months``: the longest that one row can hold, None when unbounded."""

    title: str
    kinds: Mapping[str, Unit]
    months: int | None = None


AGES = tuple(str(age) for age in range(15, 21))
# The minimum wage is set anew each 1 January and 1 July (Wml art. 14): no row outlives six months.
TABLES: Mapping[str, Table] = {
    "wml_uur": Table("minimumloon per uur", {"vanaf_21": Unit.EURO}, months=6),
    "wml_maand": Table("referentiemaandloon", {"vanaf_21": Unit.EURO}, months=6),
    "jeugdloon": Table("deel van het minimumloon per leeftijd", dict.fromkeys(AGES, Unit.PERCENT)),
    "jeugdloon_bbl": Table(
        "deel van het minimumloon per leeftijd, in de BBL", dict.fromkeys(AGES, Unit.PERCENT)
    ),
    "vakantiebijslag": Table("vakantiebijslag", {"percentage": Unit.PERCENT}),
    "werkgeverslasten": Table("vergoeding werkgeverslasten", {"percentage": Unit.PERCENT}),
    "lks": Table(
        "regels van de loonkostensubsidie",
        {
            "voltijd": Unit.HOURS,
            "maximum": Unit.PERCENT,
            "forfait": Unit.PERCENT,
            "forfait_maanden": Unit.MONTHS,
        },
    ),
    "lkv": Table(
        "loonkostenvoordeel",
        {
            "banenafspraak_per_uur": Unit.EURO,
            "banenafspraak_maximum": Unit.EURO,
            "arbeidsgehandicapt_per_uur": Unit.EURO,
            "arbeidsgehandicapt_maximum": Unit.EURO,
            "arbeidsgehandicapt_jaren": Unit.YEARS,
            "herplaatsen_per_uur": Unit.EURO,
            "herplaatsen_maximum": Unit.EURO,
            "herplaatsen_jaren": Unit.YEARS,
        },
    ),
    "no_risk": Table(
        "no-riskpolis",
        {
            "ziekengeld": Unit.PERCENT,
            "op_verzoek": Unit.PERCENT,
            "op_verzoek_weken": Unit.WEEKS,
        },
    ),
    "proefplaats": Table(
        "proefplaats",
        {
            "gemeente": Unit.MONTHS,
            "gemeente_verlenging": Unit.MONTHS,
            "gemeente_samen": Unit.MONTHS,
            "uwv": Unit.MONTHS,
        },
    ),
}
WML_HOUR = Name("wml_uur", "vanaf_21")
WML_MONTH = Name("wml_maand", "vanaf_21")
HOLIDAY = Name("vakantiebijslag", "percentage")
CHARGES = Name("werkgeverslasten", "percentage")
FULL_TIME = Name("lks", "voltijd")
CAP = Name("lks", "maximum")
FLAT = Name("lks", "forfait")
FLAT_MONTHS = Name("lks", "forfait_maanden")
