"""A mixed-integer programme, written down row by row and solved by HiGHS, aim after aim."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp


@dataclass
class Model:
    """Rows of a linear programme, gathered one by one."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[dict[int, float]] = field(default_factory=list)
    least: list[float] = field(default_factory=list)

    def variable(self, low: float, high: float, whole: bool = True) -> int:
        """A new variable between two bounds; its number."""
        self.low.append(low)
        self.high.append(high)
        self.whole.append(int(whole))
        return len(self.low) - 1

    def at_least(self, row: dict[int, float], value: float) -> None:
        """A condition: the weighted sum of variables is at least a value."""
        self.rows.append(row)
        self.least.append(value)

    def maximise(self, aim: dict[int, float]) -> NDArray[np.float64] | None:
        """Values of the variables; ``None`` when nothing is possible."""
        cost = np.zeros(len(self.low))
        for at, value in aim.items():
            cost[at] = -value
        index = [(i, at, v) for i, row in enumerate(self.rows) for at, v in row.items()]
        rows, cols, data = zip(*index, strict=True)
        matrix = sp.csr_array((data, (rows, cols)), shape=(len(self.rows), len(self.low)))
        found = milp(
            cost,
            integrality=np.array(self.whole),
            bounds=Bounds(np.array(self.low), np.array(self.high)),
            constraints=LinearConstraint(matrix, np.array(self.least), np.inf),
            options={"mip_rel_gap": 0.0},
        )
        values: NDArray[np.float64] | None = found.x
        return values

    def keep(self, aim: dict[int, float], values: NDArray[np.float64]) -> None:
        """From now on the aim may not become less."""
        reached = sum(v * round(values[at]) for at, v in aim.items())
        self.at_least(aim, reached)
