"""Art. 17: after an erasure no content is left, in no table and in no byte of the files."""

from __future__ import annotations

import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from unit.store.databases import Ticking

from matcher.store.database import Database
from matcher.store.organisations import Organisation, OrganisationKind
from matcher.store.problems import NotFound
from matcher.store.records import Consent
from matcher.store.users import Role, User

MINE = {"organisation": "gemeente", "by": "anna"}
SECRET = "Zeldzaamwoord"  # stands in every text about the person
ID = "K1-éé"
OTHER = "Gebleven"


def shortlist(kind: str, subject: str, body: dict[str, object], candidates: list[str]) -> dict:
    return {
        "kind": kind,
        "subject": subject,
        "subject_version": 1,
        "subject_body": body,
        "sequence": 2,
        "scope": {},
        "k": 3,
        "outside": 0,
        "settings": {},
        "origin": {},
        "answer_sha256": "0" * 64,
        "answer": zlib.compress(SECRET.encode()),
        "candidates": candidates,
        "by": "anna",
    }


def fill(database: Database) -> dict[str, str]:
    """A person with a trace in every table, beside one who stays."""
    ids = {}
    with database.write() as tx:
        for id, word in ((ID, SECRET), ("K2", OTHER)):
            body = {"id": id, "summary": f"{word} " * 900, "sector_profile": word}
            tx.portfolios.put(body, **MINE, reason=word)
            tx.portfolios.put({**body, "summary": word}, **MINE)
            tx.portfolios.set_consents(id, [Consent(word, word, True, "candidate")], by="anna")
            tx.contacts.put(id, {"name": word, "email": f"{word}@example.org"})
            ids[id] = tx.pseudonyms.of(id, "V1", "bedrijf")
            tx.releases.add(id, "V1", "anna")
            tx.requests.add(
                pseudonym=ids[id], portfolio=id, vacancy="V1", organisation="bedrijf", by="piet"
            )
            tx.decisions.add(
                vacancy="V1", portfolio=id, decision="rejected", reason=word, by="anna"
            )
            tx.outcomes.add(portfolio=id, vacancy="V1", months=3, at_work="yes", by="anna")
            answer = f'{{"id": "{word}"}}'.encode()
            tx.idempotency.add("a", id, f"PUT /v1/portfolios/{id}", "h", 200, {}, answer)
            named = f'{{"id":"{id}","summary":"{word}"}}'.encode()
            tx.idempotency.add("b", id, "POST /v1/portfolios", "h", 201, {}, named)
        tx.organisations.add(Organisation("gemeente", OrganisationKind.GEMEENTE, "G", "r"))
        candidate = User("u1", "gemeente", Role.CANDIDATE, login=SECRET, portfolio=ID)
        tx.users.add(candidate, SECRET)
        tx.sessions.add("hash", "u1", "csrf", tx.now + timedelta(days=1))
        tx.tokens.add("hash", "u1", SECRET)
        for name, kind, subject, body, shown in (
            ("both", "vacancy", "V1", {}, ["K2", ID]),
            ("own", "portfolio", ID, {"summary": SECRET}, [ID]),
            ("other", "vacancy", "V1", {}, ["K2"]),
        ):
            ids[name] = tx.shortlists.add(**shortlist(kind, subject, body, shown)).id
        tx.audit.append("anna", "gemeente", "portfolio.changed", ID, {"version": 2})
    return ids


def everything(database: Database) -> str:
    """Every column of every table but the log, as text."""
    told = []
    with database._engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            if not table.startswith("audit"):
                told += [str(row) for row in connection.execute(text(f'SELECT * FROM "{table}"'))]
    return "\n".join(told)


def test_nothing_of_the_person_is_left(database: Database, clock: Ticking) -> None:
    ids = fill(database)
    assert SECRET in everything(database)
    with database.write() as tx:
        before = tx.portfolios.last_sequence()
        tx.portfolios.erase(ID, by="fg", reason="verzoek van betrokkene")
    left = everything(database)
    assert SECRET not in left and OTHER in left
    assert left.count(ID) == 1  # the notice for the pools
    with database.read() as tx:
        assert tx.portfolios.find(ID) is None and tx.portfolios.history(ID) == []
        with pytest.raises(NotFound):
            tx.portfolios.at_version(ID, 1)
        assert tx.sensitive.get(ID) == {} and tx.contacts.get(ID) is None
        assert tx.pseudonyms.resolve(ids[ID], "bedrijf") is None
        assert tx.pseudonyms.resolve(ids["K2"], "bedrijf") == ("K2", "V1")
        assert [r.portfolio for r in tx.releases.for_vacancy("V1")] == ["K2"]
        assert [r.portfolio for r in tx.requests.page()] == ["K2"]
        assert [(d.portfolio, d.reason) for d in tx.decisions.list()] == [("", ""), ("K2", OTHER)]
        assert [o.portfolio for o in tx.outcomes.list()] == ["", "K2"]
        assert tx.idempotency.find("b", "K2", "POST /v1/portfolios") is not None
        user = tx.users.get("u1")
        assert (user.active, user.login, user.portfolio) == (False, None, None)
        assert tx.sessions.find("hash") is None and tx.tokens.find("hash") is None
        assert tx.audit.verify() == [] and tx.audit.count() == 1
        assert tx.portfolios.last_sequence() == before + 1


