"""Every operation, tried with what its description allows and with what it forbids.

Schemathesis makes the requests from the description. Nothing may answer 5xx, and every answer has a
status, a media type and a form that the description names.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from typing import Any

from asking import token_for
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, seed, settings

from api.description import METHODS
from matcher.service.service import Service

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it imports is not ours
    import schemathesis
    from schemathesis import GenerationMode, checks
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

CHECKED = (
    checks.not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
EXAMPLES = 8
# Not tried: these start a process for every request.
LEFT_OUT = {("post", "/v1/exchange-jobs"), ("post", "/v1/regional-plans")}
# Who tries an operation: the first of these that may.
USEFUL = (
    "klantmanager",
    "accountmanager",
    "werkgever",
    "kandidaat",
    "fg",
    "beheerder",
    "onderzoeker",
)
ROLE_OF = {
    "klantmanager": "klantmanager",
    "accountmanager": "accountmanager",
    "werkgever": "employer",
    "kandidaat": "candidate",
    "fg": "privacy_officer",
    "beheerder": "admin",
    "onderzoeker": "data_scientist",
}


def tried(described: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Method, path, and who tries it; "" when nobody need be signed in."""
    for path, item in described["paths"].items():
        for method in METHODS:
            if method in item and (method, path) not in LEFT_OUT:
                roles = item[method].get("x-roles")
                may = [who for who in USEFUL if roles is None or ROLE_OF[who] in roles]
                yield method, path, "" if roles is None else may[0]


def _with_what_exists(case: Any, number: int) -> None:
    """Made-up ids find nothing: name a person, a vacancy and a version that are there."""
    real = {
        "portfolio_id": f"D-K{number % 120 + 1:03d}",
        "vacancy_id": f"D-V{number % 24 + 1:02d}",
        "user_id": "u-onderzoeker",
        "number": 1,
    }
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            part.update({name: value for name, value in real.items() if name in part})
    if "If-Match" in (case.headers or {}):
        case.headers["If-Match"] = '"1"'


def _both(operation: Any) -> Any:
    """Requests as described, and requests in which something is wrong."""
    right, wrong = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
    return operation.as_strategy(generation_mode=right) | operation.as_strategy(
        generation_mode=wrong
    )


def test_every_operation_keeps_to_its_description(app: FastAPI, service: Service) -> None:
    described = json.loads(json.dumps(app.openapi()))
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", app)
    headers = {who: token_for(service, who) for who in USEFUL} | {"": {}}
    wrong: list[str] = []
    count = 0
    for method, path, who in tried(described):
        operation = schema[path][method.upper()]

        @seed(1)
        @settings(
            max_examples=EXAMPLES,
            database=None,
            derandomize=False,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=_both(operation))
        def ask(case: Any) -> None:
            nonlocal count
            count += 1
            if count % 2:
                _with_what_exists(case, count)
            response = case.call(headers=headers[who])  # noqa: B023
            case.validate_response(response, checks=list(CHECKED))

        try:
            ask()
        except (Exception, BaseExceptionGroup) as error:  # all findings at once
            wrong.append(f"{method} {path} as {who or 'nobody'}: {type(error).__name__} {error}")
    assert not wrong, "\n\n".join(wrong)
    assert count > EXAMPLES * len(described["paths"]) / 2
