"""Running the engine on everyone as they will be, until every plan holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.advice.training.apply import after
from matcher.advice.training.book import JobBook
from matcher.advice.training.plan import Limits, OpenNeed, Plan, make_plan, without
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Coverage, Entry

ROUNDS = 6
NOT_CONFIRMED = "geen opleiding in de tabel sluit dit aantoonbaar"


@dataclass(frozen=True, eq=False)
class Case:
    """One person while the plan is being made."""

    portfolio: Portfolio
    entry: Entry
    plan: Plan


def settle(
    book: JobBook, cases: Sequence[Case], limits: Limits
) -> dict[str, tuple[Case, Entry | None]]:
    """Run the engine on everyone as they will be, until every plan holds.

    The entry is that of the changed portfolio, ``None`` without steps.
    """
    settled: dict[str, tuple[Case, Entry | None]] = {}
    todo = list(cases)
    for _ in range(ROUNDS):
        for case in todo:
            if not case.plan.offers:
                settled[case.portfolio.id] = (case, None)
        todo = [case for case in todo if case.plan.offers]
        if not todo:
            return settled
        changed = [
            after(c.portfolio, [book.catalogue.offers[j] for j in c.plan.offers]) for c in todo
        ]
        pool = book.engine.portfolio_pool(changed)
        row = {name: i for i, name in enumerate(pool.side.pool.ids)}
        met = [n.verdicts(pool.side.pool.columns) == Answer.YES for n in book.gate_needs]
        again = []
        for case in todo:
            at = row[case.portfolio.id]
            entry = book.engine.explain_row(book.job, pool, at)
            bad = _not_closed(case, entry, [bool(column[at]) for column in met])
            if not bad and not _worse(case.entry, entry):
                settled[case.portfolio.id] = (case, entry)
                continue
            taken = [(n, j) for n in bad for j in case.plan.offers]
            if not bad:  # something got worse: none of these offers may be used
                taken = [(n, j) for n in range(len(case.plan.needs)) for j in case.plan.offers]
            needs = without(case.plan.needs, taken)
            plan = make_plan(book, case.portfolio, needs, limits)
            again.append(Case(case.portfolio, case.entry, plan))
        todo = again
    for case in todo:
        left = tuple((n, NOT_CONFIRMED) for n in range(len(case.plan.needs)))
        plan = Plan(case.plan.needs, (), left, case.plan.first)
        settled[case.portfolio.id] = (Case(case.portfolio, case.entry, plan), None)
    return settled


def _not_closed(case: Case, entry: Entry, met: Sequence[bool]) -> list[int]:
    """Numbers of the needs that the plan says are closed and the engine says are not."""
    left = {n for n, _ in case.plan.left}
    return [
        n for n, one in enumerate(case.plan.needs) if n not in left and not _closed(one, entry, met)
    ]


def _closed(one: OpenNeed, entry: Entry, met: Sequence[bool]) -> bool:
    if one.gate >= 0:
        return met[one.gate]
    return entry.gaps[one.gap].status is Coverage.HAVE


def _worse(before: Entry, changed: Entry) -> bool:
    """Whether any knock-out answers lower than it did."""
    was: Mapping[str, Answer] = {g.gate: g.answer for g in before.gates}
    return any(g.answer < was[g.gate] for g in changed.gates)
