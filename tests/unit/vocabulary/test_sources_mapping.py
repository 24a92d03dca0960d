"""The optional table from our occupations to ESCO's."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.errors import VocabularyError
from matcher.settings import ROOT
from matcher.vocabulary.check import check
from matcher.vocabulary.tables import Tables, read_tables
from matcher.vocabulary.vocabulary import Vocabulary

OURS = ROOT / "vocab" / "competenties"
HEADER = "beroep,esco_uri,relation\n"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return read_tables(OURS)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(OURS, tmp_path / "v")
    return tmp_path / "v"


def test_ours_is_read_and_right(tables: Tables) -> None:
    assert len(Vocabulary(tables).esco) > 100
    assert [p for p in check(tables).problems if "mapping" in p] == []


def test_it_may_be_absent_and_matching_does_not_depend_on_it(copy: Path, tables: Tables) -> None:
    (copy / "mapping_esco.csv").unlink()
    without = read_tables(copy)
    assert without.esco == {}
    assert without.fingerprint == tables.fingerprint


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("beroep,uri\nx,y\n", "kop"),
        (HEADER + "beroep:kok,http://x,gelijk\n", "relatie 'gelijk'"),
        (HEADER + "beroep:kok,http://x,exact\n" * 2, "dubbel"),
    ],
)
def test_a_wrong_table_is_refused(copy: Path, text: str, reason: str) -> None:
    (copy / "mapping_esco.csv").write_text(text.replace(HEADER, "", text.count(HEADER) - 1))
    with pytest.raises(VocabularyError, match=reason):
        read_tables(copy)


def test_the_check_knows_ids_and_addresses(tables: Tables) -> None:
    task = next(c.id for c in tables.concepts if c.id.startswith("taak:"))
    esco = {"beroep:bestaat-niet": "http://data.europa.eu/esco/occupation/1", task: "http://x"}
    told = [p for p in check(replace(tables, esco=esco)).problems if "mapping" in p]
    assert told == [
        "mapping_esco.csv: beroep beroep:bestaat-niet bestaat niet",
        f"mapping_esco.csv: beroep {task} bestaat niet",
        f"mapping_esco.csv: {task}: 'http://x' is geen beroep van ESCO",
    ]
