"""Which demands of a job go along with a carved task, and which of them a person does not meet.

A vacancy states its demands for the whole job. Whether one belongs to a single task is unknown,
unless the employer has said so (`TaskNeeds`). Unknown is never no: such a demand that the person
does not meet becomes a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.advice.carving.result import TaskNeeds
from matcher.advice.seam import MatchEngine
from matcher.domain.answers import Answer
from matcher.domain.scales import Shift
from matcher.domain.vacancy import Hours, Inclusive, Vacancy
from matcher.gates.language import DUTCH as LANGUAGES
from matcher.gates.shifts import DUTCH as SHIFTS
from matcher.scoring.searchable import Searchable
from matcher.shortlist.eligibility import check, one_row


class Field(StrEnum):
    """The field of a vacancy that holds a demand."""

    CERTIFICATE = "certificates_required"
    LICENCE = "driving_licences_required"
    SHIFT = "shifts"
    LANGUAGE = "language_min"
    EDUCATION = "education_min"


@dataclass(frozen=True, slots=True)
class Item:
    """One demand; ``value`` is empty for the two fields that hold a single one."""

    field: Field
    value: str = ""


def items_of(vacancy: Vacancy) -> tuple[Item, ...]:
    """Every demand that a task may do without."""
    found = [Item(Field.CERTIFICATE, c) for c in vacancy.certificates_required or ()]
    found += [Item(Field.LICENCE, x) for x in vacancy.driving_licences_required or ()]
    found += [Item(Field.SHIFT, s) for s in vacancy.shifts or ()]
    if vacancy.language_min is not None:
        found.append(Item(Field.LANGUAGE))
    if vacancy.education_min is not None:
        found.append(Item(Field.EDUCATION))
    return tuple(dict.fromkeys(found))


def stated(needs: TaskNeeds | None) -> dict[Field, tuple[Item, ...]]:
    """What the employer says a task needs, by the fields about which something is said."""
    if needs is None:
        return {}
    lists = {
        Field.CERTIFICATE: needs.certificates,
        Field.LICENCE: needs.licences,
        Field.SHIFT: needs.shifts,
    }
    return {
        f: tuple(Item(f, str(v)) for v in values)
        for f, values in lists.items()
        if values is not None
    }


def in_words(item: Item, vacancy: Vacancy) -> str:
    """For example ``rijbewijs B`` or ``avonddienst``."""
    if item.field is Field.LICENCE:
        return f"rijbewijs {item.value}"
    if item.field is Field.SHIFT:
        return SHIFTS[Shift(item.value)]
    if item.field is Field.LANGUAGE and vacancy.language_min is not None:
        asked = vacancy.language_min
        return f"{LANGUAGES.get(asked.language, asked.language)} {asked.level or ''}".rstrip()
    if item.field is Field.EDUCATION:
        return f"een diploma op {vacancy.education_min} of hoger"
    return item.value


def with_only(vacancy: Vacancy, kept: Sequence[Item]) -> Vacancy:
    """The bare frame of a job (place, start, what is asked of everyone) with some demands.

    Without shifts among the demands the shifts are not known, never "none".
    """
    by: dict[Field, list[str]] = {f: [i.value for i in kept if i.field is f] for f in Field}
    language, education = by[Field.LANGUAGE], by[Field.EDUCATION]
    return Vacancy(
        id=vacancy.id,
        location=vacancy.location,
        start=vacancy.start,
        shifts=tuple(Shift(s) for s in by[Field.SHIFT]) or None,
        hours=Hours(),
        certificates_required=tuple(by[Field.CERTIFICATE]) or None,
        driving_licences_required=tuple(by[Field.LICENCE]) or None,
        language_min=vacancy.language_min if language else None,
        education_min=vacancy.education_min if education else None,
        inclusive=Inclusive(min_loonwaarde=vacancy.inclusive.min_loonwaarde),
    )


@dataclass(frozen=True)
class Unmet:
    """What the people of a pool do not meet of one job.

    Attributes
    ----------
    frame : tuple of str, (people,)
        Titles of the gates that close the job whatever its tasks; empty string for none.
    items : dict of Item to ndarray of bool, (people,)
        Who has a known no for a single demand.
    """

    frame: tuple[str, ...]
    items: dict[Item, NDArray[np.bool_]]


def unmet(
    vacancy: Vacancy, needs: Mapping[str, TaskNeeds], pool: Searchable, engine: MatchEngine
) -> Unmet:
    """Run the gates on each demand of a job apart."""
    wanted = dict.fromkeys(items_of(vacancy))
    for task in vacancy.tasks or ():
        for some in stated(needs.get(task.label)).values():
            wanted.update(dict.fromkeys(some))
    probes = [(), *((item,) for item in wanted)]
    records = [replace(with_only(vacancy, probe), id=f"{i:06d}") for i, probe in enumerate(probes)]
    side = engine.vacancy_pool(records)
    answers = [
        check(engine.gates, pool.side.pool.columns, one_row(side.pool.columns, row)).answers
        for row in range(len(records))
    ]
    closed = {
        item: (answer[_gate(engine, item)] == Answer.NO)
        for item, answer in zip(wanted, answers[1:], strict=True)
    }
    frames = []
    for row in range(len(pool.side.pool)):
        fine = [i for i, no in closed.items() if not no[row] and i in items_of(vacancy)]
        side = engine.vacancy_pool([with_only(vacancy, fine)])
        columns = one_row(pool.side.pool.columns, row)
        mine = check(engine.gates, columns, side.pool.columns).answers[:, 0]
        shut = [g.title for g, a in zip(engine.gates, mine, strict=True) if a == Answer.NO]
        if vacancy.shifts and all(closed[i][row] for i in wanted if i.value in vacancy.shifts):
            shut.append("diensten")  # no part of the day is left to work in
        frames.append(", ".join(shut))
    return Unmet(tuple(frames), closed)


_GATE = {
    Field.CERTIFICATE: "certificates",
    Field.LICENCE: "licences",
    Field.SHIFT: "shifts",
    Field.LANGUAGE: "language",
    Field.EDUCATION: "education",
}


def _gate(engine: MatchEngine, item: Item) -> int:
    return next(i for i, g in enumerate(engine.gates) if g.name == _GATE[item.field])
