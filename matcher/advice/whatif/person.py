"""What if this person had or could something more? Every place is seen, none is estimated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.advice.whatif.barriers import Barrier, barriers
from matcher.advice.whatif.boosts import boosts
from matcher.advice.whatif.changes import (
    EFFORT_ORDER,
    Change,
    ChangeKind,
    Effort,
    applied,
    hardest,
    phrase,
)
from matcher.advice.whatif.field import Field, Stand
from matcher.advice.whatif.sets import minimal_sets
from matcher.domain.portfolio import Portfolio
from matcher.errors import DataError
from matcher.scoring.evidence.base import Pair, Person

MOST_CHANGES = 3
MOST_BOOSTS = 12
HELPFUL = 3  # sets shown when nothing small is enough
# One new limit of each is enough: two of a kind in one set would say the same twice.
ONCE = (ChangeKind.MINUTES, ChangeKind.MODE, ChangeKind.HOURS, ChangeKind.EDUCATION)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A set of changes and what it does, as the engine gives it on the changed record."""

    changes: tuple[Change, ...]
    before: Stand
    after: Stand
    effort: Effort
    sentence: str


@dataclass(frozen=True, slots=True)
class WhatIfs:
    """The answer for one person and one vacancy.

    Attributes
    ----------
    reached : tuple of WhatIf
        Smallest sets that reach the goal; no part of one reaches it. By number of changes,
        effort, place.
    helpful : tuple of WhatIf
        Only when nothing reaches the goal: the sets tried that help most, best place first.
    blocked : tuple of str
        Known no's that no change we propose can take away, in words.
    """

    vacancy: str
    candidate: str
    goal: int
    before: Stand
    reached: tuple[WhatIf, ...]
    helpful: tuple[WhatIf, ...]
    blocked: tuple[str, ...]


def what_if(
    portfolio: Portfolio, field: Field, goal: int = 10, most: int = 5, largest: int = MOST_CHANGES
) -> WhatIfs:
    """The smallest changes that bring a person to a place for a vacancy.

    Parameters
    ----------
    portfolio : Portfolio
        In the pool of the field or not; the pool's record of the same id is left out.
    field : Field
        The vacancy and everyone else; make it once for all questions about a vacancy.
    goal : int
        Place to reach, from 1.
    most : int
        How many sets to give.
    largest : int
        Most changes in a set.

    Raises
    ------
    DataError
        When ``goal`` or ``most`` is below 1.
    """
    if goal < 1 or most < 1:
        raise DataError(f"plek {goal}, aantal {most}: vraag minstens 1")
    before = field.stands(portfolio.id, [portfolio])[0]
    shut = barriers(portfolio, field.vacancy, field.engine)
    blocked = tuple(b.reason for b in shut if not b.changes)
    reached: list[WhatIf] = []
    helpful: list[WhatIf] = []
    if not blocked and not _there(before, goal):
        items = changes_to_try(portfolio, field, shut)
        tried = _Tried(portfolio, field, before, goal)
        sets = minimal_sets(items, largest, lambda one: sensible(one, shut), tried.enough, most)
        reached = _once([tried.told(one) for one in sets])[:most]
        if not reached:
            better = [w for w in map(tried.told, tried.stands) if _better(w)]
            helpful = sorted(better, key=_best_first)[:HELPFUL]
    return WhatIfs(
        vacancy=field.vacancy.id,
        candidate=portfolio.id,
        goal=goal,
        before=before,
        reached=tuple(reached),
        helpful=tuple(helpful),
        blocked=blocked,
    )


def changes_to_try(
    portfolio: Portfolio, field: Field, shut: Sequence[Barrier], most: int = MOST_BOOSTS
) -> list[Change]:
    """What takes a barrier away, then what may bring points; each once."""
    vacancy, engine = field.vacancy, field.engine
    side = engine.portfolio_pool([portfolio]).side
    pair = Pair(field.job, Person(side, 0))
    needed = [change for barrier in shut for change in barrier.changes]
    return list(dict.fromkeys([*needed, *boosts(pair, portfolio, vacancy, engine, most)]))


def sensible(changes: Sequence[Change], shut: Sequence[Barrier]) -> bool:
    """Every barrier is worked on, and no limit is moved twice."""
    if any(not set(changes) & set(barrier.changes) for barrier in shut):
        return False
    kinds = Counter(change.kind for change in changes)
    return all(kinds[kind] <= 1 for kind in ONCE)


class _Tried:
    """Sets of changes that have been run through the engine, with what came out."""

    def __init__(self, portfolio: Portfolio, field: Field, before: Stand, goal: int) -> None:
        self.portfolio, self.field = portfolio, field
        self.before, self.goal = before, goal
        self.stands: dict[tuple[Change, ...], Stand] = {}

    def enough(self, sets: list[tuple[Change, ...]]) -> list[bool]:
        """All sets of one size as one small pool."""
        records = [applied(self.portfolio, one) for one in sets]
        stands = self.field.stands(self.portfolio.id, records)
        self.stands.update(zip(sets, stands, strict=True))
        return [_there(stand, self.goal) for stand in stands]

    def told(self, changes: tuple[Change, ...]) -> WhatIf:
        """One set in words."""
        after = self.stands[changes]
        sentence = f"Met {phrase(changes)}: van {self.before.words} naar {after.words}."
        return WhatIf(changes, self.before, after, hardest(changes), sentence)


def _there(stand: Stand, goal: int) -> bool:
    return stand.place is not None and stand.place <= goal


def _better(one: WhatIf) -> bool:
    before, after = one.before.place, one.after.place
    return after is not None and (before is None or after < before)


def _best_first(one: WhatIf) -> tuple[int, int, int, str]:
    place = one.after.place or 0
    return place, len(one.changes), EFFORT_ORDER[one.effort], one.sentence


def _once(found: list[WhatIf]) -> list[WhatIf]:
    """By size, effort and place; of sets that differ only in minutes, the fewest minutes."""
    order = sorted(found, key=lambda w: (len(w.changes), EFFORT_ORDER[w.effort], *_best_first(w)))
    fewest: dict[frozenset[tuple[str, str]], int] = {}
    for one in order:
        key, minutes = _without_minutes(one)
        fewest[key] = min(minutes, fewest.get(key, minutes))
    return [w for w in order if _without_minutes(w)[1] == fewest[_without_minutes(w)[0]]]


def _without_minutes(one: WhatIf) -> tuple[frozenset[tuple[str, str]], int]:
    """The set with the number of minutes left out, and that number."""
    key, minutes = set(), 0
    for change in one.changes:
        if change.kind is ChangeKind.MINUTES:
            minutes = int(change.value)
            key.add((str(change.kind), ""))
        else:
            key.add((str(change.kind), change.value))
    return frozenset(key), minutes
