"""The process that makes bases: it follows the store and leaves answering to others."""

from __future__ import annotations

import logging
import signal
import threading

from matcher.service.service import LOG, Service


def run(service: Service, stop: threading.Event) -> None:
    """Make a first base when there is none, then follow the store until told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    service.start(_log_progress)
    for live in (service.portfolios, service.vacancies):
        if live.bases.newest() < 0:
            live.publish()
    while not stop.wait(service.settings.follow_seconds):
        service.keep_up(_log_progress)


def _log_progress(stage: str, done: int, total: int) -> None:
    LOG.info("%s: %d of %d", stage, done, total)


def stop_on_signals(stop: threading.Event) -> None:
    """Set the event at SIGTERM and SIGINT, so that what is being written is finished first."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
