from __future__ import annotations

from datetime import timedelta

import pytest
from unit.store.databases import Ticking

from matcher.errors import DataError
from matcher.store.database import Database
from matcher.store.idempotency import Stored
from matcher.store.organisations import Organisation, OrganisationKind
from matcher.store.problems import AlreadyExists, NotFound
from matcher.store.users import Role, User

HOUR = timedelta(hours=1)


@pytest.fixture
def peopled(database: Database) -> Database:
    with database.write() as tx:
        tx.organisations.add(Organisation("wsp", OrganisationKind.WSP, "WSP Oost", "groningen"))
        tx.organisations.add(Organisation("aa", "gemeente", "Aa", "drenthe"))
        tx.users.add(User("u1", "wsp", Role.ACCOUNTMANAGER, login="anna"), "argon")
        tx.users.add(User("u2", "aa", Role.CANDIDATE, oidc_subject="sub", portfolio="K1"))
    return database


def test_organisations(peopled: Database) -> None:
    with peopled.write() as tx:
        assert [o.id for o in tx.organisations.all()] == ["aa", "wsp"]
        assert tx.organisations.get("wsp").kind is OrganisationKind.WSP
        with pytest.raises(AlreadyExists):
            tx.organisations.add(Organisation("aa", "uwv", "x", "y"))
        with pytest.raises(DataError, match="gevonden 'winkel'; toegestaan: gemeente, wsp"):
            tx.organisations.add(Organisation("b", "winkel", "x", "y"))
        with pytest.raises(NotFound, match="organisatie 'c' is er niet"):
            tx.organisations.get("c")


def test_users(peopled: Database) -> None:
    with peopled.write() as tx:
        anna = tx.users.get("u1")
        assert anna == User("u1", "wsp", Role.ACCOUNTMANAGER, "anna", None, None, True)
        assert tx.users.find_login("anna") == (anna, "argon")
        assert tx.users.find_login("jan") is None
        assert tx.users.find_oidc("sub") == tx.users.get("u2")
        tx.users.set_password("u1", "nieuw")
        assert tx.users.find_login("anna") == (anna, "nieuw")
        tx.users.set_active("u1", False)
        assert tx.users.find_login("anna") is None and not tx.users.get("u1").active
        assert [u.id for u in tx.users.page()] == ["u1", "u2"]
        assert [u.id for u in tx.users.page(after="u1")] == ["u2"]
        assert [u.id for u in tx.users.page(organisation="wsp", limit=1)] == ["u1"]


@pytest.mark.parametrize(
    ("user", "error"),
    [
        (User("u1", "wsp", Role.ADMIN), AlreadyExists),
        (User("u3", "wsp", Role.ADMIN, login="anna"), AlreadyExists),
        (User("u3", "wsp", Role.ADMIN, oidc_subject="sub"), AlreadyExists),
        (User("u3", "nergens", Role.ADMIN), NotFound),
        (User("u3", "wsp", "baas"), DataError),  # type: ignore[arg-type]
    ],
)
def test_users_that_are_refused(peopled: Database, user: User, error: type[Exception]) -> None:
    with peopled.write() as tx, pytest.raises(error):
        tx.users.add(user)


def test_sessions_end_by_themselves(peopled: Database, clock: Ticking) -> None:
    with peopled.write() as tx:
        made = tx.sessions.add("h1", "u1", "csrf", tx.now + HOUR)
        assert tx.sessions.find("h1") == made and made.csrf_hash == "csrf"
        tx.sessions.add("h2", "u1", "csrf", tx.now + 3 * HOUR)
        with pytest.raises(NotFound):
            tx.sessions.add("h3", "nobody", "csrf", tx.now)
        with pytest.raises(AlreadyExists):
            tx.sessions.add("h1", "u1", "csrf", tx.now)
    clock.now += 2 * HOUR
    with peopled.write() as tx:
        assert tx.sessions.find("h1") is None
        tx.sessions.touch("h1", tx.now + HOUR)
        found = tx.sessions.find("h1")
        assert found is not None and found.seen == tx.now
        tx.sessions.touch("unknown")
        tx.sessions.purge(tx.now + 2 * HOUR)
        assert tx.sessions.find("h1") is None
        tx.sessions.delete("h1")
        tx.sessions.add("h4", "u2", "csrf", tx.now + HOUR)
        tx.sessions.delete_for("u2")
        assert tx.sessions.find("h4") is None


