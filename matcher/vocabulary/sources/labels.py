"""Labels of an import: clean, and each with one owner."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matcher.vocabulary.concepts import Label, Register
from matcher.vocabulary.normalise import normalise
from matcher.vocabulary.sources.draft import DraftConcept
from matcher.vocabulary.sources.report import ImportReport

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")  # soft hyphen and the like
_ODD = re.compile(r"[^\w\s&'’()/+.,:%#°²³€;–!?\"“”-]")  # what `matcher vocab check` refuses


def clean(text: str) -> str:
    """One line without invisible characters, doubled or outer spaces."""
    return " ".join(_UNSEEN.sub("", text).split())


def label_text(text: str) -> str:
    """A label as the tables hold it: signs that play no part in comparing become a space."""
    return " ".join(_ODD.sub(" ", clean(text)).split())


def split_labels(cell: str) -> list[str]:
    """Labels of one cell, separated by line ends or by `` | ``; empty ones are dropped."""
    return [text for part in re.split(r"[\r\n]+|\s\|\s", cell) if (text := clean(part))]


def with_one_owner(concepts: Iterable[DraftConcept], report: ImportReport) -> list[Label]:
    """Labels of all concepts, each normalised text owned by one concept.

    A preferred label goes before any other; of two concepts that both prefer it, or that both
    have it as a synonym, the first by id keeps it. A concept that loses its preferred label gets
    it back with its kind behind it ("vissen (taak)"), so that every concept can be found.

    Parameters
    ----------
    concepts : iterable of DraftConcept
        Each preferred label holds a letter or digit.

    Returns
    -------
    list of Label
        By concept id, the preferred label of each concept first.
    """
    order = sorted(concepts, key=lambda c: c.id)
    owner: dict[str, str] = {}
    for concept in order:
        owner.setdefault(normalise(label_text(concept.label)), concept.id)
    preferred: dict[str, str] = {}
    for concept in order:
        text = label_text(concept.label)
        if owner[normalise(text)] != concept.id:
            report.leave_out("voorkeurslabel dat ook van een ander begrip is (soort erachter)")
            text = _with_kind(text, concept, owner)
        preferred[concept.id] = text
    labels: list[Label] = []
    for concept in order:
        labels.append(Label(concept.id, preferred[concept.id], Register.PREFERRED))
        mine = {normalise(concept.label), normalise(preferred[concept.id])}
        for other in concept.others:
            text = label_text(other)
            normal = normalise(text)
            if not normal or normal in mine:
                report.leave_out("synoniem gelijk aan een ander label van hetzelfde begrip")
            elif owner.setdefault(normal, concept.id) != concept.id:
                report.leave_out("synoniem dat al van een ander begrip is")
            else:
                mine.add(normal)
                labels.append(Label(concept.id, text, Register.SYNONYM))
    return labels


def _with_kind(text: str, concept: DraftConcept, owner: dict[str, str]) -> str:
    """The first free text of "x (taak)", "x (taak 2)", …; taken at once."""
    number = 1
    while True:
        ending = concept.kind.value if number == 1 else f"{concept.kind.value} {number}"
        longer = f"{text} ({ending})"
        if owner.setdefault(normalise(longer), concept.id) == concept.id:
            return longer
        number += 1
