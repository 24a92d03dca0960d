"""The commands of docs/api.md work, in the order in which they stand there."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from api.app import create_app
from matcher.service import accounts
from matcher.service.actors import SYSTEM
from matcher.service.service import Service

ROOT = Path(__file__).parents[2]
TOKENS = {
    "KLANTMANAGER": "u-klantmanager",
    "ACCOUNTMANAGER": "u-accountmanager",
    "EMPLOYER": "u-werkgever",
    "CANDIDATE": "u-kandidaat",
    "PRIVACY_OFFICER": "u-fg",
}


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    """A real server on a free port of this machine."""
    app = create_app(service, follow=False)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_every_command_works(address: str, service: Service, tmp_path: Path) -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    assert len(blocks) > 10
    script = tmp_path / "api.sh"
    script.write_text("set -e\nCURL_HOME=/nonexistent\n" + "\n".join(blocks), encoding="utf-8")
    tokens = {
        name: accounts.add_token(service.database, SYSTEM, user, "docs", 1)
        for name, user in TOKENS.items()
    }
    (tmp_path / "data").symlink_to(ROOT / "data")
    done = subprocess.run(
        ["bash", "-x", str(script)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, **tokens, "API": address},
    )
    for thread in threading.enumerate():
        if thread.name.startswith("work-"):
            thread.join()
    assert done.returncode == 0, done.stderr[-1500:] + done.stdout[-500:]
