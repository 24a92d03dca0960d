"""Processes forked from one that has loaded everything: started again when they end by themselves.

Forking shares what was loaded, so that two workers and an indexer take the time and, as long as
nothing is written, the memory of one. It must be done before there are threads or connections.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import FrameType

ENDING = (signal.SIGTERM, signal.SIGINT)
RESTART_AFTER = 2.0  # seconds; a process that fails at once must not be started in a tight loop


class Processes:
    """Forked processes and the one that watches them.

    Parameters
    ----------
    restart_after : float
        Seconds between the end of a process and its next start.
    """

    def __init__(self, restart_after: float = RESTART_AFTER) -> None:
        self._restart_after = restart_after
        self._work: dict[str, Callable[[], None]] = {}
        self._running: dict[int, str] = {}
        self._stopping = False
        # Only the watching process holds the end for writing: when it is gone, however it went,
        # the others read the end of the file.
        self._reading, self._writing = os.pipe()

    def add(self, name: str, work: Callable[[], None]) -> None:
        """Something to do in a process of its own; it ends with SIGTERM."""
        self._work[name] = work

    def run(self) -> None:
        """Start everything and watch until SIGTERM or SIGINT; then end everything."""
        gc.freeze()  # what is shared is not touched by the collector, so it stays shared
        gc.enable()
        for number in ENDING:
            signal.signal(number, self._stop)
        for name in self._work:
            self._start(name)
        while self._running:
            pid, status = os.wait()
            name = self._running.pop(pid, "")
            if not name or self._stopping:
                continue
            code = os.waitstatus_to_exitcode(status)
            print(f"{name} ended ({code}); starting it again", file=sys.stderr)
            time.sleep(self._restart_after)
            if not self._stopping:
                self._start(name)

    def _start(self, name: str) -> None:
        # A signal that comes meanwhile waits until each process has its own way of handling it.
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        pid = os.fork()
        if pid:
            self._running[pid] = name
            if self._stopping:  # the signal came just before
                os.kill(pid, signal.SIGTERM)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
            return
        code = 1
        try:
            os.close(self._writing)
            for number in ENDING:
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
            threading.Thread(target=self._end_with_the_watcher, daemon=True).start()
            self._work[name]()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)  # nothing of the watching process may be cleaned up here

    def _end_with_the_watcher(self) -> None:
        os.read(self._reading, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
        for pid in list(self._running):
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                continue
