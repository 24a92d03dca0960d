"""Sample data and accounts for trying the service on one's own machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from matcher.settings import ROOT
from matcher.store.database import Database
from matcher.store.organisations import Organisation, OrganisationKind, Role
from matcher.store.users import User

SAMPLES = ROOT / "data" / "samples"
REGION = "Groningen"
MUNICIPALITY, WSP, EMPLOYER, OTHER, OFFICE = (
    "gemeente-a",
    "wsp",
    "werkgever-a",
    "gemeente-z",
    "beheer",
)
ORGANISATIONS = (
    Organisation(MUNICIPALITY, OrganisationKind.GEMEENTE, "Voorbeeldgemeente", REGION),
    Organisation(WSP, OrganisationKind.WSP, "Werkgeversservicepunt", REGION),
    Organisation(EMPLOYER, OrganisationKind.EMPLOYER, "Voorbeeldbedrijf", REGION),
    Organisation(OTHER, OrganisationKind.GEMEENTE, "Gemeente in een andere regio", "Zwolle"),
    Organisation(OFFICE, OrganisationKind.BEHEER, "Beheer", REGION),
)
PASSWORD = "voorbeeld van een wachtwoord"
FIRST_PORTFOLIO = "D-K001"
USERS = (
    User("u-kandidaat", MUNICIPALITY, Role.CANDIDATE, "kandidaat", portfolio=FIRST_PORTFOLIO),
    User("u-klantmanager", MUNICIPALITY, Role.KLANTMANAGER, "klantmanager"),
    User("u-accountmanager", WSP, Role.ACCOUNTMANAGER, "accountmanager"),
    User("u-werkgever", EMPLOYER, Role.EMPLOYER, "werkgever"),
    User("u-onderzoeker", OFFICE, Role.DATA_SCIENTIST, "onderzoeker"),
    User("u-fg", OFFICE, Role.FG, "fg"),
    User("u-beheerder", OFFICE, Role.ADMIN, "beheerder"),
    User("u-elders", OTHER, Role.KLANTMANAGER, "elders"),
)


def fill(database: Database, hashed: Callable[[str], str], samples: Path = SAMPLES) -> bool:
    """Put the samples in an empty store; False when something is in it already.

    Parameters
    ----------
    hashed : callable
        Turns a password into what is stored of it.
    """
    with database.write() as tx:
        if tx.organisations.all():
            return False
        for organisation in ORGANISATIONS:
            tx.organisations.add(organisation)
        password = hashed(PASSWORD)
        for user in USERS:
            tx.users.add(user, password)
        people, jobs = _lines(samples / "portfolios.jsonl"), _lines(samples / "vacancies.jsonl")
        tx.portfolios.put_many(people, organisation=MUNICIPALITY, by="samples")
        tx.vacancies.put_many(jobs, organisation=EMPLOYER, by="samples")
        counts = {"portfolios": len(people), "vacancies": len(jobs)}
        tx.audit.append("samples", OFFICE, "samples.loaded", "store", counts)
    return True


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
