"""What can go wrong in the store, in the user's words."""

from __future__ import annotations

from matcher.errors import DataError, MatcherError

NAMES = {
    "portfolio": "portfolio",
    "vacancy": "vacature",
    "organisation": "organisatie",
    "user": "gebruiker",
    "token": "sleutel",
    "shortlist": "shortlist",
    "request": "contactverzoek",
    "release": "vrijgave",
    "job": "taak",
    "idempotency": "sleutel van een verzoek",
}


class StoreError(MatcherError):
    """The database cannot be opened, reached or written."""


class NotFound(MatcherError):  # noqa: N818 - a word of the interface, as in a library's catalogue
    """There is no such thing, or no longer.

    Parameters
    ----------
    kind : str
        A key of `NAMES`.
    id : str
        What was asked for.
    """

    def __init__(self, kind: str, id: str) -> None:
        self.kind, self.id = kind, id
        super().__init__(f"{NAMES.get(kind, kind)} '{id}' is er niet; controleer het nummer")


class AlreadyExists(MatcherError):  # noqa: N818
    """The id is taken, by another organisation or by another row."""

    def __init__(self, kind: str, id: str) -> None:
        self.kind, self.id = kind, id
        super().__init__(f"{NAMES.get(kind, kind)} '{id}' bestaat al; kies een ander nummer")


class VersionConflict(MatcherError):  # noqa: N818
    """Somebody else changed the record first.

    Parameters
    ----------
    id : str
        The record.
    expected : int
        The version the writer had seen; 0 = none.
    found : int
        The version that is there; 0 = none.
    """

    def __init__(self, id: str, expected: int, found: int) -> None:
        self.id, self.expected, self.found = id, expected, found
        super().__init__(
            f"'{id}' is intussen gewijzigd: u had versie {expected}, nu is er versie {found}; "
            "haal het opnieuw op en voer uw wijziging nog eens in"
        )


MAX_ID = 500  # characters


def check_id(id: object, what: str = "id") -> str:
    """The id itself, when it can be one.

    Raises
    ------
    DataError
        When it is no text of 1 to 500 characters without control characters.
    """
    if (
        isinstance(id, str)
        and 0 < len(id) <= MAX_ID
        and not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in id)
    ):
        return id
    raise DataError(
        f"veld {what}: gevonden {id!r:.60}; toegestaan: 1 tot {MAX_ID} tekens, "
        "zonder regeleinden of andere stuurtekens"
    )


def check_choice(value: str, accepted: tuple[str, ...], what: str) -> str:
    """The value itself, when it is in the closed list; `DataError` otherwise."""
    if value in accepted:
        return str(value)
    raise DataError(f"veld {what}: gevonden '{value}'; toegestaan: {', '.join(accepted)}")
