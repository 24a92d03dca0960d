from __future__ import annotations

import ast
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.portfolio import Portfolio
from matcher.errors import DataError
from matcher.exchange import to_domain
from matcher.exchange.records import PortfolioRecord
from matcher.store.database import Database
from matcher.store.problems import VersionConflict
from matcher.store.sensitive import SENSITIVE, completed, merge, split

ROOT = Path(__file__).parents[3]
ANSWER = st.sampled_from([True, False, None])
REGISTERS = st.none() | st.fixed_dictionaries(
    {}, optional={"doelgroepregister": ANSWER, "beschut_werk": ANSWER}
)
MEASURED = st.none() | st.fixed_dictionaries({}, optional={"percentage": st.integers(0, 100)})
BODIES = st.fixed_dictionaries(
    {"id": st.just("K1")},
    optional={
        "summary": st.text(max_size=5),
        "registers": REGISTERS,
        "loonwaarde": MEASURED,
        "participatieladder": st.none() | st.integers(1, 6),
        "sector_profile": st.none() | st.text(max_size=5),
        "support": st.none() | st.just({"jobcoach": True}),
    },
)


@given(BODIES)
def test_split_and_merge_are_each_others_inverse(body: dict[str, Any]) -> None:
    before = deepcopy(body)
    matching, facts = split(body)
    assert merge(matching, facts) == body == before
    assert not set(matching) & set(SENSITIVE)


@given(BODIES)
def test_the_loonwaarde_gate_needs_only_the_matching_body(body: dict[str, Any]) -> None:
    def outside(record: dict[str, Any]) -> bool:
        portfolio: Portfolio = to_domain.portfolio(PortfolioRecord.model_validate(record))
        return portfolio.wage_facts.outside_target_group

    assert outside(split(body)[0]) == outside(body)


