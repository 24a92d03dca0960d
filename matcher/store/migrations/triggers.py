"""Triggers that keep the log as it is: no update, no delete but of what was cleared, no replace."""

from __future__ import annotations

from collections.abc import Iterator

KEPT = "audit_log is append-only"
CUT = "(SELECT COALESCE(MAX(number), 0) FROM audit_anchors)"
# A line that is there, or was cleared away, is not written again; an anchor names a line that is
# there, with its own hash.
TAKEN = f"NEW.number <= {CUT} OR EXISTS (SELECT 1 FROM audit_log WHERE number = NEW.number)"
UNKNOWN = (
    f"NEW.number <= {CUT} OR NOT EXISTS "
    "(SELECT 1 FROM audit_log WHERE number = NEW.number AND hash = NEW.hash)"
)
RULES = (
    ("audit_log", "UPDATE", "1 = 1"),
    ("audit_log", "DELETE", f"OLD.number > {CUT}"),
    ("audit_log", "INSERT", TAKEN),
    ("audit_anchors", "UPDATE", "1 = 1"),
    ("audit_anchors", "DELETE", "1 = 1"),
    ("audit_anchors", "INSERT", UNKNOWN),
)


def sqlite() -> Iterator[str]:
    """Statements for SQLite."""
    for table, event, condition in RULES:
        yield (
            f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} "
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
        )


def postgresql() -> Iterator[str]:
    """Statements for PostgreSQL, where emptying a table is an event of its own."""
    for table, event, condition in RULES:
        name = f"{table}_{event.lower()}"
        back = "OLD" if event == "DELETE" else "NEW"
        yield (
            f"CREATE FUNCTION {name}_rule() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{KEPT}'; END IF; RETURN {back}; END $$"
        )
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}_rule()"
        )
    yield (
        "CREATE FUNCTION audit_truncate_rule() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{KEPT}'; END $$"
    )
    for table in ("audit_log", "audit_anchors"):
        yield (
            f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate_rule()"
        )
