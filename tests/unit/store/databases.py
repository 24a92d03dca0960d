"""Databases for tests: each test gets one of its own, with tables, on SQLite and on PostgreSQL."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, text

from matcher.store.database import Database

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DIALECTS = ("sqlite", "postgresql")
NUMBERS = count()


class Ticking:
    """A clock that goes one second on at each look, and can be set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@cache
def folder() -> Path:
    made = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


@cache
def server() -> str:
    """The URL of a PostgreSQL server that lives as long as the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pgserver
    started = pgserver.get_server(folder() / "postgres", cleanup_mode="delete")
    url: str = started.get_uri()
    return url


@cache
def administration() -> Engine:
    made = create_engine(
        make_url(server()).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    atexit.register(made.dispose)
    with made.connect() as connection:  # these databases need not outlive a power cut
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    return made


def empty(dialect: str) -> str:
    """The URL of a database without tables."""
    name = f"test_{next(NUMBERS)}"
    if dialect == "sqlite":
        return f"sqlite:///{folder()}/{name}.db"
    with administration().connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return make_url(server()).set(database=name).render_as_string(hide_password=False)


@cache
def template(dialect: str) -> str:
    """A database with tables and nothing in them."""
    url = empty(dialect)
    database = Database(url)
    database.migrate()
    database.close()
    return url


def ready(dialect: str) -> str:
    """The URL of a database with tables: a copy of the template."""
    source = template(dialect)
    name = f"test_{next(NUMBERS)}"
    if dialect == "sqlite":
        shutil.copy(Path(make_url(source).database or ""), folder() / f"{name}.db")
        return f"sqlite:///{folder()}/{name}.db"
    with administration().connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {make_url(source).database}"))
    return make_url(server()).set(database=name).render_as_string(hide_password=False)


@contextmanager
def opened(dialect: str, clock: Ticking | None = None) -> Iterator[Database]:
    """A database of its own, closed at the end."""
    database = Database(ready(dialect), clock or Ticking())
    try:
        yield database
    finally:
        database.close()
