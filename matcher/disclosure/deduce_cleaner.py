"""The library deduce (Dutch de-identification, LGPL-3.0) as a second opinion beside our rules.

It is an extra: it pins an older ``regex`` than newer versions of transformers ask, and its tables
take over a minute to build the first time. They are kept in a directory of the caller's.
"""

from __future__ import annotations

import logging
from importlib import import_module
from pathlib import Path
from typing import Any

from matcher.disclosure.spans import Span, merged
from matcher.errors import MatcherError


class DeduceCleaner:
    """Loads the library when it is made.

    Parameters
    ----------
    cache : Path
        Directory for the library's tables; made when it is not there.

    Raises
    ------
    MatcherError
        When the library is not installed.
    """

    def __init__(self, cache: Path) -> None:
        try:
            library: Any = import_module("deduce")
        except ImportError as error:
            raise MatcherError(
                "Voor deze manier van opschonen is deduce nodig: pip install 'matcher[deid]'."
                " Zonder deduce werken de eigen regels (StrictCleaner)."
            ) from error
        logging.getLogger("deduce").setLevel(logging.ERROR)
        (cache / "cache").mkdir(parents=True, exist_ok=True)
        self._library = library.Deduce(cache_path=cache)

    def spans(self, text: str) -> list[Span]:
        """See `TextCleaner.spans`; merged and in order."""
        found = self._library.deidentify(text).annotations
        return merged(Span(int(a.start_char), int(a.end_char)) for a in found)
