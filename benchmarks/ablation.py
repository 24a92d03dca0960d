"""What each kind of evidence gives: nDCG@10 with a kind left out, tested against the whole.

    python benchmarks/ablation.py --data data/samples

*Vocabulary* is what rests on recognised concepts (demands, parts of the occupation), *encoder* what
rests on vectors of whole texts and clauses. Leaving a kind out sets its weight to zero; nothing is
fitted again.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks._report import add_options, circumstances, write_report
from matcher import Matcher, read_portfolios, read_vacancies
from matcher.evaluation.compare import compare
from matcher.evaluation.ndcg import ndcg
from matcher.evaluation.qrels import read_qrels
from matcher.evaluation.ranked import Run
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide
from matcher.scoring.weights import Weights

VARIANTS: dict[str, tuple[str, ...]] = {
    "whole": (),
    "without demands": ("demands",),
    "without occupation parts": ("occupation_parts",),
    "without vocabulary (both)": ("demands", "occupation_parts"),
    "without document": ("document",),
    "without own words": ("own_words",),
    "without encoder (both)": ("document", "own_words"),
    "without shared words": ("shared_words",),
    "without earlier jobs": ("occupation", "experience"),
    "without wishes": ("wish", "wish_elsewhere"),
    "without refusals": ("refusal",),
}


def run_with(m: Matcher, pool: Searchable, side: VacancySide, weights: Weights) -> Run:
    """Scores of everyone for every vacancy, fit only, with other weights."""
    other = VacancySide(side.pool, m.knowledge, weights)
    ids, run = pool.side.pool.ids, {}
    for row, vacancy in enumerate(side.pool.ids):
        ranked = m.rank(Job(other, row), pool, max(1, len(ids)), fit_only=True)
        scores = np.zeros(len(ids))
        scores[ranked.rows] = ranked.scores / 100
        run[vacancy] = dict(zip(ids, scores.tolist(), strict=True))
    return run


def without(kinds: tuple[str, ...]) -> dict[str, Any]:
    """Zero for some weights."""
    return dict.fromkeys(kinds, 0.0)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data/samples"))
    add_options(parser)
    options = parser.parse_args()
    m = Matcher()
    pool = m.portfolio_pool(read_portfolios(options.data / "portfolios.jsonl").items)
    side = m.vacancy_pool(read_vacancies(options.data / "vacancies.jsonl").items)
    qrels = read_qrels(options.data / "qrels.tsv")
    standard = m.settings.weights
    runs = {
        name: run_with(m, pool, side, replace(standard, **without(left_out)))
        for name, left_out in VARIANTS.items()
    }
    result = compare(runs, qrels, "whole", {"nDCG@10": ndcg}, options.seed)
    print(result.as_text())
    facts = circumstances(options.data, options.seed, options.date)
    write_report("ablation", facts, result.as_dict(), options.results)


if __name__ == "__main__":
    main()
