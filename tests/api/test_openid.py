"""Signing in through an OpenID provider, with a provider and a service that really run."""

from __future__ import annotations

import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import uvicorn
from asking import ok, problem
from fastapi.testclient import TestClient

from matcher.service.service import Service
from matcher.service.settings import OpenId
from matcher.store.organisations import Role
from matcher.store.users import User

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the provider still uses what Authlib calls old
    import oidc_provider_mock

pytestmark = [
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
KNOWN, CLOSED, UNKNOWN = "medewerker-1", "medewerker-2", "iemand-anders"
START, BACK = "/v1/openid/start", "/v1/openid/callback"


@dataclass(frozen=True)
class Running:
    """Addresses of a provider and of our service."""

    provider: str
    service: str


@pytest.fixture
def running(variant: Callable[..., Any]) -> Iterator[Running]:
    with (
        socket.socket() as listening,
        oidc_provider_mock.run_server_in_thread(require_nonce=True) as server,
    ):
        listening.bind(("127.0.0.1", 0))
        ours = f"http://127.0.0.1:{listening.getsockname()[1]}"
        provider = f"http://localhost:{server.server_port}"
        app, service = variant(
            public_url=ours, openid=OpenId(provider, "matcher", "geheim voor de test")
        )
        _users(service)
        config = uvicorn.Config(app, log_level="error", lifespan="off", ws="none")
        uvicorn_server = uvicorn.Server(config)
        thread = threading.Thread(target=uvicorn_server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Running(provider, ours)
        finally:
            uvicorn_server.should_exit = True
            thread.join()


def _users(service: Service) -> None:
    with service.database.write() as tx:
        for name, active in ((KNOWN, True), (CLOSED, False)):
            tx.users.add(
                User(f"u-{name}", "wsp", Role.ACCOUNTMANAGER, oidc_subject=name, active=active)
            )


def begun(client: httpx.Client, running: Running) -> str:
    """Start signing in; the address at the provider."""
    answer = client.get(running.service + START)
    assert answer.status_code == 302
    return answer.headers["location"]


def signed_in_at(provider_page: str, subject: str) -> str:
    """Sign in at the provider as somebody; the address with which it sends the browser back."""
    with httpx.Client() as browser:
        answer = browser.post(provider_page, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def test_somebody_with_an_account_here_gets_a_session(running: Running) -> None:
    with httpx.Client() as client:
        page = begun(client, running)
        asked = {k: v[0] for k, v in parse_qs(urlsplit(page).query).items()}
        assert asked["response_type"] == "code" and "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256" and len(asked["code_challenge"]) == 43
        assert asked["state"] and asked["nonce"]
        assert asked["redirect_uri"] == running.service + BACK
        back = signed_in_at(page, KNOWN)
        done = client.get(back)
        assert (done.status_code, done.headers["location"]) == (303, "/v1/me")
        me = ok(client.get(f"{running.service}/v1/me"))
        assert (me["user_id"], me["role"]) == (f"u-{KNOWN}", "accountmanager")
        sent = {"X-CSRF-Token": me["csrf_token"]}
        assert client.delete(f"{running.service}/v1/sessions/current", headers=sent).is_success


@pytest.mark.parametrize("subject", [UNKNOWN, CLOSED])
def test_nobody_else_comes_in(subject: str, running: Running) -> None:
    with httpx.Client() as client:
        told = client.get(signed_in_at(begun(client, running), subject))
        problem(told, 403, "not-allowed")
        assert "session" not in client.cookies
        problem(client.get(f"{running.service}/v1/me"), 401, "not-signed-in")


def test_what_was_changed_on_the_way_is_refused(running: Running) -> None:
    with httpx.Client() as client, httpx.Client() as other:
        ours = running.service + BACK
        back = signed_in_at(begun(client, running), KNOWN)
        given = {k: v[0] for k, v in parse_qs(urlsplit(back).query).items()}
        for wrong in (
            {},
            {"code": given["code"]},
            {"state": given["state"]},
            {"error": "access_denied", "state": given["state"]},
        ):
            with httpx.Client(cookies=client.cookies) as fresh:
                problem(fresh.get(ours, params=wrong), 401, "not-signed-in")
        elsewhere = {**given, "state": "x" + given["state"]}
        problem(other.get(ours, params=given), 401, "not-signed-in")  # another browser
        problem(client.get(ours, params=elsewhere), 401, "not-signed-in")
        assert "session" not in client.cookies and "session" not in other.cookies


def test_a_code_works_once(running: Running) -> None:
    with httpx.Client() as client:
        back = signed_in_at(begun(client, running), KNOWN)
        cookies = httpx.Cookies(client.cookies)
        assert client.get(back).status_code == 303
        with httpx.Client(cookies=cookies) as again:
            problem(again.get(back), 401, "not-signed-in")


def test_an_id_token_for_another_sign_in_is_refused(running: Running) -> None:
    """The nonce at the provider is changed: the token it gives belongs to another request."""
    with httpx.Client() as client:
        page = begun(client, running)
        nonce = parse_qs(urlsplit(page).query)["nonce"][0]
        back = signed_in_at(page.replace(nonce, "van-een-ander"), KNOWN)
        problem(client.get(back), 401, "not-signed-in")


def test_a_provider_that_does_not_answer_is_told(variant: Callable[..., Any]) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        port = nobody.getsockname()[1]
        app, _ = variant(openid=OpenId(f"http://127.0.0.1:{port}", "matcher", "x"))
        problem(TestClient(app).get(START), 503, "not-ready")
