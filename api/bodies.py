"""Bodies that are too large, too slow or too deep are refused before anything reads them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, answer, is_json

DEEPEST = 32  # nested brackets in JSON; our deepest record has 5
PATIENCE = 30  # an upload may take this many times as long


class BodyLimits:
    """ASGI middleware: reads the body within limits, then passes it on in one piece.

    An upload is passed on piece by piece: only a route that knows who sends it reads it.

    Parameters
    ----------
    largest : int
        Bytes of an ordinary body.
    upload : Mapping of str to int
        Paths that take more, and how much.
    seconds : float
        Time within which an ordinary body must have arrived; an upload has longer.
    """

    def __init__(
        self, app: ASGIApp, largest: int, upload: Mapping[str, int], seconds: float
    ) -> None:
        self._app, self._largest, self._upload, self._seconds = app, largest, upload, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS", "DELETE"):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        upload = self._upload.get(scope["path"])
        if upload is not None:
            await self._app(scope, _counted(request, receive, upload, self._seconds), send)
            return
        try:
            async with asyncio.timeout(self._seconds):
                body = await _read(request, receive, self._largest)
        except TimeoutError:
            await answer(request, _too_slow(self._seconds))(scope, receive, send)
            return
        except Problem as problem:
            await answer(request, problem)(scope, receive, send)
            return
        if body is None:
            return  # the caller went away
        told = False

        async def whole() -> Message:
            nonlocal told
            if told:
                return await receive()
            told = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, whole, send)


def _counted(request: Request, receive: Receive, largest: int, seconds: float) -> Receive:
    """A receive that raises a problem when too much came, or for too long."""
    size, end = 0, asyncio.get_running_loop().time() + PATIENCE * seconds

    async def counted() -> Message:
        nonlocal size
        if _stated(request) > largest:
            raise _too_large(largest)
        try:
            async with asyncio.timeout_at(end):
                message = await receive()
        except TimeoutError:
            raise _too_slow(PATIENCE * seconds) from None
        size += len(message.get("body", b""))
        if size > largest:
            raise _too_large(largest)
        return message

    return counted


async def _read(request: Request, receive: Receive, largest: int) -> bytes | None:
    if _stated(request) > largest:
        raise _too_large(largest)
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > largest:
            raise _too_large(largest)
        if not message.get("more_body", False):
            break
    body = b"".join(parts)
    if is_json(request.headers.get("content-type", "")) and depth(body, DEEPEST) > DEEPEST:
        raise Problem(
            "bad-request",
            f"De JSON is meer dan {DEEPEST} niveaus diep. Maak hem platter.",
            f"The JSON is more than {DEEPEST} levels deep. Make it flatter.",
        )
    return body


def _stated(request: Request) -> int:
    stated = request.headers.get("content-length", "")
    return int(stated[:20]) if stated.isdecimal() else 0  # 20 digits are too many already


def _too_slow(seconds: float) -> Problem:
    return Problem(
        "too-slow",
        f"De inhoud kwam niet binnen {seconds:.0f} seconden. Probeer het opnieuw.",
        f"The body did not arrive within {seconds:.0f} seconds. Try again.",
    )


def _too_large(largest: int) -> Problem:
    return Problem(
        "too-large",
        f"De inhoud is groter dan {largest:,} bytes. Stuur minder, of stuur het als bestand.",
        f"The body is larger than {largest:,} bytes. Send less, or send a file.",
    )


# A string as a whole (also one that never ends), or a bracket.
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*(?:"|$)|[\[{]|[\]}]', re.DOTALL)


def depth(body: bytes, enough: int) -> int:
    """How deep brackets nest outside strings; counting stops when it is more than enough."""
    level = deepest = 0
    for token in _TOKENS.finditer(body):
        first = token[0][:1]
        if first in b"[{":
            level += 1
            deepest = max(deepest, level)
            if deepest > enough:
                break
        elif first in b"]}":
            level -= 1
    return deepest
