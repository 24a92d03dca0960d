"""How many people share a row of statements: what small groups are protected by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.disclosure.reader import PersonReader
from matcher.domain.portfolio import Portfolio
from matcher.pool.portfolios import PortfolioPool
from matcher.vocabulary.normalise import words


class Population:
    """The people among whom nobody may stand out.

    Parameters
    ----------
    reader : PersonReader
        Reads the portfolio that is to be shown in the same way.
    people : sequence of frozenset of str
        The tokens of each person, as `PersonReader.tokens` gives them.
    vocabularies : iterable of sets of str
        The words that each person's texts use, in normal form.
    """

    def __init__(
        self,
        reader: PersonReader,
        people: Sequence[frozenset[str]],
        vocabularies: Iterable[Collection[str]] = (),
    ) -> None:
        self.reader = reader
        self.size = len(people)
        self._users = Counter(word for used in vocabularies for word in set(used))
        names = sorted(set().union(*people))
        self._number = {name: i for i, name in enumerate(names)}
        columns = [sorted(self._number[t] for t in tokens) for tokens in people]
        indptr = np.cumsum([0, *map(len, columns)], dtype=np.int64)
        indices = np.array([c for row in columns for c in row], np.int32)
        matrix = sp.csr_array(
            (np.ones(len(indices), np.int8), indices, indptr), shape=(self.size, len(names))
        )
        self._having: sp.csc_array[np.int8] = matrix.tocsc()

    @classmethod
    def of(cls, portfolios: Iterable[Portfolio], reader: PersonReader) -> Population:
        """From portfolios; their order does not matter."""
        people = list(portfolios)
        reader.prepare(people)
        return cls(reader, [reader.tokens(p) for p in people], map(spoken, people))

    @classmethod
    def of_pool(cls, pool: PortfolioPool, reader: PersonReader) -> Population:
        """From the records of a pool."""
        return cls.of((pool.portfolio(row) for row in range(len(pool))), reader)

    def users(self, word: str) -> int:
        """How many people use a word (in normal form) in their texts."""
        return self._users[word]

    def everyone(self) -> NDArray[np.bool_]:
        """Shape (size,), all true."""
        return np.ones(self.size, np.bool_)

    def having(self, token: str) -> NDArray[np.bool_]:
        """Who a statement is true of, shape (size,); nobody for a token that is not there."""
        out = np.zeros(self.size, np.bool_)
        column = self._number.get(token)
        if column is not None:
            at = slice(self._having.indptr[column], self._having.indptr[column + 1])
            out[self._having.indices[at]] = True
        return out

    def count(self, tokens: Iterable[str]) -> int:
        """How many people all statements are true of; everyone for none."""
        mask = self.everyone()
        for token in tokens:
            mask &= self.having(token)
        return int(mask.sum())


def spoken(portfolio: Portfolio) -> frozenset[str]:
    """The words of a person's own texts, in normal form."""
    jobs, skills = portfolio.experience or (), portfolio.skills or ()
    texts = [
        portfolio.summary,
        *(text for job in jobs for text in (job.title, job.description)),
        *(skill.label for skill in skills),
    ]
    return frozenset(word for text in texts if text for word in words(text))
