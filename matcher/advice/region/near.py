"""Pairs that are one step away, counted for every job over all people at once.

A pair of a person and a job is *connected* when no gate is a known no, every essential demand is
at least nearly covered, and the two records are alike enough to be about the same work. It is *one
step away* when it would be connected but for exactly one thing: one known no, or one essential
demand that the portfolio does not name. Each such pair lacks exactly one thing (`Need`), so pairs
are counted per need and job, and never twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.advice.region.answers import Answers
from matcher.advice.region.bits import Bits, Tally, pack, rows, size
from matcher.advice.region.coverage import not_covered
from matcher.advice.region.needs import (
    Kind,
    Need,
    certificate_needs,
    language_needs,
    licence_needs,
)
from matcher.advice.seam import MatchEngine
from matcher.pool.texts import Progress, silent
from matcher.reading.demands import Ask
from matcher.scoring.arithmetic import cosines
from matcher.scoring.searchable import Searchable
from matcher.scoring.views import VacancySide
from matcher.shortlist.eligibility import one_row
from matcher.shortlist.gaps import NEARLY

BLOCK = 64  # jobs whose likeness is computed together
Group = tuple[str, str]  # arbeidsmarktregio and sector


@dataclass
class Near:
    """What stands in the way, by need, job and group.

    Attributes
    ----------
    pairs : dict of Need to dict of int to int
        Number of pairs one step away, by row of the job.
    people : dict of (Need, Group) to Bits
        Who is in those pairs.
    connected : dict of int to int
        Pairs that need nothing, by row of the job.
    stuck : dict of str to dict of int to int
        Pairs with exactly one known no that training does not take away, by title of the gate
        and row of the job.
    """

    pairs: dict[Need, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    people: dict[tuple[Need, Group], Bits] = field(default_factory=dict)
    connected: dict[int, int] = field(default_factory=dict)
    stuck: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))


class Region:
    """A pool of people and the open jobs, ready to be counted.

    Parameters
    ----------
    likeness : float
        Least cosine of the two records as a whole, in [-1, 1].
    """

    def __init__(
        self, engine: MatchEngine, pool: Searchable, jobs: VacancySide, likeness: float
    ) -> None:
        self.engine, self.pool, self.jobs, self.likeness = engine, pool, jobs, likeness
        self.answers = Answers(engine.gates, pool.side.pool.columns)
        self.essential = [_essential(jobs, row) for row in range(len(jobs.pool))]
        # The same words ask the same: each text once, by its first demand.
        self.by_text: dict[int, int] = {}
        for demands in self.essential:
            for demand in demands:
                self.by_text.setdefault(int(jobs.pool.demand_text[demand]), demand)
        missing = not_covered(jobs, list(self.by_text.values()), pool.side, NEARLY)
        self._missing = dict(zip(self.by_text, missing, strict=True))

    def alike(self, first: int, last: int) -> Bits:
        """Who is alike enough to each of some jobs, shape (jobs, words)."""
        documents = self.jobs.pool.documents[first:last]
        near = cosines(self.pool.side.pool.documents, documents) >= np.float32(self.likeness)
        return pack(np.ascontiguousarray(near.T))

    def lacking(self, row: int, alike: Bits) -> tuple[dict[Need, Bits], Bits, dict[str, Bits]]:
        """Who lacks exactly what for one job.

        Returns
        -------
        needs : dict of Need to Bits
            Disjoint sets of people.
        connected : Bits
            Who lacks nothing.
        stuck : dict of str to Bits
            By title of the gate: who has only that known no, and no training takes it away.
        """
        asked = one_row(self.jobs.pool.columns, row)
        no, short = Tally(len(alike)), Tally(len(alike))
        closed = {name: self.answers.no(name, asked) for name in self.answers.gates}
        for bits in closed.values():
            no.add(bits)
        texts = {int(self.jobs.pool.demand_text[d]) for d in self.essential[row]}
        for text in sorted(texts):
            short.add(self._missing[text])
        complete = alike & short.none
        only_one = complete & no.one
        found: dict[Need, Bits] = {}
        stuck = {name: only_one & bits for name, bits in closed.items()}
        known = len(self.engine.vocabulary)
        for gate, needs in (
            ("certificates", certificate_needs(self.answers, asked, known)),
            ("licences", licence_needs(self.answers, asked)),
            ("language", language_needs(self.answers, asked)),
        ):
            for need, bits in needs:
                found[need] = only_one & closed[gate] & bits
                stuck[gate] = stuck[gate] & ~found[need]
        able = alike & no.none
        one_short = able & short.one
        for text in sorted(texts):
            words = self.jobs.pool.texts[text]
            found[Need(Kind.SKILL, words)] = one_short & self._missing[text]
        titles = {name: self.answers.gates[name].title for name in stuck}
        return (
            {need: bits for need, bits in found.items() if bits.any()},
            able & short.none,
            {titles[name]: bits for name, bits in stuck.items() if bits.any()},
        )

    def count(self, groups: Sequence[Group], progress: Progress = silent) -> Near:
        """Count every job.

        Parameters
        ----------
        groups : one per job
        """
        near, total = Near(), len(self.jobs.pool)
        for first in range(0, total, BLOCK):
            last = min(total, first + BLOCK)
            for row, alike in zip(range(first, last), self.alike(first, last), strict=True):
                needs, connected, stuck = self.lacking(row, alike)
                near.connected[row] = size(connected)
                for title, bits in stuck.items():
                    near.stuck[title][row] = size(bits)
                for need, bits in needs.items():
                    near.pairs[need][row] = size(bits)
                    key = (need, groups[row])
                    if key in near.people:
                        near.people[key] |= bits
                    else:
                        near.people[key] = bits.copy()
            progress("vacatures tellen", last, total)
        return near

    def people_of(self, need: Need, row: int) -> list[int]:
        """Rows of the people who lack exactly this for one job, ascending."""
        needs, _, _ = self.lacking(row, self.alike(row, row + 1)[0])
        return rows(needs[need]).tolist() if need in needs else []


def _essential(jobs: VacancySide, row: int) -> list[int]:
    at = jobs.pool.demands_of(row)
    asks = jobs.pool.demand_ask[at]
    return [at.start + i for i in np.flatnonzero(asks == Ask.ESSENTIAL).tolist()]
