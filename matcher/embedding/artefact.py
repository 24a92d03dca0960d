"""The files of a static encoder: what they hold, how they are written, read and checked.

``config.json``        name, sizes and numbers of the formula (see `static`), sha256 of the others
``table.safetensors``  ``rows`` int8 (buckets, dim) and ``scales`` uint16 (buckets,)
``lexicon.tsv``        known word, tab, weight: the importance of the word in a text, 1..4095
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.errors import SnapshotError

FORMAT = 1
CONFIG, TABLE, LEXICON = "config.json", "table.safetensors", "lexicon.tsv"
FILES = (CONFIG, TABLE, LEXICON)
# Scales and weights have 12 bits, so that sums of rows stay exact integers (see `word_vectors`).
LARGEST_SCALE = 4095


@dataclass(frozen=True)
class Config:
    """The numbers of the formula.

    Attributes
    ----------
    name : str
        Name and version of the model.
    dim, buckets : int
        Shape of the table.
    unknown_weight : int
        Weight of a word outside the lexicon, 1..4095.
    compounds : bool
        Whether the parts of compounds are features.
    format : int
        Version of the files and of the formula.
    """

    name: str
    dim: int
    buckets: int
    unknown_weight: int
    compounds: bool = True
    format: int = FORMAT


@dataclass(frozen=True)
class Artefact:
    """A static encoder in memory.

    Attributes
    ----------
    config : Config
    rows : NDArray[np.int8]
        Shape ``(buckets, dim)``.
    scales : NDArray[np.int32]
        Shape ``(buckets,)``, 0..4095: row ``i`` of the table is ``rows[i] * scales[i]``.
    lexicon : dict of str to int
        Weight of every known word, 1..4095.
    fingerprint : str
        sha256 of config.json, which holds the sha256 of the other files.
    """

    config: Config
    rows: NDArray[np.int8]
    scales: NDArray[np.int32]
    lexicon: dict[str, int]
    fingerprint: str


def save_artefact(
    directory: Path,
    config: Config,
    rows: NDArray[np.int8],
    scales: NDArray[np.int32],
    lexicon: dict[str, int],
) -> None:
    """Write the three files; the same input gives the same bytes."""
    from safetensors.numpy import save

    lines = "".join(f"{word}\t{weight}\n" for word, weight in sorted(lexicon.items()))
    contents = {
        TABLE: save({"rows": rows, "scales": scales.astype(np.uint16)}),
        LEXICON: lines.encode("utf-8"),
    }
    described = {**asdict(config), "sha256": {name: _sha256(of) for name, of in contents.items()}}
    contents[CONFIG] = (json.dumps(described, indent=2, sort_keys=True) + "\n").encode("utf-8")
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (directory / name).write_bytes(content)


def load_artefact(directory: Path) -> Artefact:
    """Read and check the three files.

    Raises
    ------
    SnapshotError
        When a file is missing, cannot be read, contradicts another, or has another format.
    """
    from safetensors.numpy import load

    contents: dict[str, bytes] = {}
    for name in FILES:
        try:
            contents[name] = (directory / name).read_bytes()
        except OSError as error:
            raise SnapshotError(
                f"{directory / name}: not found or not readable; a static encoder has the files "
                f"{', '.join(FILES)}. Restore models/encoder or run `make train`."
            ) from error
    try:
        described = json.loads(contents[CONFIG])
        for name, promised in described.pop("sha256").items():
            if _sha256(contents[name]) != promised:
                raise ValueError(f"{name} is not the file that config.json describes")
        config = Config(**described)
        tensors = load(contents[TABLE])
        rows, scales = tensors["rows"], tensors["scales"].astype(np.int32)
        lexicon = _lexicon(contents[LEXICON].decode("utf-8"))
    except Exception as error:  # whatever is wrong inside, the next step is the same
        raise SnapshotError(
            f"{directory}: the encoder's files are damaged ({error}). "
            "Restore models/encoder or run `make train`."
        ) from error
    if config.format != FORMAT:
        raise SnapshotError(
            f"{directory}: encoder format {config.format}, this version reads {FORMAT}. "
            "Run `make train` to make it anew."
        )
    if rows.dtype != np.int8 or rows.shape != (config.buckets, config.dim):
        raise SnapshotError(
            f"{directory}: the table is {rows.dtype} {rows.shape}, config.json says int8 "
            f"({config.buckets}, {config.dim}). Restore models/encoder or run `make train`."
        )
    if scales.shape != (config.buckets,) or scales.max(initial=0) > LARGEST_SCALE:
        raise SnapshotError(
            f"{directory}: the scales do not fit the table. "
            "Restore models/encoder or run `make train`."
        )
    return Artefact(config, rows, scales, lexicon, _sha256(contents[CONFIG]))


def _lexicon(text: str) -> dict[str, int]:
    lines = (line.split("\t") for line in text.splitlines())
    lexicon = {word: int(weight) for word, weight in lines}
    if any(not 0 < weight <= LARGEST_SCALE for weight in lexicon.values()):
        raise ValueError(f"{LEXICON}: a weight outside 1..{LARGEST_SCALE}")
    return lexicon


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
