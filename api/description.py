"""The OpenAPI description: problem+json for every problem a route can give."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from api.access import Needs
from api.problems import ProblemBody, documented
from api.routes import ALL, PREFIX
from matcher.store.organisations import Role
from matcher.store.sensitive import SENSITIVE

# Problems that follow from what a route has.
WITH_ROLES = ("not-signed-in", "not-allowed")
WITH_BODY = ("too-slow", "too-large", "unsupported-media-type", "invalid")
WITH_VERSION = ("version-changed", "version-needed")
POINTING = {"after", "portfolio_id", "vacancy_id"}  # names of parameters that are ids
METHODS = ("get", "put", "post", "delete", "patch")


def install(app: FastAPI) -> None:
    """Replace the application's description by a completed one, made once."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = describe(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def describe(app: FastAPI) -> dict[str, Any]:
    """OpenAPI with the problems of each operation filled in."""
    found = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=app.routes
    )
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    schemas["ProblemBody"] = ProblemBody.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for name, schema in schemas.items():
        if name.endswith("Record"):
            _as_the_api_reads(schema)
    found["components"]["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": "session"},
        "token": {"type": "http", "scheme": "bearer"},
    }
    roles = roles_by_route()
    for path, item in found["paths"].items():
        for method in METHODS:
            if method in item:
                allowed = roles.get((path, method.upper()))
                if allowed is not None:
                    item[method]["x-roles"] = sorted(allowed)
                _complete(item[method], path, method)
    return found


def _as_the_api_reads(schema: dict[str, Any]) -> None:
    """A record of the exchange format, without what the API refuses and with what it adds."""
    schema["additionalProperties"] = False
    properties = schema["properties"]
    if "id" in properties:  # one is given when none is sent
        schema["required"] = [name for name in schema["required"] if name != "id"]
        if not schema["required"]:
            del schema["required"]
    for name in SENSITIVE:
        properties.pop(name, None)


def roles_by_route() -> dict[tuple[str, str], tuple[Role, ...] | None]:
    """Path and method of every route, with the roles it allows; ``None``: open to all."""
    return {
        (PREFIX + route.path, method): _roles(route.dependant)
        for router in ALL
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }


def _roles(dependant: Dependant) -> tuple[Role, ...] | None:
    if isinstance(dependant.call, Needs):
        return dependant.call.roles
    return next((r for d in dependant.dependencies if (r := _roles(d)) is not None), None)


def _complete(operation: dict[str, Any], path: str, method: str) -> None:
    # The name of a function tells less than the first words of its description.
    operation["summary"] = re.split(r"[.;:,]", operation["description"])[0]
    names = {p["name"].lower() for p in operation.get("parameters", ())}
    kinds: list[str] = ["method-not-allowed"]
    if operation.get("x-roles"):
        kinds += WITH_ROLES
        operation["security"] = [{"session": []}, {"token": []}]
    if operation.get("parameters"):
        kinds.append("invalid")
    if "{" in path or "requestBody" in operation or names & POINTING:
        kinds.append("not-found")
    if "requestBody" in operation:
        kinds += WITH_BODY
    if method != "get":
        kinds.append("conflict")
    if "if-match" in names:
        kinds += WITH_VERSION
    responses = operation["responses"]
    responses.pop("422", None)
    for status, body in documented(*kinds).items():
        responses.setdefault(str(status), body)
