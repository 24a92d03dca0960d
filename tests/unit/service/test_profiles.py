"""Who an employer sees: after a yes and a release, logged, without an id, not as a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from stored import lines

from matcher.disclosure.shown import AnonymousProfile
from matcher.domain.plain import plain
from matcher.errors import DataError
from matcher.service import profiles
from matcher.service.actors import Actor
from matcher.service.consent import Group, Purpose
from matcher.service.profiles import Profiles
from matcher.service.samples import EMPLOYER, MUNICIPALITY
from matcher.service.service import Service
from matcher.store.organisations import Role
from matcher.store.records import Consent, Record

PEOPLE, JOBS = lines("portfolios.jsonl")[:40], lines("vacancies.jsonl")[:2]
MANAGER = Actor("u-klantmanager", MUNICIPALITY, Role.KLANTMANAGER)
COMPANY = Actor("u-werkgever", EMPLOYER, Role.EMPLOYER)
YES = [Consent(Purpose.EMPLOYERS, group, True, "candidate") for group in Group]


@pytest.fixture
def filled(service: Service) -> Service:
    with service.database.write() as tx:
        tx.portfolios.put_many(PEOPLE, organisation=MUNICIPALITY, by="u")
        tx.vacancies.put_many(JOBS, organisation=EMPLOYER, by="u")
    service.start()
    return service


def person(service: Service, at: int) -> Record:
    with service.database.read() as tx:
        return tx.portfolios.get(PEOPLE[at]["id"])


def vacancy(service: Service, at: int = 0) -> Record:
    with service.database.read() as tx:
        return tx.vacancies.get(JOBS[at]["id"])


def agree(service: Service, at: int, consents: Sequence[Consent] = tuple(YES)) -> None:
    with service.database.write() as tx:
        tx.portfolios.set_consents(PEOPLE[at]["id"], consents, by="u")


def release(service: Service, *people: int) -> None:
    for at in people:
        agree(service, at)
        profiles.release(service, MANAGER, person(service, at), vacancy(service))


def shown(service: Service, at: int = 0) -> list[AnonymousProfile]:
    return Profiles(service).for_vacancy(COMPANY, vacancy(service, at))


def log(service: Service, action: str) -> list[tuple[str, str, dict[str, Any]]]:
    with service.database.read() as tx:
        return [(e.actor, e.subject, e.details) for e in tx.audit.entries(action=action)]


def test_nobody_is_shown_without_both_a_yes_and_a_release(filled: Service) -> None:
    with pytest.raises(DataError, match="gaf nog geen toestemming"):
        profiles.release(filled, MANAGER, person(filled, 0), vacancy(filled))
    agree(filled, 1)  # agreed, not released
    with filled.database.write() as tx:  # released in the store, never agreed
        tx.releases.add(PEOPLE[2]["id"], JOBS[0]["id"], "u")
    assert shown(filled) == []
    release(filled, 3)
    assert len(shown(filled)) == 1
    assert shown(filled, at=1) == []  # released for the other vacancy


def test_each_look_is_logged_with_the_person_and_the_vacancy(filled: Service) -> None:
    release(filled, 0, 1)
    assert len(log(filled, "profile.released")) == 2
    shown(filled)
    vacancy_id = {"vacancy": JOBS[0]["id"]}
    assert sorted(log(filled, "profile.viewed"), key=str) == [
        ("u-werkgever", PEOPLE[at]["id"], vacancy_id) for at in (0, 1)
    ]
    shown(filled)
    assert len(log(filled, "profile.viewed")) == 4


def test_after_a_withdrawal_or_a_refusal_nobody_is_shown_any_more(filled: Service) -> None:
    release(filled, 0, 1)
    profiles.withdraw(filled, MANAGER, person(filled, 0), vacancy(filled))
    assert len(shown(filled)) == 1
    agree(filled, 1, [replace(one, given=False) for one in YES])
    assert shown(filled) == []
    assert len(log(filled, "profile.withdrawn")) == 1


def test_no_id_of_a_portfolio_stands_in_a_profile_and_pseudonyms_give_the_order(
    filled: Service,
) -> None:
    release(filled, *range(12))
    found = shown(filled)
    assert len(found) == 12
    told = str([plain(profile) for profile in found])
    for body in PEOPLE:
        assert body["id"] not in told
    names = [profile.pseudonym for profile in found]
    assert names == sorted(names)
    assert len(set(names)) == 12
    assert [profile.pseudonym for profile in shown(filled)] == names


def test_the_pseudonym_of_a_person_is_another_for_another_vacancy(filled: Service) -> None:
    release(filled, 0)
    profiles.release(filled, MANAGER, person(filled, 0), vacancy(filled, 1))
    assert shown(filled)[0].pseudonym != shown(filled, at=1)[0].pseudonym


def test_what_is_withheld_from_employers_is_not_in_the_profile(filled: Service) -> None:
    """Sixty people are alike, so that no group is too small to be shown."""
    alike = {
        "experience": [{"title": "metselaar", "months": 60, "setting": "paid"}],
        "skills": [{"label": "metselen"}],
    }
    with filled.database.write() as tx:
        twins = [{"id": f"T{at:02}", **alike} for at in range(60)]
        tx.portfolios.put_many(twins, organisation=MUNICIPALITY, by="u")
        work = [one for one in YES if one.group == Group.WORK]
        for name, consents in (("T00", YES), ("T01", work)):
            tx.portfolios.set_consents(name, consents, by="u")
            tx.releases.add(name, JOBS[0]["id"], "u")
        names = {name: tx.pseudonyms.of(name, JOBS[0]["id"], EMPLOYER) for name in ("T00", "T01")}
    filled.follow()
    found = {profile.pseudonym: profile for profile in shown(filled)}
    full, part = (found[names[name]] for name in ("T00", "T01"))
    assert full.occupations == part.occupations != ()
    assert [skill.label for skill in full.skills] == ["metselen"]
    assert part.skills == ()
