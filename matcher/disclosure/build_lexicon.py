"""Re-make the word and name lists in ``data/`` from their public sources.

Needs the Debian package ``wdutch`` (its file ``dutch``) and, only for this, ``pip install faker``::

    python -m matcher.disclosure.build_lexicon /usr/share/dict/dutch
"""

from __future__ import annotations

import gzip
import re
import sys
from importlib import import_module
from pathlib import Path

OUT = Path(__file__).parent / "data"
LONGEST_WORD = 14  # letters; longer words are taken apart into shorter ones
LOCALES = ("nl_NL", "nl_BE", "tr_TR", "pl_PL", "fr_DZ")
FIRST = ("first_names", "first_names_male", "first_names_female")
LAST = ("last_names", "unisex_last_names", "male_last_names")
# A small letter at the start: the list gives names and places a capital.
_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ']*")
_NAME = re.compile(r"[^\W\d_]{2,}")


def words(lines: list[str]) -> list[str]:
    """Words without a capital, at most `LONGEST_WORD` letters, sorted."""
    found = {w for w in lines if len(w) <= LONGEST_WORD and _WORD.fullmatch(w)}
    return sorted(found)


def names(fields: tuple[str, ...]) -> list[str]:
    """The parts of the names of all locales, in small letters, sorted."""
    found: set[str] = set()
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for field in fields:
            for name in getattr(provider, field, ()):
                found.update(part.lower() for part in _NAME.findall(name) if part[0].isupper())
    return sorted(found)


def main() -> None:
    """Write ``words.txt.gz``, ``first_names.txt`` and ``surnames.txt``."""
    lines = Path(sys.argv[1]).read_text("utf-8").split()
    text = "".join(f"{w}\n" for w in words(lines))
    (OUT / "words.txt.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    for file, fields in (("first_names.txt", FIRST), ("surnames.txt", LAST)):
        (OUT / file).write_text("".join(f"{n}\n" for n in names(fields)), "utf-8")


if __name__ == "__main__":
    main()
