"""A service over the samples on a store of its own, and a signed-in client for every role.

The store and the application are made once. A test gets a copy of the store, and the application
turned to it: making either takes longer than most tests do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asking import token_for, user_of
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient
from stored import settings_in

from api.app import create_app
from api.security import rate, signed_in
from matcher import Matcher
from matcher.service import samples
from matcher.service.advising import Adviser
from matcher.service.bases import Base
from matcher.service.passwords import hashed
from matcher.service.profiles import Profiles
from matcher.service.service import Service

Login = Callable[[str], TestClient]
Token = Callable[[str], dict[str, str]]
# What an application holds on to; `app` must know all of it.
HELD = {"service", "profiles", "adviser", "limits", "openid"}


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, matcher: Matcher) -> Path:
    """A directory with a store and bases of the samples, made once and copied for each test."""
    directory = tmp_path_factory.mktemp("filled")
    service = Service(settings_in(directory), matcher)
    samples.fill(service.database, hashed)
    service.start()
    service.portfolios.publish()
    service.vacancies.publish()
    service.close()
    return directory


@pytest.fixture
def directory(tmp_path: Path, filled: Path) -> Path:
    """A copy of the filled directory; bases are read, never written, so they are shared."""
    (tmp_path / "matcher.db").write_bytes((filled / "matcher.db").read_bytes())
    return tmp_path


@pytest.fixture(scope="session")
def bases(filled: Path, matcher: Matcher) -> tuple[Base[Any], Base[Any]]:
    """The pools of the samples, read once; nothing changes them."""
    service = Service(settings_in(filled), matcher)
    found = service.portfolios.bases.load(), service.vacancies.bases.load()
    service.close()
    assert found[0] is not None and found[1] is not None
    return found


def started(service: Service, bases: tuple[Base[Any], Base[Any]]) -> Service:
    """A service that begins with pools that were read before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service.portfolios.bases, "load", lambda: bases[0])
        patch.setattr(service.vacancies.bases, "load", lambda: bases[1])
        service.start()
    return service


@pytest.fixture
def service(
    directory: Path, filled: Path, matcher: Matcher, bases: tuple[Base[Any], Base[Any]]
) -> Iterator[Service]:
    settings = replace(settings_in(directory), pools=filled / "pools")
    service = started(Service(settings, matcher), bases)
    yield service
    service.close()


@pytest.fixture(scope="session")
def application(filled: Path, matcher: Matcher) -> FastAPI:
    """The one application; use `app`."""
    service = Service(settings_in(filled), matcher)
    app = create_app(service, follow=False)
    service.close()
    assert set(app.state._state) == HELD, "teach `app` in tests/api/conftest.py what was added"
    return app


@pytest.fixture
def app(application: FastAPI, service: Service) -> FastAPI:
    """The application over the store of this test."""
    application.state.service = service
    profiles: Profiles = application.state.profiles  # its lexicon takes half a second to make
    profiles._service, profiles._population = service, None
    application.state.adviser = Adviser(service)
    rate.install(application, service.settings)
    return application


@pytest.fixture
def variant(
    directory: Path, filled: Path, matcher: Matcher, bases: tuple[Base[Any], Base[Any]]
) -> Iterator[Callable[..., tuple[FastAPI, Service]]]:
    """An application of its own over the store of this test, with other settings."""
    services: list[Service] = []

    def make(clock: Any = None, **changes: Any) -> tuple[FastAPI, Service]:
        settings = replace(settings_in(directory), pools=filled / "pools", **changes)
        clocked = {} if clock is None else {"clock": clock}
        services.append(started(Service(settings, matcher, **clocked), bases))
        return create_app(services[-1], follow=False), services[-1]

    yield make
    for service in services:
        service.close()


@pytest.fixture
def token(service: Service) -> Token:
    return lambda login: token_for(service, login)


@pytest.fixture
def login(app: FastAPI, service: Service) -> Iterator[Login]:
    """A client with a session of one of the sample accounts; "" is nobody.

    The session is begun without the password, which is slow on purpose: see `test_sessions`.
    """
    clients: list[TestClient] = []

    def begun(name: str) -> TestClient:
        client = TestClient(app, raise_server_exceptions=False)
        clients.append(client)
        if name:
            response = Response()
            csrf = signed_in.start_session(service, user_of(name), response)
            cookie = response.headers["set-cookie"].partition(";")[0]
            client.cookies.set(*cookie.split("=", 1))
            client.headers["X-CSRF-Token"] = csrf
        return client

    yield begun
    for client in clients:
        client.close()
