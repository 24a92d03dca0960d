"""The answers of the gates as sets of people, each different demand asked once.

Ten thousand vacancies ask few different things: the same place, the same hours. A gate compares
only columns whose names begin with its own name (`matcher.gates.base.Gate`), so vacancies that
agree in these have the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matcher.advice.region.bits import Bits, pack
from matcher.domain.answers import Answer
from matcher.gates.base import Columns, Gate
from matcher.shortlist.eligibility import check


class Answers:
    """Who gets which answer from which gate; keeps what was asked.

    Parameters
    ----------
    portfolios : Columns
        Of the pool of people.
    """

    def __init__(self, gates: Sequence[Gate], portfolios: Columns) -> None:
        self.gates = {gate.name: gate for gate in gates}
        self._portfolios = portfolios
        self._known: dict[tuple[str, bytes], tuple[Bits, Bits]] = {}

    def no(self, gate: str, asked: Columns) -> Bits:
        """Who gets a known no.

        Parameters
        ----------
        asked : Columns
            One row; only the columns of this gate are read.
        """
        return self._ask(gate, asked)[0]

    def yes(self, gate: str, asked: Columns) -> Bits:
        """Who gets a yes."""
        return self._ask(gate, asked)[1]

    def _ask(self, gate: str, asked: Columns) -> tuple[Bits, Bits]:
        mine = {k: v for k, v in asked.items() if k == gate or k.startswith(f"{gate}.")}
        key = (gate, b"|".join(np.ascontiguousarray(mine[k]).tobytes() for k in sorted(mine)))
        if key not in self._known:
            answers = check((self.gates[gate],), self._portfolios, mine).answers[0]
            self._known[key] = (pack(answers == Answer.NO), pack(answers == Answer.YES))
        return self._known[key]
