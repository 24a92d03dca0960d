from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from unit.store.databases import START, Ticking

from matcher.errors import DataError
from matcher.store.audit import Anchor
from matcher.store.canonical import digest
from matcher.store.chain import Line
from matcher.store.database import Database
from matcher.store.engines import writing

YEAR = timedelta(days=366)


def fill(database: Database, n: int = 10) -> None:
    for i in range(1, n + 1):
        with database.write() as tx:
            tx.audit.append(f"u{i % 3}", "gemeente", f"a{i % 2}", f"K{i}", {"i": i, "ë": None})


def tamper(database: Database, *statements: str) -> None:
    """What somebody with all rights could do: the triggers switched off, then the rows changed."""
    with database._engine.connect() as plain:
        connection = writing(plain)
        with connection.begin():
            if connection.dialect.name == "sqlite":
                names = connection.execute(
                    text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                )
                for (name,) in names.all():
                    connection.execute(text(f"DROP TRIGGER {name}"))
            else:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                connection.exec_driver_sql(statement)


def verified(database: Database, anchor: Anchor | None = None) -> list[str]:
    with database.read() as tx:
        return tx.audit.verify(anchor)


def test_a_line_holds_the_hash_of_the_line_before(database: Database) -> None:
    fill(database, 3)
    with database.read() as tx:
        first, second, third = tx.audit.entries()
        assert tx.audit.last() == third and tx.audit.count() == 3
    assert first.previous == "0" * 64
    assert (second.previous, third.previous) == (first.hash, second.hash)
    # By hand: the canonical text of the first line, keys sorted, no spaces.
    assert first.hash == digest(
        '{"action":"a1","actor":"u1","at":"2026-11-22T09:00:01.000000Z",'
        '"details":{"i":1,"ë":null},"number":1,"organisation":"gemeente",'
        f'"previous":"{"0" * 64}","subject":"K1"}}'
    )
    assert (first.number, first.at, first.details) == (
        1,
        START + timedelta(seconds=1),
        {"i": 1, "ë": None},
    )
    assert verified(database) == []


def test_lines_are_found_by_who_what_and_whom(database: Database) -> None:
    fill(database)
    with database.read() as tx:
        assert [e.number for e in tx.audit.entries(after=2, limit=3)] == [3, 4, 5]
        assert [e.number for e in tx.audit.entries(actor="u1")] == [1, 4, 7, 10]
        assert [e.number for e in tx.audit.entries(actor="u1", action="a0")] == [4, 10]
        assert [e.number for e in tx.audit.entries(subject="K7")] == [7]


def test_an_empty_log_is_whole(database: Database) -> None:
    assert verified(database) == []
    with database.read() as tx:
        assert tx.audit.last() is None and tx.audit.entries() == []


def test_every_edit_of_any_column_is_found(database: Database) -> None:
    fill(database)
    tamper(database, "CREATE TABLE copy AS SELECT * FROM audit_log")
    edits = {name: f"'x' || substr({name}, 2)" for name in Line._fields} | {
        "number": "number + 100",
        "at": "'2026-11-22 09:00:07.5+00'" if database_is_postgres(database) else "'2020-01-01'",
        "body": "replace(body, 'gemeente', 'gemeentf')",
    }
    assert len(edits) == 9
    for name, change in edits.items():
        for number in (1, 5, 10):
            tamper(
                database,
                "DELETE FROM audit_log",
                "INSERT INTO audit_log SELECT * FROM copy",
                f'UPDATE audit_log SET "{name}" = {change} WHERE number = {number}',
            )
            problems = verified(database)
            # A last line with another number leaves a gap before it.
            told = 11 if (name, number) == ("number", 10) else number
            assert any(f"logregel {told}" in p or f"regel {told} " in p for p in problems), problems


def database_is_postgres(database: Database) -> bool:
    return database._engine.dialect.name == "postgresql"


COLUMNS = "at, actor, organisation, action, subject, body, previous, hash"


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["DELETE FROM audit_log WHERE number = 4"], "logregel 4 tot en met 4: verwijderd"),
        (["DELETE FROM audit_log WHERE number < 3"], "logregel 1 tot en met 2: verwijderd"),
        (
            [
                "UPDATE audit_log SET number = number + 100 WHERE number > 4",
                f"INSERT INTO audit_log (number, {COLUMNS}) SELECT 5, {COLUMNS} FROM audit_log "
                "WHERE number = 4",
                "UPDATE audit_log SET number = number - 99 WHERE number > 100",
            ],
            "logregel 5: sluit niet aan op regel 4",
        ),
        (
            [
                "UPDATE audit_log SET number = 100 WHERE number = 4",
                "UPDATE audit_log SET number = 4 WHERE number = 5",
                "UPDATE audit_log SET number = 5 WHERE number = 100",
            ],
            "logregel 4: sluit niet aan op regel 3",
        ),
    ],
    ids=["delete", "delete the first", "insert", "swap"],
)
def test_removed_inserted_and_moved_lines_are_found(
    database: Database, statements: list[str], words: str
) -> None:
    fill(database)
    tamper(database, *statements)
    assert words in verified(database)


