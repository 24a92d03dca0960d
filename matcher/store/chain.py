"""The hash chain of the log: each line holds the hash of the line before.

``hash = SHA-256(canonical JSON of all fields and the previous hash)``, so that changing, removing,
inserting or moving a line shows. Who rewrites the whole log from some line on is found with an
anchor: a number and hash that were written down elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from matcher.store.canonical import canonical, digest, parse
from matcher.store.times import rfc3339

GENESIS = "0" * 64
PRUNED = "audit.pruned"
MAX_PROBLEMS = 100


@dataclass(frozen=True)
class AuditEntry:
    """One line of the log; `number` starts at 1 and has no gaps."""

    number: int
    at: datetime
    actor: str
    organisation: str
    action: str
    subject: str
    details: dict[str, Any]
    previous: str
    hash: str


class Anchor(NamedTuple):
    """A place in the chain that is known to be right."""

    number: int
    hash: str


class Line(NamedTuple):
    """One stored line with every column as it is in the database."""

    number: int
    at: datetime
    actor: str
    organisation: str
    action: str
    subject: str
    body: str
    previous: str
    hash: str


def body_of(
    number: int,
    at: datetime,
    actor: str,
    organisation: str,
    action: str,
    subject: str,
    details: Mapping[str, Any],
    previous: str,
) -> str:
    """The text that is hashed and stored."""
    return canonical(
        {
            "number": number,
            "at": rfc3339(at),
            "actor": actor,
            "organisation": organisation,
            "action": action,
            "subject": subject,
            "details": dict(details),
            "previous": previous,
        }
    )


def problems(
    lines: Iterable[Line], cut: Anchor | None = None, anchor: Anchor | None = None
) -> list[str]:
    """Everything that is wrong with the chain, in Dutch; empty when it is whole.

    Parameters
    ----------
    lines : iterable of Line
        By number.
    cut : Anchor, optional
        The last line that was cleared away after its time; the log goes on from there.
    anchor : Anchor, optional
        A line that was written down elsewhere: it must still be there, unchanged.
    """
    found: list[str] = []
    last = cut or Anchor(0, GENESIS)
    confirmed = cut is None
    anchored = anchor is None or (cut is not None and anchor.number < cut.number)
    anchored = anchored or anchor == cut
    for line in lines:
        found += _gap(line, last)
        found += _edited(line)
        if anchor is not None and line.number == anchor.number:
            anchored = line.hash == anchor.hash
        confirmed = confirmed or _confirms(line, cut)
        last = Anchor(line.number, line.hash)
    if not confirmed and cut is not None:
        found.append(
            f"logregels tot en met {cut.number} zijn weg zonder dat het log het opruimen noemt"
        )
    if not anchored and anchor is not None:
        if last.number < anchor.number:
            found.append(
                f"logregel {last.number + 1} tot en met {anchor.number} ontbreken aan het einde"
            )
        else:
            found.append(f"logregel {anchor.number}: anders dan elders is vastgelegd")
    more = len(found) - MAX_PROBLEMS
    return found if more <= 0 else [*found[:MAX_PROBLEMS], f"… en nog {more} problemen"]


def _gap(line: Line, last: Anchor) -> list[str]:
    if line.number > last.number + 1:
        missing = f"logregel {last.number + 1} tot en met {line.number - 1}"
        return [f"{missing}: verwijderd"]
    if line.number <= last.number:
        return [f"logregel {line.number}: staat er na het opruimen nog of weer"]
    if line.previous != last.hash:
        return [f"logregel {line.number}: sluit niet aan op regel {last.number}"]
    return []


def _edited(line: Line) -> list[str]:
    if digest(line.body) != line.hash:
        return [f"logregel {line.number}: gewijzigd, de controlesom klopt niet"]
    try:
        told = parse(line.body)
        shown = body_of(
            line.number,
            line.at,
            line.actor,
            line.organisation,
            line.action,
            line.subject,
            told["details"],
            line.previous,
        )
    except (ValueError, KeyError, TypeError):
        return [f"logregel {line.number}: gewijzigd, de tekst is geen logregel"]
    if shown != line.body:
        return [f"logregel {line.number}: gewijzigd, de kolommen en de tekst verschillen"]
    return []


def _confirms(line: Line, cut: Anchor | None) -> bool:
    if cut is None or line.action != PRUNED:
        return False
    details = parse(line.body)["details"]
    return bool((details.get("number"), details.get("hash")) == cut)
