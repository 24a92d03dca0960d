"""Answers to what goes wrong: problem+json (RFC 9457), in Dutch or English.

The rest of the code raises `Problem` or a `MatcherError`; only here do they become status codes.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.words import wants_english
from matcher.errors import DataError, MatcherError
from matcher.exchange.problems import describe_errors
from matcher.service.live import NotReadyError
from matcher.store.problems import AlreadyExists, NotFound, StoreError, VersionConflict

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its name in ``type``, its status and its title in two languages."""

    name: str
    status: int
    dutch: str
    english: str


def _kinds(*kinds: Kind) -> dict[str, Kind]:
    return {kind.name: kind for kind in kinds}


KINDS = _kinds(
    Kind("bad-request", 400, "Deze vraag is niet te lezen", "The request cannot be read"),
    Kind("not-signed-in", 401, "U bent niet ingelogd", "You are not signed in"),
    Kind("not-allowed", 403, "Dit mag niet met uw rol", "Your role does not allow this"),
    Kind("csrf", 403, "De beveiligingscode ontbreekt", "The CSRF token is missing"),
    Kind("not-found", 404, "Niet gevonden", "Not found"),
    Kind("method-not-allowed", 405, "Dit kan hier niet", "Not possible here"),
    Kind("not-acceptable", 406, "Dit formaat geven wij niet", "Format not offered"),
    Kind("too-slow", 408, "Het versturen duurde te lang", "Sending took too long"),
    Kind("conflict", 409, "Dit botst met wat er al is", "Conflict with what is there"),
    Kind("version-changed", 412, "Intussen gewijzigd", "Changed in the meantime"),
    Kind("too-large", 413, "Te groot", "Too large"),
    Kind("unsupported-media-type", 415, "Dit formaat lezen wij niet", "Format not understood"),
    Kind("invalid", 422, "Er klopt iets niet", "Something is not right"),
    Kind("version-needed", 428, "Geef de versie mee", "The version is needed"),
    Kind("too-many-requests", 429, "Te veel vragen in korte tijd", "Too many requests"),
    Kind("internal", 500, "Er ging bij ons iets mis", "Something went wrong on our side"),
    Kind("not-ready", 503, "Nog niet klaar", "Not ready yet"),
)
BY_STATUS = {k.status: k for k in reversed(KINDS.values()) if k.name != "csrf"}


class ProblemBody(BaseModel):
    """What a problem looks like on the wire."""

    type: str = Field(description="Path of a page about this kind of problem")
    title: str
    status: int
    detail: str
    instance: str = Field(description="Path that was asked")
    errors: list[str] = Field(default_factory=list, description="Every problem found")


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """Something that the caller can mend.

    Parameters
    ----------
    kind : str
        A name in `KINDS`.
    dutch, english : str
        What was found, what is accepted and what to do.
    """

    def __init__(
        self,
        kind: str,
        dutch: str,
        english: str,
        errors: Sequence[str] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(english)
        self.kind, self.dutch, self.english = KINDS[kind], dutch, english
        self.errors, self.headers = tuple(errors), headers or {}


def answer(request: Request, problem: Problem) -> JSONResponse:
    """The response of a problem."""
    english, kind = wants_english(request), problem.kind
    body = ProblemBody(
        type=f"/v1/problems/{kind.name}",
        title=kind.english if english else kind.dutch,
        status=kind.status,
        detail=problem.english if english else problem.dutch,
        instance=request.url.path,
        errors=list(problem.errors),
    )
    headers = {"Content-Language": "en" if english else "nl", **problem.headers}
    return JSONResponse(body.model_dump(), kind.status, headers, MEDIA_TYPE)


def from_matcher(error: MatcherError) -> Problem:
    """A problem of the layers below; their texts are Dutch."""
    match error:
        case NotFound():
            return not_found()
        case VersionConflict():
            return Problem(
                "version-changed",
                "Iemand heeft dit intussen gewijzigd. Haal de nieuwe versie op en probeer opnieuw.",
                "Someone changed this in the meantime. Fetch the new version and try again.",
            )
        case NotReadyError():
            return Problem(
                "not-ready",
                "De dienst start nog. Probeer het over enkele seconden opnieuw.",
                "The service is starting. Try again in a few seconds.",
                headers={"Retry-After": "2"},
            )
        case StoreError():
            return Problem(
                "not-ready",
                f"De opslag antwoordt niet: {error}.",
                "The store does not answer. Try again in a few seconds.",
                headers={"Retry-After": "2"},
            )
        case AlreadyExists():
            return Problem(
                "conflict",
                "Dit id is al in gebruik. Kies een ander id.",
                "This id is in use already. Choose another id.",
            )
        case DataError():
            return Problem(
                "invalid",
                "Er klopt iets niet in wat u stuurde. Zie 'errors'.",
                "What you sent has problems; see 'errors' (in Dutch).",
                error.problems,
            )
        case _:
            return Problem("invalid", str(error), str(error))


def not_found() -> Problem:
    """What does not exist and what may not be seen look the same."""
    return Problem(
        "not-found",
        "Dit bestaat niet, of u mag het niet zien.",
        "This does not exist, or you may not see it.",
    )


def install(app: FastAPI) -> None:
    """Add the handlers."""

    def problem(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, Problem)
        return answer(request, error)

    def matcher_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, MatcherError)
        return answer(request, from_matcher(error))

    def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        found = error.errors()
        if any(e["type"] == "json_invalid" for e in found):
            dutch, english = "De inhoud is geen geldige JSON.", "The body is not valid JSON."
            return answer(request, Problem("bad-request", dutch, english))
        if _other_media_type(request, found):
            return answer(request, unsupported())
        details = [_plain(e) for e in found]
        lines = list(describe_errors(details))
        dutch, english = "Er klopt iets niet. Zie 'errors'.", "Invalid input; see 'errors'."
        return answer(request, Problem("invalid", dutch, english, lines))

    def http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        kind = BY_STATUS.get(error.status_code)
        if kind is None:
            kind = KINDS["bad-request" if error.status_code < 500 else "internal"]
        reason = HTTPStatus(kind.status).phrase
        headers = dict(error.headers or {})
        return answer(request, Problem(kind.name, f"{kind.dutch}.", reason, (), headers))

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(MatcherError, matcher_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)


