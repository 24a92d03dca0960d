"""One line of a list with all its reasons: contributions, gaps, gates and questions."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.domain.portfolio import Portfolio
from matcher.domain.shortlist import Entry
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Gate
from matcher.scoring.evidence.base import Pair
from matcher.scoring.ranker import ALL
from matcher.shortlist.gaps import gaps
from matcher.shortlist.questions import about_requirements, gate_results

WISH = "wens"


def entry(
    rank: int,
    pair: Pair,
    records: tuple[Portfolio, Vacancy],
    gates: Sequence[Gate],
    answers: Sequence[int],
    often_no: Sequence[int],
) -> Entry:
    """Explain one pair.

    Parameters
    ----------
    rank : place on the list, 0 for none
    answers : values of `Answer`, one a gate
    often_no : gates by how likely their answer changes the list
    """
    portfolio, vacancy = records
    lines = [line for evidence in ALL for line in evidence.explain(pair)]
    lines.sort(key=lambda c: (-c.centipoints, c.kind, c.label))
    results, questions = gate_results(gates, answers, often_no, portfolio, vacancy)
    found = gaps(pair)
    total = sum(line.centipoints for line in lines)
    wishes = sum(line.centipoints for line in lines if line.kind == WISH)
    return Entry(
        rank=rank,
        vacancy=vacancy.id,
        candidate=portfolio.id,
        centipoints=total,
        contributions=tuple(lines),
        gaps=found,
        gates=results,
        questions=(*questions, *about_requirements(found)),
        place=portfolio.home.place if portfolio.home else None,
        fit=(total - wishes) / 100,
    )
