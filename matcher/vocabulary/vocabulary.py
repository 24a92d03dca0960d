"""The vocabulary in memory: numbered concepts with the arrays the matcher computes on."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from matcher.vocabulary.concepts import Concept, Kind, Label, Training
from matcher.vocabulary.tables import Tables, read_tables

# CompetentNL's three levels as weights of a requirement; a task is essential or optional.
LEVEL_WEIGHT = {"essential": 1.0, "important": 0.6, "somewhat": 0.3, "optional": 0.5}


class Vocabulary:
    """Concepts numbered 0..n-1 in table order.

    Parameters
    ----------
    tables : Tables
        As read by `read_tables`; `matcher.vocabulary.check` tells what is wrong in them.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.concepts: tuple[Concept, ...] = tables.concepts
        self.number: dict[str, int] = {c.id: i for i, c in enumerate(self.concepts)}

    @classmethod
    def load(cls, directory: Path) -> Vocabulary:
        """Read the tables in ``directory``; raises `VocabularyError` with all problems."""
        return cls(read_tables(directory))

    def __len__(self) -> int:
        return len(self.concepts)

    @property
    def fingerprint(self) -> str:
        """sha256 of the tables."""
        return self.tables.fingerprint

    @property
    def labels(self) -> tuple[Label, ...]:
        """Every way to say a concept; the preferred label comes first."""
        return self.tables.labels

    @property
    def trainings(self) -> tuple[Training, ...]:
        """Training offers."""
        return self.tables.trainings

    @property
    def esco(self) -> dict[str, str]:
        """ESCO address by occupation id, where the vocabulary has a mapping; else empty."""
        return self.tables.esco

    @cached_property
    def kinds(self) -> NDArray[np.str_]:
        """Kind of each concept, shape (n,)."""
        return np.array([c.kind.value for c in self.concepts])

    def of_kind(self, kind: Kind) -> NDArray[np.int32]:
        """Numbers of all concepts of a kind, ascending."""
        return np.flatnonzero(self.kinds == kind.value).astype(np.int32)

    def links(self, table: str) -> list[tuple[int, int, str]]:
        """One link table as numbers; rows about unknown concepts are left out."""
        return [
            (self.number[x.source], self.number[x.target], x.level)
            for x in self.tables.links[table]
            if x.source in self.number and x.target in self.number
        ]

    @cached_property
    def parts(self) -> sp.csr_array[np.float64]:
        """What an occupation consists of, shape (n, n): its tasks and requirements by weight."""
        weight: dict[tuple[int, int], float] = {}
        for table in ("beroep_eisen.csv", "beroep_taken.csv"):
            for source, target, level in self.links(table):
                value = LEVEL_WEIGHT[level]
                weight[source, target] = max(value, weight.get((source, target), 0.0))
        keys = sorted(weight)
        data = [weight[k] for k in keys]
        rows, cols = ([k[i] for k in keys] for i in (0, 1))
        return sp.csr_array((data, (rows, cols)), shape=(len(self), len(self)), dtype=np.float64)

    @cached_property
    def rarity(self) -> NDArray[np.float64]:
        """How telling a concept is, in [0, 1]: inverse document frequency over the occupations.

        ``log(N / df) / log(N)`` (Spärck Jones, 1972) with df the number of occupations that have
        the concept as a part; 1 for a concept of one occupation, and for occupations and
        certificates themselves.
        """
        occupations = max(2, len(self.of_kind(Kind.OCCUPATION)))
        df = np.bincount(self.parts.indices, minlength=len(self))
        idf = np.log(occupations / np.maximum(df, 1)) / np.log(occupations)
        clipped: NDArray[np.float64] = np.clip(idf, 0.0, 1.0)
        return clipped

    @cached_property
    def related(self) -> dict[int, dict[int, float]]:
        """Hand-made similarities between concepts, both ways."""
        out: dict[int, dict[int, float]] = defaultdict(dict)
        for a, b, value in self.links("verwant.csv"):
            out[a][b] = out[b][a] = float(value)
        return dict(out)

    @cached_property
    def proves(self) -> dict[int, tuple[int, ...]]:
        """What a certificate proves, by number."""
        out: dict[int, list[int]] = defaultdict(list)
        for certificate, concept, _ in self.links("certificaat_geeft.csv"):
            out[certificate].append(concept)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def satisfied_by(self) -> dict[int, frozenset[int]]:
        """For each certificate: itself and every higher one that also counts as it."""
        higher: dict[int, set[int]] = defaultdict(set)
        for high, low, _ in self.links("certificaat_voldoet.csv"):
            higher[low].add(high)
        out: dict[int, frozenset[int]] = {}
        for certificate in map(int, self.of_kind(Kind.CERTIFICATE)):
            seen, todo = {certificate}, [certificate]
            while todo:
                new = higher[todo.pop()] - seen
                seen |= new
                todo.extend(sorted(new))
            out[certificate] = frozenset(seen)
        return out
