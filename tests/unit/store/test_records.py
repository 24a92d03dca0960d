from __future__ import annotations

import pytest
from unit.store.databases import Ticking

from matcher.errors import DataError
from matcher.store.database import Database
from matcher.store.problems import AlreadyExists, NotFound, VersionConflict
from matcher.store.records import Change, Consent, Counts

MINE = {"organisation": "gemeente", "by": "anna"}


def test_versions_count_from_one_and_the_sequence_over_both_kinds(database: Database) -> None:
    with database.write() as tx:
        assert tx.portfolios.last_sequence() == 0
        first = tx.portfolios.put({"id": "K1", "summary": "a"}, **MINE)
        other = tx.vacancies.put({"id": "K1"}, **MINE)
        second = tx.portfolios.put({"id": "K1", "summary": "b"}, **MINE, reason="gesprek")
    assert [(r.version, r.sequence) for r in (first, other, second)] == [(1, 1), (1, 2), (2, 3)]
    with database.read() as tx:
        assert tx.portfolios.get("K1") == second
        assert tx.portfolios.at_version("K1", 1) == first
        assert tx.portfolios.last_sequence() == tx.vacancies.last_sequence() == 3


def test_an_equal_body_writes_nothing(database: Database) -> None:
    with database.write() as tx:
        first = tx.portfolios.put({"id": "K1", "summary": "a", "tests": []}, **MINE)
        again = tx.portfolios.put({"tests": [], "summary": "a", "id": "K1"}, **MINE, expected=1)
        assert again == first and tx.portfolios.last_sequence() == 1


def test_one_and_true_and_one_point_nought_are_different(database: Database) -> None:
    with database.write() as tx:
        for value in (1, True, 1.0, "1"):
            tx.vacancies.put({"id": "V1", "positions": value}, **MINE)
        stored = [tx.vacancies.at_version("V1", v).body["positions"] for v in (1, 2, 3, 4)]
    assert [repr(value) for value in stored] == ["1", "True", "1.0", "'1'"]


@pytest.mark.parametrize(
    ("expected", "there", "fine"),
    [(None, 0, True), (0, 0, True), (1, 0, False), (None, 2, True), (2, 2, True), (1, 2, False)],
)
def test_the_expected_version(
    database: Database, expected: int | None, there: int, fine: bool
) -> None:
    with database.write() as tx:
        for n in range(there):
            tx.vacancies.put({"id": "V1", "title": str(n)}, **MINE)
        new = {"id": "V1", "title": "nieuw"}
        if fine:
            assert tx.vacancies.put(new, **MINE, expected=expected).version == there + 1
        else:
            with pytest.raises(VersionConflict) as raised:
                tx.vacancies.put(new, **MINE, expected=expected)
            assert (raised.value.expected, raised.value.found) == (expected, there)


def test_a_record_must_be_new_when_nothing_is_expected(database: Database) -> None:
    with database.write() as tx:
        tx.vacancies.put({"id": "V1"}, **MINE)
        with pytest.raises(VersionConflict, match="u had versie 0, nu is er versie 1"):
            tx.vacancies.put({"id": "V1"}, **MINE, expected=0)


def test_an_id_belongs_to_one_organisation(database: Database) -> None:
    with database.write() as tx:
        tx.vacancies.put({"id": "V1"}, **MINE)
        tx.vacancies.delete("V1", by="anna")
        with pytest.raises(AlreadyExists, match="vacature 'V1' bestaat al"):
            tx.vacancies.put({"id": "V1"}, organisation="anders", by="jan")
        with pytest.raises(AlreadyExists, match="V1"):
            tx.vacancies.put_many([{"id": "V0"}, {"id": "V1"}], organisation="anders", by="jan")
        assert tx.vacancies.find("V0") is None