def test_tokens(peopled: Database, clock: Ticking) -> None:
    with peopled.write() as tx:
        lasting = tx.tokens.add("h1", "u1", "koppeling")
        short = tx.tokens.add("h2", "u1", "proef", tx.now + HOUR)
        assert tx.tokens.find("h2") == short and short.user_id == "u1"
        assert sorted(t.label for t in tx.tokens.list("u1")) == ["koppeling", "proef"]
        with pytest.raises(AlreadyExists):
            tx.tokens.add("h1", "u1", "nog eens")
        with pytest.raises(NotFound):
            tx.tokens.add("h3", "nobody", "x")
        with pytest.raises(NotFound):
            tx.tokens.revoke("x")
    clock.now += 2 * HOUR
    with peopled.write() as tx:
        assert tx.tokens.find("h2") is None and tx.tokens.find("h1") == lasting
        tx.tokens.revoke(lasting.id)
        assert tx.tokens.find("h1") is None and tx.tokens.find("h9") is None
        assert {t.id: t.revoked for t in tx.tokens.list("u1")}[lasting.id] == tx.now


def test_decisions_and_outcomes_are_kept_in_order(database: Database) -> None:
    with database.write() as tx:
        for vacancy, portfolio in (("V1", "K1"), ("V1", "K2"), ("V2", "K1")):
            tx.decisions.add(
                vacancy=vacancy, portfolio=portfolio, decision="invited", reason="r", by="u"
            )
            tx.outcomes.add(
                portfolio=portfolio, vacancy=vacancy, months=3, at_work="unknown", by="u"
            )
        first, second, third = tx.decisions.list()
        assert [d.portfolio for d in tx.decisions.list(vacancy="V1")] == ["K1", "K2"]
        assert tx.decisions.list(portfolio="K1") == [first, third]
        assert tx.decisions.list(after=first.id, limit=1) == [second]
        assert first.at == tx.now and first.shortlist is None
        assert [o.vacancy for o in tx.outcomes.list(portfolio="K1")] == ["V1", "V2"]
        assert len(tx.outcomes.list(vacancy="V1", after=tx.outcomes.list()[0].id)) == 1
        with pytest.raises(DataError, match="toegestaan: invited, introduced"):
            tx.decisions.add(vacancy="V", portfolio="K", decision="x", reason="", by="u")
        with pytest.raises(DataError, match="toegestaan: 3, 6, 12"):
            tx.outcomes.add(portfolio="K", vacancy="V", months=4, at_work="yes", by="u")


def test_shortlists(peopled: Database) -> None:
    made = []
    for n, by in enumerate(("u1", "u1", "system")):
        with peopled.write() as tx:
            made.append(
                tx.shortlists.add(
                    kind="vacancy",
                    subject=f"V{n % 2}",
                    subject_version=None,
                    subject_body={"id": "V", "wage_hourly": 14.5},
                    sequence=7,
                    scope={"organisations": ["wsp"]},
                    k=2,
                    outside=1,
                    settings={"a": 1},
                    origin={"b": "c"},
                    answer_sha256="f" * 64,
                    answer=b"\x00\xff",
                    candidates=("K2", "K1"),
                    by=by,
                )
            )
    with peopled.read() as tx:
        first, second, third = made
        assert tx.shortlists.get(first.id) == first and first.answer == b"\x00\xff"
        assert first.candidates == ("K2", "K1") and not first.erased
        assert (first.organisation, third.organisation) == ("wsp", "")
        assert tx.shortlists.page() == [third, second, first]
        assert tx.shortlists.page(by="u1") == [second, first]
        assert tx.shortlists.page(organisation="wsp", after=second.id) == [first]
        assert tx.shortlists.page(subject="V0", limit=1) == [third]
        assert tx.shortlists.shown("K1")[2] == (first.id, first.at, "u1", 2)
        assert len(tx.shortlists.shown("K2")) == 3 and tx.shortlists.shown("K3") == []
        with pytest.raises(NotFound):
            tx.shortlists.get("x")


def test_pseudonyms_join_nothing(database: Database) -> None:
    triples = [(p, v, o) for p in ("K1", "K2") for v in ("V1", "V2") for o in ("x", "y")]
    with database.write() as tx:
        names = [tx.pseudonyms.of(*triple) for triple in triples]
        assert len(set(names)) == 8 and all(len(name) == 32 for name in names)
        assert [tx.pseudonyms.of(*triple) for triple in triples] == names
    with database.read() as tx:
        for name, (portfolio, vacancy, organisation) in zip(names, triples, strict=True):
            assert tx.pseudonyms.resolve(name, organisation) == (portfolio, vacancy)
            assert tx.pseudonyms.resolve(name, "z") is None
        assert tx.pseudonyms.resolve("x", "x") is None


