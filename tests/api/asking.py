"""What tests of the API say often: records to send, and what a problem must look like."""

from __future__ import annotations

from typing import Any

from httpx import Response

from matcher.service import accounts, samples
from matcher.service.actors import SYSTEM
from matcher.service.service import Service
from matcher.store.users import User

PERSON: dict[str, Any] = {
    "home": {"place": "Veendam", "postcode": "9641"},
    "summary": "Ik maak graag schoon en ben handig met machines.",
    "experience": [{"title": "schoonmaker", "months": 36, "setting": "paid"}],
    "skills": [{"label": "schoonmaken", "level": 4, "evidence": "experience"}],
    "wishes": {"occupations": ["schoonmaker"]},
}
JOB: dict[str, Any] = {
    "title": "Schoonmaker kantoren",
    "text": "Je maakt kantoren schoon in Veendam: stofzuigen, sanitair, ramen en prullenbakken.",
    "location": {"place": "Veendam", "postcode": "9641"},
    "hours": {"min": 12, "max": 24},
    "requirements": [{"label": "schoonmaken", "importance": "essential"}],
}
PROBLEM_FIELDS = {"type", "title", "status", "detail", "instance", "errors"}


def problem(answer: Response, status: int, kind: str) -> dict[str, Any]:
    """Check that an answer is this problem, in the form of RFC 9457, and give it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert set(body) == PROBLEM_FIELDS
    assert body["type"] == f"/v1/problems/{kind}"
    assert body["status"] == status
    assert body["title"] and body["detail"]
    assert body["instance"] == answer.request.url.path
    return body


def ok(answer: Response, status: int = 200) -> Any:
    """Check the status and give the body."""
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def match(answer: Response) -> dict[str, str]:
    """If-Match with the version that was just seen."""
    return {"If-Match": answer.headers["etag"]}


def user_of(login: str) -> User:
    return next(user for user in samples.USERS if user.login == login)


def token_for(service: Service, login: str) -> dict[str, str]:
    """Headers of a system that acts as a sample account."""
    token = accounts.add_token(service.database, SYSTEM, user_of(login).id, "test", 1)
    return {"Authorization": f"Bearer {token}"}
