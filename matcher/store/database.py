"""The store: one database, opened once, used in reads and writes that hold together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from matcher.store.engines import open_engine, reading, writing
from matcher.store.erasure import MARK
from matcher.store.failures import in_plain_dutch
from matcher.store.times import Clock, to_utc, utc_now
from matcher.store.transaction import Transaction
from matcher.store.unit import Unit, random_id

__all__ = ["Clock", "Database", "Transaction", "utc_now"]

EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


class Database:
    """A store on SQLite (a file) or PostgreSQL.

    Parameters
    ----------
    url : str
        ``sqlite:///file.db`` or ``postgresql+psycopg://user:password@host/database``.
    clock : Clock
        Gives the moment of each transaction, aware.
    new_id : Callable[[], str]
        Gives ids and pseudonyms; unguessable by default.

    Raises
    ------
    StoreError
        When the URL cannot be used.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     database = Database(f"sqlite:///{folder}/matcher.db")
    ...     database.migrate()
    ...     with database.write() as tx:
    ...         stored = tx.vacancies.put({"id": "V1"}, organisation="wsp", by="anna")
    ...     with database.read() as tx:
    ...         found = tx.vacancies.get("V1").version
    ...     database.close()
    >>> found
    1
    """

    def __init__(
        self,
        url: str = "sqlite:///matcher.db",
        clock: Clock = utc_now,
        new_id: Callable[[], str] = random_id,
    ) -> None:
        self._engine = open_engine(url)
        self._clock, self._new_id = clock, new_id
        self._writing = threading.local()  # whether this thread has a write open

    def migrate(self) -> None:
        """Make or renew the tables; does nothing when they are up to date.

        Several processes may call it at once: one does the work, the others wait.

        Raises
        ------
        StoreError
            When the database cannot be reached or written, or was made by a newer version.
        """
        from matcher.store.migrating import upgrade  # Alembic is needed here alone

        with in_plain_dutch(writes=True), self._engine.connect() as plain:
            connection = writing(plain)
            with connection.begin():
                upgrade(connection)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A snapshot: nothing that others write meanwhile is seen. Cannot write."""
        with in_plain_dutch(writes=False), self._engine.connect() as plain:
            connection = reading(plain)
            with connection.begin() as transaction:
                with self._session(connection) as session:
                    yield self._transaction(session)
                transaction.rollback()

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """All of it or nothing: commits at the end, undoes everything on an error.

        Raises
        ------
        RuntimeError
            Inside another write of the same thread, which would wait for itself.
        """
        with self._alone(), in_plain_dutch(writes=True), self._engine.connect() as plain:
            connection = writing(plain)
            with connection.begin(), self._session(connection) as session:
                yield self._transaction(session)
                session.flush()
                erased = bool(session.info.get(MARK))
            if erased:
                self._forget(connection)

    def vacuum(self) -> None:
        """Give space back, and leave nothing of what was erased in the files; once a night.

        SQLite: rewrites the file and empties the write-ahead log. PostgreSQL: ``VACUUM``.
        """
        with in_plain_dutch(writes=True), self._engine.connect() as plain:
            if plain.dialect.name == "sqlite":
                _outside(plain, "PRAGMA query_only=OFF", "VACUUM", EMPTY_LOG)
            else:
                plain.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if getattr(self._writing, "now", False):
            raise RuntimeError("a write inside a write would wait for itself: pass the transaction")
        self._writing.now = True
        try:
            yield
        finally:
            self._writing.now = False

    def _session(self, connection: Connection) -> Session:
        return Session(bind=connection, expire_on_commit=False)

    def _transaction(self, session: Session) -> Transaction:
        # The moment is taken when it is this writer's turn: the order of moments is the order of
        # commits, as far as the clock does not step back.
        return Transaction(Unit(session, to_utc(self._clock()), self._new_id))

    def _forget(self, connection: Connection) -> None:
        # What was erased stands in the write-ahead log until that is taken over and emptied.
        if connection.dialect.name == "sqlite":
            _outside(connection, EMPTY_LOG)


def _outside(connection: Connection, *statements: str) -> None:
    """Run statements that SQLite allows only outside a transaction."""
    raw = connection.connection.driver_connection
    assert raw is not None
    for statement in statements:
        raw.execute(statement).close()
