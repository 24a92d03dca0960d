"""Which fields of a portfolio may be used for what.

Matching rests on the public task of the organisation, so a field takes part unless the person
objected. Every other purpose needs a yes. What may not be used is unknown to the matcher, never no.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any

from matcher.store.records import Consent


class Purpose(StrEnum):
    """What fields are used for."""

    MATCHING = "matching"
    EMPLOYERS = "employers"  # an anonymous profile
    CONTACT = "contact"  # name, e-mail and telephone number for an employer
    EXCHANGE = "exchange"  # sent to other organisations
    RESEARCH = "research"  # pseudonymised, for improving the matcher


class Group(StrEnum):
    """Fields that are given or withheld together."""

    WORK = "werk"
    EDUCATION = "opleiding"
    SKILLS = "vaardigheden"
    WISHES = "wensen"
    AVAILABILITY = "beschikbaarheid"
    FREE_TEXT = "vrije_tekst"


CANDIDATE, KLANTMANAGER = "candidate", "klantmanager"
FIELDS: Mapping[Group, tuple[str, ...]] = {
    Group.WORK: ("experience",),
    Group.EDUCATION: ("education",),
    Group.SKILLS: ("skills", "certificates", "driving_licences", "languages", "tests"),
    Group.WISHES: ("wishes",),
    Group.AVAILABILITY: ("home", "availability", "mobility"),
    Group.FREE_TEXT: ("summary",),
}
ALL_GROUPS = frozenset(Group)
GIVEN_UNLESS_REFUSED = frozenset({Purpose.MATCHING})


def groups_for(consents: Iterable[Consent], purpose: Purpose) -> frozenset[Group]:
    """The groups that may be used for a purpose."""
    said: dict[str, bool] = {}
    # What the candidate said goes before what the klantmanager noted for them.
    for one in sorted(consents, key=lambda c: c.party == CANDIDATE):
        if one.purpose == purpose:
            said[one.group] = one.given
    standard = purpose in GIVEN_UNLESS_REFUSED
    return frozenset(g for g in Group if said.get(g.value, standard))


def restrict(body: Mapping[str, Any], groups: Collection[Group]) -> dict[str, Any]:
    """A portfolio record without the fields of the groups that are withheld: absent is unknown."""
    hidden = {name for group in ALL_GROUPS.difference(groups) for name in FIELDS[group]}
    out = {name: value for name, value in body.items() if name not in hidden}
    if Group.FREE_TEXT not in groups and out.get("experience"):
        out["experience"] = [
            {k: v for k, v in job.items() if k != "description"} for job in out["experience"]
        ]
    return out
