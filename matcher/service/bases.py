"""Bases on disk: merged pools that every process of the service maps into memory."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from matcher.errors import SnapshotError

S = TypeVar("S")
KEPT = 2  # a process may still be reading the one before the newest


@dataclass(frozen=True, eq=False)
class Base(Generic[S]):
    """A pool with the organisation and version of each row, as of one moment of the store."""

    pool: S
    ids: tuple[str, ...]
    owners: NDArray[np.int32]
    versions: NDArray[np.int64]
    organisations: tuple[str, ...]
    sequence: int


class Bases(Generic[S]):
    """The bases of one kind of record in a directory, named after their place in the store.

    A base that other versions of vocabulary, encoder or format made is passed over, not an error:
    it is made again from the store.
    """

    def __init__(
        self,
        directory: Path,
        name: str,
        save: Callable[[S, Path], None],
        load: Callable[[Path], S],
        ids: Callable[[S], tuple[str, ...]],
    ) -> None:
        self.directory, self.name = directory, name
        self._save, self._load, self._ids = save, load, ids

    def _found(self) -> list[tuple[int, Path]]:
        """Sequence and directory, newest first."""
        pattern = f"{self.name}-*"
        found = [
            (int(path.name.rpartition("-")[2]), path)
            for path in self.directory.glob(pattern)
            if path.name.rpartition("-")[2].isdecimal()
        ]
        return sorted(found, reverse=True)

    def newest(self) -> int:
        """Sequence of the newest base, -1 when there is none; cheap."""
        found = self._found()
        return found[0][0] if found else -1

    def load(self) -> Base[S] | None:
        """The newest base that can be used."""
        for sequence, path in self._found():
            try:
                pool = self._load(path / "pool")
                rows = json.loads((path / "rows.json").read_text(encoding="utf-8"))
                owners = np.load(path / "owners.npy")
                versions = np.load(path / "versions.npy")
            except (SnapshotError, OSError, ValueError):
                continue
            organisations = tuple(rows["organisations"])
            return Base(pool, self._ids(pool), owners, versions, organisations, sequence)
        return None

    def clear(self) -> None:
        """Remove every base."""
        for _, path in self._found():
            shutil.rmtree(path, ignore_errors=True)

    def save(self, base: Base[S]) -> None:
        """Write a base; it appears whole or not at all. Older ones are removed but the last."""
        self.directory.mkdir(parents=True, exist_ok=True)
        path = self.directory / f"{self.name}-{base.sequence:012d}"
        temporary = self.directory / f".{path.name}.{os.getpid()}"
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        try:
            self._save(base.pool, temporary / "pool")
            np.save(temporary / "owners.npy", base.owners)
            np.save(temporary / "versions.npy", base.versions)
            rows = {"organisations": base.organisations}
            (temporary / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
            shutil.rmtree(path, ignore_errors=True)
            temporary.rename(path)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        for _, old in self._found()[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