def test_requests_are_answered_once(database: Database) -> None:
    asked = {"portfolio": "K1", "vacancy": "V1", "organisation": "x", "by": "piet"}
    with database.write() as tx:
        one = tx.requests.add(pseudonym="p1", **asked)
        assert tx.requests.add(pseudonym="p1", **asked) == one and one.status == "open"
    with database.write() as tx:
        two = tx.requests.add(pseudonym="p2", **{**asked, "portfolio": "K2"})
        done = tx.requests.answer(one.id, "accepted", by="kandidaat")
        assert (done.status, done.answered_by, done.answered_at) == (
            "accepted",
            "kandidaat",
            tx.now,
        )
        assert tx.requests.get(one.id) == done
        with pytest.raises(DataError, match="al beantwoord: accepted"):
            tx.requests.answer(one.id, "declined", by="kandidaat")
        with pytest.raises(DataError, match="toegestaan: accepted, declined"):
            tx.requests.answer(two.id, "open", by="kandidaat")
        with pytest.raises(NotFound, match="contactverzoek 'x'"):
            tx.requests.get("x")
        assert tx.requests.page() == [two, done] and tx.requests.page(after=two.id) == [done]
        assert tx.requests.page(status="open", organisation="x") == [two]
        assert tx.requests.page(portfolio="K1", vacancy="V1") == [done]


def test_releases(database: Database) -> None:
    with database.write() as tx:
        made = tx.releases.add("K2", "V1", "anna")
        assert tx.releases.add("K2", "V1", "jan") == made == tx.releases.find("K2", "V1")
        tx.releases.add("K1", "V1", "anna")
        tx.releases.add("K2", "V0", "anna")
        assert [r.portfolio for r in tx.releases.for_vacancy("V1")] == ["K1", "K2"]
        assert [r.vacancy for r in tx.releases.for_portfolio("K2")] == ["V0", "V1"]
        tx.releases.withdraw("K2", "V1")
        tx.releases.withdraw("K2", "V1")
        assert tx.releases.find("K2", "V1") is None


def test_jobs(database: Database) -> None:
    with database.write() as tx:
        first = tx.jobs.add(kind="import", by="anna", organisation="wsp", total=10)
        assert (first.status, first.done, first.finished_at) == ("queued", 0, None)
    with database.write() as tx:
        second = tx.jobs.add(kind="import", by="jan", organisation="aa")
        assert tx.jobs.update(first.id, status="running", done=4).done == 4
        done = tx.jobs.update(first.id, status="done", report={"read": 10})
        assert (done.done, done.report, done.finished_at) == (4, {"read": 10}, tx.now)
        assert tx.jobs.get(first.id) == done
        assert tx.jobs.page() == [second, done] and tx.jobs.page(organisation="wsp") == [done]
        assert tx.jobs.page(by="jan", status="queued") == [second]
        assert tx.jobs.page(after=second.id) == [done]
        with pytest.raises(DataError, match="toegestaan: queued, running"):
            tx.jobs.update(first.id, status="weg")
        tx.jobs.purge(tx.now + HOUR)
        assert tx.jobs.page() == [second]
        with pytest.raises(NotFound, match="taak"):
            tx.jobs.get(first.id)


def test_idempotency(database: Database) -> None:
    kept = Stored("h", 201, {"ETag": '"1"'}, b"\x00{}")
    with database.write() as tx:
        assert tx.idempotency.find("k", "u", "POST /x") is None
        tx.idempotency.add("k", "u", "POST /x", "h", 201, {"ETag": '"1"'}, b"\x00{}")
        assert tx.idempotency.find("k", "u", "POST /x") == kept
        assert tx.idempotency.find("k", "v", "POST /x") is None
        with pytest.raises(AlreadyExists):
            tx.idempotency.add("k", "u", "POST /x", "h", 201, {}, b"")
        tx.idempotency.purge(tx.now)
        assert tx.idempotency.find("k", "u", "POST /x") == kept
        tx.idempotency.purge(tx.now + HOUR)
        assert tx.idempotency.find("k", "u", "POST /x") is None


def test_contact_details(database: Database) -> None:
    with database.write() as tx:
        assert tx.contacts.get("K1") is None
        tx.contacts.put("K1", {"name": "A", "email": "a@example.org"})
        tx.contacts.put("K1", {"name": "B", "phone": None})
        assert tx.contacts.get("K1") == {"name": "B", "phone": None}
        with pytest.raises(DataError, match="veld bsn: toegestaan zijn name, email, phone"):
            tx.contacts.put("K1", {"bsn": "1"})
        tx.contacts.delete("K1")
        assert tx.contacts.get("K1") is None
