"""A backup of a SQLite store while it is in use, and putting one back.

PostgreSQL has better means of its own: pg_dump and pg_restore.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from matcher.errors import DataError, SettingsError
from matcher.store.migrating import VERSIONS

START = "sqlite:///"
ENDINGS = ("", "-wal", "-shm")


def path_of(url: str) -> Path:
    """The file of a SQLite store.

    Raises
    ------
    SettingsError
        For another database.
    """
    if not url.startswith(START):
        raise SettingsError(
            "dit werkt alleen bij SQLite; gebruik bij PostgreSQL pg_dump en pg_restore"
        )
    return Path(url.removeprefix(START))


def back_up(url: str, target: Path) -> None:
    """Copy the store as it is at one moment; writers may go on meanwhile.

    Raises
    ------
    DataError
        When the store is not there or the target exists already.
    """
    source = path_of(url)
    if not source.exists():
        raise DataError(f"{source}: bestaat niet; er is nog geen opslag")
    if target.exists():
        raise DataError(f"{target}: bestaat al; kies een andere naam")
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself
    part.rename(target)


def restore(source: Path, url: str) -> None:
    """Put a backup in the place of a store that is not in use; the old one is kept beside it.

    Pools that were made of the old one are not of this store: remove them too.

    Raises
    ------
    DataError
        When the backup is not a sound store, or the store is still in use.
    """
    target = path_of(url)
    _check(source)
    _let_go(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with _reading(source) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)
    for ending in ENDINGS:
        old_file = target.with_name(target.name + ending)
        if old_file.exists():
            old_file.rename(old_file.with_name(f"{target.name}.old{ending}"))
    part.rename(target)


def _let_go(target: Path) -> None:
    """Take over the write-ahead log, which SQLite does only for whoever is alone."""
    if not target.exists():
        return
    try:
        with closing(sqlite3.connect(target, timeout=1)) as file:
            file.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise DataError(f"{target}: is in gebruik; stop eerst de dienst") from None
    except sqlite3.DatabaseError:
        return  # broken, perhaps why a backup is put back; it is kept as it is


def _check(source: Path) -> None:
    if not source.exists():
        raise DataError(f"{source}: bestaat niet")
    try:
        with _reading(source) as file:
            found = file.execute("PRAGMA integrity_check").fetchone()[0]
            ours = file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (VERSIONS,))
            known = ours.fetchone() is not None
    except sqlite3.DatabaseError as error:
        raise DataError(f"{source}: geen bruikbare back-up ({error})") from None
    if found != "ok":
        raise DataError(f"{source}: de back-up is beschadigd ({found})")
    if not known:
        raise DataError(f"{source}: dit is geen back-up van een opslag van de matcher")


def _reading(path: Path) -> closing[sqlite3.Connection]:
    # Immutable: a backup has no log beside it, and reading must not make one.
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True))
