"""One text for one value: JSON with sorted keys and no spaces, so that equal means equal bytes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from matcher.errors import DataError


def canonical(value: Any) -> str:
    """Canonical JSON: keys sorted, no spaces, characters as themselves.

    Raises
    ------
    DataError
        For what JSON or UTF-8 cannot say: NaN, infinity, half surrogates, other types.
    """
    try:
        text = json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
        )
        text.encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise DataError(
            f"dit kan niet worden bewaard als JSON ({error}); "
            "toegestaan: tekst, gewone getallen, ja of nee, lijsten en objecten"
        ) from None
    return text


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def parse(text: str) -> dict[str, Any]:
    """A stored object."""
    value: dict[str, Any] = json.loads(text)
    return value
