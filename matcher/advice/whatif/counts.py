"""Who has no known no for a vacancy as it would be, for many changes at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.advice.seam import MatchEngine
from matcher.advice.whatif.vacancy_changes import DemandChange, relaxed
from matcher.domain.answers import Answer
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Columns, Gate
from matcher.scoring.layers import Layered, layered
from matcher.scoring.ranker import Searchable
from matcher.shortlist.eligibility import one_row

Changes = tuple[DemandChange, ...]


class Counts:
    """Rows without a known no for a changed vacancy; a gate is asked once for equal columns."""

    def __init__(self, vacancy: Vacancy, pool: Searchable | Layered, engine: MatchEngine) -> None:
        self.vacancy, self.engine = vacancy, engine
        self.layers = layered(pool).layers
        self._refused: dict[tuple[str, tuple[bytes, ...]], list[NDArray[np.bool_]]] = {}
        self._rows: dict[Changes, list[NDArray[np.intp]]] = {}

    def of(self, sets: Sequence[Changes]) -> list[int]:
        """For each set of changes: how many no gate refuses."""
        return [sum(len(rows) for rows in layers) for layers in self.rows(sets)]

    def rows(self, sets: Sequence[Changes]) -> list[list[NDArray[np.intp]]]:
        """For each set of changes, for each layer: live rows that no gate refuses."""
        new = [one for one in dict.fromkeys(sets) if one not in self._rows]
        changed = [relaxed(self.vacancy, one) for one in new]
        columns = {gate.name: gate.vacancy_columns(changed) for gate in self.engine.gates}
        for i, one in enumerate(new):
            by_gate = [
                self._refuses(gate, one_row(columns[gate.name], i)) for gate in self.engine.gates
            ]
            refused = [np.logical_or.reduce(layer) for layer in zip(*by_gate, strict=True)]
            self._rows[one] = [
                layer.rows[~shut[layer.rows]]
                for layer, shut in zip(self.layers, refused, strict=True)
            ]
        return [self._rows[one] for one in sets]

    def _refuses(self, gate: Gate, asked: Columns) -> list[NDArray[np.bool_]]:
        key = (gate.name, tuple(asked[name].tobytes() for name in sorted(asked)))
        if key not in self._refused:
            self._refused[key] = [
                gate.verdicts(layer.pool.side.pool.columns, asked) == Answer.NO
                for layer in self.layers
            ]
        return self._refused[key]
