"""Counts over all who were looked at, in whatever layers they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.domain.answers import Answer
from matcher.domain.shortlist import Tally
from matcher.gates.base import Gate
from matcher.shortlist.eligibility import Eligibility


@dataclass(frozen=True, eq=False)
class Census:
    """The gates' answers over one or more pools, counted."""

    gates: Sequence[Gate]
    pools: Sequence[Eligibility]

    @cached_property
    def _no_by_gate(self) -> list[int]:
        return self._by_gate(Answer.NO)

    def _by_gate(self, answer: Answer) -> list[int]:
        counts = np.zeros(len(self.gates), np.int64)
        for pool in self.pools:
            counts += pool.by_gate(answer)
        return [int(count) for count in counts]

    @cached_property
    def often_no(self) -> tuple[int, ...]:
        """Gates by how often a known answer is no, most often first.

        The question whose answer most likely changes the list comes first.
        """
        total = sum(len(pool) for pool in self.pools)
        counts = zip(self._no_by_gate, self._by_gate(Answer.UNKNOWN), strict=True)
        share = [no / max(1, total - open_) for no, open_ in counts]
        return tuple(sorted(range(len(self.gates)), key=lambda g: (-share[g], g)))

    def tally(self) -> Tally:
        """Counts for the head of a shortlist."""
        by_gate = [
            (gate.title, no) for gate, no in zip(self.gates, self._no_by_gate, strict=True) if no
        ]
        open_ = [pool.unknowns[pool.can] for pool in self.pools]
        total, able = sum(len(pool) for pool in self.pools), sum(len(rows) for rows in open_)
        none = sum(int(np.count_nonzero(rows == 0)) for rows in open_)
        one = sum(int(np.count_nonzero(rows == 1)) for rows in open_)
        return Tally(
            looked_at=total,
            can=none,
            cannot=total - able,
            one_question=one,
            more_questions=able - none - one,
            no_by_gate=tuple(sorted(by_gate, key=lambda g: (-g[1], g[0]))),
        )
