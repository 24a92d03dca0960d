"""Several processes that write at once: one chain, one sequence, nothing lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from unit.store.databases import DIALECTS, ready

from matcher.store.database import Database

PROCESSES, TIMES = 4, 12
# The store alone, without the engine; loaded once, then one process a writer.
WRITERS = f"""
import os, sys, types
package = types.ModuleType("matcher")
package.__path__ = [sys.argv[1] + "/matcher"]
sys.modules["matcher"] = package
from matcher.store.database import Database

def write(me):
    database = Database(sys.argv[2])
    for turn in range({TIMES}):
        with database.write() as tx:
            tx.vacancies.put({{"id": f"V{{me}}-{{turn}}"}}, organisation="wsp", by=me)
            tx.vacancies.put({{"id": "V", "title": f"{{me}}-{{turn}}"}}, organisation="wsp", by=me)
            tx.audit.append(me, "wsp", "put", "V", {{"sequence": tx.vacancies.last_sequence()}})

for me in range({PROCESSES}):
    if os.fork() == 0:
        write(str(me))
        os._exit(0)
sys.exit(any([os.wait()[1] for _ in range({PROCESSES})]))
"""


@pytest.mark.parametrize("dialect", DIALECTS)
def test_writers_in_several_processes_never_fork_the_chain(dialect: str) -> None:
    url = ready(dialect)
    root = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-c", WRITERS, root, url]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    total = PROCESSES * TIMES
    database = Database(url)
    with database.read() as tx:
        entries = tx.audit.entries(limit=1000)
        assert tx.audit.verify() == []
        assert [e.number for e in entries] == list(range(1, total + 1))
        # Lines were committed in the order of the sequence.
        assert [e.details["sequence"] for e in entries] == [2 * e.number for e in entries]
        assert tx.vacancies.count() == total + 1
        assert tx.vacancies.get("V").version == total
        assert len(tx.vacancies.changes(0)) == total + 1
    database.close()
