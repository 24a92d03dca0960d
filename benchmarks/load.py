"""Twenty users at once over HTTP: time to a shortlist, errors, start to ready, changes seen.

    python benchmarks/load.py --portfolios 62000 --vacancies 2000 --seconds 600

Starts the service as it is run (an indexer and two answering processes) on a loopback port, over a
store it fills. Each user asks a shortlist, reads it for a while (a random time around ``--think``
seconds), and asks the next; now and then somebody changes a portfolio and waits until a list shows
the change. The clock of a request runs from sending to the last byte. The client shares the
machine with the service.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks import _stored
from benchmarks._report import add_options, circumstances, write_report
from matcher.service import accounts
from matcher.service.actors import SYSTEM
from matcher.service.samples import MUNICIPALITY
from matcher.store.database import Database
from matcher.store.organisations import Role
from matcher.store.users import User

PORT = 8765
BASE = f"http://127.0.0.1:{PORT}/v1"
CHANGE_EVERY = 20.0  # seconds
LONGEST_WAIT = 10.0  # for a change to be seen
TARGET_MS = 250.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--portfolios", type=int, default=62_000)
    parser.add_argument("--vacancies", type=int, default=2_000)
    parser.add_argument("--users", type=int, default=_stored.USERS)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--think", type=float, default=6.0, help="mean seconds between two lists")
    parser.add_argument("--size", type=int, default=10, help="places on a list")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--directory", type=Path, help="keep store and pools here")
    add_options(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        directory = options.directory or Path(temporary)
        found = measure(options, directory)
    for name, value in found.items():
        print(f"{name}: {value}")
    sizes = {k: getattr(options, k) for k in ("portfolios", "vacancies", "users", "seconds")}
    sizes |= {"think": options.think, "size": options.size, "workers": options.workers}
    kept = circumstances(None, options.seed, options.date)
    write_report("load", {**kept, "sizes": sizes}, found, options.results)
    return 0 if found["errors"] == 0 and found["audit_problems"] == 0 else 1


def measure(options: argparse.Namespace, directory: Path) -> dict[str, Any]:
    """Fill, index, start, ask, stop, verify."""
    url = f"sqlite:///{directory}/matcher.db"
    os.environ.update(
        MATCHER_DATABASE=url,
        MATCHER_POOLS=str(directory / "pools"),
        MATCHER_REQUESTS_A_MINUTE="100000",
        OMP_NUM_THREADS="1",
    )
    found: dict[str, Any] = {}
    if not (directory / "matcher.db").exists():
        start = time.perf_counter()
        _stored.fill(url, options.portfolios, options.vacancies, options.seed)
        found["fill_seconds"] = round(time.perf_counter() - start, 1)
    tokens, writer = _tokens(url, options.users)
    first = _serve(options.workers)
    try:
        found["first_index_seconds"] = round(_until_ready(1800), 1)
    finally:
        _stop(first)
    served = _serve(options.workers)
    try:
        found["start_to_ready_seconds"] = round(_until_ready(120), 2)
        asked = asyncio.run(_load(options, tokens, writer))
        found |= _summary(asked)
        found["memory_mb"] = _memory(served.pid)
    finally:
        _stop(served)
    database = Database(url)
    with database.read() as tx:
        found["audit_entries"] = tx.audit.count()
        found["audit_problems"] = len(tx.audit.verify())
    database.close()
    found["client_cpu_seconds"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_utime, 1)
    return found


def _tokens(url: str, users: int) -> tuple[list[str], str]:
    database = Database(url)
    made = [
        accounts.add_token(database, SYSTEM, f"u-{n % _stored.USERS}", "load", 1)
        for n in range(users)
    ]
    with database.read() as tx:
        there = any(u.id == "u-writer" for u in tx.users.page(limit=1000))
    if not there:
        with database.write() as tx:
            tx.users.add(User("u-writer", MUNICIPALITY, Role.KLANTMANAGER, "writer"))
    writer = accounts.add_token(database, SYSTEM, "u-writer", "load", 1)
    database.close()
    return made, writer


def _serve(workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "api", "--port", str(PORT), "--workers", str(workers)]
    return subprocess.Popen(command, start_new_session=True)


def _until_ready(longest: float) -> float:
    """Seconds until the service says that it is ready, ten times in a row: every process is."""
    start = time.perf_counter()
    in_a_row = 0
    while time.perf_counter() - start < longest:
        try:
            in_a_row = in_a_row + 1 if httpx.get(f"{BASE}/readiness").status_code == 200 else 0
        except httpx.TransportError:
            in_a_row = 0
        if in_a_row == 10:
            return time.perf_counter() - start
        if in_a_row == 0:
            time.sleep(0.1)
    raise SystemExit("the service did not become ready")


def _stop(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=60)


def _memory(leader: int) -> float:
    """Proportional memory (PSS) of the service's processes, so that shared pages count once."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            if os.getsid(int(entry.name)) != leader:
                continue
            for line in (entry / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except (OSError, ProcessLookupError):
            continue
    return round(total / 1024, 1)


async def _load(
    options: argparse.Namespace, tokens: list[str], writer: str
) -> list[tuple[str, float, int]]:
    """(what, seconds, status) of everything that was asked."""
    asked: list[tuple[str, float, int]] = []
    until = time.perf_counter() + options.seconds
    limits = httpx.Limits(max_connections=options.users + 2)
    async with httpx.AsyncClient(base_url=BASE, timeout=30, limits=limits) as client:
        users = [
            _user(client, token, number, options, until, asked)
            for number, token in enumerate(tokens)
        ]
        await asyncio.gather(*users, _writer(client, writer, tokens[0], until, asked))
    return asked


async def _user(
    client: httpx.AsyncClient,
    token: str,
    number: int,
    options: argparse.Namespace,
    until: float,
    asked: list[tuple[str, float, int]],
) -> None:
    draw = random.Random(1000 * options.seed + number)
    headers = {"Authorization": f"Bearer {token}"}
    await asyncio.sleep(draw.uniform(0, options.think))
    while time.perf_counter() < until:
        vacancy = f"W-{draw.randrange(options.vacancies):06d}"
        body = {"vacancy_id": vacancy, "size": options.size}
        start = time.perf_counter()
        try:
            answer = await client.post("/shortlists", json=body, headers=headers)
            status = answer.status_code
        except httpx.TransportError:
            status = 0
        asked.append(("shortlist", time.perf_counter() - start, status))
        await asyncio.sleep(min(draw.expovariate(1 / options.think), 5 * options.think))


async def _writer(
    client: httpx.AsyncClient,
    token: str,
    reader: str,
    until: float,
    asked: list[tuple[str, float, int]],
) -> None:
    """Add somebody who fits one vacancy like no other, and wait until a list shows them."""
    mine = {"Authorization": f"Bearer {token}"}
    theirs = {"Authorization": f"Bearer {reader}"}
    while time.perf_counter() + CHANGE_EVERY < until:
        await asyncio.sleep(CHANGE_EVERY)
        word = f"kwibus{secrets.token_hex(4)}bouwer"  # nobody of an earlier run has it
        skill = {"label": f"{word} bedienen", "level": 5}
        record = {"skills": [skill], "experience": [{"title": word, "months": 120}]}
        start = time.perf_counter()
        answer = await client.post("/portfolios", json=record, headers=mine)
        asked.append(("write", time.perf_counter() - start, answer.status_code))
        if answer.status_code != 201:
            continue
        wanted, seen = answer.json()["id"], False
        vacancy = {"title": word, "requirements": [{"label": f"{word} bedienen"}]}
        while not seen and time.perf_counter() - start < LONGEST_WAIT:
            await asyncio.sleep(0.1)
            sent = {"vacancy": vacancy, "size": 1, "outside": 0}
            answer = await client.post("/shortlists", json=sent, headers=theirs)
            seen = answer.status_code == 201 and any(
                e["candidate"] == wanted for e in answer.json()["shortlist"]["entries"]
            )
        asked.append(("seen", time.perf_counter() - start, 201 if seen else 0))


def _summary(asked: list[tuple[str, float, int]]) -> dict[str, Any]:
    found: dict[str, Any] = {"errors": sum(s not in (200, 201) for _, _, s in asked)}
    for what in ("shortlist", "write", "seen"):
        times = np.array([t for w, t, s in asked if w == what]) * 1000
        if len(times):
            found[what] = {
                "count": len(times),
                "p50_ms": round(float(np.percentile(times, 50)), 1),
                "p95_ms": round(float(np.percentile(times, 95)), 1),
                "p99_ms": round(float(np.percentile(times, 99)), 1),
                "max_ms": round(float(times.max()), 1),
            }
    return found


if __name__ == "__main__":
    raise SystemExit(main())