def test_lists_keep_their_place_without_the_words(database: Database) -> None:
    ids = fill(database)
    with database.write() as tx:
        tx.portfolios.erase(ID, by="fg", reason="verzoek")
    with database.read() as tx:
        both, own, other = (tx.shortlists.get(ids[n]) for n in ("both", "own", "other"))
        assert (both.erased, both.candidates, both.subject) == (True, ("K2", ""), "V1")
        assert (own.erased, own.candidates, own.subject) == (True, ("",), "")
        assert own.subject_body == {} and both.answer_sha256 == "0" * 64
        assert not other.erased and zlib.decompress(other.answer) == SECRET.encode()
        assert [s.rank for s in tx.shortlists.shown("K2")] == [1, 1]


def test_pools_drop_the_person_and_a_replay_can_say_so(database: Database) -> None:
    fill(database)
    with database.write() as tx:
        moment = tx.portfolios.last_sequence()
        tx.portfolios.erase(ID, by="fg", reason="verzoek")
        (notice,) = tx.portfolios.changes(moment)
        assert (notice.id, notice.deleted, notice.erased, notice.body) == (ID, True, True, None)
        assert (notice.version, notice.reason, notice.consents) == (4, "verzoek", ())
        assert [r.id for r in tx.portfolios.as_of(moment)] == ["K2"]
        assert [tx.portfolios.erased_since(s) for s in (0, moment, moment + 1)] == [0, 1, 0]
        with pytest.raises(NotFound):
            tx.portfolios.erase(ID, by="fg", reason="nog eens")


def test_after_an_erasure_the_id_is_free(database: Database) -> None:
    fill(database)
    with database.write() as tx:
        tx.portfolios.erase(ID, by="fg", reason="verzoek")
        again = tx.portfolios.put({"id": ID, "summary": "nieuw"}, organisation="ander", by="jan")
        assert (again.version, again.organisation, again.consents) == (5, "ander", ())
        assert [c.version for c in tx.portfolios.history(ID)] == [5]
        tx.portfolios.erase(ID, by="fg", reason="verzoek")
        counts = tx.portfolios.put_many([{"id": ID}], organisation="derde", by="jan")
        assert counts.created == 1 and tx.portfolios.get(ID).organisation == "derde"


def test_the_notice_forgets_the_id_when_every_pool_has_seen_it(
    database: Database, clock: Ticking
) -> None:
    fill(database)
    with database.write() as tx:
        tx.portfolios.erase(ID, by="fg", reason="verzoek")
        moment = tx.now
        assert tx.portfolios.forget_notices(moment) == 0
    with database.write() as tx:
        assert tx.portfolios.forget_notices(tx.now) == 1
        assert tx.portfolios.forget_notices(tx.now) == 0
        assert [r.deleted for r in tx.portfolios.changes(0)] == [False, True]
        assert tx.portfolios.count() == 1
    assert ID not in everything(database)


def test_a_deleted_record_and_a_vacancy_can_be_erased(database: Database) -> None:
    with database.write() as tx:
        tx.vacancies.put({"id": "V1", "text": SECRET}, **MINE)
        tx.vacancies.delete("V1", by="anna")
        tx.vacancies.erase("V1", by="fg", reason="verzoek")
    assert SECRET not in everything(database)


def files(database: Database) -> bytes:
    path = Path(database._engine.url.database or "")
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob(f"{path.name}*")))


def test_no_byte_is_left_in_the_files(database: Database) -> None:
    """SQLite; of PostgreSQL's files, which move with ``VACUUM``, only the rows are checked."""
    if database._engine.dialect.name != "sqlite":
        database.vacuum()
        return
    fill(database)
    assert files(database).count(SECRET.encode()) > 900
    with database.write() as tx:
        tx.portfolios.erase(ID, by="fg", reason="verzoek")
    assert SECRET.encode() not in files(database)  # overwritten, and the log emptied
    database.vacuum()
    assert SECRET.encode() not in files(database)
    assert OTHER.encode() in files(database)
