"""The service as it is started for real: it answers, stops whole, and refuses what is wrong."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from api.serve import main, only_here
from matcher.service import samples

ROOT = Path(__file__).parents[2]
LONGEST = 60  # seconds; the machine may be shared

# Two processes that tell their id and then wait, as the service's do.
WATCHED = """
import os, signal, sys
from api.processes import Processes
def work(name):
    sys.stdout.write(f"{name} {os.getpid()}\\n")
    sys.stdout.flush()
    signal.pause()
processes = Processes(restart_after=0.0)
for name in ("indexer", "worker"):
    processes.add(name, lambda name=name: work(name))
processes.run()
"""


@contextmanager
def started(*command: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A program in a session of its own; nothing of it is left behind."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def ended(process: subprocess.Popen[str]) -> int:
    """The exit code, when every process that could write to the pipes has ended."""
    process.communicate(timeout=LONGEST)
    return process.returncode


def ask(port: int, path: str, body: dict[str, Any] | None = None, **headers: str) -> Any:
    data = None if body is None else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **headers}
    with urlopen(Request(f"http://127.0.0.1:{port}/v1{path}", data, sent), timeout=30) as answer:
        found = json.loads(answer.read())
        found["cookie"] = answer.headers.get("Set-Cookie", "").partition(";")[0]
        return found


def ready(port: int, process: subprocess.Popen[str]) -> Any:
    """Ask until the answer is yes; between two questions wait for the process to say something."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return ask(port, "/readiness")
        except (HTTPError, OSError):
            assert process.stderr is not None
            select.select([process.stderr], [], [], 0.1)
    raise AssertionError("the service did not become ready")


def free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        port: int = some.getsockname()[1]
        return port


def test_it_answers_with_two_processes_and_stops_whole(tmp_path: Path) -> None:
    port = free_port()
    command = ("-m", "api", "--samples", "--port", str(port), "--workers", "2")
    places = {
        "MATCHER_DATABASE": f"sqlite:///{tmp_path}/matcher.db",
        "MATCHER_POOLS": str(tmp_path / "pools"),
        "MATCHER_LOGINS_A_MINUTE": "1",
    }
    with started(*command, **places) as process:
        found = ready(port, process)
        assert (found["portfolios"], found["vacancies"], found["sequence"]) == (120, 24, 144)
        user = {"login": "klantmanager", "password": samples.PASSWORD}
        session = ask(port, "/sessions", user)
        signed_in = {"Cookie": session["cookie"], "X-CSRF-Token": session["csrf_token"]}
        vacancy = {"vacancy_id": "D-V01", "size": 3}
        lists = [ask(port, "/shortlists", vacancy, **signed_in) for _ in range(4)]
        assert len(lists[0]["shortlist"]["entries"]) == 3
        assert len({made["sha256"] for made in lists}) == 1  # whichever process answered
        assert_attempts_are_counted_for_the_forwarded_address(port)
        process.send_signal(signal.SIGTERM)
        assert ended(process) == 0
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        assert not list((tmp_path / "pools").glob(".*"))  # no base that was half made


def assert_attempts_are_counted_for_the_forwarded_address(port: int) -> None:
    """Behind a web server, one who guesses passwords does not shut out the others."""

    def attempt(last: int) -> int:
        wrong = {"login": f"iemand-{last}", "password": "x" * 12}
        with pytest.raises(HTTPError) as caught:
            ask(port, "/sessions", wrong, **{"X-Forwarded-For": f"203.0.113.{last}"})
        with caught.value as answer:
            return answer.code

    assert 429 in [attempt(1) for _ in range(3)]  # each of the two processes counts one
    assert [attempt(2), attempt(3), attempt(4)] == [401, 401, 401]


def told(process: subprocess.Popen[str]) -> tuple[str, int]:
    assert process.stdout is not None
    name, pid = process.stdout.readline().split()
    return name, int(pid)


def test_a_killed_process_is_started_again_and_the_other_goes_on() -> None:
    with started("-c", WATCHED) as process:
        first = dict(told(process) for _ in range(2))
        for name in ("indexer", "worker", "indexer"):
            os.kill(first[name], signal.SIGKILL)
            again, pid = told(process)
            assert again == name
            assert pid not in first.values()
            first[name] = pid
        process.send_signal(signal.SIGTERM)
        assert ended(process) == 0


def test_when_the_first_process_is_killed_the_others_end_too() -> None:
    """Nobody may keep the port or go on writing when the service is started again."""
    with started("-c", WATCHED) as process:
        for _ in range(2):
            told(process)
        process.kill()
        assert ended(process) == -signal.SIGKILL


@pytest.fixture
def refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """The exit code and the lines of a start that goes no further."""
    monkeypatch.setenv("MATCHER_DATABASE", f"sqlite:///{tmp_path}/matcher.db")
    monkeypatch.setenv("MATCHER_POOLS", str(tmp_path / "pools"))
    monkeypatch.setenv("MATCHER_SECRET", "a secret for tests")

    def call(*arguments: str, **environment: str) -> tuple[int, list[str]]:
        for name, value in environment.items():
            monkeypatch.setenv(f"MATCHER_{name}", value)
        monkeypatch.setattr(sys, "argv", ["api", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        assert not (tmp_path / "matcher.db").exists()
        assert isinstance(stop.value.code, int)
        return stop.value.code, capsys.readouterr().err.splitlines()

    return call


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "matcher.example.org"])
def test_known_passwords_are_for_this_machine_alone(refused: Any, host: str) -> None:
    code, lines = refused("--samples", "--host", host)
    assert code == 2
    assert len(lines) == 1
    assert f"luistert daarom niet op {host}" in lines[0]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_addresses_of_this_machine(host: str) -> None:
    assert only_here(host)


def test_every_wrong_setting_is_told_with_code_2(refused: Any) -> None:
    code, lines = refused(
        RETENTION_DAYS="30", SMALLEST_GROUP="1", PUBLIC_URL="matcher", OIDC_ISSUER="https://x"
    )
    assert code == 2
    assert len(lines) == 4


def test_a_port_that_is_taken_is_named(refused: Any) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, lines = refused("--port", str(port))
    assert code == 2
    assert f"127.0.0.1:{port}" in lines[0]


def test_a_store_that_is_away_is_no_wrong_setting(refused: Any) -> None:
    """So that systemd starts the service again."""
    port = str(free_port())
    url = f"postgresql+psycopg://matcher:x@127.0.0.1:{free_port()}/matcher"
    code, lines = refused("--port", port, DATABASE=url)
    assert code == 1
    assert lines == [
        "de database is niet bereikbaar; controleer het adres en of de server aan staat"
    ]
