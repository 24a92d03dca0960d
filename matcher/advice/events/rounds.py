"""From meetings to rounds without double bookings: colouring the edges of a bipartite graph.

A graph in which nobody has more than R meetings can be divided over R rounds (König, 1916), and
the rounds can be made equally full, to within one (de Werra, 1971).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

Edge = tuple[int, int]


def rounds_for(edges: Sequence[Edge], rounds: int) -> list[int]:
    """A round for each meeting, from 0; nobody on either side twice in one round.

    Parameters
    ----------
    edges : (left, right), each at most once
        No left and no right number occurs more often than there are rounds.
    rounds : int

    Returns
    -------
    list of int
        In the order of ``edges``; the rounds differ at most one in size.
    """
    table = _Table(rounds)
    for left, right in edges:
        a, b = table.free(("left", left)), table.free(("right", right))
        if a != b and ("right", right) in table.at[a]:
            # The right side is taken in round a: swap a and b along the chain that starts there.
            table.swap(("right", right), a, b)
        table.put(left, right, a)
    table.level()
    where = {edge: number for number in range(rounds) for edge in table.edges(number)}
    return [where[edge] for edge in edges]


Node = tuple[str, int]


class _Table:
    """Who meets whom in each round, from both sides."""

    def __init__(self, rounds: int) -> None:
        self.at: list[dict[Node, Node]] = [{} for _ in range(rounds)]

    def free(self, node: Node) -> int:
        """The first round in which someone is free."""
        return next(number for number, met in enumerate(self.at) if node not in met)

    def put(self, left: int, right: int, number: int) -> None:
        self.at[number]["left", left] = ("right", right)
        self.at[number]["right", right] = ("left", left)

    def edges(self, number: int) -> list[Edge]:
        return [(a[1], b[1]) for a, b in self.at[number].items() if a[0] == "left"]

    def chain(self, start: Node, first: int, second: int) -> list[tuple[Node, Node, int]]:
        """Meetings reached from a node by turns in the first and in the second round."""
        out = []
        node, number = start, first
        while (other := self.at[number].get(node)) is not None:
            out.append((node, other, number))
            node, number = other, second if number == first else first
            if node == start:
                break
        return out

    def swap(self, start: Node, first: int, second: int) -> None:
        """Exchange the two rounds along a chain."""
        chain = self.chain(start, first, second)
        for a, b, number in chain:
            del self.at[number][a], self.at[number][b]
        for a, b, number in chain:
            other = second if number == first else first
            self.at[other][a], self.at[other][b] = b, a

    def level(self) -> None:
        """Move chains from the fullest round to the emptiest until they differ at most one."""
        while True:
            sizes = [len(met) for met in self.at]  # each meeting stands here twice
            full, empty = sizes.index(max(sizes)), sizes.index(min(sizes))
            if sizes[full] - sizes[empty] <= 2:
                return
            self.swap(self._longer(full, empty), full, empty)

    def _longer(self, full: int, empty: int) -> Node:
        """An end of a chain that has one meeting more in the fuller round."""
        for node in sorted(self.at[full]):
            if node not in self.at[empty] and len(self.chain(node, full, empty)) % 2:
                return node
        raise RuntimeError("no chain to move: a round is fuller than the other by more than one")


def seats_for(employers: Sequence[int], rounds: int) -> list[int]:
    """A seat for each meeting of an employer, from 0: no seat has more meetings than rounds."""
    seen: dict[int, int] = defaultdict(int)
    out = []
    for employer in employers:
        out.append(seen[employer] // rounds)
        seen[employer] += 1
    return out
