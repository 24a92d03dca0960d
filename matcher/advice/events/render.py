"""A schedule as CSV and as text to print; Dutch, level B1.

What an employer gets holds no points and no chances: the list is a start of a conversation.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from matcher.advice.events.result import EventPlan, Meeting

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """A spreadsheet must not read words as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _decimal(value: float, places: int) -> str:
    """With a comma, as spreadsheets here expect."""
    return f"{value:.{places}f}".replace(".", ",")


def candidates_csv(plan: EventPlan) -> str:
    """Per candidate, then by round."""
    rows = sorted(plan.meetings, key=lambda m: (m.candidate, m.round))
    return _csv(
        ("kandidaat", "ronde", "werkgever", "stoel", "vacature", "punten", "verwachting"),
        [
            (
                *(m.candidate, m.round, m.employer, m.seat, m.vacancy),
                *(_decimal(m.centipoints / 100, 2), _decimal(m.chance, 4)),
            )
            for m in rows
        ],
    )


def employers_csv(plan: EventPlan) -> str:
    """Per employer, then by round and seat; without points."""
    rows = sorted(plan.meetings, key=lambda m: (m.employer, m.round, m.seat))
    return _csv(
        ("werkgever", "ronde", "stoel", "kandidaat", "vacature"),
        [(m.employer, m.round, m.seat, m.candidate, m.vacancy) for m in rows],
    )


def text(plan: EventPlan, titles: Mapping[str, str] | None = None) -> str:
    """The whole schedule to print: first per candidate, then per employer.

    Parameters
    ----------
    titles
        Title of each vacancy by id.
    """
    return "\n".join((*_head(plan), "", *_lists(plan, titles or {})))


def _head(plan: EventPlan) -> Iterator[str]:
    people = {m.candidate for m in plan.meetings}
    yield (
        f"{plan.rounds} rondes, {len(plan.meetings)} gesprekken, {len(people)} kandidaten, "
        f"{len({m.employer for m in plan.meetings})} werkgevers."
    )
    yield (
        f"Verwachting: ongeveer {_decimal(plan.expected, 1)} matches. Dit is een schatting uit de "
        "punten. Het is niet gemeten."
    )
    for names, words in (
        (plan.nobody_for, "Voor deze kandidaten kan nu geen enkele vacature"),
        (plan.left_out, "Voor deze kandidaten was geen plek meer"),
        (plan.idle, "Deze werkgevers hebben geen gesprek"),
    ):
        if names:
            yield f"{words}: {', '.join(names)}."


def _lists(plan: EventPlan, titles: Mapping[str, str]) -> Iterator[str]:
    def candidate(m: Meeting) -> str:
        return m.candidate

    def employer(m: Meeting) -> str:
        return m.employer

    yield "PER KANDIDAAT"
    for name, some in groupby(
        sorted(plan.meetings, key=lambda m: (m.candidate, m.round)), candidate
    ):
        yield ""
        yield f"Kandidaat {name}"
        for m in some:
            yield f"  ronde {m.round:>2}  {m.employer}{_about(m, titles)}"
    yield ""
    yield "PER WERKGEVER"
    for name, some in groupby(
        sorted(plan.meetings, key=lambda m: (m.employer, m.round, m.seat)), employer
    ):
        yield ""
        yield f"Werkgever {name}"
        for m in some:
            yield f"  ronde {m.round:>2}  kandidaat {m.candidate}{_about(m, titles)}"


def _about(meeting: Meeting, titles: Mapping[str, str]) -> str:
    """Which vacancy it is about; without its id when that is the employer's."""
    title, own = titles.get(meeting.vacancy, ""), meeting.vacancy == meeting.employer
    shown = title if own else f"{title} ({meeting.vacancy})" if title else meeting.vacancy
    return f", over {shown}" if shown else ""
