"""One way to name any encoder: a directory of ours, or a sentence-transformers model."""

from __future__ import annotations

from pathlib import Path

from matcher.embedding.artefact import FILES
from matcher.embedding.encoder import Encoder
from matcher.embedding.static import StaticEncoder


def load_encoder(spec: str | Path) -> Encoder:
    """Load the encoder that a setting names.

    Parameters
    ----------
    spec : str or Path
        A directory with our artefact (such as ``models/encoder``), also when
        sentence-transformers saved it; or, as str, the name or path of another
        sentence-transformers model. A Path is always taken as a directory of ours.

    Raises
    ------
    SnapshotError
        When the artefact is damaged, or nothing can be loaded under that name.
    SettingsError
        When sentence-transformers is needed and not installed.
    """
    directory = Path(spec)
    if isinstance(spec, Path) or any((directory / name).exists() for name in FILES[1:]):
        return StaticEncoder.load(directory)
    from matcher.embedding.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(spec)
