"""Accounts and tokens: what is refused, what is stored, and that each step is logged."""

from __future__ import annotations

import pytest

from matcher.errors import DataError
from matcher.service import accounts
from matcher.service.actors import Actor
from matcher.service.passwords import right
from matcher.service.samples import MUNICIPALITY, OFFICE
from matcher.service.service import Service
from matcher.store.organisations import Organisation, OrganisationKind, Role
from matcher.store.users import User

ADMIN = Actor("u-beheerder", OFFICE, Role.ADMIN)
PASSWORD = "vier losse woorden samen"


def user(
    organisation: str = MUNICIPALITY,
    role: Role = Role.KLANTMANAGER,
    login: str | None = "een",
    oidc_subject: str | None = None,
    portfolio: str | None = None,
) -> User:
    return User("u-1", organisation, role, login, oidc_subject, portfolio)


def log(service: Service) -> list[tuple[str, str, dict[str, object]]]:
    with service.database.read() as tx:
        return [(e.action, e.subject, e.details) for e in tx.audit.entries()]


def test_each_step_leaves_one_line_without_a_password_or_token(service: Service) -> None:
    made = Organisation("gemeente-b", OrganisationKind.GEMEENTE, "B", "Drenthe")
    accounts.add_organisation(service.database, ADMIN, made)
    accounts.add_user(service.database, ADMIN, user(), PASSWORD)
    token = accounts.add_token(service.database, ADMIN, "u-1", "koppeling", 30)
    accounts.set_active(service.database, ADMIN, "u-1", False)
    accounts.set_active(service.database, ADMIN, "u-1", True)
    lines = log(service)
    assert [(action, subject) for action, subject, _ in lines] == [
        ("organisation.added", "gemeente-b"),
        ("user.added", "u-1"),
        ("token.added", "u-1"),
        ("user.closed", "u-1"),
        ("user.opened", "u-1"),
    ]
    assert lines[2][2] == {"label": "koppeling", "days": 30}
    assert PASSWORD not in str(lines)
    assert token not in str(lines)


def test_every_problem_of_a_user_is_told_and_nothing_is_stored(service: Service) -> None:
    with pytest.raises(DataError) as caught:
        accounts.add_user(
            service.database, ADMIN, user(organisation="nergens", portfolio="K1", login=None), None
        )
    assert len(caught.value.problems) == 3
    with pytest.raises(DataError, match="hoort bij een portfolio"):
        accounts.add_user(service.database, ADMIN, user(role=Role.CANDIDATE), PASSWORD)
    with pytest.raises(DataError, match="11 tekens; kies er 12 tot 200"):
        accounts.add_user(service.database, ADMIN, user(), "x" * 11)
    assert log(service) == []
    with service.database.read() as tx:
        assert tx.users.find_login("een") is None


def test_a_password_is_stored_as_a_digest_that_only_the_password_fits(service: Service) -> None:
    accounts.add_user(service.database, ADMIN, user(), PASSWORD)
    with service.database.read() as tx:
        found = tx.users.find_login("een")
    assert found is not None
    assert found[1].startswith("$argon2id$")
    assert right(PASSWORD, found[1])
    assert not right(PASSWORD + " ", found[1])
    assert not right("nobody has this password", None)


def test_a_subject_of_the_provider_is_enough_to_sign_in_with(service: Service) -> None:
    accounts.add_user(service.database, ADMIN, user(login=None, oidc_subject="7c1f2a"), None)
    with service.database.read() as tx:
        found = tx.users.find_oidc("7c1f2a")
    assert found is not None
    assert found.id == "u-1"


@pytest.mark.parametrize("days", [0, -1, 731])
def test_a_token_lives_one_day_to_two_years(service: Service, days: int) -> None:
    accounts.add_user(service.database, ADMIN, user(), PASSWORD)
    with pytest.raises(DataError, match=f"1 tot 730 dagen, niet {days}"):
        accounts.add_token(service.database, ADMIN, "u-1", "x", days)
    for right_days in (1, 730):
        token = accounts.add_token(service.database, ADMIN, "u-1", "x", right_days)
        with service.database.read() as tx:
            found = tx.tokens.find(accounts.digest(token))
            assert found is not None
            assert found.expires is not None
            assert (found.expires - tx.now).days in (right_days - 1, right_days)


def test_closing_an_account_ends_its_sessions(service: Service) -> None:
    accounts.add_user(service.database, ADMIN, user(), PASSWORD)
    with service.database.write() as tx:
        tx.sessions.add("a" * 64, "u-1", "b" * 64, tx.now.replace(year=tx.now.year + 1))
    accounts.set_active(service.database, ADMIN, "u-1", False)
    with service.database.read() as tx:
        assert tx.sessions.find("a" * 64) is None
        assert not tx.users.get("u-1").active
