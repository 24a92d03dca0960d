"""The columns of a Sonar table: what each header means, and what is never taken."""

from __future__ import annotations

import unicodedata
from enum import StrEnum


class Column(StrEnum):
    """What a column holds; the value is the header that our own export writes."""

    ID = "ID_WZ"
    HOURS = "Beschikbare uren/wk"
    HOURS_MIN = "Uren minimaal"
    EDUCATION = "Opleidingsniveau"
    SECTORS = "Beroepssector"
    OCCUPATIONS = "Bemiddelingsberoep"
    SPOKEN_DUTCH = "Mondeling Nederlands"
    WRITTEN_DUTCH = "Schriftelijk Nederlands"
    LICENCES = "Rijbewijs"
    TRANSPORT = "Vervoer"
    POSTCODE = "Postcode"
    PLACE = "Plaats"
    START = "Beschikbaar vanaf"
    MINUTES = "Reistijd (minuten)"
    CERTIFICATES = "Certificaten"
    SKILLS = "Vaardigheden"
    SUMMARY = "Samenvatting"


_ALSO: dict[Column, tuple[str, ...]] = {
    Column.ID: ("id", "id werkzoekende", "klantnummer", "kandidaatnummer", "id_kandidaat"),
    Column.HOURS: ("uren", "uren per week", "beschikbare uren", "uren maximaal", "max uren"),
    Column.HOURS_MIN: ("min uren", "minimale uren"),
    Column.EDUCATION: ("opleiding", "niveau opleiding", "hoogste opleiding"),
    Column.SECTORS: ("sector", "sectoren", "wenssector", "wenssectoren"),
    Column.OCCUPATIONS: (
        "beroep",
        "beroepen",
        "wensberoep",
        "wensberoepen",
        "bemiddelingsberoepen",
    ),
    Column.SPOKEN_DUTCH: ("nederlands mondeling", "spreekvaardigheid nederlands"),
    Column.WRITTEN_DUTCH: ("nederlands schriftelijk", "schrijfvaardigheid nederlands"),
    Column.LICENCES: ("rijbewijzen", "rijbewijs categorie"),
    Column.TRANSPORT: ("vervoermiddel", "vervoermiddelen", "eigen vervoer"),
    Column.POSTCODE: ("pc", "postcode woonadres"),
    Column.PLACE: ("woonplaats", "plaatsnaam"),
    Column.START: ("beschikbaar per", "startdatum", "datum beschikbaar"),
    Column.MINUTES: ("reistijd", "maximale reistijd", "max reistijd"),
    Column.CERTIFICATES: ("certificaat", "cursussen"),
    Column.SKILLS: ("vaardigheid", "competenties", "skills"),
    Column.SUMMARY: ("profieltekst", "persoonlijke presentatie"),
}
# Never in a record: who somebody is, where exactly they live, what they get, and labels of policy.
_PERSONAL = (
    "bsn|burgerservicenummer|sofinummer|geslacht|m/v|aanhef|telefoonnummer|telefoon|tel|mobiel|gsm"
    "|volledige naam|naam|voornaam|voornamen|roepnaam|voorletters|achternaam|geslachtsnaam"
    "|tussenvoegsel|meisjesnaam|leeftijd|geboortedatum|geb datum|geboortejaar|geboorteplaats"
    "|geboorteland|nationaliteit|land van herkomst|herkomst|etniciteit|burgerlijke staat"
    "|e-mailadres|e-mail|email|mail|straatnaam|straat|adres|huisnummer|huisnr|huisnummer toevoeging"
    "|toevoeging|huisletter|iban|rekeningnummer|banenafspraak|doelgroepregister|doelgroep|lgr|ldr"
    "|participatieladder|ladder|trede|uitkering|soort uitkering|uitkeringssoort|uitkeringsvorm|wet"
    "|1e uitk dag (niet ww)|1e uitkeringsdag|datum uitkering|loonwaarde|beschut werk|medisch"
    "|belastbaarheid|gezondheid|diagnose|handicap|arbeidsbeperking|religie|geloof|kinderen"
    "|gezinssituatie|schulden|detentie|klantprofiel"
)
# About the administration, not the person's work.
_OFFICE = (
    "datum melding|inschrijfdatum|gemeente|arbeidsmarktregio|cases (aantal)|cases|sonar"
    "|medewerker naam|medewerker|klantmanager|consulent|organisatie naam|organisatie|gsd kantoor"
    "|kantoor|aantal"
)
# Parts of a header that make it personal, whatever stands around them.
_PERSONAL_PARTS = (
    "bsn",
    "geslacht",
    "leeftijd",
    "geboorte",
    "naam",
    "telefoon",
    "mail",
    "straat",
    "huisnummer",
    "uitkering",
    "nationaliteit",
    "banenafspraak",
    "doelgroepregister",
    "participatieladder",
    "loonwaarde",
)


def fold(header: str) -> str:
    """A header without case, accents, signs and spaces: "E-mailadres " and "emailadres" agree."""
    plain = unicodedata.normalize("NFKD", header.casefold())
    return "".join(c for c in plain if c.isalnum())


_BY_HEADER = {
    fold(header): column for column in Column for header in (column.value, *_ALSO[column])
}
_KEPT_OUT = {fold(header) for header in f"{_PERSONAL}|{_OFFICE}".split("|")}


def column_of(header: str) -> Column | None:
    """What the header means, or None."""
    return _BY_HEADER.get(fold(header))


def is_kept_out(header: str) -> bool:
    """Whether this column is known and never taken."""
    folded = fold(header)
    return folded in _KEPT_OUT or any(part in folded for part in map(fold, _PERSONAL_PARTS))
