"""How much of what must go is gone, and how much of what is useful stays.

python -m matcher.disclosure.measure tests/data/disclosure/teksten.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.disclosure.cleaning import Both, StrictCleaner
from matcher.disclosure.deduce_cleaner import DeduceCleaner
from matcher.disclosure.lexicon import FUNCTION_WORDS
from matcher.disclosure.spans import Span, TextCleaner
from matcher.errors import DataError
from matcher.vocabulary.vocabulary import Vocabulary

WORK = "werk"
_WORD = re.compile(r"\w+")
VOCABULARY = Path(__file__).parents[2] / "vocab" / "competenties"


@dataclass(frozen=True, slots=True)
class Marked:
    """One text with its marked stretches: kind and span."""

    id: str
    part: str
    text: str
    spans: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Counts per (part, kind): how many, and how many right.

    Right is: gone to the last letter and digit ("de", "een" and the like may stay), and for
    `WORK`: not one letter of it gone.
    """

    total: Counter[tuple[str, str]]
    right: Counter[tuple[str, str]]
    wrong: tuple[tuple[str, str, str], ...]  # text id, kind, words

    def share(self, kind: str, part: str | None = None) -> float:
        """Right over total, in [0, 1]; NaN when there are none."""
        keys = [k for k in self.total if k[1] == kind and part in (None, k[0])]
        total = sum(self.total[k] for k in keys)
        return sum(self.right[k] for k in keys) / total if total else float("nan")


def read_marked(path: Path) -> list[Marked]:
    """The texts of a file; `DataError` when a line is not a marked text."""
    out = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            spans = tuple((s["kind"], Span(s["start"], s["end"])) for s in row["spans"])
            out.append(Marked(row["id"], row["part"], row["text"], spans))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path}, regel {number}: geen gemerkte tekst ({error})") from error
    return out


def measure(texts: Iterable[Marked], cleaner: TextCleaner) -> Result:
    """Compare what a cleaner finds with what is marked."""
    total: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    wrong = []
    for marked in texts:
        gone = {at for s in cleaner.spans(marked.text) for at in range(s.start, s.end)}
        for kind, span in marked.spans:
            letters = {
                at
                for word in _WORD.finditer(marked.text, *span)
                if kind == WORK or word.group().lower() not in FUNCTION_WORDS
                for at in range(*word.span())
            }
            good = not letters & gone if kind == WORK else letters <= gone
            total[marked.part, kind] += 1
            right[marked.part, kind] += good
            if not good:
                wrong.append((marked.id, kind, marked.text[span.start : span.end]))
    return Result(total, right, tuple(wrong))


def table(result: Result) -> str:
    """Recall per kind and part, and the share of useful words that stay, as lines of text."""
    parts = sorted({part for part, _ in result.total}, reverse=True)
    kinds = sorted({kind for _, kind in result.total}, key=lambda k: (k == WORK, k))
    lines = [f"{'soort':<12}" + "".join(f"{p:>18}" for p in parts)]
    for kind in kinds:
        cells = []
        for part in parts:
            of = result.total[part, kind]
            cells.append(f"{result.right[part, kind]}/{of} ({result.share(kind, part):.1%})")
        lines.append(f"{kind:<12}" + "".join(f"{c:>18}" for c in cells))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; with ``--fouten`` each stretch that went wrong."""
    parser = argparse.ArgumentParser(description="Meet hoe goed namen en nummers verdwijnen.")
    parser.add_argument("bestand", type=Path)
    parser.add_argument("--vocabulaire", type=Path, default=VOCABULARY)
    parser.add_argument("--deduce", type=Path, help="map voor de tabellen van deduce; gebruik ook")
    parser.add_argument("--fouten", action="store_true", help="toon wat fout ging")
    given = parser.parse_args(arguments)
    cleaner: TextCleaner = StrictCleaner(Vocabulary.load(given.vocabulaire))
    if given.deduce:
        cleaner = Both(DeduceCleaner(given.deduce), cleaner)
    result = measure(read_marked(given.bestand), cleaner)
    print(table(result))
    if given.fouten:
        for identity, kind, words in result.wrong:
            print(f"{identity} {kind}: {words}")


if __name__ == "__main__":
    main()
