"""Recorded lists: a change in any score is seen, and is recorded on purpose with `make golden`."""

from __future__ import annotations

from pathlib import Path

from matcher import Matcher
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import Searchable
from matcher.scoring.views import VacancySide

RECORDED = Path(__file__).parent / "samples.trec"
TOP = 10


def test_the_ten_best_of_every_sample_vacancy_are_those_recorded(
    matcher: Matcher, pool: Searchable, side: VacancySide
) -> None:
    lines = []
    for row, vacancy in enumerate(side.pool.ids):
        ranked = matcher.rank(Job(side, row), pool, TOP)
        for place, (who, score) in enumerate(
            zip(ranked.rows.tolist(), ranked.scores.tolist(), strict=True), 1
        ):
            candidate = pool.side.pool.ids[who]
            lines.append(f"{vacancy} Q0 {candidate} {place} {score / 100:.2f} matcher")
    assert lines == RECORDED.read_text(encoding="utf-8").splitlines()
