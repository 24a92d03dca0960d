"""Rate limits, counted in each process: a moving window of a minute.

With more than one process a user may do at most that many times as much.
"""

from __future__ import annotations

import math
import time

from fastapi import FastAPI, Request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.problems import Problem
from matcher.service.settings import ServiceSettings


class Limits:
    """Counts requests of users and attempts to sign in."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._requests = RateLimitItemPerMinute(settings.requests_a_minute, namespace="requests")
        self._logins = RateLimitItemPerMinute(settings.logins_a_minute, namespace="logins")

    def request(self, who: str) -> None:
        """Count a request."""
        self._count(self._requests, who)

    def login(self, who: str) -> None:
        """Count an attempt to sign in."""
        self._count(self._logins, who)

    def _count(self, limit: RateLimitItem, who: str) -> None:
        if self._window.hit(limit, who):
            return
        wait = max(1, math.ceil(self._window.get_window_stats(limit, who).reset_time - time.time()))
        raise Problem(
            "too-many-requests",
            f"Probeer het over {wait} seconden opnieuw.",
            f"Try again in {wait} seconds.",
            headers={"Retry-After": str(wait)},
        )


def install(app: FastAPI, settings: ServiceSettings) -> None:
    """Give an application its limits."""
    app.state.limits = Limits(settings)


def count(request: Request, who: str) -> None:
    """Count a request of somebody."""
    limits: Limits = request.app.state.limits
    limits.request(who)


def count_login(request: Request, login: str) -> None:
    """Count an attempt to sign in, for the account and for the address."""
    limits: Limits = request.app.state.limits
    address = request.client.host if request.client else "unknown"
    limits.login(f"address:{address}")
    limits.login(f"login:{login.lower()}")
