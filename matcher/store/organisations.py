"""The parties: gemeenten, werkgeversservicepunten, UWV, sociaal ontwikkelbedrijven, employers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from matcher.store.problems import AlreadyExists, NotFound, check_choice, check_id
from matcher.store.tables import OrganisationRow
from matcher.store.unit import Unit


class OrganisationKind(StrEnum):
    """What a party is."""

    GEMEENTE = "gemeente"
    WSP = "wsp"
    UWV = "uwv"
    SW = "sw"
    EMPLOYER = "employer"
    BEHEER = "beheer"


class Role(StrEnum):
    """What an account may do; the rules themselves stand in the service."""

    CANDIDATE = "candidate"
    KLANTMANAGER = "klantmanager"
    ACCOUNTMANAGER = "accountmanager"
    EMPLOYER = "employer"
    DATA_SCIENTIST = "data_scientist"
    FG = "privacy_officer"
    ADMIN = "admin"


@dataclass(frozen=True)
class Organisation:
    """One party; `region` is the arbeidsmarktregio."""

    id: str
    kind: str
    name: str
    region: str


class Organisations:
    """All parties, by id."""

    def __init__(self, unit: Unit) -> None:
        self._session = unit.session

    def add(self, organisation: Organisation) -> Organisation:
        """A new party.

        Raises
        ------
        AlreadyExists
            When the id is taken.
        DataError
            When the kind is not one of `OrganisationKind`.
        """
        check_choice(organisation.kind, tuple(OrganisationKind), "kind")
        if self.find(check_id(organisation.id)) is not None:
            raise AlreadyExists("organisation", organisation.id)
        self._session.add(
            OrganisationRow(
                id=organisation.id,
                kind=str(organisation.kind),
                name=organisation.name,
                region=organisation.region,
            )
        )
        self._session.flush()
        return self.get(organisation.id)

    def get(self, id: str) -> Organisation:
        """`NotFound` when there is none."""
        found = self.find(id)
        if found is None:
            raise NotFound("organisation", id)
        return found

    def find(self, id: str) -> Organisation | None:
        """The party, or None."""
        row = self._session.get(OrganisationRow, id)
        return None if row is None else _organisation(row)

    def all(self) -> list[Organisation]:
        """Every party, by id."""
        rows = self._session.scalars(select(OrganisationRow).order_by(OrganisationRow.id))
        return [_organisation(row) for row in rows]


def _organisation(row: OrganisationRow) -> Organisation:
    return Organisation(row.id, OrganisationKind(row.kind), row.name, row.region)
