"""From one person's needs to steps: build the integer program, solve it, put the steps in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.advice.training.admission import Entrance, entrance
from matcher.advice.training.book import JobBook
from matcher.advice.training.choose import Choice, cheapest, closable
from matcher.advice.training.needs import Need, open_requirements, requirement
from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Gap

NOTHING_TEACHES = "geen opleiding in de tabel geeft dit"
ONLY_LONG = "alleen met een lange opleiding: {label}"
NO_ENTRANCE = "de opleiding die dit geeft is nu niet te starten"


@dataclass(frozen=True, slots=True)
class Limits:
    """What an advice looks at.

    Attributes
    ----------
    importances : frozenset of str
        Requirements of these importances are closed; others are left.
    soft_weeks : int
        A requirement that is no knock-out is not worth a training longer than this many weeks.
    """

    importances: frozenset[str] = frozenset({"essential", "important", "task"})
    soft_weeks: int = 52


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need of one person with the offers that close it.

    Attributes
    ----------
    gate : int
        Number of the gate need, or -1.
    gap : int
        Number of the requirement in the order of the vacancy, or -1.
    """

    need: Need
    gate: int
    gap: int
    closers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Plan:
    """Chosen offers in the order to take them.

    Attributes
    ----------
    left : tuple of (number of the need, reason)
    first : the groups that had to be respected, per offer
    """

    needs: tuple[OpenNeed, ...]
    offers: tuple[int, ...]
    left: tuple[tuple[int, str], ...]
    first: tuple[tuple[frozenset[int], ...], ...]


def needs_of(
    book: JobBook, refused: Sequence[bool], gaps: Sequence[Gap], limits: Limits
) -> tuple[OpenNeed, ...]:
    """Everything open for one person: knock-outs first, then requirements, as the vacancy has them.

    Parameters
    ----------
    refused : per gate need, whether it is a known no
    """
    out = [
        OpenNeed(need.need, i, -1, frozenset(book.opens[:, i].nonzero()[0].tolist()))
        for i, (need, no) in enumerate(zip(book.gate_needs, refused, strict=True))
        if no
    ]
    for i in open_requirements(gaps, limits.importances):
        closers = frozenset(book.teaches[:, i].nonzero()[0].tolist())
        out.append(OpenNeed(requirement(gaps[i]), -1, i, closers))
    return tuple(out)


def make_plan(
    book: JobBook, portfolio: Portfolio, needs: tuple[OpenNeed, ...], limits: Limits
) -> Plan:
    """The cheapest steps for what can be closed, and why the rest stays open."""
    offers = book.catalogue.offers
    doors = entrance(portfolio, offers, book.catalogue.certificates)
    choices = [_choice(i, offer.weeks, needs, doors) for i, offer in enumerate(offers)]
    _, possible = closable(choices)
    left: list[tuple[int, str]] = []
    wanted: set[int] = set()
    for n, one in enumerate(needs):
        if n in possible and not _too_long(one, book, limits):
            wanted.add(n)
        else:
            left.append((n, _why_not(one, n in possible, book)))
    chosen = cheapest(choices, frozenset(wanted))
    # A step that is taken anyway may close what was not worth a step of its own.
    closed = {n for j in chosen for n in choices[j].closes}
    return Plan(
        needs,
        in_order(chosen, book, doors),
        tuple((n, why) for n, why in left if n not in closed),
        doors.first,
    )


def _choice(i: int, weeks: int, needs: Sequence[OpenNeed], doors: Entrance) -> Choice:
    if not doors.admitted[i]:
        # A group that nobody is in can never be taken.
        return Choice(weeks, frozenset(), (frozenset(),))
    closes = frozenset(n for n, one in enumerate(needs) if i in one.closers)
    return Choice(weeks, closes, doors.first[i])


def _too_long(one: OpenNeed, book: JobBook, limits: Limits) -> bool:
    return one.gate < 0 and all(
        book.catalogue.offers[j].weeks > limits.soft_weeks for j in one.closers
    )


def _why_not(one: OpenNeed, possible: bool, book: JobBook) -> str:
    if not one.closers:
        return NOTHING_TEACHES
    if not possible:
        return NO_ENTRANCE
    shortest = min(one.closers, key=lambda j: (book.catalogue.offers[j].weeks, j))
    return ONLY_LONG.format(label=book.catalogue.offers[shortest].label)


def in_order(chosen: Sequence[int], book: JobBook, doors: Entrance) -> tuple[int, ...]:
    """What is needed first comes first; otherwise language, then up the ladder."""
    offers = book.catalogue.offers
    left = sorted(chosen, key=lambda j: offers[j].ladder)
    out: list[int] = []
    while left:
        ready = next(
            (
                j
                for j in left
                if not any(k in group for group in doors.first[j] for k in left if k != j)
            ),
            left[0],
        )
        out.append(ready)
        left.remove(ready)
    return tuple(out)


def without(needs: tuple[OpenNeed, ...], bad: Sequence[tuple[int, int]]) -> tuple[OpenNeed, ...]:
    """Needs with some (need, offer) pairs taken out: pairs that proved not to hold."""
    return tuple(
        replace(one, closers=one.closers - {j for n, j in bad if n == i})
        for i, one in enumerate(needs)
    )
