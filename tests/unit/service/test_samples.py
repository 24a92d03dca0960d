"""The samples fill an empty store, and never one with something in it."""

from __future__ import annotations

from pathlib import Path

from stored import lines, settings_in

from matcher.service import samples
from matcher.store.database import Database
from matcher.store.organisations import Role


def test_an_empty_store_gets_the_samples_and_an_account_for_every_role(tmp_path: Path) -> None:
    database = Database(settings_in(tmp_path).database)
    database.migrate()
    assert samples.fill(database, lambda password: f"digest of {len(password)}")
    with database.read() as tx:
        last = tx.portfolios.last_sequence()
        assert len(list(tx.portfolios.as_of(last))) == len(lines("portfolios.jsonl")) == 120
        assert len(list(tx.vacancies.as_of(last))) == len(lines("vacancies.jsonl")) == 24
        assert last == 144
        assert tx.portfolios.find(samples.FIRST_PORTFOLIO) is not None
        found = tx.users.find_login("klantmanager")
        assert found is not None
        assert found[1] == "digest of 28"
        logged = [(e.action, e.details) for e in tx.audit.entries()]
    assert logged[-1] == ("samples.loaded", {"portfolios": 120, "vacancies": 24})
    assert {user.role for user in samples.USERS} == set(Role)
    assert not samples.fill(database, str)
    with database.read() as tx:
        assert tx.portfolios.last_sequence() == 144
    database.close()
