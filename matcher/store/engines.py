"""Opening a database: the settings that make SQLite and PostgreSQL keep the same promises.

Writers go one at a time, so that the order of `sequence` is the order of commit: SQLite by ``BEGIN
IMMEDIATE``, PostgreSQL by an advisory lock of the transaction. Readers never wait: they see one
snapshot (SQLite's write-ahead log; ``REPEATABLE READ``).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from matcher.store.problems import StoreError

WAIT = 30  # seconds that a writer waits for its turn
LOCK = 0x6D617463686572  # "matcher": the number of the advisory lock
WRITES = "matcher_writes"  # execution option: this transaction changes something
PRAGMAS = (
    f"busy_timeout={WAIT * 1000}",
    "journal_mode=WAL",
    "synchronous=FULL",  # acknowledged means on disk
    "foreign_keys=ON",
    "secure_delete=ON",  # what is erased is overwritten
    "recursive_triggers=ON",  # REPLACE, too, meets the triggers that refuse a delete
)
ACCEPTED = (
    "toegestaan: sqlite:///bestand.db of postgresql+psycopg://gebruiker:wachtwoord@server/database"
)


def open_engine(url: str) -> Engine:
    """An engine for a URL; connects later.

    Raises
    ------
    StoreError
        For a URL that is no database URL, another kind of database, a database in memory, or
        PostgreSQL without its driver.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, connect_args={"timeout": WAIT})
        event.listen(engine, "connect", _sqlite_connect)
        event.listen(engine, "begin", _sqlite_begin)
        return engine
    try:
        engine = create_engine(parsed, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except ModuleNotFoundError:
        raise StoreError(
            "voor PostgreSQL ontbreekt een onderdeel; "
            "installeer het met: pip install 'matcher[postgres]'"
        ) from None
    event.listen(engine, "begin", _postgres_begin)
    return engine


def reading(connection: Connection) -> Connection:
    """The connection, set to read one snapshot."""
    if connection.dialect.name == "sqlite":
        return connection.execution_options(**{WRITES: False})
    return connection.execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True, **{WRITES: False}
    )


def writing(connection: Connection) -> Connection:
    """The connection, set to write when it is its turn.

    PostgreSQL reads what is committed at each statement, thus after the lock was given.
    """
    if connection.dialect.name == "sqlite":
        return connection.execution_options(**{WRITES: True})
    return connection.execution_options(
        isolation_level="READ COMMITTED", postgresql_readonly=False, **{WRITES: True}
    )


def _parsed(url: str) -> URL:
    shown = url.partition("://")[0]
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(f"dit is geen adres van een database; {ACCEPTED}") from None
    name = parsed.drivername
    if name in ("sqlite", "sqlite+pysqlite"):
        if parsed.database in (None, "", ":memory:") or "mode=memory" in url:
            raise StoreError(f"een database in het geheugen bewaart niets; {ACCEPTED}")
        return parsed
    if name in ("postgres", "postgresql", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    raise StoreError(f"database '{shown}' wordt niet ondersteund; {ACCEPTED}")


def _sqlite_connect(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    cursor = connection.cursor()
    try:
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").close()  # the snapshot


def _postgres_begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
    else:
        connection.execute(text("SELECT 1"))  # the snapshot is that of the first statement
