"""Accounts: who may sign in, for which organisation, in which role."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.sql.elements import ColumnElement

from matcher.store.organisations import Role
from matcher.store.problems import AlreadyExists, NotFound, check_choice, check_id
from matcher.store.tables import OrganisationRow, UserRow
from matcher.store.unit import Unit

__all__ = ["Role", "User", "Users"]


@dataclass(frozen=True)
class User:
    """One account.

    Attributes
    ----------
    login : str or None
        Name of a local account.
    oidc_subject : str or None
        The account at the OpenID provider.
    portfolio : str or None
        Of a candidate: their own portfolio.
    """

    id: str
    organisation: str
    role: Role
    login: str | None = None
    oidc_subject: str | None = None
    portfolio: str | None = None
    active: bool = True


class Users:
    """All accounts, by id. A password is kept only as the hash that is given."""

    def __init__(self, unit: Unit) -> None:
        self._session = unit.session

    def add(self, user: User, password_hash: str | None = None) -> User:
        """A new account.

        Raises
        ------
        AlreadyExists
            When the id, the login or the subject is taken.
        NotFound
            When the organisation is not there.
        """
        check_choice(user.role, tuple(Role), "role")
        if self._session.get(OrganisationRow, user.organisation) is None:
            raise NotFound("organisation", user.organisation)
        taken = [UserRow.id == check_id(user.id)]
        if user.login is not None:
            taken.append(UserRow.login == check_id(user.login, "login"))
        if user.oidc_subject is not None:
            taken.append(UserRow.oidc_subject == check_id(user.oidc_subject, "oidc_subject"))
        for condition in taken:
            if self._one(condition) is not None:
                raise AlreadyExists("user", user.id)
        self._session.add(
            UserRow(
                id=user.id,
                organisation=user.organisation,
                role=str(user.role),
                login=user.login,
                oidc_subject=user.oidc_subject,
                portfolio=user.portfolio,
                active=user.active,
                password_hash=password_hash,
            )
        )
        self._session.flush()
        return self.get(user.id)

    def get(self, id: str) -> User:
        """`NotFound` when there is none."""
        return _user(self._row(id))

    def find_login(self, login: str) -> tuple[User, str] | None:
        """An active local account with its password hash, or None."""
        row = self._one(UserRow.login == login)
        if row is None or row.password_hash is None or not row.active:
            return None
        return _user(row), row.password_hash

    def find_oidc(self, subject: str) -> User | None:
        """The active account of a subject at the OpenID provider, or None."""
        row = self._one(UserRow.oidc_subject == subject)
        return None if row is None or not row.active else _user(row)

    def set_password(self, id: str, password_hash: str | None) -> None:
        """A new hash; None takes the password away."""
        self._row(id).password_hash = password_hash
        self._session.flush()

    def set_active(self, id: str, active: bool) -> None:
        """Open or close an account."""
        self._row(id).active = active
        self._session.flush()

    def page(
        self, *, organisation: str | None = None, after: str | None = None, limit: int = 50
    ) -> list[User]:
        """Accounts by id, of one organisation or of all, after an id."""
        query = select(UserRow).order_by(UserRow.id).limit(limit)
        if organisation is not None:
            query = query.where(UserRow.organisation == organisation)
        if after is not None:
            query = query.where(UserRow.id > after)
        return [_user(row) for row in self._session.scalars(query)]

    def _row(self, id: str) -> UserRow:
        row = self._session.get(UserRow, id)
        if row is None:
            raise NotFound("user", id)
        return row

    def _one(self, condition: ColumnElement[bool]) -> UserRow | None:
        return self._session.scalar(select(UserRow).where(condition))


def _user(row: UserRow) -> User:
    return User(
        row.id,
        row.organisation,
        Role(row.role),
        row.login,
        row.oidc_subject,
        row.portfolio,
        row.active,
    )
