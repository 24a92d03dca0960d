"""Pools on disk: one file an array, and a manifest that says what they were made with.

A pool is only as good as the vocabulary and encoder behind it, so a snapshot that was made by
others than those in use is refused, with the command that rebuilds it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import scipy.sparse as sp

from matcher.errors import SnapshotError
from matcher.pool.strings import Strings

FORMAT = 1
MANIFEST = "manifest.json"
P = TypeVar("P")


@dataclass(frozen=True)
class Origin:
    """What a pool was made with."""

    vocabulary: str
    vocabulary_version: str
    encoder: str
    encoder_fingerprint: str
    dim: int


def save(pool: Any, directory: Path, origin: Origin) -> None:
    """Write a pool; the directory appears whole or not at all, and replaces an older one."""
    directory = directory.resolve()
    temporary = directory.with_name(f".{directory.name}.{os.getpid()}")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    try:
        for field in fields(pool):
            _write(getattr(pool, field.name), temporary, field.name)
        manifest = {"format": FORMAT, "kind": type(pool).__name__, "rows": len(pool)}
        manifest |= {"columns": sorted(pool.columns), **origin.__dict__}
        (temporary / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
        if directory.exists():
            if not (directory / MANIFEST).exists():
                raise SnapshotError(f"{directory} bestaat al en is geen pool; kies een andere map")
            shutil.rmtree(directory)
        temporary.rename(directory)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def load(kind: type[P], directory: Path, origin: Origin) -> P:
    """Read a pool, memory-mapped.

    Raises
    ------
    SnapshotError
        When it is missing, broken, of another format, or made with another vocabulary or encoder.
    """
    try:
        manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(manifest, dict):
            raise ValueError(f"{MANIFEST} is geen object")
    except (OSError, ValueError) as error:
        raise SnapshotError(
            f"{directory}: geen leesbare pool ({error}). Bouw hem met: matcher pool build"
        ) from None
    _compare(directory, kind, manifest, origin)
    try:
        values = {
            field.name: _read(field.type, directory, field.name, manifest)
            for field in fields(kind)  # type: ignore[arg-type]
        }
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(
            f"{directory}: beschadigde pool ({error}). Bouw hem opnieuw met: matcher pool build"
        ) from None
    pool = kind(**values)
    if len(pool) != manifest.get("rows"):  # type: ignore[arg-type]
        raise SnapshotError(f"{directory}: de pool is beschadigd. Bouw hem opnieuw.")
    return pool


def _compare(directory: Path, kind: type[Any], manifest: Mapping[str, Any], origin: Origin) -> None:
    found = {"format": manifest.get("format"), "kind": manifest.get("kind")}
    wanted: dict[str, Any] = {"format": FORMAT, "kind": kind.__name__}
    found |= {name: manifest.get(name) for name in origin.__dict__}
    wanted |= origin.__dict__
    different = [name for name in wanted if found[name] != wanted[name]]
    if different:
        lines = ", ".join(f"{n}: pool {found[n]}, nu {wanted[n]}" for n in different)
        raise SnapshotError(
            f"{directory}: deze pool hoort bij een andere versie ({lines}). "
            "Bouw hem opnieuw met: matcher pool build"
        )


def _write(value: Any, directory: Path, name: str) -> None:
    match value:
        case np.ndarray():
            np.save(directory / f"{name}.npy", value, allow_pickle=False)
        case Strings():
            _write(value.data, directory, f"{name}.data")
            _write(value.starts, directory, f"{name}.starts")
        case tuple():
            _write(Strings.pack(value), directory, name)
        case sp.csr_array():
            _write(np.array(value.shape), directory, f"{name}.shape")
            for part in ("data", "indices", "indptr"):
                _write(getattr(value, part), directory, f"{name}.{part}")
        case Mapping():
            for key, column in value.items():
                _write(column, directory, f"{name}.{key}")
        case _:
            raise TypeError(f"{name}: {type(value)}")


def _read(kind: Any, directory: Path, name: str, manifest: Mapping[str, Any]) -> Any:
    def array(part: str) -> Any:
        # As a plain array: a memmap runs Python code at every slice.
        return np.asarray(np.load(directory / f"{part}.npy", mmap_mode="r", allow_pickle=False))

    text = str(kind)
    if text.startswith("NDArray"):
        return array(name)
    if text.startswith(("Strings", "tuple")):
        strings = Strings(array(f"{name}.data"), array(f"{name}.starts"))
        return strings if text == "Strings" else tuple(strings[i] for i in range(len(strings)))
    if text.startswith("sp."):
        parts = tuple(array(f"{name}.{part}") for part in ("data", "indices", "indptr"))
        return sp.csr_array(parts, shape=tuple(array(f"{name}.shape").tolist()))
    return {key: array(f"{name}.{key}") for key in manifest["columns"]}
