"""A portfolio pool with all that searching it needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from matcher.scoring.index import DocumentIndex
from matcher.scoring.views import PortfolioSide


@dataclass(frozen=True, eq=False)
class Searchable:
    """A portfolio pool with its side and index, shared by all queries."""

    side: PortfolioSide

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids by row, ascending."""
        return self.side.pool.ids

    @cached_property
    def index(self) -> DocumentIndex:
        """Built at first use."""
        return DocumentIndex(self.side.pool)

    def warm(self, columns: bool = True) -> None:
        """Build now what a first query would build: a service does this before it is ready.

        Parameters
        ----------
        columns : bool
            Also the softened column of every concept, more than half of the work; without it each
            is made when a vacancy first asks for its concept, in a quarter of a millisecond.
        """
        self.side.warm(columns)
        if len(self.side.pool):
            self.index.nearest(self.side.pool.documents[0], 1)
