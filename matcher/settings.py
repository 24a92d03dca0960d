"""Settings, read once at the edge and saved beside what they produced."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from matcher.linking.linker import LinkSettings
from matcher.scoring.weights import Weights

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where things are and how to weigh them.

    Attributes
    ----------
    vocabulary : Path
        Directory with the vocabulary's tables.
    encoder : str
        Directory of our encoder, or any sentence-transformers model by name or path.
    cache : Path, optional
        Directory for what can be made again, so that a next start is quicker.
    """

    vocabulary: Path = ROOT / "vocab" / "competenties"
    encoder: str = str(ROOT / "models" / "encoder")
    weights: Weights = field(default_factory=Weights)
    link: LinkSettings = field(default_factory=LinkSettings)
    cache: Path | None = None

    @classmethod
    def from_environment(cls) -> Settings:
        """Defaults, overruled by ``MATCHER_VOCABULARY`` and ``MATCHER_ENCODER``."""
        standard = cls()
        return cls(
            vocabulary=Path(os.environ.get("MATCHER_VOCABULARY", standard.vocabulary)),
            encoder=os.environ.get("MATCHER_ENCODER", standard.encoder),
        )
