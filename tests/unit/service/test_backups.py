"""A backup of SQLite while it is written, and putting one back with what was made of it."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from stored import lines, settings_in

from matcher import Matcher
from matcher.errors import DataError, SettingsError
from matcher.service import backups
from matcher.service.service import Service
from matcher.store.database import Database

JOBS = lines("vacancies.jsonl")


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    yield settings_in(tmp_path).database


def put(url: str, *names: str) -> None:
    database = Database(url)
    database.migrate()
    with database.write() as tx:
        for name in names:
            tx.vacancies.put({"id": name}, organisation="wsp", by="u")
            tx.audit.append("u", "wsp", "vacancy.added", name)
    database.close()


def ids(url: str) -> list[str]:
    database = Database(url)
    with database.read() as tx:
        assert tx.audit.verify() == []
        found = [r.id for r in tx.vacancies.as_of(tx.vacancies.last_sequence())]
    database.close()
    return found


def test_a_backup_made_while_a_writer_is_busy_holds_what_was_committed(
    url: str, tmp_path: Path
) -> None:
    put(url, "V1")
    database, target = Database(url), tmp_path / "backup.db"
    with database.write() as tx:
        tx.vacancies.put({"id": "V2"}, organisation="wsp", by="u")
        backups.back_up(url, target)
    database.close()
    assert ids(f"sqlite:///{target}") == ["V1"]
    assert ids(url) == ["V1", "V2"]


def test_a_backup_is_one_file_for_its_owner_alone(url: str, tmp_path: Path) -> None:
    put(url, "V1")
    target = tmp_path / "kept" / "backup.db"
    target.parent.mkdir()
    backups.back_up(url, target)
    assert [p.name for p in target.parent.iterdir()] == ["backup.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(DataError, match="bestaat al"):
        backups.back_up(url, target)


def test_a_restore_gives_back_the_store_of_then_and_keeps_the_other(
    url: str, tmp_path: Path
) -> None:
    put(url, "V1")
    backups.back_up(url, tmp_path / "backup.db")
    put(url, "V2")
    backups.restore(tmp_path / "backup.db", url)
    assert ids(url) == ["V1"]
    assert stat.S_IMODE((tmp_path / "matcher.db").stat().st_mode) == 0o600
    assert ids(f"sqlite:///{tmp_path / 'matcher.db.old'}") == ["V1", "V2"]
    put(url, "V3")
    assert ids(url) == ["V1", "V3"]


def test_a_store_that_was_lost_or_broken_can_be_restored(url: str, tmp_path: Path) -> None:
    put(url, "V1")
    backups.back_up(url, tmp_path / "backup.db")
    (tmp_path / "matcher.db").unlink()
    backups.restore(tmp_path / "backup.db", url)
    assert ids(url) == ["V1"]
    (tmp_path / "matcher.db").write_bytes(b"no database" * 1000)
    backups.restore(tmp_path / "backup.db", url)
    assert ids(url) == ["V1"]


def test_a_store_in_use_is_not_replaced(url: str, tmp_path: Path) -> None:
    put(url, "V1")
    backups.back_up(url, tmp_path / "backup.db")
    database = Database(url)
    with (
        database.read() as tx,
        pytest.raises(DataError, match="is in gebruik; stop eerst de dienst"),
    ):
        backups.restore(tmp_path / "backup.db", url)
        tx.vacancies.get("V1")
    database.close()
    assert not (tmp_path / "matcher.db.old").exists()


def test_what_is_no_backup_is_refused_and_the_store_stays(url: str, tmp_path: Path) -> None:
    put(url, "V1")
    broken, other = tmp_path / "broken.db", tmp_path / "other.db"
    broken.write_bytes(b"no database" * 1000)
    with closing(sqlite3.connect(other)) as file:
        file.execute("CREATE TABLE something (x)")
    for path, says in (
        (broken, "geen bruikbare back-up"),
        (other, "geen back-up van een opslag van de matcher"),
        (tmp_path / "nowhere.db", "bestaat niet"),
    ):
        with pytest.raises(DataError, match=says):
            backups.restore(path, url)
    assert ids(url) == ["V1"]


def test_postgresql_has_means_of_its_own() -> None:
    with pytest.raises(SettingsError, match="pg_dump en pg_restore"):
        backups.path_of("postgresql+psycopg://matcher@127.0.0.1/matcher")


def test_a_base_from_before_a_restore_is_not_used(tmp_path: Path, matcher: Matcher) -> None:
    """The numbers after the restored ones are given out again: the base would never be mended."""
    settings = replace(settings_in(tmp_path), merge_from=1)

    def put_and_follow(*bodies: dict[str, object]) -> list[int]:
        service = Service(settings, matcher)
        service.start()
        with service.database.write() as tx:
            for body in bodies:
                tx.vacancies.put(body, organisation="wsp", by="u")
        service.follow()
        found = [len(service.vacancies.view), service.vacancies.bases.newest()]
        assert all(service.vacancies.view.find(str(body["id"])) for body in bodies)
        service.close()
        return found

    assert put_and_follow(JOBS[0]) == [1, 1]
    backups.back_up(settings.database, tmp_path / "backup.db")
    assert put_and_follow(*JOBS[1:4]) == [4, 4]
    backups.restore(tmp_path / "backup.db", settings.database)
    assert put_and_follow(JOBS[5], JOBS[6]) == [3, 3]
