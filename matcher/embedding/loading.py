"""One way to name any encoder: a directory of ours, or a sentence-transformers model."""

from __future__ import annotations

from pathlib import Path

from matcher.embedding.artefact import CONFIG, LEXICON
from matcher.embedding.encoder import Encoder
from matcher.embedding.static import StaticEncoder


def load_encoder(spec: str | Path) -> Encoder:
    """Load the encoder that a setting names.

    Parameters
    ----------
    spec : str or Path
        A directory with our artefact (such as ``models/encoder``), or the name or path of a
        sentence-transformers model.

    Raises
    ------
    SnapshotError
        When the artefact is damaged, or nothing can be loaded under that name.
    SettingsError
        When sentence-transformers is needed and not installed.
    """
    directory = Path(spec)
    if (directory / LEXICON).exists() or (directory / "table.safetensors").exists():
        return StaticEncoder.load(directory)
    if directory.name == "encoder" and not (directory / CONFIG).exists():
        return StaticEncoder.load(directory)  # says which files are missing
    from matcher.embedding.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(str(spec))
