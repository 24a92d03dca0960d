"""Making the choice of offers smaller before it is solved, without changing its answer."""

from __future__ import annotations

from collections.abc import Sequence

# Place, cost, needs it closes, groups of which one is taken first.
Row = tuple[int, int, frozenset[int], tuple[frozenset[int], ...]]


def useful(rows: Sequence[Row]) -> list[Row]:
    """Rows that close something, and whatever they need first; groups cut to what is there."""
    by_place = {row[0]: row for row in rows}
    todo = [row[0] for row in rows if row[2]]
    seen = set(todo)
    while todo:
        for group in by_place[todo.pop()][3]:
            new = {k for k in group if k in by_place} - seen
            seen |= new
            todo += sorted(new)
    return [
        (j, cost, closes, tuple(sorted({g & seen for g in first}, key=sorted)))
        for j, cost, closes, first in rows
        if j in seen
    ]


def parts(rows: Sequence[Row]) -> list[tuple[list[Row], frozenset[int]]]:
    """Parts that share neither a need nor a group, in order of their first offer."""
    label = {row[0]: row[0] for row in rows}

    def root(j: int) -> int:
        while label[j] != j:
            label[j] = label[label[j]]
            j = label[j]
        return j

    owner: dict[int, int] = {}
    for j, _, closes, first in rows:
        for need in sorted(closes):
            label[root(j)] = root(owner.setdefault(need, j))
        for k in sorted(frozenset().union(*first)):
            label[root(j)] = root(k)
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(root(row[0]), []).append(row)
    whole = [(part, frozenset().union(*(row[2] for row in part))) for part in found.values()]
    return [(part, wanted) for part, wanted in whole if wanted]


def lean(rows: Sequence[Row]) -> list[Row]:
    """Without offers that another offer replaces in every solution at no loss.

    One replaces another when it closes at least as much, needs at most the same first, and costs
    less, or the same with a smaller place. What someone else needs first is never left out.
    """
    needed = frozenset().union(*(group for row in rows for group in row[3]))

    def replaced(row: Row) -> bool:
        j, cost, closes, first = row
        return j not in needed and any(
            other[2] >= closes and set(other[3]) <= set(first) and (other[1], other[0]) < (cost, j)
            for other in rows
            if other[0] != j
        )

    return [row for row in rows if not replaced(row)]