def test_the_history_names_the_fields_that_differ(database: Database, clock: Ticking) -> None:
    consent = Consent("employers", "werk", True, "candidate")
    with database.write() as tx:
        tx.portfolios.put({"id": "K1", "summary": "a", "tests": []}, **MINE)
    with database.write() as tx:
        tx.portfolios.put({"id": "K1", "summary": "b"}, **MINE, reason="gesprek")
        tx.portfolios.set_consents("K1", [consent], by="kandidaat")
        tx.portfolios.delete("K1", by="anna", reason="verhuisd")
        tx.portfolios.put({"id": "K1", "summary": "c"}, **MINE)
        then = tx.now
    with database.read() as tx:
        changes = tx.portfolios.history("K1")
        assert tx.portfolios.history("K2") == []
        assert tx.portfolios.get("K1").consents == (consent,)  # also after coming back
    assert [(c.version, c.by, c.reason, c.fields) for c in changes] == [
        (1, "anna", None, ("summary", "tests")),
        (2, "anna", "gesprek", ("summary", "tests")),
        (3, "kandidaat", None, ("consents",)),
        (4, "anna", "verhuisd", ()),
        (5, "anna", None, ("summary",)),
    ]
    assert changes[4] == Change(5, then, "anna", None, ("summary",))


def test_consents_are_a_version_with_the_same_body(database: Database) -> None:
    yes = Consent("employers", "werk", True, "candidate")
    no = Consent("matching", "wensen", False, "klantmanager")
    with database.write() as tx:
        first = tx.portfolios.put({"id": "K1", "summary": "a"}, **MINE)
        told = tx.portfolios.set_consents("K1", [no, yes, yes], by="kandidaat", expected=1)
        assert told.consents == (yes, no) and told.version == 2 and told.body == first.body
        assert [r.id for r in tx.portfolios.changes(1)] == ["K1"]
        assert tx.portfolios.set_consents("K1", [yes, no], by="kandidaat") == told
        assert tx.portfolios.put({"id": "K1"}, **MINE).consents == (yes, no)
        tx.portfolios.put_many([{"id": "K1", "summary": "z"}], **MINE)
        assert tx.portfolios.get("K1").consents == (yes, no)
        with pytest.raises(VersionConflict):
            tx.portfolios.set_consents("K1", [], by="kandidaat", expected=1)
        with pytest.raises(NotFound):
            tx.portfolios.set_consents("K2", [], by="kandidaat")


def test_wrong_consents_are_told_all_at_once(database: Database) -> None:
    wrong = [
        Consent("employers", "werk", True, "buurman"),
        Consent("employers", "werk", True, "candidate"),
        Consent("employers", "werk", False, "candidate"),
    ]
    with database.write() as tx:
        tx.portfolios.put({"id": "K1"}, **MINE)
        with pytest.raises(DataError) as raised:
            tx.portfolios.set_consents("K1", wrong, by="anna")
    assert len(raised.value.problems) == 2
    assert "gevonden 'buurman'; toegestaan: candidate, klantmanager" in raised.value.problems[0]


def test_a_deleted_record_is_gone_but_its_versions_stay(database: Database) -> None:
    with database.write() as tx:
        first = tx.vacancies.put({"id": "V1", "title": "a"}, **MINE)
        with pytest.raises(VersionConflict):
            tx.vacancies.delete("V1", by="anna", expected=7)
        gone = tx.vacancies.delete("V1", by="anna", expected=1)
        assert gone.deleted and gone.body is None and gone.version == 2
        assert tx.vacancies.find("V1") is None and tx.vacancies.count() == 0
        for missing in (tx.vacancies.get, lambda id: tx.vacancies.delete(id, by="anna")):
            with pytest.raises(NotFound, match="vacature 'V1' is er niet"):
                missing("V1")
        assert tx.vacancies.at_version("V1", 1) == first
        assert tx.vacancies.changes(0) == [gone]
        assert list(tx.vacancies.as_of(1)) == [first] and list(tx.vacancies.as_of(2)) == []
        with pytest.raises(NotFound, match="V1, versie 3"):
            tx.vacancies.at_version("V1", 3)
        with pytest.raises(VersionConflict):
            tx.vacancies.put({"id": "V1"}, **MINE, expected=2)
        assert tx.vacancies.put({"id": "V1"}, **MINE, expected=0).version == 3


