"""A past list can be made again to the byte, whatever happened since."""

from __future__ import annotations

from stored import lines

from matcher.service import shortlists
from matcher.service.actors import Actor
from matcher.service.replay import replay
from matcher.service.service import Service
from matcher.store.organisations import Role

PEOPLE, JOBS = lines("portfolios.jsonl")[:20], lines("vacancies.jsonl")[:6]
A = "gemeente-a"
ACTOR = Actor("u-accountmanager", "wsp", Role.ACCOUNTMANAGER)
SCOPE = frozenset([A, "wsp"])


def fill(service: Service) -> None:
    with service.database.write() as tx:
        tx.portfolios.put_many(PEOPLE, organisation=A, by="u")
        tx.vacancies.put_many(JOBS, organisation="wsp", by="u")
    service.start()


def change_much(service: Service) -> None:
    with service.database.write() as tx:
        for body in PEOPLE[:5]:
            changed = {**body, "summary": "Nu heel anders: ik kook graag."}
            tx.portfolios.put(changed, organisation=A, by="u")
        tx.portfolios.delete(PEOPLE[6]["id"], by="u")
        tx.portfolios.put({**PEOPLE[7], "id": "nieuw"}, organisation=A, by="u")
        tx.vacancies.put({**JOBS[0], "title": "Kok"}, organisation="wsp", by="u")
        tx.vacancies.delete(JOBS[1]["id"], by="u")
    service.follow()


def test_lists_in_both_directions_replay_to_the_byte_after_many_changes(service: Service) -> None:
    fill(service)
    made = [
        shortlists.for_vacancy(service, ACTOR, SCOPE, JOBS[0]["id"], 5),
        shortlists.for_vacancy(service, ACTOR, SCOPE, {"id": "tekst", "text": "Kok gezocht"}, 3, 1),
        shortlists.for_portfolio(service, ACTOR, SCOPE, PEOPLE[6]["id"], 4),
    ]
    change_much(service)
    for one in made:
        again = replay(service, one.id)
        assert again.same, again.reasons
        assert again.found_sha256 == one.sha256
    now = shortlists.for_vacancy(service, ACTOR, SCOPE, JOBS[0]["id"], 5)
    assert now.sha256 != made[0].sha256


def test_after_a_new_base_too(service: Service) -> None:
    fill(service)
    made = shortlists.for_vacancy(service, ACTOR, SCOPE, JOBS[2]["id"], 5)
    change_much(service)
    service.portfolios.publish()
    assert replay(service, made.id).same


def test_when_somebody_was_erased_it_says_that_the_list_cannot_be_the_same(
    service: Service,
) -> None:
    fill(service)
    made = shortlists.for_vacancy(service, ACTOR, SCOPE, JOBS[0]["id"], 5)
    first = made.shortlist["entries"][0]["candidate"]
    with service.database.write() as tx:
        tx.portfolios.erase(first, by="u", reason="op verzoek")
    service.follow()
    again = replay(service, made.id)
    assert not again.same
    assert "gewist" in again.reasons[0]


def test_every_list_is_in_the_log_with_what_it_was_made_of(service: Service) -> None:
    fill(service)
    made = shortlists.for_vacancy(service, ACTOR, SCOPE, JOBS[0]["id"], 5)
    with service.database.read() as tx:
        line = tx.audit.entries(action="shortlist")[-1]
        assert tx.audit.verify() == []
    assert line.subject == made.id
    assert line.details["answer_sha256"] == made.sha256
    assert line.details["subject_version"] == 1
    assert line.details["vocabulary"] == service.matcher.vocabulary.fingerprint
    shown = [*made.shortlist["entries"], *made.shortlist["just_outside"]]
    assert line.details["entries"] == [e["candidate"] for e in shown]
