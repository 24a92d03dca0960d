"""Does the store keep its word when it is killed? Nothing acknowledged lost, nothing half written.

    python benchmarks/kill.py --kills 400 [--url postgresql+psycopg://…]

A writer process puts portfolios and lines of the log, one at a time and hundreds at once, and
tells each step: begin, in the middle, before the commit, acknowledged. It is killed (SIGKILL) when
it tells a step drawn at random. Then everything is read back. A killed process shows that commits
are whole; it does not show what a power cut does to the disk's own cache.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # when run as a file

from sqlalchemy import create_engine, make_url, select, text

from matcher.store.database import Database, Transaction
from matcher.store.engines import open_engine, reading
from matcher.store.sensitive import merge
from matcher.store.tables import HeadRow, VersionRow

MANY = 550  # bodies in a bulk write: more than one statement
MIDDLE = 525  # told when the first statement was done
LIVES = 20  # kills that one database lives through
# The writers are forked from a process that has loaded the store alone: no engine, no models.
NURSERY = """
import sys, types
package = types.ModuleType("matcher")
package.__path__ = [sys.argv[1] + "/matcher"]
sys.modules["matcher"] = package
sys.path.insert(0, sys.argv[1])
from benchmarks.kill import nursery
nursery()
"""


def tell(step: str, **more: Any) -> None:
    """One line to the parent, written at once and whole."""
    os.write(1, (json.dumps({"step": step, **more}) + "\n").encode())


def body(id: str, token: int) -> dict[str, Any]:
    """A portfolio of which every part carries the same token, the sensitive part too."""
    return {"id": id, "summary": f"{token} " + "x" * 400, "sector_profile": str(token)}


def write_for_ever(url: str, seed: int) -> None:
    """Write, and tell every step; ends by being killed."""
    database, draw = Database(url), random.Random(seed)
    turn = 0
    while True:
        turn += 1
        tell("begin")
        with database.write() as tx:
            wrote = _many(tx, seed, turn) if draw.random() < 0.05 else _one(tx, draw, turn)
            tx.audit.append("writer", "gemeente", "wrote", "", {"wrote": wrote})
            tell("commit")
        tell("ack", wrote=wrote)


def _one(tx: Transaction, draw: random.Random, turn: int) -> list[Any]:
    id = f"K{draw.randrange(30):02}"
    record = tx.portfolios.put(body(id, turn), organisation="gemeente", by="writer")
    return [id, 0, 1, record.version]


def _many(tx: Transaction, seed: int, turn: int) -> list[Any]:
    prefix = f"M{seed}-{turn}-"

    def bodies() -> Iterator[dict[str, Any]]:
        for i in range(MANY):
            if i == MIDDLE:
                tell("middle")
            yield body(f"{prefix}{i}", turn)

    tx.portfolios.put_many(bodies(), organisation="gemeente", by="writer")
    return [prefix, 0, MANY, 1]


def nursery() -> None:
    """Fork a writer for each line ``url seed`` on stdin; tell its pid, and when it is gone."""
    for line in sys.stdin:
        url, seed = line.split()
        pid = os.fork()
        if pid == 0:
            try:
                write_for_ever(url, int(seed))
            finally:
                os._exit(1)
        tell("born", pid=pid)
        _, status = os.waitpid(pid, 0)
        tell("gone", killed=os.WIFSIGNALED(status))


class Writers:
    """Gives writers, one at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY, str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill_at(self, url: str, seed: int, step: int | str) -> list[dict[str, Any]]:
        """Everything a writer told until it was killed at its `step`-th line, or at that step."""
        assert self._process.stdin and self._process.stdout
        print(url, seed, file=self._process.stdin, flush=True)
        told: list[dict[str, Any]] = []
        pid: int | None = None
        killed = False
        for line in self._process.stdout:
            said = json.loads(line)
            if said["step"] == "born":
                pid = said["pid"]
            elif said["step"] == "gone":
                if not said["killed"]:
                    raise RuntimeError("the writer ended by itself")
                return told
            else:
                told.append(said)
            reached = any(t["step"] == step for t in told) or (
                isinstance(step, int) and len(told) >= step
            )
            if pid is not None and reached and not killed:
                os.kill(pid, signal.SIGKILL)
                killed = True
        raise RuntimeError("the nursery ended by itself")

    def close(self) -> None:
        """End the nursery."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@dataclass
class Found:
    """What the checks have seen."""

    kills: int = 0
    acknowledged: int = 0
    last_step: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        """Take over what was seen elsewhere."""
        self.kills += other.kills
        self.acknowledged += other.acknowledged
        self.last_step += other.last_step
        self.problems += other.problems


def _ids(wrote: list[Any]) -> list[tuple[str, int]]:
    name, first, count, version = wrote
    if count == 1:
        return [(name, version)]
    return [(f"{name}{i}", version) for i in range(first, first + count)]


def check(url: str, acknowledged: list[list[Any]]) -> list[str]:
    """Everything wrong in a database whose writer was killed; empty when all is well."""
    problems: list[str] = []
    database, engine = Database(url), open_engine(url)
    with engine.connect() as plain:
        connection = reading(plain)
        stored = {
            (row.record_id, row.version): row.sequence
            for row in connection.execute(
                select(VersionRow.record_id, VersionRow.version, VersionRow.sequence)
            )
        }
        heads = connection.execute(select(HeadRow.id, HeadRow.version, HeadRow.sequence)).all()
    engine.dispose()
    with database.read() as tx:
        entries = tx.audit.entries(limit=10**9)
        problems += tx.audit.verify()
        latest = {record.id: record for record in tx.portfolios.changes(0, limit=10**9)}
        facts = tx.sensitive.get_many(list(latest))
    database.close()
    logged = {pair for entry in entries for pair in _ids(entry.details["wrote"])}
    promised = {pair for wrote in acknowledged for pair in _ids(wrote)}
    problems += [f"lost: {pair}" for pair in sorted(promised - stored.keys())]
    problems += [f"half: {pair} without its line" for pair in sorted(stored.keys() - logged)]
    # An equal body writes no version: its line names the version that was there.
    problems += [f"half: line of {pair} without it" for pair in sorted(logged - stored.keys())]
    if sorted(stored.values()) != list(range(1, len(stored) + 1)):
        problems.append("sequence has gaps")
    last = dict(sorted(stored))
    if {h.id: h.version for h in heads} != last:
        problems.append("heads do not point at the latest versions")
    for id, record in latest.items():
        whole = merge(record.body or {}, facts.get(id, {}))
        if whole.get("sector_profile") != whole["summary"].split()[0]:
            problems.append(f"half: {id} with another version's sensitive part")
    return problems


def kill_often(writers: Writers, url: str, kills: int, seed: int) -> Found:
    """Let one database live through `kills` killed writers, checked after each."""
    found, draw = Found(), random.Random(seed)
    Database(url).migrate()
    acknowledged: list[list[Any]] = []
    for life in range(kills):
        told = writers.kill_at(url, seed * 1000 + life, draw.randint(1, 40))
        acknowledged += [said["wrote"] for said in told if said["step"] == "ack"]
        found.kills += 1
        found.last_step[told[-1]["step"]] += 1
        found.problems += check(url, acknowledged)
    found.acknowledged = len(acknowledged)
    return found


@contextmanager
def empty_database(url: str | None, number: int) -> Iterator[str]:
    """The URL of an empty database: a SQLite file, or one of its own on a PostgreSQL server."""
    if url is None:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/kill.db"
        return
    name = f"matcher_kill_{number}"
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def main() -> None:
    """Kill, check, report."""
    from benchmarks._report import add_options, circumstances, write_report

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=400)
    parser.add_argument("--url", help="of a PostgreSQL server; without it SQLite files")
    parser.add_argument("--name", default="kill", help="name of the report")
    add_options(parser)
    options = parser.parse_args()
    total, began = Found(), time.perf_counter()
    with closing(Writers()) as writers:
        for number, first in enumerate(range(0, options.kills, LIVES)):
            kills = min(LIVES, options.kills - first)
            with empty_database(options.url, number) as url:
                total.add(kill_often(writers, url, kills, options.seed + number))
            print(
                f"{total.kills} kills, {total.acknowledged} acknowledged transactions, "
                f"{len(total.problems)} problems",
                flush=True,
            )
    results = {
        "database": "postgresql" if options.url else "sqlite",
        "kills": total.kills,
        "killed_after_step": dict(sorted(total.last_step.items())),
        "acknowledged_transactions": total.acknowledged,
        "problems": total.problems,
        "seconds": round(time.perf_counter() - began, 1),
    }
    print(json.dumps(results, indent=2))
    write_report(
        options.name, circumstances(None, options.seed, options.date), results, options.results
    )
    sys.exit(1 if total.problems else 0)


if __name__ == "__main__":
    main()
