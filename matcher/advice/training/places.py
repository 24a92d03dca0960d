"""The place of a changed person among all the others of a pool, as a full search would give it."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.advice.seam import MatchEngine
from matcher.scoring.evidence.base import Job
from matcher.scoring.ranker import Searchable

LOOKED_AT = 2000  # places from the top that are known exactly


@dataclass(frozen=True, eq=False)
class Places:
    """Scores and ids of everyone without a known no, best first, at most `LOOKED_AT`.

    Attributes
    ----------
    whole : bool
        Whether everyone is there.
    """

    ranked: tuple[tuple[int, str], ...]
    whole: bool

    @classmethod
    def of(cls, engine: MatchEngine, job: Job, pool: Searchable) -> Places:
        """Rank a pool once for a job."""
        if not len(pool.side.pool):
            return cls((), True)
        found = engine.rank(job, pool, min(LOOKED_AT, len(pool.side.pool)))
        ids = pool.side.pool.ids
        pairs = zip(found.scores.tolist(), found.rows.tolist(), strict=True)
        ranked = tuple((score, ids[row]) for score, row in pairs)
        return cls(ranked, len(ranked) < LOOKED_AT)

    def place(self, candidate: str, centipoints: int) -> int | None:
        """1 + the number of others with more points, or as many and a smaller id.

        ``None`` when that lies below the places that were looked at.
        """
        others = [(score, name) for score, name in self.ranked if name != candidate]
        above = sum((-score, name) < (-centipoints, candidate) for score, name in others)
        return None if above == len(others) and not self.whole else above + 1
