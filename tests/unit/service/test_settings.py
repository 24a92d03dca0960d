"""Settings from the environment: standard values, ranges, and every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.errors import SettingsError
from matcher.service.settings import EXAMPLE, OpenId, ServiceSettings
from matcher.settings import ROOT

SECRET = "0123456789abcdef"
OPENID = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")


def read(**given: str) -> ServiceSettings:
    return ServiceSettings.from_environment({f"MATCHER_{k}": v for k, v in given.items()})


def problems(**given: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(**given)
    return caught.value.problems


def test_without_variables_the_standard_holds_and_every_secret_is_another() -> None:
    one, other = read(), read()
    assert (one.retention_days, one.smallest_group, one.session_hours) == (365, 10, 8)
    assert one.database == "sqlite:///data/run/matcher.db"
    assert one.openid is None
    assert not one.https
    assert one.secret != other.secret
    assert len(one.secret) >= 43  # 32 bytes in base64


def test_variables_overrule_and_an_empty_one_does_not() -> None:
    found = read(
        DATABASE="sqlite:////var/lib/matcher/matcher.db",
        POOLS="/var/lib/matcher/pools",
        PUBLIC_URL="https://matcher.example.org/",
        RETENTION_DAYS=" 183 ",
        SMALLEST_GROUP="",
        SECRET=SECRET,
    )
    assert found.pools == Path("/var/lib/matcher/pools")
    assert found.public_url == "https://matcher.example.org"
    assert found.https
    assert found.retention_days == 183
    assert found.smallest_group == 10
    assert found.secret == SECRET


def test_every_wrong_variable_is_told_at_once_and_by_name() -> None:
    found = problems(
        DATABASE="mysql://root@host/x",
        PUBLIC_URL="matcher.example.org",
        SECRET=SECRET[:-1],
        OIDC_ISSUER="https://login.example.org",
        SESSION_HOURS="0",
        RETENTION_DAYS="182",
        SMALLEST_GROUP="1",
        MERGE_FROM="-1",
        UPLOAD_BYTES="999",
        REQUESTS_A_MINUTE="1.5",
        LOGINS_A_MINUTE="veel",
    )
    assert len(found) == 11
    told = "\n".join(found)
    for name in ("DATABASE", "PUBLIC_URL", "SECRET", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        assert f"MATCHER_{name}" in told
    for name, least in (
        ("SESSION_HOURS is '0'", 1),
        ("RETENTION_DAYS is '182'", 183),
        ("SMALLEST_GROUP is '1'", 2),
        ("MERGE_FROM is '-1'", 1),
        ("UPLOAD_BYTES is '999'", 1000),
        ("REQUESTS_A_MINUTE is '1.5'", 1),
        ("LOGINS_A_MINUTE is 'veel'", 1),
    ):
        assert f"MATCHER_{name}; geef een heel getal vanaf {least}" in found


@pytest.mark.parametrize("missing", OPENID)
def test_openid_has_all_three_or_none(missing: str) -> None:
    given = dict.fromkeys(OPENID, "x" * 16)
    assert read(**given).openid == OpenId("x" * 16, "x" * 16, "x" * 16)
    del given[missing]
    assert problems(**given) == [f"MATCHER_{missing} ontbreekt; geef alle drie of geen van de drie"]


def test_secrets_are_not_shown_with_the_settings() -> None:
    found = read(SECRET=SECRET, OIDC_ISSUER="i", OIDC_CLIENT_ID="c", OIDC_CLIENT_SECRET="hidden")
    assert SECRET not in repr(found)
    assert "hidden" not in repr(found)


def test_the_example_file_is_refused_until_its_values_are_chosen() -> None:
    lines = (ROOT / "deploy" / "matcher.env.example").read_text("utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    with pytest.raises(SettingsError) as caught:
        ServiceSettings.from_environment(example)
    named = [p.split()[0] for p in caught.value.problems]
    assert named == ["MATCHER_DATABASE", "MATCHER_SECRET"]
    chosen = {name: value.replace(EXAMPLE, SECRET) for name, value in example.items()}
    assert ServiceSettings.from_environment(chosen).https
