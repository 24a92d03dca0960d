"""What stands between a person and a job that training could close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.shortlist import Coverage, Gap
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Columns, Gate
from matcher.gates.language import DUTCH


class NeedKind(StrEnum):
    """What kind of thing is missing."""

    CERTIFICATE = "certificaat"
    LICENCE = "rijbewijs"
    LANGUAGE = "taal"
    EDUCATION = "diploma"
    REQUIREMENT = "eis"


GATES: dict[str, NeedKind] = {
    "language": NeedKind.LANGUAGE,
    "certificates": NeedKind.CERTIFICATE,
    "licences": NeedKind.LICENCE,
    "education": NeedKind.EDUCATION,
}
KNOCK_OUT = "knock-out"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to close.

    Attributes
    ----------
    label : str
        In Dutch, for the user.
    importance : str
        ``knock-out``, or the importance that the vacancy gives (essential, important, optional,
        task).
    known : Answer
        NO: known to be missing. UNKNOWN: the portfolio does not name it; ask first.
    """

    kind: NeedKind
    label: str
    importance: str
    known: Answer


@dataclass(frozen=True, eq=False)
class GateNeed:
    """One demand of a knock-out on its own, so that each gets its own answer."""

    need: Need
    gate: Gate
    columns: Columns

    def verdicts(self, portfolios: Columns) -> NDArray[np.int8]:
        """Answers for the rows of a portfolio pool."""
        return self.gate.verdicts(portfolios, self.columns)


def gate_needs(vacancy: Vacancy, gates: Sequence[Gate]) -> tuple[GateNeed, ...]:
    """Every certificate, licence, language and education demand of a vacancy, apart."""
    by_name = {gate.name: gate for gate in gates}
    out = []
    for name, label, one in _apart(vacancy):
        if name in by_name:
            gate = by_name[name]
            need = Need(GATES[name], label, KNOCK_OUT, Answer.NO)
            columns: dict[str, NDArray[Any]] = gate.vacancy_columns([one])
            out.append(GateNeed(need, gate, columns))
    return tuple(out)


def _apart(vacancy: Vacancy) -> Iterator[tuple[str, str, Vacancy]]:
    """Gate, label and a vacancy that demands this one thing alone."""
    bare = Vacancy(vacancy.id, start=vacancy.start)
    if (asked := vacancy.language_min) is not None and asked.level is not None:
        name = DUTCH.get(asked.language, asked.language)
        yield "language", f"{name} op niveau {asked.level}", replace(bare, language_min=asked)
    for text in dict.fromkeys(vacancy.certificates_required or ()):
        yield "certificates", text, replace(bare, certificates_required=(text,))
    for letter in dict.fromkeys(vacancy.driving_licences_required or ()):
        yield "licences", f"rijbewijs {letter}", replace(bare, driving_licences_required=(letter,))
    if (level := vacancy.education_min) is not None:
        yield "education", f"diploma op {level}", replace(bare, education_min=level)


def requirement(gap: Gap) -> Need:
    """A requirement or task that the portfolio does not name."""
    return Need(NeedKind.REQUIREMENT, gap.label, gap.importance, Answer.UNKNOWN)


def open_requirements(gaps: Sequence[Gap], levels: frozenset[str]) -> tuple[int, ...]:
    """Numbers of the requirements of these importances that are not named."""
    return tuple(
        i
        for i, gap in enumerate(gaps)
        if gap.importance in levels and gap.status is Coverage.NOT_NAMED
    )
