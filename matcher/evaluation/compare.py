"""A table of systems and metrics, each against one baseline on the same vacancies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from matcher.errors import DataError
from matcher.evaluation.judged import judged
from matcher.evaluation.mrr import mrr
from matcher.evaluation.ndcg import ndcg
from matcher.evaluation.ranked import PerQuery, Qrels, Run
from matcher.evaluation.recall import recall
from matcher.evaluation.significance import Difference, difference, holm

METRICS: Mapping[str, Callable[[Run, Qrels], PerQuery]] = {
    "nDCG@10": ndcg,
    "recall@20": recall,
    "MRR": mrr,
}
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Cell:
    """One system on one metric.

    Attributes
    ----------
    mean : float
        Over the measured vacancies, in [0, 1].
    measured, skipped : int
        Vacancies in the mean; vacancies without a relevant candidate, left out.
    against : Difference or None
        Against the baseline; None for the baseline itself.
    p_holm : float or None
        The p-value corrected for the number of systems compared on this metric.
    """

    mean: float
    measured: int
    skipped: int
    against: Difference | None = None
    p_holm: float | None = None


@dataclass(frozen=True)
class Comparison:
    """Systems × metrics.

    Attributes
    ----------
    baseline : str
        Name of the system the others are tested against.
    cells : dict
        System → metric → `Cell`, systems in the order given.
    judged_at_10 : dict
        System → share of its first 10 that is judged.
    """

    baseline: str
    cells: dict[str, dict[str, Cell]]
    judged_at_10: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        """Return the same as plain dictionaries, ready for JSON."""
        return asdict(self)

    def as_text(self) -> str:
        """Return a table; ``*`` marks a difference with a corrected p below .05."""
        metrics = list(self.cells[self.baseline])
        width = max(len(name) for name in (*self.cells, "system"))
        head = "".join(f" {metric:>10}  {'diff [95 %]':<23} {'p':>6} " for metric in metrics)
        lines = [f"{'system':<{width}}{head} {'judged@10':>9}"]
        for name, row in self.cells.items():
            cells = "".join(_as_text(row[metric]) for metric in metrics)
            lines.append(f"{name:<{width}}{cells} {self.judged_at_10[name]:>9.3f}")
        counts = ", ".join(
            f"{metric}: {row.measured} measured, {row.skipped} skipped (nothing relevant judged)"
            for metric, row in self.cells[self.baseline].items()
        )
        lines.append(
            f"Differences against {self.baseline}; p: paired sign-flip test, Holm-corrected; "
            f"* p < {SIGNIFICANT}. Unjudged pairs dropped for every system. {counts}."
        )
        return "\n".join(line.rstrip() for line in lines)


def compare(
    systems: Mapping[str, Run],
    qrels: Qrels,
    baseline: str,
    metrics: Mapping[str, Callable[[Run, Qrels], PerQuery]] = METRICS,
    seed: int = 0,
) -> Comparison:
    """Measure every system and test it against the baseline.

    Parameters
    ----------
    systems : mapping of str to Run
        By name.
    qrels : Qrels
    baseline : str
        One of the names.
    metrics : mapping of str to callable
        By name; default nDCG@10, recall@20 (grade >= 2) and MRR (grade 3, else >= 2).
    seed : int
        Of the tests.

    Raises
    ------
    DataError
        When the baseline is no system, or a metric can measure no vacancy.
    """
    if baseline not in systems:
        raise DataError(f"Basislijn '{baseline}' bestaat niet; kies uit: {', '.join(systems)}.")
    cells: dict[str, dict[str, Cell]] = {name: {} for name in systems}
    for metric, measure in metrics.items():
        values = {name: measure(run, qrels) for name, run in systems.items()}
        others = [name for name in systems if name != baseline]
        against = {
            name: difference(values[name].values, values[baseline].values, seed) for name in others
        }
        corrected = dict(zip(others, holm([against[n].p for n in others]), strict=True))
        for name, value in values.items():
            cells[name][metric] = Cell(
                value.mean,
                len(value.values),
                len(value.skipped),
                against.get(name),
                corrected.get(name),
            )
    return Comparison(
        baseline, cells, {name: judged(run, qrels).mean for name, run in systems.items()}
    )


def _as_text(cell: Cell) -> str:
    if cell.against is None or cell.p_holm is None:
        return f" {cell.mean:>10.3f}  {'(baseline)':<23} {'':>6} "
    star = "*" if cell.p_holm < SIGNIFICANT else " "
    interval = f"{cell.against.mean:+.3f} [{cell.against.low:+.3f}, {cell.against.high:+.3f}]"
    p = "<.001" if cell.p_holm < 0.001 else f"{cell.p_holm:.3f}"
    return f" {cell.mean:>10.3f}  {interval:<23} {p:>6}{star}"
