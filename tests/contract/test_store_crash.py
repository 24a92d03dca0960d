"""Killed writers: nothing acknowledged is lost, nothing is half written, the log still holds.

The same check with hundreds of kills: ``python benchmarks/kill.py --kills 400``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from matcher.store.database import Database
from matcher.store.engines import open_engine, writing

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the benchmarks are no package
from benchmarks.kill import Writers, body, check, empty_database, kill_often


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    with closing(Writers()) as made:
        yield made


@pytest.fixture
def url() -> Iterator[str]:
    with empty_database(None, 0) as made:
        yield made


def test_a_writer_may_be_killed_at_any_moment(writers: Writers, url: str) -> None:
    found = kill_often(writers, url, kills=25, seed=3)
    assert found.problems == []
    assert found.kills == 25 and found.acknowledged > 50
    assert {"begin", "commit", "ack"} <= found.last_step.keys()


def test_a_writer_may_be_killed_in_the_middle_of_a_bulk_write(writers: Writers, url: str) -> None:
    database = Database(url)
    database.migrate()
    database.close()
    acknowledged = []
    for seed in range(5):
        told = writers.kill_at(url, seed, "middle")
        acknowledged += [said["wrote"] for said in told if said["step"] == "ack"]
        assert told[-1]["step"] in ("middle", "commit")  # it may get a little further
        assert check(url, acknowledged) == []


def test_the_check_sees_what_it_must(url: str) -> None:
    """Each kind of damage, made by hand, is told."""
    database = Database(url)
    database.migrate()
    with database.write() as tx:
        tx.portfolios.put(body("K1", 1), organisation="gemeente", by="writer")
        tx.audit.append("writer", "gemeente", "wrote", "", {"wrote": ["K1", 0, 1, 1]})
    assert check(url, [["K1", 0, 1, 1]]) == []
    assert check(url, [["K1", 0, 1, 2]]) == ["lost: ('K1', 2)"]
    with database.write() as tx:
        tx.portfolios.put(body("K2", 1), organisation="gemeente", by="writer")
    assert check(url, []) == ["half: ('K2', 1) without its line"]
    with database.write() as tx:
        tx.audit.append("writer", "gemeente", "wrote", "", {"wrote": ["K2", 0, 1, 1]})
        tx.audit.append("writer", "gemeente", "wrote", "", {"wrote": ["M", 0, 2, 1]})
        tx.sensitive.put("K1", {"sector_profile": "7"})
    assert check(url, []) == [
        "half: line of ('M0', 1) without it",
        "half: line of ('M1', 1) without it",
        "half: K1 with another version's sensitive part",
    ]
    database.close()


def test_a_damaged_head_is_seen(url: str) -> None:
    database, engine = Database(url), open_engine(url)
    database.migrate()
    with database.write() as tx:
        tx.portfolios.put(body("K1", 1), organisation="gemeente", by="writer")
        tx.audit.append("writer", "gemeente", "wrote", "", {"wrote": ["K1", 0, 1, 1]})
    with engine.connect() as plain:
        connection = writing(plain)
        with connection.begin():
            connection.execute(text("UPDATE record_heads SET version = 2"))
    assert check(url, []) == ["heads do not point at the latest versions"]
    database.close()
    engine.dispose()
