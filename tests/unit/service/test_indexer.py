"""The indexer: a first base, a new one after many changes, and it outlives a store that is away."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from stored import lines, settings_in

from matcher import Matcher
from matcher.service import indexer
from matcher.service.service import Service
from matcher.store.problems import StoreError

JOBS = lines("vacancies.jsonl")


class Turns(threading.Event):
    """A stop that lets the indexer look once after each of some steps, and then stops it."""

    def __init__(self, steps: Sequence[Callable[[], object]]) -> None:
        super().__init__()
        self._steps = list(steps)

    def wait(self, timeout: float | None = None) -> bool:
        if not self._steps:
            return True
        self._steps.pop(0)()
        return False


@pytest.fixture
def service(tmp_path: Path, matcher: Matcher) -> Iterator[Service]:
    service = Service(replace(settings_in(tmp_path), merge_from=3), matcher)
    yield service
    service.close()


def put(service: Service, start: int, end: int) -> Callable[[], None]:
    def step() -> None:
        with service.database.write() as tx:
            for body in JOBS[start:end]:
                tx.vacancies.put(body, organisation="wsp", by="u")

    return step


def test_an_empty_store_gets_an_empty_base_so_that_others_can_begin(service: Service) -> None:
    indexer.run(service, Turns([]))
    assert service.vacancies.bases.newest() == 0
    assert service.portfolios.bases.newest() == 0
    assert service.ready


def test_three_changed_rows_make_a_base_and_two_do_not(service: Service) -> None:
    newest = service.vacancies.bases.newest
    seen: list[int] = []
    steps = [put(service, 0, 2), lambda: seen.append(newest()), put(service, 2, 3)]
    indexer.run(service, Turns(steps))
    assert seen == [0]
    assert newest() == 3
    assert len(service.vacancies.view) == 3
    assert service.vacancies.view.changed == 0


def test_a_follower_takes_the_base_over(service: Service, tmp_path: Path, matcher: Matcher) -> None:
    indexer.run(service, Turns([put(service, 0, 4)]))
    other = Service(replace(settings_in(tmp_path), most_behind=2), matcher, follower=True)
    assert other.start()
    assert other.vacancies.view.base_sequence == 4
    put(service, 4, 10)()  # more than a follower builds by itself: it waits for the indexer
    other.follow()
    assert len(other.vacancies.view) == 4
    service.follow()
    other.follow()
    assert (len(other.vacancies.view), other.vacancies.view.base_sequence) == (10, 10)
    other.close()


def test_a_follower_without_a_base_waits_for_the_indexer(
    service: Service, tmp_path: Path, matcher: Matcher
) -> None:
    put(service, 0, 5)()
    other = Service(replace(settings_in(tmp_path), most_behind=2), matcher, follower=True)
    assert not other.start()
    assert not other.ready
    indexer.run(service, Turns([]))
    assert other.start()
    assert len(other.vacancies.view) == 5
    other.close()


def test_a_store_that_is_away_is_told_once_and_followed_again_when_it_is_back(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    follow = service.follow

    def away(*_: object) -> None:
        raise StoreError("de database is niet bereikbaar")

    steps = [
        lambda: monkeypatch.setattr(service, "follow", away),
        lambda: None,
        lambda: None,
        lambda: monkeypatch.setattr(service, "follow", follow),
        put(service, 0, 3),
    ]
    with caplog.at_level(logging.ERROR):
        indexer.run(service, Turns(steps))
    assert [r.getMessage() for r in caplog.records] == [
        "following the store: de database is niet bereikbaar"
    ]
    assert not caplog.records[0].exc_info  # in plain words, without a traceback
    assert len(service.vacancies.view) == 3


def test_a_thread_in_the_background_follows_until_the_service_closes(
    tmp_path: Path, matcher: Matcher
) -> None:
    service = Service(replace(settings_in(tmp_path), follow_seconds=0.01), matcher)
    looked = threading.Semaphore(0)
    follow = service.follow

    def counted() -> None:
        follow()
        looked.release()

    service.follow = lambda *_: counted()  # type: ignore[method-assign]
    service.follow_in_background()
    assert looked.acquire(timeout=30)
    put(service, 0, 2)()
    assert looked.acquire(timeout=30)  # a look that may have begun before
    assert looked.acquire(timeout=30)
    assert len(service.vacancies.view) == 2
    service.close()
    assert not any(t.name == "follow" and t.is_alive() for t in threading.enumerate())