def test_a_log_that_was_cut_or_rewritten_is_found_with_an_anchor(database: Database) -> None:
    fill(database)
    with database.read() as tx:
        last = tx.audit.last()
    assert last is not None
    anchor = Anchor(last.number, last.hash)
    assert verified(database, anchor) == []
    tamper(database, "DELETE FROM audit_log WHERE number > 8")
    assert verified(database) == []  # nothing in the log itself can tell
    assert verified(database, anchor) == ["logregel 9 tot en met 10 ontbreken aan het einde"]
    fill(database, 4)
    assert verified(database) == []
    assert verified(database, anchor) == ["logregel 10: anders dan elders is vastgelegd"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET actor = 'x' WHERE number = 2",
        "DELETE FROM audit_log WHERE number = 2",
        f"INSERT INTO audit_log (number, {COLUMNS}) SELECT 2, {COLUMNS} FROM audit_log "
        "WHERE number = 1",
        f"REPLACE INTO audit_log (number, {COLUMNS}) SELECT 2, {COLUMNS} FROM audit_log "
        "WHERE number = 1",
        "INSERT INTO audit_anchors (number, hash) VALUES (2, 'x')",
        "INSERT INTO audit_anchors (number, hash) VALUES (99, 'x')",
        "TRUNCATE audit_log",
    ],
)
def test_the_database_itself_refuses(database: Database, statement: str) -> None:
    only = {"REPLACE": "sqlite", "TRUNCATE": "postgresql"}.get(statement.split()[0])
    if only not in (None, database._engine.dialect.name):
        return
    fill(database, 3)
    with database._engine.connect() as plain:
        connection = writing(plain)
        with pytest.raises(DBAPIError, match="append-only"), connection.begin():
            connection.exec_driver_sql(statement)
    assert verified(database) == []


def test_lines_are_cleared_away_after_their_time(database: Database, clock: Ticking) -> None:
    fill(database, 6)
    middle = START + timedelta(seconds=4)
    with database.write() as tx, pytest.raises(DataError, match="minstens 183 dagen"):
        tx.audit.prune(middle)
    clock.now += YEAR
    with database.write() as tx:
        assert tx.audit.prune(middle, by="fg", organisation="gemeente") == 3
        assert [e.number for e in tx.audit.entries()] == [4, 5, 6, 7]
        pruned = tx.audit.last()
        assert pruned is not None and pruned.action == "audit.pruned"
        assert pruned.details["number"] == 3
        assert tx.audit.prune(middle) == 0
    assert verified(database) == []
    clock.now += YEAR
    with database.write() as tx:
        assert tx.audit.prune(clock.now - timedelta(days=200)) == 4
    fill(database, 2)
    assert verified(database) == []
    with database.read() as tx:
        assert [e.number for e in tx.audit.entries()] == [8, 9, 10]
        with pytest.raises(DataError):
            tx.audit.prune(clock.now - timedelta(days=182))


def test_clearing_more_than_was_said_is_found(database: Database, clock: Ticking) -> None:
    fill(database, 6)
    clock.now += YEAR
    with database.write() as tx:
        tx.audit.prune(START + timedelta(seconds=4))
    tamper(database, "DELETE FROM audit_log WHERE number = 4")
    assert verified(database) == ["logregel 4 tot en met 4: verwijderd"]
    tamper(
        database,
        "INSERT INTO audit_anchors SELECT 5, hash FROM audit_log WHERE number = 5",
        "DELETE FROM audit_log WHERE number = 5",
    )
    (problem,) = verified(database)
    assert re.search("tot en met 5 zijn weg zonder dat het log het opruimen noemt", problem)


def test_an_emptied_log_is_found_when_it_was_cleared_before(
    database: Database, clock: Ticking
) -> None:
    fill(database, 3)
    clock.now += YEAR
    with database.write() as tx:
        tx.audit.prune(START + timedelta(seconds=2))
    tamper(database, "DELETE FROM audit_log")
    assert len(verified(database)) == 1


def test_a_time_that_is_no_time_is_found(database: Database) -> None:
    if not database_is_postgres(database):
        fill(database, 3)
        tamper(database, "UPDATE audit_log SET at = 'gisteren' WHERE number = 2")
        (problem,) = verified(database)
        assert "kan niet worden gelezen" in problem


def test_a_line_that_is_no_line_is_refused(database: Database) -> None:
    with database.write() as tx:
        for actor, action, subject, details in (
            ("", "a", "K1", {}),
            ("u", "", "K1", {}),
            ("u", "a", "K\0", {}),
            ("u", "a", "K1", {"x": float("inf")}),
        ):
            with pytest.raises(DataError):
                tx.audit.append(actor, "g", action, subject, details)
        assert tx.audit.append("u", "g", "a", "").number == 1
