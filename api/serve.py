"""Start the service: load once, then fork an indexer and the processes that answer."""

from __future__ import annotations

import gc
import ipaddress
import os
import secrets
import socket
import sys
import threading
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from api.processes import Processes
from matcher.errors import MatcherError, SettingsError
from matcher.service import importing, indexer, samples
from matcher.service.passwords import hashed
from matcher.service.service import Service
from matcher.service.settings import PREFIX, ServiceSettings

QUEUE = 2048  # connections that may wait
LONGEST_GOODBYE = 20  # seconds; a stream of events would keep the service from stopping


def serve(
    host: Annotated[str, typer.Option(help="Adres om op te luisteren")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processen die antwoorden")] = 2,
    sample_data: Annotated[
        bool, typer.Option("--samples", help="Vul een lege opslag met voorbeelden en accounts")
    ] = False,
) -> None:
    """Start de dienst."""
    os.environ.setdefault(f"{PREFIX}SECRET", secrets.token_urlsafe(32))
    settings = ServiceSettings.from_environment()
    if sample_data and not only_here(host):
        raise SettingsError(
            f"--samples heeft bekende wachtwoorden en luistert daarom niet op {host}; "
            "neem 127.0.0.1"
        )
    _check_free(host, port)
    service = Service(settings, follower=workers > 1)
    importing.fail_interrupted(service.database, settings)
    if sample_data:
        samples.fill(service.database, hashed)
        _tell_accounts(host, port)
    if workers == 1:
        gc.enable()
        _answer(service, host, port)
        return
    service.start()  # without a base: not ready until the indexer has made the first
    service.database.close()  # no connection is shared between processes
    processes = Processes()
    processes.add("indexer", lambda: _index(service))
    for number in range(workers):
        processes.add(f"worker {number + 1}", lambda: _answer(service, host, port))
    processes.run()


def _socket(host: str) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return made


def _check_free(host: str, port: int) -> None:
    """Refuse an address that is in use, also by another service of ours, before loading anything.

    Raises
    ------
    SettingsError
        When the address cannot be had.
    """
    with _socket(host) as alone:
        try:
            alone.bind((host, port))
        except OSError as error:
            raise SettingsError(
                f"kan niet luisteren op {host}:{port} ({error.strerror}); "
                "kies een ander adres of poort"
            ) from None


def _answer(service: Service, host: str, port: int) -> None:
    # A socket for each process, among which the kernel divides the connections; of one socket
    # that they share, the process that is awake first takes nearly all.
    listening = _socket(host)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listening.bind((host, port))
    listening.listen(QUEUE)
    if service.ready:
        service.follow()  # a process that is started again begins with what is there now
    config = uvicorn.Config(
        create_app(service),
        log_level="warning",
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=LONGEST_GOODBYE,
        h11_max_incomplete_event_size=32_768,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _index(service: Service) -> None:
    os.nice(10)  # making a base can wait, an answer cannot
    service.lead()
    stop = threading.Event()
    indexer.stop_on_signals(stop)
    try:
        indexer.run(service, stop)
    finally:
        service.close()


def only_here(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tell_accounts(host: str, port: int) -> None:
    logins = ", ".join(user.login for user in samples.USERS if user.login)
    typer.echo(f"De dienst luistert op http://{host}:{port}/v1")
    typer.echo(f"Accounts: {logins}")
    typer.echo(f"Wachtwoord van elk account: {samples.PASSWORD}")


def main() -> None:
    """Run; what the user can mend is told in plain words: code 2 for settings, else 1."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(serve)
    try:
        app()
    except SettingsError as error:  # starting again does not help
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    except MatcherError as error:  # a store that is away for a moment, for one
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
