"""Work in a process of its own, below the processes that answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from matcher.service.settings import PREFIX, ServiceSettings
from matcher.store.database import Database
from matcher.store.jobs import FINISHED


def start(
    module: str,
    work: Mapping[str, Any],
    settings: ServiceSettings,
    killed: str,
    leftover: Path | None = None,
) -> threading.Thread:
    """Run ``python -m module`` with the work as JSON on its standard input.

    Parameters
    ----------
    work : mapping
        Its ``job`` is told to have failed when the process is killed.
    killed : str
        What is told then.
    leftover : Path, optional
        A file to remove then.

    Returns
    -------
    threading.Thread
        Ends when the process has ended.
    """
    environment = {
        **os.environ,
        f"{PREFIX}DATABASE": settings.database,
        f"{PREFIX}POOLS": str(settings.pools),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", module], stdin=subprocess.PIPE, env=environment
    )
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as told:  # it died at once: `wait` tells so
        told.write(json.dumps(work).encode())
    job = str(work["job"])

    def wait() -> None:
        if process.wait() == 0:
            return
        if leftover is not None:
            leftover.unlink(missing_ok=True)
        database = Database(settings.database)
        with database.write() as tx:
            if tx.jobs.get(job).status not in FINISHED:
                tx.jobs.update(job, status="failed", report=failed(killed))
        database.close()

    waiting = threading.Thread(target=wait, name=f"work-{job}", daemon=True)
    waiting.start()
    return waiting


def failed(*problems: str) -> dict[str, Any]:
    """The report of work of which nothing was stored."""
    return {"problems": list(problems), "stored": None}
