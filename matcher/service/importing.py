"""Exchange files in and out. A large file is read in a process of its own, beside the answering.

Reading stores everything or nothing in one transaction; a process that dies halfway leaves nothing.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from matcher.errors import DataError, MatcherError
from matcher.exchange.formats import export_records, format_named, read_records
from matcher.exchange.report import Exported
from matcher.service import processes
from matcher.service.actors import Actor
from matcher.service.consent import Purpose, groups_for, restrict
from matcher.service.settings import ServiceSettings
from matcher.store.database import Database, Transaction
from matcher.store.jobs import FINISHED, Job
from matcher.store.record import Record
from matcher.store.sensitive import MEASURED

MODULE = "matcher.service.importing"
IMPORT = "import "  # the kind of work begins so
READING_SHARE = 0.6  # of the progress; the rest is storing
OURS = "er ging bij ons iets mis; er is niets opgeslagen"
AGAIN = ". Stuur het bestand opnieuw"
KILLED = "het lezen is afgebroken; er is niets opgeslagen" + AGAIN
RESTARTED = "de dienst is opnieuw gestart; er is niets opgeslagen"


@dataclass(frozen=True)
class Upload:
    """A file that waits to be read."""

    job: str
    path: str
    format: str
    kind: str
    partial: bool
    user: str
    organisation: str
    name: str


def accept(
    database: Database,
    settings: ServiceSettings,
    actor: Actor,
    data: bytes,
    format: str,
    kind: str,
    partial: bool,
    name: str = "bestand",
) -> tuple[Job, Upload]:
    """Keep a file and note the work; `DataError` for a format that does not exist."""
    format_named(format, kind)
    if not data:
        raise DataError("het bestand is leeg; stuur het bestand als inhoud mee")
    path = uploads(settings) / secrets.token_hex(16)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        path.touch(mode=0o600)
        path.write_bytes(data)
        with database.write() as tx:
            job = tx.jobs.add(
                kind=f"{IMPORT}{format} {kind}", by=actor.user, organisation=actor.organisation
            )
            details = {"format": format, "kind": kind, "bytes": len(data)}
            tx.audit.append(actor.user, actor.organisation, "import.started", job.id, details)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    mine = (actor.user, actor.organisation)
    return job, Upload(job.id, str(path), format, kind, partial, *mine, name)


def uploads(settings: ServiceSettings) -> Path:
    """Where files wait to be read; each is removed when its work ends."""
    return settings.pools.parent / "uploads"


def start(settings: ServiceSettings, upload: Upload) -> threading.Thread:
    """Read a file in a process of its own; see `processes.start`."""
    return processes.start(MODULE, asdict(upload), settings, KILLED, Path(upload.path))


def run(database: Database, upload: Upload) -> Job:
    """Read, check and store a file, and keep its report with the work."""
    try:
        with database.write() as tx:
            job = tx.jobs.get(upload.job)
            if job.status in FINISHED:  # the service was started again meanwhile, and told so
                return job
            tx.jobs.update(job.id, status="running")
        return _store(database, upload)
    except MatcherError as error:
        problems = error.problems if isinstance(error, DataError) else [str(error)]
        with database.write() as tx:
            return _end(tx, tx.jobs.get(upload.job), "failed", processes.failed(*problems))
    except Exception:
        with database.write() as tx:
            _end(tx, tx.jobs.get(upload.job), "failed", processes.failed(OURS))
        raise
    finally:
        Path(upload.path).unlink(missing_ok=True)


def _store(database: Database, upload: Upload) -> Job:
    def progress(done: int, total: int) -> None:
        with database.write() as tx:
            steps = max(1, round(total / READING_SHARE))
            tx.jobs.update(upload.job, done=done, total=steps)

    found = read_records(
        Path(upload.path).read_bytes(),
        upload.format,
        "portfolio" if upload.kind == "portfolio" else "vacancy",
        all_or_nothing=not upload.partial,
        name=upload.name,
        progress=progress,
    )
    # Records, report and line of the log in one transaction: what the report says is so.
    with database.write() as tx:
        job = tx.jobs.get(upload.job)
        if job.status in FINISHED:
            return job
        records = tx.portfolios if upload.kind == "portfolio" else tx.vacancies
        counts = records.put_many(
            found.records, organisation=upload.organisation, by=upload.user, reason=upload.name
        )
        size = len(found.records)
        tx.jobs.update(upload.job, done=size, total=size)
        return _end(tx, job, "done", {**found.report.as_dict(), "stored": asdict(counts)})


def _end(tx: Transaction, job: Job, status: str, report: dict[str, Any]) -> Job:
    counts = {"status": status, "stored": report["stored"]}
    tx.audit.append(job.by, job.organisation, "import.ended", job.id, counts)
    return tx.jobs.update(job.id, status=status, report=report)


def fail_interrupted(database: Database, settings: ServiceSettings) -> int:
    """At the start of the service: work that was under way has stopped; nothing of it is stored.

    Files that were left behind are removed.

    Returns
    -------
    int
        How much work was under way.
    """
    ended = 0
    with database.write() as tx:
        for status in ("queued", "running"):
            while found := tx.jobs.page(status=status, limit=1000):
                for job in found:
                    if job.kind.startswith(IMPORT):
                        _end(tx, job, "failed", processes.failed(RESTARTED + AGAIN))
                    else:
                        tx.jobs.update(job.id, status="failed", report=processes.failed(RESTARTED))
                ended += len(found)
    for path in uploads(settings).glob("*"):
        path.unlink(missing_ok=True)
    return ended


def export(records: Iterable[Record], format: str, kind: str, profile: str) -> Exported:
    """A file of stored records; of people only what they allow to be exchanged."""
    bodies = []
    for record in records:
        if record.body is None:
            continue
        if kind == "portfolio":
            groups = groups_for(record.consents, Purpose.EXCHANGE)
            if groups:
                allowed = restrict(record.body, groups)
                # No group holds it, so nobody agreed to it; empty, it tells of a register.
                bodies.append({k: v for k, v in allowed.items() if k != MEASURED})
        else:
            bodies.append(record.body)
    return export_records(
        bodies,
        format,
        "portfolio" if kind == "portfolio" else "vacancy",
        "matching" if profile == "matching" else "detail",
    )


def main() -> None:
    """Read the upload that stands on standard input, below the processes that answer."""
    os.nice(10)
    upload = Upload(**json.loads(sys.stdin.read()))
    database = Database(os.environ["MATCHER_DATABASE"])
    try:
        run(database, upload)
    finally:
        database.close()


if __name__ == "__main__":
    main()