class LastResort:
    """ASGI middleware around everything that can fail: an unexpected error becomes a problem.

    Inside the middleware that adds headers and counts, so that these answers have them too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; log what goes wrong and tell that something did, not what."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            if scope["type"] != "http" or started:
                raise  # too late for another answer: the server breaks the connection off
            logging.getLogger("api").exception("unexpected error")
            told = Problem(
                "internal",
                "Er ging bij ons iets mis. Probeer het opnieuw, of bel de beheerder.",
                "Something went wrong on our side. Try again, or call the administrator.",
            )
            await answer(Request(scope), told)(scope, receive, send)


def is_json(content_type: str) -> bool:
    """Whether a body of this type is read as JSON (RFC 6839 §3.1)."""
    kind, _, subtype = content_type.partition(";")[0].strip().lower().partition("/")
    return kind == "application" and (subtype == "json" or subtype.endswith("+json"))


def unsupported() -> Problem:
    """A body that is not JSON where JSON is read."""
    return Problem(
        "unsupported-media-type",
        "Stuur de inhoud als JSON, met de kop Content-Type: application/json.",
        "Send the body as JSON, with the header Content-Type: application/json.",
    )


def _other_media_type(request: Request, found: Sequence[Any]) -> bool:
    whole = any(e["loc"] == ("body",) and e["type"] != "missing" for e in found)
    return whole and not is_json(request.headers.get("content-type", ""))


SECRET = "password"  # a field of which no answer tells the content
# What pydantic says in English about input that is no record of the exchange format.
_DUTCH = {
    "extra_forbidden": "dit veld kennen wij niet; laat het weg",
    "enum": "toegestaan: {expected}",
    "literal_error": "toegestaan: {expected}",
    "int_parsing": "toegestaan: een heel getal",
    "bool_parsing": "toegestaan: true of false",
    "dict_type": "toegestaan: een object {{…}}",
    "value_error": "{error}",
}


def _plain(error: dict[str, Any]) -> ErrorDetails:
    """An error without the part of the request in its place, and in Dutch where we can."""
    text = _DUTCH.get(error["type"])
    msg = error["msg"] if text is None else text.format(**error.get("ctx", {}))
    # A password that was mistyped is still nearly the password.
    hidden = {"input": "…"} if SECRET in error["loc"] else {}
    plain = {**error, "msg": msg, "loc": error["loc"][1:] or error["loc"], **hidden}
    return cast(ErrorDetails, plain)


def documented(*names: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses of some kinds of problem."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in (KINDS[name] for name in names):
        schema = {"$ref": "#/components/schemas/ProblemBody"}
        found[kind.status] = {
            "description": f"{kind.dutch}. {kind.english}.",
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
    return found
