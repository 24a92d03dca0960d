"""62,000 portfolios through the service: sent as a file, stored, and found in a list.

    python benchmarks/importing.py --portfolios 62000

Starts the service on an empty store, sends the portfolios as JSON Lines, follows the progress of
the job, and waits until a process that answers finds them all. The client shares the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # when run as a file

from benchmarks import _stored
from benchmarks._report import add_options, circumstances, write_report
from benchmarks.speed import Generator
from matcher.service import samples
from matcher.service.accounts import add_token
from matcher.service.actors import SYSTEM
from matcher.service.passwords import hashed
from matcher.store.database import Database

PORT = 8767
BASE = f"http://127.0.0.1:{PORT}/v1"
LONGEST = 1800.0  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--portfolios", type=int, default=62_000)
    add_options(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        found = measure(options.portfolios, options.seed, Path(directory))
    for name, value in found.items():
        print(f"{name}: {value}")
    kept = circumstances(None, options.seed, options.date)
    write_report("importing", {**kept, "portfolios": options.portfolios}, found, options.results)
    return 0 if found["status"] == "done" else 1


def measure(portfolios: int, seed: int, directory: Path) -> dict[str, Any]:
    """Start, send, follow, and wait until everybody is found."""
    url = f"sqlite:///{directory}/matcher.db"
    database = Database(url)
    database.migrate()
    samples.fill(database, hashed)
    token = add_token(database, SYSTEM, "u-klantmanager", "benchmark", 1)
    database.close()
    generator = Generator(seed)
    records = (_stored.portfolio_record(generator.portfolio(i)) for i in range(portfolios))
    data = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records).encode()
    environment = {
        **os.environ,
        "MATCHER_DATABASE": url,
        "MATCHER_POOLS": str(directory / "pools"),
        "MATCHER_UPLOAD_BYTES": str(10**9),
    }
    served = subprocess.Popen([sys.executable, "-m", "api", "--port", str(PORT)], env=environment)
    try:
        _until(lambda: _rows() >= 0)
        before = _rows()
        start = time.perf_counter()
        job = _send(data, token)
        stored = time.perf_counter() - start
        _until(lambda: _rows() >= before + portfolios)
        searchable = time.perf_counter() - start
    finally:
        served.terminate()
        served.wait(timeout=60)
    return {
        "file_mb": round(len(data) / 1e6, 1),
        "status": job["status"],
        "stored": (job["report"] or {}).get("stored"),
        "seconds_until_stored": round(stored, 1),
        "seconds_until_searchable": round(searchable, 1),
    }


def _send(data: bytes, token: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"}
    with httpx.Client(base_url=BASE, headers=headers, timeout=LONGEST) as client:
        params = {"format": "jsonl", "kind": "portfolio"}
        sent = client.post("/exchange-jobs", params=params, content=data)
        sent.raise_for_status()
        last: dict[str, Any] = sent.json()
        with client.stream("GET", f"/exchange-jobs/{last['id']}/events") as events:
            for line in events.iter_lines():
                if line.startswith("data: "):
                    last = json.loads(line.removeprefix("data: "))
    return last


def _rows() -> int:
    try:
        answer = httpx.get(f"{BASE}/readiness")
    except httpx.TransportError:
        return -1
    return int(answer.json()["portfolios"]) if answer.status_code == 200 else -1


def _until(true: Any) -> None:
    start = time.perf_counter()
    while not true():
        if time.perf_counter() - start > LONGEST:
            raise SystemExit("it took too long")
        time.sleep(0.5)


if __name__ == "__main__":
    raise SystemExit(main())
