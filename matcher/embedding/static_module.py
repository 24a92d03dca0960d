"""The static encoder as a sentence-transformers module: to train on, save, and load again.

``SentenceTransformer(modules=[StaticModule.load("models/encoder")])`` encodes with the same
vectors as `StaticEncoder` (up to 2e-5, floats instead of integers) and can be trained with any of
the library's losses; saving writes the integer artefact, which `StaticEncoder` reads without
torch. The saved directory also loads by its path with ``SentenceTransformer(path,
trust_remote_code=True)``, the flag the library wants for modules that are not its own. Importing
this module imports torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule
from torch import Tensor, nn

from matcher.embedding.artefact import LARGEST_SCALE, Artefact, load_artefact, save_artefact
from matcher.embedding.table import dequantised, quantised
from matcher.embedding.training.formula import encode_bags
from matcher.embedding.training.index import Index, Indexed
from matcher.vocabulary.compounds import CompoundSplitter
from matcher.vocabulary.normalise import words

_FIELDS = tuple(Indexed.__dataclass_fields__)


class StaticModule(InputModule):
    """Table and word weights of an artefact as parameters.

    Parameters
    ----------
    artefact : Artefact
        Where training starts, and what is saved again while nothing was trained.
    """

    def __init__(self, artefact: Artefact) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._artefact = artefact
        lexicon = sorted(artefact.lexicon)
        self._lexicon = lexicon
        splitter = CompoundSplitter(lexicon if artefact.config.compounds else ())
        self._index = Index(lexicon, splitter, artefact.config.buckets)
        weights = [artefact.config.unknown_weight, *(artefact.lexicon[word] for word in lexicon)]
        self.table = nn.Parameter(torch.from_numpy(dequantised(artefact.rows, artefact.scales)))
        self.log_weights = nn.Parameter(torch.tensor(weights).div(LARGEST_SCALE).log()[:, None])

    def preprocess(  # type: ignore[override]
        self, inputs: Sequence[str], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, Tensor]:
        """Turn texts into the bags of `Indexed`, as tensors."""
        indexed = self._index([words((prompt or "") + text) for text in inputs])
        return {name: torch.from_numpy(getattr(indexed, name)) for name in _FIELDS}

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Add ``sentence_embedding``: unit vectors, shape ``(n_texts, dim)``."""
        rows = self.table[features["buckets"]]
        weights = self.log_weights.clamp(max=0.0)[features["words"]]
        features["sentence_embedding"] = encode_bags(rows, weights, features)
        return features

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return self._artefact.config.dim

    @property
    def max_seq_length(self) -> int:
        """Texts are never cut."""
        return int(np.iinfo(np.int32).max)

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Write the artefact to a directory; untrained, its rows and weights are the same."""
        rows, scales = quantised(self.table.detach().cpu().numpy())
        weights = self.log_weights.detach().cpu().exp().numpy()[:, 0] * LARGEST_SCALE
        unknown, *known = np.clip(np.rint(weights), 1, LARGEST_SCALE).astype(int).tolist()
        config = replace(self._artefact.config, unknown_weight=unknown)
        lexicon = dict(zip(self._lexicon, known, strict=True))
        save_artefact(Path(output_path), config, rows, scales, lexicon)

    @classmethod
    def load(  # type: ignore[override]
        cls, model_name_or_path: str, subfolder: str = "", **kwargs: Any
    ) -> StaticModule:
        """Read a directory that `save` or the training wrote."""
        return cls(load_artefact(Path(model_name_or_path) / subfolder))
