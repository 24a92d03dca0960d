from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url, text
from unit.store.databases import DIALECTS, Ticking, empty, ready

from matcher.errors import DataError
from matcher.store.columns import Base
from matcher.store.database import Database
from matcher.store.engines import open_engine
from matcher.store.migrating import VERSIONS
from matcher.store.problems import StoreError


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_migrations_make_the_declared_tables(dialect: str) -> None:
    engine = open_engine(ready(dialect))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSIONS})
        assert compare_metadata(context, Base.metadata) == []
        assert len(inspect(connection).get_table_names()) == len(Base.metadata.tables) + 1
    engine.dispose()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_ids_sort_by_code_point_on_both_databases(dialect: str) -> None:
    database = Database(ready(dialect), Ticking())
    ids = ["a", "B", "ä", "Z", "K10", "K2", "k1", "z", "_", "K-1"]
    with database.write() as tx:
        tx.vacancies.put_many(({"id": id} for id in ids), organisation="wsp", by="anna")
    with database.read() as tx:
        assert [r.id for r in tx.vacancies.page(organisations=None)] == sorted(ids)
        pages, after = [], None
        while page := tx.vacancies.page(organisations=["wsp"], after=after, limit=3):
            pages += [r.id for r in page]
            after = page[-1].id
        assert pages == sorted(ids)
    database.close()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_several_may_migrate_at_once(dialect: str) -> None:
    url, failures = empty(dialect), []

    def migrate() -> None:
        database = Database(url)
        try:
            database.migrate()
        except BaseException as error:
            failures.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=migrate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    database = Database(url)
    database.migrate()
    with database.read() as tx:
        assert tx.portfolios.last_sequence() == 0
    database.close()


def test_a_write_is_whole_or_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as tx:
        tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna")
        tx.audit.append("anna", "wsp", "put", "V1")
        1 / 0  # noqa: B018
    with database.read() as tx:
        assert tx.vacancies.find("V1") is None
        assert tx.audit.count() == tx.vacancies.last_sequence() == 0


def test_a_read_sees_one_moment(database: Database) -> None:
    with database.write() as tx:
        tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna")
    with database.read() as reader:
        with database.write() as tx:
            tx.vacancies.put({"id": "V2"}, organisation="wsp", by="anna")
        assert reader.vacancies.count() == 1
        assert reader.vacancies.last_sequence() == 1
    with database.read() as reader:
        assert reader.vacancies.count() == 2


def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(RuntimeError, match=r"Database\.write"), database.read() as tx:
        tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna")
    with database.write() as tx:
        assert tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna").version == 1


def test_a_write_inside_a_write_is_refused_at_once(database: Database) -> None:
    with database.write() as tx:
        with pytest.raises(RuntimeError, match="wait for itself"), database.write():
            pass
        tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna")
        with database.read() as reader:
            assert reader.vacancies.count() == 0
    with database.write() as tx:
        assert tx.vacancies.count() == 1


def test_a_text_that_no_database_holds(database: Database) -> None:
    with pytest.raises(DataError, match="half teken"), database.write() as tx:
        tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna", reason="\ud800")
    if database._engine.dialect.name == "postgresql":
        with pytest.raises(DataError, match="nulteken"), database.read() as tx:
            tx.vacancies.find("V\0")
        with pytest.raises(DataError, match="te lang"), database.write() as tx:
            tx.vacancies.put({"id": "V1"}, organisation="wsp", by="a" * 501)


def test_moments_come_back_in_utc(database: Database, clock: Ticking) -> None:
    with database.write() as tx:
        put = tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna")
        assert put.changed_at == tx.now == clock.now
    with database.read() as tx:
        again = tx.vacancies.get("V1")
    assert again == put and str(again.changed_at) == "2026-11-22 09:00:01+00:00"


def test_vacuum_leaves_the_records(database: Database) -> None:
    with database.write() as tx:
        tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna")
    database.vacuum()
    with database.read() as tx:
        assert tx.vacancies.count() == 1


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("geen adres", "geen adres van een database"),
        ("mysql://server/x", "database 'mysql' wordt niet ondersteund; toegestaan: sqlite:///"),
        ("sqlite://", "geheugen bewaart niets"),
        ("sqlite:///:memory:", "geheugen bewaart niets"),
        ("sqlite:////er/is/geen/map/x.db", "controleer of de map er is"),
        ("postgresql://nobody@localhost:1/x", "niet bereikbaar"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_in_plain_words(url: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        Database(url).migrate()


def test_no_password_is_shown_in_an_error() -> None:
    with pytest.raises(StoreError) as raised:
        Database("postgresql://jan:geheim@localhost:1/x").migrate()
    assert "geheim" not in str(raised.value)


def test_a_missing_driver_gives_the_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'matcher\[postgres\]'"):
        Database("postgresql://localhost/x")


def test_a_database_that_is_not_there(database: Database) -> None:
    if database._engine.dialect.name == "postgresql":
        url = database._engine.url.set(database="nergens")
        with pytest.raises(StoreError, match="is er niet"):
            Database(url.render_as_string(hide_password=False)).migrate()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_tables_that_are_not_there(dialect: str) -> None:
    database = Database(empty(dialect))
    with pytest.raises(StoreError, match=r"maak ze met migrate\(\)"), database.read() as tx:
        tx.vacancies.count()
    database.close()


def test_a_file_that_may_only_be_read() -> None:
    path = make_url(ready("sqlite")).database
    database = Database(f"sqlite:///file:{path}?mode=ro&uri=true", Ticking())
    with database.read() as tx:
        assert tx.vacancies.count() == 0
    with pytest.raises(StoreError, match="geef schrijfrechten"), database.write() as tx:
        tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna")
    database.close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("een brief, geen database " * 100)
    with pytest.raises(StoreError, match="geen database"):
        Database(f"sqlite:///{tmp_path}/x.db").migrate()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_database_of_a_newer_version_is_refused(dialect: str) -> None:
    url = ready(dialect)
    database = Database(url)
    engine = create_engine(make_url(url).set(drivername=database._engine.url.drivername))
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSIONS} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"nieuwere versie \(9999\)"):
        database.migrate()
    database.close()
