"""Source files, gzipped or plain: open them as text, and their sha256."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from matcher.errors import VocabularyError

BAD_CHARACTER = "�"  # stands for bytes that are no UTF-8


@contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """Open a file, gunzipped when its name ends in ``.gz``; bytes that are no UTF-8 become `�`.

    Raises
    ------
    VocabularyError
        When the file is missing, unreadable or broken off.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
            yield file
    except (OSError, EOFError, zlib.error) as error:
        raise VocabularyError(f"{path}: kan dit bestand niet lezen ({error})") from None


def sha256(path: Path) -> str:
    """Hexadecimal sha256 of a file as it lies on disk."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise VocabularyError(f"{path}: kan dit bestand niet lezen ({error})") from None


def plain_suffix(path: Path) -> str:
    """The suffix in small letters, looking past ``.gz``."""
    return Path(path.name.removesuffix(".gz")).suffix.lower()
