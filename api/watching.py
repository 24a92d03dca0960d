"""Counts and durations for Prometheus, by route and never by person."""

from __future__ import annotations

import os
import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MULTIPLE = "PROMETHEUS_MULTIPROC_DIR"  # set by `python -m api`
REGISTRY = CollectorRegistry()
# A caller may invent methods; each would be counted apart for ever.
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
REQUESTS = Counter(
    "matcher_requests_total", "Answers given", ["method", "route", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "matcher_request_seconds",
    "Time to an answer",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
ROWS = Gauge(
    "matcher_pool_rows",
    "Rows that can be found",
    ["pool"],
    registry=REGISTRY,
    multiprocess_mode="mostrecent",
)
CHANGED = Gauge(
    "matcher_pool_changed_rows",
    "Rows outside the base",
    ["pool"],
    registry=REGISTRY,
    multiprocess_mode="mostrecent",
)
SEQUENCE = Gauge(
    "matcher_pool_sequence",
    "How far a pool follows",
    ["pool"],
    registry=REGISTRY,
    multiprocess_mode="mostrecent",
)


def exposition() -> bytes:
    """All numbers in Prometheus' text format, of every process that answers."""
    if MULTIPLE not in os.environ:
        return generate_latest(REGISTRY)
    everyone = CollectorRegistry()
    MultiProcessCollector(everyone)  # type: ignore[no-untyped-call]
    return generate_latest(everyone)


class Watching:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and count the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        status = 500

        async def counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            route = getattr(scope.get("route"), "path", "(none)")
            known = route != "(none)" and scope["method"] in METHODS
            method = scope["method"] if known else "(any)"
            REQUESTS.labels(method, route, str(status)).inc()
            SECONDS.labels(method, route).observe(time.perf_counter() - start)
