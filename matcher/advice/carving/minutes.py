"""Working time in whole minutes a week, so that hours add up exactly."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.domain.vacancy import Task, Vacancy

HOUR = 60


def spread(total: int, weights: Sequence[float]) -> tuple[int, ...]:
    """Divide a whole number over weights by the method of the largest remainder (Hamilton, 1792).

    Parameters
    ----------
    total : int
        Of 0 or more.
    weights : sequence of float
        Each 0 or more; all 0 counts as all equal.

    Returns
    -------
    tuple of int
        Adds up to ``total`` exactly; each differs less than 1 from its exact part. Equal
        remainders go to the first. Empty for no weights.
    """
    if not weights:
        return ()
    whole = sum(weights)
    parts = [1.0] * len(weights) if whole <= 0 else list(weights)
    whole = sum(parts)
    exact = [total * part / whole for part in parts]
    out = [int(e) for e in exact]
    order = sorted(range(len(exact)), key=lambda i: (-(exact[i] - out[i]), i))
    left = total - sum(out)
    for i in order[:left]:
        out[i] += 1
    return tuple(out)


def shares_of(tasks: Sequence[Task]) -> tuple[float, ...]:
    """Share of each task: as stated; what is not stated divides what the others leave equally.

    When the others leave nothing, a task without a share counts as one of n equal ones. The
    result need not add up to 1; `spread` takes care of that.
    """
    stated = sum(t.share for t in tasks if t.share is not None)
    missing = sum(t.share is None for t in tasks)
    rest = 1 - stated
    each = rest / missing if missing and rest > 1e-9 else 1 / max(1, len(tasks))
    return tuple(each if t.share is None else t.share for t in tasks)


def hours_of(vacancy: Vacancy) -> int | None:
    """Hours a week of the whole job: the most it offers, else the least; ``None`` not stated."""
    return vacancy.hours.min if vacancy.hours.max is None else vacancy.hours.max


def task_minutes(vacancy: Vacancy, hours: int) -> tuple[int, ...]:
    """Minutes a week of each task of a job of so many hours; together exactly 60 × hours."""
    return spread(HOUR * hours, shares_of(vacancy.tasks or ()))


def in_words(minutes: int) -> str:
    """For example ``7 uur``, ``6 uur en 45 minuten`` or ``30 minuten``."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return f"{rest} minuten"
    return f"{hours} uur" + (f" en {rest} minuten" if rest else "")
