"""Reads every source that is present and says which are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from matcher.embedding.training.competenties import read_competenties
from matcher.embedding.training.concepts import Corpus
from matcher.embedding.training.esco import read_esco
from matcher.embedding.training.mbo import read_mbo
from matcher.embedding.training.sayings import read_sayings
from matcher.errors import DataError

READERS: Mapping[str, Callable[[Path], Corpus]] = {
    "esco": read_esco,
    "competenties": read_competenties,
    "sayings": read_sayings,
    "mbo": read_mbo,
}


def read_sources(
    directories: Mapping[str, Path | None], report: Callable[[str], None] = print
) -> Corpus:
    """Join all sources in the order of `READERS`.

    Parameters
    ----------
    directories : mapping of str to Path or None
        Where each source lies; None or an absent directory skips it, with a message.
    report : callable
        Receives one line a source.

    Raises
    ------
    DataError
        When no source has a concept.
    """
    corpus = Corpus()
    for name, reader in READERS.items():
        directory = directories.get(name)
        if directory is None or not directory.is_dir():
            why = "not asked for" if directory is None else f"{directory} does not exist"
            report(f"{name}: skipped, {why}")
            continue
        part = reader(directory)
        labels = sum(len(concept.labels) for concept in part.concepts)
        report(f"{name}: {len(part.concepts)} concepts, {labels} labels, {len(part.links)} links")
        corpus += part
    if not corpus.concepts:
        raise DataError("Training needs at least one source; give --esco or --vocabulary.")
    return corpus
