"""What a database says when it fails, in plain Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, TimeoutError

from matcher.errors import DataError
from matcher.store.problems import StoreError

# Words in the database's own message -> what to tell. The first that is found counts.
SAYINGS = (
    ("database is locked", "de database is te lang bezet; probeer het zo nog eens"),
    ("lock timeout", "de database is te lang bezet; probeer het zo nog eens"),
    (
        "readonly database",
        "in deze database kan niet worden geschreven; geef schrijfrechten op het bestand en de map",
    ),
    (
        "unable to open database file",
        "het bestand van de database kan niet worden geopend; "
        "controleer of de map er is en of u er rechten op hebt",
    ),
    ("file is not a database", "dit bestand is geen database; kies een ander bestand"),
    ("malformed", "de database is beschadigd; zet een reservekopie terug"),
    ("disk is full", "de schijf is vol; maak ruimte vrij"),
    ("no space left", "de schijf is vol; maak ruimte vrij"),
    ("no such table", "de tabellen zijn er nog niet; maak ze met migrate()"),
    ("undefinedtable", "de tabellen zijn er nog niet; maak ze met migrate()"),
    (
        "password authentication failed",
        "de database weigert deze gebruiker of dit wachtwoord; controleer het adres",
    ),
    ("does not exist", "deze database of gebruiker is er niet; controleer het adres"),
    ("permission denied", "deze gebruiker mag dit niet in de database; vraag de beheerder"),
)
UNREACHABLE = "de database is niet bereikbaar; controleer het adres en of de server aan staat"


@contextmanager
def in_plain_dutch(writes: bool) -> Iterator[None]:
    """Turn failures of the database into `StoreError`; mistakes of the program pass as they are.

    Raises
    ------
    StoreError
        With what was found and what to do; the database's own message is its cause.
    DataError
        For a text that the database cannot hold.
    """
    try:
        yield
    except TimeoutError as error:
        raise StoreError("alle verbindingen zijn bezet; probeer het zo nog eens") from error
    except UnicodeEncodeError as error:
        raise DataError("een tekst bevat een half teken; stuur hem als UTF-8") from error
    except DBAPIError as error:
        told = str(error.orig).lower()
        if "nul (0x00)" in told:
            raise DataError("een tekst bevat een nulteken; haal het weg") from error
        if "value too long" in told:
            raise DataError("een tekst is te lang; toegestaan: 500 tekens") from error
        saying = _saying(error)
        if saying is None:
            raise
        if not writes and _refused(error):
            raise RuntimeError("a read transaction cannot write: use Database.write()") from error
        raise StoreError(saying) from error


def _refused(error: DBAPIError) -> bool:
    told = str(error.orig).lower()
    return "readonly database" in told or "read-only transaction" in told


def _saying(error: DBAPIError) -> str | None:
    if _refused(error):
        return SAYINGS[2][1]
    told = f"{type(error.orig).__name__}: {error.orig}".lower()
    found = next((saying for words, saying in SAYINGS if words in told), None)
    if found is None and type(error).__name__ in ("OperationalError", "InterfaceError"):
        return UNREACHABLE
    return found
