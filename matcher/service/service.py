"""The service: store, matcher and the pools that follow the store, in one object."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path

from matcher.engine import Matcher
from matcher.errors import MatcherError
from matcher.service.kinds import live_portfolios, live_vacancies
from matcher.service.live import Progress, silent
from matcher.service.settings import ServiceSettings
from matcher.settings import Settings
from matcher.store.database import Clock, Database, utc_now

LOG = logging.getLogger("matcher.service")


class Service:
    """What the API and the commands that use the store share.

    Parameters
    ----------
    follower : bool
        True for a process beside an indexer: it leaves large changes to the indexer's next base.
    """

    def __init__(
        self,
        settings: ServiceSettings,
        matcher: Matcher | None = None,
        follower: bool = False,
        clock: Clock = utc_now,
    ) -> None:
        self.settings = settings
        self.matcher = matcher or Matcher(
            replace(Settings.from_environment(), cache=settings.pools)
        )
        make_parent(settings.database)
        self.database = Database(settings.database, clock)
        self.database.migrate()
        behind = settings.most_behind if follower else None
        pools = settings.pools
        self.portfolios = live_portfolios(self.matcher, self.database, pools, behind)
        self.vacancies = live_vacancies(self.matcher, self.database, pools, behind)
        self.follower = follower
        # One list at a time: two on one interpreter are each slower than one after the other.
        self.turn = threading.Lock()
        self._stop = threading.Event()
        self._told = ""  # what went wrong at the last look
        self._thread: threading.Thread | None = None

    def lead(self) -> None:
        """Become the process that makes bases: nothing is left to others any more."""
        self.follower = False
        self.portfolios.most_behind = self.vacancies.most_behind = None

    @property
    def ready(self) -> bool:
        """Whether both pools can be searched."""
        return self.portfolios.ready and self.vacancies.ready

    def start(self, progress: Progress = silent) -> bool:
        """Take the newest bases and catch up; False when an indexer must make the first base."""
        if not (self.portfolios.ready or self.vacancies.ready):
            self._remove_bases_ahead()
        portfolios = self.portfolios.ready or self.portfolios.start(progress)
        vacancies = self.vacancies.ready or self.vacancies.start(progress)
        return portfolios and vacancies

    def _remove_bases_ahead(self) -> None:
        """A base that is ahead of the store was made before a restore; it may hold who was erased.

        The numbers after the restored ones are given out again, so it can never be caught up.
        """
        newest = max(self.portfolios.bases.newest(), self.vacancies.bases.newest())
        with self.database.read() as tx:  # after the bases: another process may be adding one
            last = tx.portfolios.last_sequence()
        if newest > last:
            LOG.warning("bases from before a restore are removed; they are made again")
            for live in (self.portfolios, self.vacancies):
                live.bases.clear()

    def follow(self, progress: Progress = silent) -> None:
        """Take over what changed; the indexer, or a process alone, also merges large changes."""
        for live in (self.portfolios, self.vacancies):
            if live.ready:
                live.follow(progress)
                if not self.follower and live.view.changed >= self.settings.merge_from:
                    live.publish()

    def follow_in_background(self) -> None:
        """Follow until `close`."""
        self._thread = threading.Thread(target=self._run, name="follow", daemon=True)
        self._thread.start()

    def keep_up(self, progress: Progress = silent) -> None:
        """Start or follow; what goes wrong is told once, and tried again at the next call."""
        try:
            if self.ready:
                self.follow(progress)
            else:
                self.start(progress)
            self._told = ""
        except Exception as error:  # a store that is away for a moment must not end the process
            if self._told != str(error):
                plain = isinstance(error, MatcherError)
                LOG.error("following the store: %s", error, exc_info=not plain)
            self._told = str(error)

    def _run(self) -> None:
        while not self._stop.is_set():
            self.keep_up()
            self._stop.wait(self.settings.follow_seconds)

    def close(self) -> None:
        """Stop following and let go of the store."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
        self.database.close()


def make_parent(url: str) -> None:
    """Make the directory of a SQLite database."""
    start = "sqlite:///"
    if url.startswith(start) and (path := url.removeprefix(start)) not in ("", ":memory:"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
