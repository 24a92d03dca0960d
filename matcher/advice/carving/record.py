"""The vacancy record of a new job: only what its own tasks need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from matcher.advice.carving.demands import Field, Item, in_words, items_of, stated
from matcher.advice.carving.minutes import HOUR
from matcher.advice.carving.result import TaskNeeds
from matcher.domain.portfolio import LanguageLevel
from matcher.domain.scales import EDUCATION_RANK, LANGUAGE_RANK, LICENCES, Shift
from matcher.domain.vacancy import Hours, Inclusive, Task, Vacancy


def new_vacancy(
    candidate: str,
    pieces: Sequence[tuple[Vacancy, Task, int]],
    unmet: Mapping[str, frozenset[Item]],
    needs: Mapping[str, TaskNeeds],
) -> tuple[Vacancy, tuple[str, ...]]:
    """The record, and the demands that are left out of it as a question to the employer.

    Place and working conditions come from the vacancy that gives most minutes (ties by id), the
    start is the earliest, education the highest, and so is the level of that vacancy's language.
    The hours of a record are whole: from the minutes rounded down to the minutes rounded up. No
    title: the function is new, so a loonwaarde measured in another function says nothing of it.

    Parameters
    ----------
    pieces : (vacancy, task, minutes)
    unmet : by id of the vacancy
        Demands that this person does not meet.
    """
    time: dict[str, int] = defaultdict(int)
    by_id = {}
    for vacancy, _, minutes in pieces:
        time[vacancy.id] += minutes
        by_id[vacancy.id] = vacancy
    main = by_id[min(time, key=lambda i: (-time[i], i))]
    kept: dict[str, dict[Item, None]] = {i: {} for i in by_id}
    left_out: list[str] = []
    for vacancy, task, _ in pieces:
        said = stated(needs.get(task.label))
        for some in said.values():
            kept[vacancy.id].update(dict.fromkeys(some))
        for item in items_of(vacancy):
            if item.field in said:
                continue
            if item in unmet[vacancy.id]:
                left_out.append(in_words(item, vacancy))
            else:
                kept[vacancy.id][item] = None
    every = [item for items in kept.values() for item in items]
    total = sum(time.values())
    starts = [v.start for v in by_id.values() if v.start is not None]
    asked = [v.inclusive.min_loonwaarde for v in by_id.values()]
    record = Vacancy(
        id=f"{'+'.join(sorted(by_id))} voor {candidate}",
        location=main.location,
        sector=main.sector,
        hours=Hours(total // HOUR, -(-total // HOUR)),
        shifts=tuple(s for s in Shift if Item(Field.SHIFT, s.value) in every) or None,
        start=min(starts, default=None),
        positions=1,
        certificates_required=_values(every, Field.CERTIFICATE) or None,
        driving_licences_required=tuple(x for x in LICENCES if Item(Field.LICENCE, x) in every)
        or None,
        language_min=_language(main, by_id, kept),
        education_min=_education(by_id, kept),
        tasks=tuple(Task(task.label, minutes / total) for _, task, minutes in pieces),
        inclusive=Inclusive(
            banenafspraak=main.inclusive.banenafspraak,
            loonkostensubsidie=main.inclusive.loonkostensubsidie,
            min_loonwaarde=max((a for a in asked if a is not None), default=None),
            jobcarving=True,
            support=main.inclusive.support,
            training_on_the_job=main.inclusive.training_on_the_job,
        ),
    )
    return record, tuple(dict.fromkeys(left_out))


def _values(items: Sequence[Item], field: Field) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i.value for i in items if i.field is field))


def _language(
    main: Vacancy, by_id: Mapping[str, Vacancy], kept: Mapping[str, Mapping[Item, None]]
) -> LanguageLevel | None:
    asked = [by_id[i].language_min for i in sorted(by_id) if Item(Field.LANGUAGE) in kept[i]]
    levels = [a for a in asked if a is not None]
    if not levels:
        return None
    own = main.language_min if Item(Field.LANGUAGE) in kept[main.id] else None
    name = (own or levels[0]).language
    same = [a for a in levels if a.language == name]
    return max(same, key=lambda a: LANGUAGE_RANK[a.level] if a.level else -1)


def _education(by_id: Mapping[str, Vacancy], kept: Mapping[str, Mapping[Item, None]]) -> str | None:
    asked = [by_id[i].education_min for i in sorted(by_id) if Item(Field.EDUCATION) in kept[i]]
    levels = [a for a in asked if a is not None]
    return max(levels, key=lambda level: EDUCATION_RANK.get(level, 99), default=None)
