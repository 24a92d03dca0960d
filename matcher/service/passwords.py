"""Passwords of local accounts: Argon2id with the library's standard cost (RFC 9106)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from matcher.errors import DataError

SHORTEST, LONGEST = 12, 200
_HASHER = PasswordHasher()
# Compared with when there is no such account, so that it takes as long as when there is.
_NOBODY = _HASHER.hash("nobody has this password")


def hashed(password: str) -> str:
    """What is stored of a password.

    Raises
    ------
    DataError
        When it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise DataError(
            f"het wachtwoord heeft {len(password)} tekens; kies er {SHORTEST} tot {LONGEST}, "
            "bijvoorbeeld vier losse woorden"
        )
    return _HASHER.hash(password)


def right(password: str, stored: str | None) -> bool:
    """Whether a password is the stored one; as slow without an account as with one."""
    try:
        _HASHER.verify(stored or _NOBODY, password[: LONGEST + 1])
    except (Argon2Error, InvalidHashError):
        return False
    return stored is not None
