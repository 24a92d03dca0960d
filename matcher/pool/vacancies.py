"""The vacancy pool: columns, demands and vectors of many vacancies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from pydantic import TypeAdapter

from matcher.domain.vacancy import Vacancy
from matcher.linking.linker import Linker
from matcher.pool.lexical import TermWeights
from matcher.pool.strings import Strings
from matcher.pool.texts import Progress, TextTable, documents, silent
from matcher.reading.demands import Ask, Demand, demands
from matcher.vocabulary.concepts import Kind

RECORD: TypeAdapter[Vacancy] = TypeAdapter(Vacancy)
# How much each kind of demand says about the whole vacancy, in its one vector.
DOCUMENT_WEIGHT = {
    Ask.TITLE: 3.0,
    Ask.ESSENTIAL: 1.5,
    Ask.IMPORTANT: 1.0,
    Ask.OPTIONAL: 0.5,
    Ask.TASK: 1.0,
    Ask.TEXT: 0.6,
}


class ColumnMaker(Protocol):
    """What a gate gives a pool to store."""

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """One row a vacancy."""
        ...


@dataclass(frozen=True, eq=False)
class VacancyPool:
    """Rows are vacancies, sorted by id.

    Attributes
    ----------
    demand_starts : (n + 1,) int64
        Demands of row i are ``demand_starts[i]:demand_starts[i + 1]`` of the three below.
    demand_ask, demand_text, demand_share : (d,)
        `Ask`, text number, share of the working time.
    asked : csr_array of float32, shape (d, concepts)
        Support with which a demand names a concept, in [0, 1].
    occupation, occupation_confidence : (n,)
        Concept number of the occupation that the title names, -1 when not recognised.
    sector_text : (n,) int32
        Text number of the sector, -1 when absent.
    start_month : (n,) int32
        Month of the first day counted from year 0, -1 when not stated.
    term_words : Strings
        The word part behind each entry of ``terms``, in the order of ``terms.indices``.
    """

    ids: tuple[str, ...]
    records: Strings
    columns: Mapping[str, NDArray[Any]]
    documents: NDArray[np.int8]
    texts: Strings
    text_vectors: NDArray[np.int8]
    demand_starts: NDArray[np.int64]
    demand_ask: NDArray[np.int8]
    demand_text: NDArray[np.int32]
    demand_share: NDArray[np.float32]
    asked: sp.csr_array[np.float32]
    occupation: NDArray[np.int32]
    occupation_confidence: NDArray[np.float32]
    sector_text: NDArray[np.int32]
    start_month: NDArray[np.int32]
    terms: sp.csr_array[np.float32]
    term_words: Strings

    def __len__(self) -> int:
        return len(self.ids)

    def vacancy(self, row: int) -> Vacancy:
        """The record of one row."""
        return RECORD.validate_json(self.records[row])

    def demands_of(self, row: int) -> slice:
        """Where a row's demands stand."""
        return slice(int(self.demand_starts[row]), int(self.demand_starts[row + 1]))


def build_vacancy_pool(
    vacancies: Sequence[Vacancy],
    linker: Linker,
    terms: TermWeights,
    makers: Sequence[ColumnMaker],
    progress: Progress = silent,
) -> VacancyPool:
    """Read, encode and link every vacancy once; independent of their order."""
    ordered = sorted(vacancies, key=lambda v: v.id)
    table = TextTable()
    rows: list[list[Demand]] = [demands(v) for v in ordered]
    flat = [d for row in rows for d in row]
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    texts = np.array([table.add(d.text) for d in flat], np.int32)
    sector = np.array([-1 if not v.sector else table.add(v.sector) for v in ordered], np.int32)
    vectors = table.encode(linker, progress)
    found = table.link(linker, sorted({int(t) for t in texts}), progress)
    titles = {int(t) for t, d in zip(texts, flat, strict=True) if d.ask is Ask.TITLE}
    names = dict(
        zip(
            sorted(titles),
            linker.link_many([table.texts[t] for t in sorted(titles)], [Kind.OCCUPATION]),
            strict=True,
        )
    )
    indptr, concepts, confidences = [0], [], []
    for text in texts:
        for r in sorted(found[int(text)], key=lambda r: r.concept):
            concepts.append(r.concept)
            confidences.append(r.support)
        indptr.append(len(concepts))
    occupation = np.full(len(ordered), -1, np.int32)
    confidence = np.zeros(len(ordered), np.float32)
    for i, row in enumerate(rows):
        if row and row[0].ask is Ask.TITLE and (best := names[int(texts[starts[i]])]):
            occupation[i], confidence[i] = best[0].concept, best[0].support
    columns: dict[str, NDArray[Any]] = {}
    for maker in makers:
        columns.update(maker.vacancy_columns(ordered))
    weights = np.array([DOCUMENT_WEIGHT[d.ask] for d in flat], np.float32)
    lexical = terms.vectors([(d.text, DOCUMENT_WEIGHT[d.ask]) for d in row] for row in rows)
    return VacancyPool(
        ids=tuple(v.id for v in ordered),
        records=Strings.pack(RECORD.dump_json(v).decode() for v in ordered),
        columns=columns,
        documents=documents(starts, texts, weights, vectors),
        texts=Strings.pack(table.texts),
        text_vectors=vectors,
        demand_starts=starts,
        demand_ask=np.array([d.ask for d in flat], np.int8),
        demand_text=texts,
        demand_share=np.array([d.share for d in flat], np.float32),
        asked=sp.csr_array(
            (
                np.array(confidences, np.float32),
                np.array(concepts, np.int32),
                np.array(indptr, np.int64),
            ),
            shape=(len(flat), len(linker.vocabulary)),
        ),
        occupation=occupation,
        occupation_confidence=confidence,
        sector_text=sector,
        start_month=np.array(
            [-1 if v.start is None else v.start.year * 12 + v.start.month - 1 for v in ordered],
            np.int32,
        ),
        terms=lexical,
        term_words=_term_words(rows, lexical, terms),
    )


def _term_words(
    rows: Sequence[Sequence[Demand]], lexical: sp.csr_array[np.float32], terms: TermWeights
) -> Strings:
    words: list[str] = []
    for i, row in enumerate(rows):
        names: dict[int, str] = {}
        for demand in row:
            names = terms.names(demand.text) | names
        at = slice(lexical.indptr[i], lexical.indptr[i + 1])
        words.extend(names.get(int(term), "") for term in lexical.indices[at])
    return Strings.pack(words)
