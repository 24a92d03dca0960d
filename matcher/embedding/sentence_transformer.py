"""Any sentence-transformers model as an `Encoder`; the library is imported only here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.embedding.artefact import LEXICON
from matcher.errors import SettingsError, SnapshotError
from matcher.vocabulary.normalise import normalise

INSTALL = "pip install 'matcher[train]'"
_BATCH = 64


class SentenceTransformerEncoder:
    """Encodes with a sentence-transformers model, by name or by path.

    Nothing is downloaded: the model must be on this machine, and code that comes with a model is
    not run. Its vectors are the same in any batch up to the rounding of the model's arithmetic;
    the exact promise of `Encoder.encode` is kept by encoding each distinct text by itself.

    Parameters
    ----------
    model : str
        Name or path, as sentence-transformers takes it.
    one_by_one : bool
        Encode texts one at a time (slower, the same in any batch) or in padded batches, which
        changes vectors by some 1e-6.

    Raises
    ------
    SettingsError
        When sentence-transformers is not installed; the message gives the install line.
    SnapshotError
        When the model cannot be loaded.
    """

    def __init__(self, model: str, one_by_one: bool = True) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise SettingsError(
                f"encoder {model!r}: sentence-transformers is not installed. Install it with "
                f"{INSTALL}, or use the default encoder models/encoder."
            ) from error
        try:
            if (Path(model) / LEXICON).exists():
                # Our own module. By its name alone the library would ask to trust all code that
                # comes with a model, which we never do.
                from matcher.embedding.static_module import StaticModule

                module = StaticModule.load(model)
                self._model: Any = SentenceTransformer(modules=[module], device="cpu")
            else:
                self._model = SentenceTransformer(model, device="cpu", local_files_only=True)
        except Exception as error:  # the library raises a dozen kinds, all meaning "not there"
            raise SnapshotError(
                f"encoder {model!r}: could not be loaded ({error}). Give a directory with a "
                "static encoder (models/encoder), or the path of a sentence-transformers model on "
                "this machine; nothing is downloaded."
            ) from error
        self._batch = 1 if one_by_one else _BATCH
        self._name = model
        self._fingerprint = _fingerprint(self._model)

    @property
    def name(self) -> str:
        """The name or path that was given."""
        return self._name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    @property
    def fingerprint(self) -> str:
        """Hexadecimal sha256 of the model's structure and weights."""
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts; see `Encoder.encode`. A text without a letter or digit is a zero row."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        rows = {text: row for row, text in enumerate(texts) if normalise(text)}
        if not rows:
            return vectors
        found = self._model.encode(
            list(rows),
            batch_size=self._batch,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        by_text = dict(zip(rows, np.asarray(found, np.float32), strict=True))
        for row, text in enumerate(texts):
            if text in by_text:
                vectors[row] = by_text[text]
        return vectors


def _fingerprint(model: Any) -> str:
    digest = hashlib.sha256(repr(model).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(f"{name} {tuple(tensor.shape)} {tensor.dtype}\n".encode())
        digest.update(tensor.detach().cpu().contiguous().view(-1).numpy().tobytes())
    return digest.hexdigest()