@given(BODIES, BODIES)
def test_what_is_left_out_stays_and_what_is_given_replaces(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    matching, facts = split(before)
    assert completed(matching, facts) == before  # sent back as it was read: nothing changes
    whole = completed(after, facts)
    for name in SENSITIVE:
        assert whole.get(name, "absent") == after.get(name, before.get(name, "absent"))
    assert split(whole)[1].keys() <= {*SENSITIVE, "loonwaarde"}


def test_in_a_register_and_not_measured() -> None:
    body = {"id": "K1", "registers": {"doelgroepregister": True, "beschut_werk": False}}
    matching, facts = split(body)
    assert matching == {"id": "K1", "loonwaarde": {}}
    assert facts == {"registers": {"doelgroepregister": True, "beschut_werk": False}}
    assert split({"id": "K1", "registers": {"doelgroepregister": False}})[0] == {"id": "K1"}


def test_records_never_hold_the_facts(database: Database) -> None:
    whole = {"id": "K1", "summary": "lasser", "participatieladder": 4, "sector_profile": "metaal"}
    with database.write() as tx:
        put = tx.portfolios.put(whole, organisation="gemeente", by="anna")
        tx.portfolios.put_many([{**whole, "id": "K2"}], organisation="gemeente", by="anna")
    with database.read() as tx:
        assert put.body == {"id": "K1", "summary": "lasser"}
        every = [*tx.portfolios.changes(0), *tx.portfolios.as_of(9), tx.portfolios.get("K1")]
        assert all(not set(record.body or {}) & set(SENSITIVE) for record in every)
        assert tx.sensitive.get("K1") == {"participatieladder": 4, "sector_profile": "metaal"}
        assert merge(tx.portfolios.get("K2").body or {}, tx.sensitive.get("K2")) == {
            **whole,
            "id": "K2",
        }
        assert tx.sensitive.get("K3") == {}


def test_who_may_not_see_a_fact_does_not_remove_it(database: Database) -> None:
    with database.write() as tx:
        body = {"id": "K1", "registers": {"doelgroepregister": True}, "support": {"jobcoach": True}}
        tx.portfolios.put(body, organisation="gemeente", by="anna")
        seen = tx.portfolios.get("K1").body
        assert seen == {"id": "K1", "loonwaarde": {}}
        tx.portfolios.put({**seen, "summary": "lasser"}, organisation="gemeente", by="jan")
        tx.portfolios.put_many([{"id": "K1", "summary": "x"}], organisation="gemeente", by="jan")
        assert tx.portfolios.get("K1").body == {"id": "K1", "loonwaarde": {}, "summary": "x"}
        assert tx.sensitive.get("K1") == {n: body[n] for n in ("registers", "support")}
        tx.portfolios.put({"id": "K1", "registers": None}, organisation="gemeente", by="jan")
        assert tx.portfolios.get("K1").body == {"id": "K1"}
        assert tx.sensitive.get("K1") == {"registers": None, "support": {"jobcoach": True}}


def test_a_change_of_facts_alone_is_a_version_that_does_not_tell_which(database: Database) -> None:
    with database.write() as tx:
        tx.portfolios.put({"id": "K1", "support": {}}, organisation="gemeente", by="anna")
        again = tx.portfolios.put(
            {"id": "K1", "support": {"jobcoach": True}}, organisation="gemeente", by="anna"
        )
        assert again.version == 2 and again.body == {"id": "K1"}
        assert [c.fields for c in tx.portfolios.history("K1")] == [(), ("sensitive",)]


def test_setting_the_facts_moves_the_body_where_matching_must_know(database: Database) -> None:
    with database.write() as tx:
        tx.portfolios.put({"id": "K1", "support": {}}, organisation="gemeente", by="anna")
        facts = {"registers": {"beschut_werk": True}}
        record = tx.portfolios.set_sensitive("K1", facts, by="anna", expected=1, reason="besluit")
        assert record.body == {"id": "K1", "loonwaarde": {}} and record.version == 2
        assert tx.sensitive.get("K1") == facts
        assert tx.portfolios.set_sensitive("K1", facts, by="anna").version == 2
        record = tx.portfolios.set_sensitive("K1", {}, by="anna")
        assert record.body == {"id": "K1"} and tx.sensitive.get("K1") == {}
        with pytest.raises(VersionConflict):
            tx.portfolios.set_sensitive("K1", facts, by="anna", expected=1)
        with pytest.raises(DataError, match="veld summary: toegestaan: registers"):
            tx.portfolios.set_sensitive("K1", {"summary": "x"}, by="anna")


# The bare name, or a place in SQL; an action in the log may be called after it.
SQL = re.compile(r"^sensitive_facts$|\b(from|into|update|join|table)\s+\W?sensitive_facts\b", re.I)


def names_the_table(source: str) -> bool:
    if "sensitive_facts" not in source and "_FactsRow" not in source:
        return False
    tree = ast.parse(source)
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    names = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name)]
    names += [n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)]
    names += [a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names]
    told = any(SQL.search(text) for text in texts if isinstance(text, str))
    return told or "_FactsRow" in names


def test_the_check_sees_what_it_must() -> None:
    assert names_the_table('x = table("sensitive_facts")')
    assert names_the_table('text("SELECT facts FROM sensitive_facts")')
    assert names_the_table("from matcher.store.sensitive import _FactsRow")
    assert names_the_table("select(sensitive._FactsRow)")
    assert not names_the_table('log("sensitive_facts.viewed")')


def test_only_one_module_names_the_table() -> None:
    """The scripts that make the tables name it too: they read and write no rows."""
    allowed = {ROOT / "matcher/store/sensitive.py"}
    allowed |= set((ROOT / "matcher/store/migrations/versions").glob("*.py"))
    paths = [p for top in ("matcher", "api") for p in (ROOT / top).rglob("*.py")]
    assert len(paths) > 50
    found = {p for p in paths if names_the_table(p.read_text("utf-8"))}
    assert ROOT / "matcher/store/sensitive.py" in found
    assert found <= allowed
