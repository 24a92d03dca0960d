from pathlib import Path
from typing import Any

import pytest

from matcher.embedding.artefact import FILES, load_artefact
from matcher.errors import SnapshotError

from .tiny import LEXICON, write_tiny


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    artefact = load_artefact(write_tiny(tmp_path))
    assert artefact.config.name == "tiny-1"
    assert artefact.rows.shape == (512, 8)
    assert artefact.lexicon == LEXICON


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = write_tiny(tmp_path / "1"), write_tiny(tmp_path / "2")
    for name in FILES:
        assert (one / name).read_bytes() == (other / name).read_bytes()
    assert load_artefact(one).fingerprint == load_artefact(other).fingerprint


@pytest.mark.parametrize("change", [{"seed": 1}, {"dim": 9}, {"lexicon": {"kok": 4094}}])
def test_fingerprint_changes_with_every_part(tmp_path: Path, change: dict[str, Any]) -> None:
    one, other = write_tiny(tmp_path / "1"), write_tiny(tmp_path / "2", **change)
    assert load_artefact(one).fingerprint != load_artefact(other).fingerprint


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    lexicon = write_tiny(tmp_path) / "lexicon.tsv"
    lexicon.write_text(lexicon.read_text().replace("een\t200", "een\t201"))
    with pytest.raises(SnapshotError, match=r"lexicon\.tsv is not the file"):
        load_artefact(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (write_tiny(tmp_path) / name).unlink()
    with pytest.raises(SnapshotError, match=f"{name}.*make train"):
        load_artefact(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_a_snapshot_error(tmp_path: Path, name: str) -> None:
    path = write_tiny(tmp_path) / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(SnapshotError, match="make train"):
        load_artefact(tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"format": 1', '"format": 99', "format 99, this version reads 1"),
        ('"dim": 8', '"dim": 9', r"the table is int8 \(512, 8\)"),
        ('"dim": 8', '"width": 8', "damaged"),
    ],
)
def test_a_config_that_does_not_fit_is_refused(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    config = write_tiny(tmp_path) / "config.json"
    config.write_text(config.read_text().replace(before, after))
    with pytest.raises(SnapshotError, match=message):
        load_artefact(tmp_path)


def test_a_weight_out_of_range_is_refused(tmp_path: Path) -> None:
    write_tiny(tmp_path, lexicon={"kok": 9999})
    with pytest.raises(SnapshotError, match="outside"):
        load_artefact(tmp_path)