def test_organisations_select_pages_and_counts(database: Database) -> None:
    with database.write() as tx:
        tx.vacancies.put_many([{"id": f"V{n}"} for n in range(3)], organisation="a", by="x")
        tx.vacancies.put_many([{"id": f"W{n}"} for n in range(2)], organisation="b", by="x")
    with database.read() as tx:
        assert [r.id for r in tx.vacancies.page(organisations=["b"])] == ["W0", "W1"]
        assert [r.id for r in tx.vacancies.page(organisations={"a", "b"}, after="V1")] == [
            "V2",
            "W0",
            "W1",
        ]
        assert tx.vacancies.page(organisations=[]) == []
        assert [tx.vacancies.count(o) for o in (None, ["a"], ["a", "b"], [])] == [5, 3, 5, 0]
        assert [r.sequence for r in tx.vacancies.changes(1, limit=2)] == [2, 3]


def test_many_at_once_are_counted(database: Database) -> None:
    with database.write() as tx:
        old = ({"id": f"K{n:04}", "summary": "a"} for n in range(1200))
        assert tx.portfolios.put_many(old, **MINE) == Counts(created=1200)
        tx.portfolios.delete("K0003", by="anna")
        new = [{"id": f"K{n:04}", "summary": "a" if n % 2 else "b"} for n in range(1202)]
        counts = tx.portfolios.put_many(new, **MINE, reason="levering")
        assert counts == Counts(created=3, changed=600, unchanged=599)
        assert tx.portfolios.put_many([], **MINE) == Counts()
        assert tx.portfolios.count() == 1202
        assert tx.portfolios.last_sequence() == 1200 + 1 + 603
        record = tx.portfolios.get("K0003")
        assert (record.version, record.reason) == (3, "levering")
        # What was written in bulk is seen by what is written one at a time, and the reverse.
        assert tx.portfolios.put({"id": "K0000", "summary": "a"}, **MINE).version == 3
        assert tx.portfolios.put_many([{"id": "K0000", "summary": "a"}], **MINE).unchanged == 1


def test_many_at_once_are_refused_as_a_whole(database: Database) -> None:
    wrong = [{"id": "V1"}, {"id": ""}, {"id": "V1"}, {"title": "zonder"}, {"id": "V\n2"}]
    with database.write() as tx:
        with pytest.raises(DataError) as raised:
            tx.vacancies.put_many(wrong, **MINE)
        late = [*({"id": f"V{n}"} for n in range(600)), {"id": "V5"}]
        with pytest.raises(DataError, match="'V5' staat er twee keer in"):
            tx.vacancies.put_many(late, **MINE)
    assert len(raised.value.problems) == 4
    with database.read() as tx:
        assert tx.vacancies.count() == tx.vacancies.last_sequence() == 0


@pytest.mark.parametrize(
    "body", [{"id": "V1", "text": float("nan")}, {"id": "V1", "text": "\ud800"}, {"id": 7}, {}]
)
def test_what_json_cannot_say_is_refused(database: Database, body: dict[str, object]) -> None:
    with database.write() as tx:
        with pytest.raises(DataError, match="toegestaan"):
            tx.vacancies.put(body, **MINE)
        assert tx.vacancies.last_sequence() == 0


def test_a_nul_character_in_a_text_is_kept(database: Database) -> None:
    with database.write() as tx:
        tx.vacancies.put({"id": "V1", "text": "a\0b \U0001f600 'x'; --"}, **MINE)
        assert tx.vacancies.get("V1").body == {"id": "V1", "text": "a\0b \U0001f600 'x'; --"}
