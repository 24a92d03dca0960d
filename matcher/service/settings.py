"""Settings of the service, read once from the environment; every problem is told at once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from matcher.errors import SettingsError
from matcher.settings import ROOT
from matcher.store.engines import open_engine
from matcher.store.problems import StoreError

PREFIX = "MATCHER_"
LEAST_RETENTION_DAYS = 183  # AI Act (2024/1689) art. 19 and 26: logs are kept six months at least
SHORTEST_SECRET = 16  # characters
EXAMPLE = "CHANGE-ME"  # in deploy/matcher.env.example


@dataclass(frozen=True)
class OpenId:
    """An OpenID Connect provider that people sign in with."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True)
class ServiceSettings:
    """Where the service keeps things and what it allows.

    Attributes
    ----------
    database : str
        SQLAlchemy URL.
    pools : Path
        Directory of the pools' snapshots; only what can be made again from the store.
    public_url : str
        Address at which people reach the service; decides whether cookies ask for https.
    secret : str
        Signs the cookie that holds the state of signing in through OpenID Connect.
    session_hours : int
        A session ends this long after the last use.
    retention_days : int
        How long the audit log is kept, at least 183.
    smallest_group : int
        A combination in an anonymous profile is shared by at least this many people.
    follow_seconds : float
        How often a process looks for changes in the store.
    most_behind : int
        A process that is further behind waits for the indexer's next base.
    merge_from : int
        Changed rows from which a new base is made.
    body_bytes, upload_bytes : int
        Largest body of an ordinary request and of an exchange file.
    body_seconds : float
        A body must have arrived within this time.
    requests_a_minute, logins_a_minute : int
        Rate limits, a user and an address.
    """

    database: str = "sqlite:///data/run/matcher.db"
    pools: Path = ROOT / "data" / "run" / "pools"
    public_url: str = "http://127.0.0.1:8000"
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    openid: OpenId | None = None
    session_hours: int = 8
    retention_days: int = 365
    smallest_group: int = 10
    follow_seconds: float = 0.5
    most_behind: int = 1000
    merge_from: int = 2000
    body_bytes: int = 1_000_000
    upload_bytes: int = 200_000_000
    body_seconds: float = 10.0
    requests_a_minute: int = 600
    logins_a_minute: int = 10

    @property
    def https(self) -> bool:
        """Whether people reach the service over https."""
        return self.public_url.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> ServiceSettings:
        """Defaults, overruled by ``MATCHER_*`` variables.

        Raises
        ------
        SettingsError
            With every variable that cannot be used.
        """
        given = os.environ if environment is None else environment
        read = _Reader(given)
        standard = cls()
        found = cls(
            database=read.text("DATABASE", standard.database),
            pools=Path(read.text("POOLS", str(standard.pools))),
            public_url=read.text("PUBLIC_URL", standard.public_url).rstrip("/"),
            secret=read.secret(standard.secret),
            openid=read.openid(),
            session_hours=read.number("SESSION_HOURS", standard.session_hours, 1),
            retention_days=read.number(
                "RETENTION_DAYS", standard.retention_days, LEAST_RETENTION_DAYS
            ),
            smallest_group=read.number("SMALLEST_GROUP", standard.smallest_group, 2),
            merge_from=read.number("MERGE_FROM", standard.merge_from, 1),
            upload_bytes=read.number("UPLOAD_BYTES", standard.upload_bytes, 1000),
            requests_a_minute=read.number("REQUESTS_A_MINUTE", standard.requests_a_minute, 1),
            logins_a_minute=read.number("LOGINS_A_MINUTE", standard.logins_a_minute, 1),
        )
        if not found.public_url.startswith(("http://", "https://")):
            read.problems.append(
                f"{PREFIX}PUBLIC_URL is '{found.public_url}'; "
                "geef een adres dat met https:// begint"
            )
        read.database(found.database)
        read.left_as_they_were()
        if read.problems:
            raise SettingsError(read.problems)
        return found


class _Reader:
    """Reads variables and collects what is wrong with them."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.problems: list[str] = []

    def text(self, name: str, standard: str) -> str:
        return self.given.get(PREFIX + name, "").strip() or standard

    def number(self, name: str, standard: int, least: int) -> int:
        raw = self.given.get(PREFIX + name, "").strip()
        if not raw:
            return standard
        if raw.isdecimal() and int(raw) >= least:
            return int(raw)
        self.problems.append(f"{PREFIX}{name} is '{raw}'; geef een heel getal vanaf {least}")
        return standard

    def secret(self, standard: str) -> str:
        raw = self.text("SECRET", standard)
        if len(raw) < SHORTEST_SECRET and EXAMPLE not in raw:
            self.problems.append(
                f"{PREFIX}SECRET is korter dan {SHORTEST_SECRET} tekens; "
                "maak er een met: openssl rand -base64 32"
            )
        return raw

    def database(self, url: str) -> None:
        try:
            open_engine(url).dispose()  # connects to nothing
        except StoreError as error:
            self.problems.append(f"{PREFIX}DATABASE: {error}")

    def left_as_they_were(self) -> None:
        """Values of the example file that somebody must choose."""
        self.problems += [
            f"{name} heeft nog de waarde van het voorbeeld; vul uw eigen waarde in"
            for name, value in sorted(self.given.items())
            if name.startswith(PREFIX) and EXAMPLE in value
        ]

    def openid(self) -> OpenId | None:
        names = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
        values = [self.given.get(PREFIX + name, "").strip() for name in names]
        if not any(values):
            return None
        missing = [PREFIX + n for n, v in zip(names, values, strict=True) if not v]
        if missing:
            self.problems.append(
                f"{', '.join(missing)} ontbreekt; geef alle drie of geen van de drie"
            )
            return None
        return OpenId(*values)
