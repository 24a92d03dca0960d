"""The commands over the store, as an administrator runs them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from stored import lines, settings_in

from matcher import Matcher
from matcher.cli import main
from matcher.service import shortlists
from matcher.service.actors import Actor
from matcher.service.service import Service
from matcher.store.database import Database
from matcher.store.organisations import Role


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]
ORGANISATION = ("--kind", "gemeente", "--name", "Gemeente A", "--region", "Groningen")
USER = ("--organisation", "gemeente-a", "--role", "klantmanager", "--login", "klantmanager-1")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return settings_in(tmp_path).database


@pytest.fixture
def run(
    url: str,
    tmp_path: Path,
    matcher: Matcher,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """The program as an administrator starts it, with a matcher that is loaded already."""
    monkeypatch.setattr("matcher.service.service.Matcher", lambda _settings: matcher)
    monkeypatch.setenv("MATCHER_DATABASE", url)
    monkeypatch.setenv("MATCHER_POOLS", str(tmp_path / "pools"))

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["matcher", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
        told = capsys.readouterr()
        return Done(code, told.out, told.err)

    return call


@pytest.fixture
def peopled(run: Run) -> Run:
    """With an organisation and a user."""
    assert run("account", "organisation", "gemeente-a", *ORGANISATION).code == 0
    assert run("account", "user", "u-1", *USER).code == 0
    return run


def verified(run: Run, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("audit", "verify", "--json", *options).out)
    return found


def test_tables_are_made_once_and_then_are_there(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("store", "migrate") == Done(0, "de opslag is bij\n", "")
    assert (tmp_path / "matcher.db").exists()


def test_an_organisation_a_user_and_a_token_are_three_lines_of_the_log(peopled: Run) -> None:
    token = peopled("account", "token", "u-1", "--label", "koppeling", "--days", "30")
    assert token.code == 0
    assert len(token.out.strip()) == 43  # 32 bytes in base64
    shown = peopled("audit", "show")
    assert [line.split()[4] for line in shown.out.splitlines()] == [
        "organisation.added",
        "user.added",
        "token.added",
    ]
    assert json.loads(peopled("audit", "show", "--json", "--subject", "u-1").out)[0]["number"] == 2
    assert peopled("audit", "show", "--after", "2", "--top", "1").out.split()[0] == "3"


def test_a_password_is_shown_once_and_only_with_a_login(peopled: Run) -> None:
    by_provider = ("--organisation", "gemeente-a", "--role", "privacy_officer", "--oidc", "7c1f2a")
    assert peopled("account", "user", "u-2", *by_provider).out == "u-2 toegevoegd\n"
    other = (*USER[:-1], "klantmanager-2")
    told = peopled("account", "user", "u-3", *other).out
    assert told.startswith("u-3 toegevoegd. Wachtwoord: ")
    assert len(told.split()[-1]) == 16
    assert told.split()[-1] not in peopled("audit", "show", "--json").out


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("account", "organisation", "gemeente-a", *ORGANISATION), "bestaat al"),
        (("account", "user", "u-1", *USER), "bestaat al"),
        (
            ("account", "user", "u-9", "--organisation", "x", "--role", "privacy_officer"),
            "bestaat niet",
        ),
        (("account", "token", "u-9", "--label", "x"), "u-9"),
        (("account", "token", "u-1", "--label", "x", "--days", "731"), "1 tot 730 dagen"),
        (("replay", "nergens"), "nergens"),
        (("store", "restore", "nergens.db"), "bestaat niet"),
        (("audit", "verify", "--anchor", "12"), "geen laatste regel"),
    ],
)
def test_what_cannot_be_done_is_said_in_plain_words(
    peopled: Run, command: tuple[str, ...], says: str
) -> None:
    done = peopled(*command)
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.err


def test_a_wrong_setting_stops_every_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_RETENTION_DAYS", "30")
    monkeypatch.setenv("MATCHER_SECRET", "kort")
    done = run("store", "migrate")
    assert done.code == 2
    assert len(done.err.splitlines()) == 2


def test_a_changed_line_of_the_log_is_named_with_code_1(peopled: Run, url: str) -> None:
    good = peopled("audit", "verify")
    assert good.code == 0
    assert good.out.startswith("2 regels, niets veranderd. Laatste regel: 2:")
    database = Database(url)
    with database._engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'")
        for (name,) in triggers.fetchall():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE audit_log SET actor = 'iemand' WHERE number = 1")
    database.close()
    bad = peopled("audit", "verify")
    assert bad.code == 1
    assert "1" in bad.out.splitlines()[0]
    assert len(verified(peopled)["problems"]) >= 1


def test_a_log_that_was_cut_short_shows_against_a_line_of_before(
    peopled: Run, tmp_path: Path
) -> None:
    assert peopled("store", "backup", str(tmp_path / "backup.db")).code == 0
    assert peopled("account", "token", "u-1", "--label", "x").code == 0
    anchor = verified(peopled)["anchor"]
    assert anchor.startswith("3:")
    assert verified(peopled, "--anchor", anchor)["problems"] == []
    assert peopled("store", "restore", str(tmp_path / "backup.db")).code == 0
    assert verified(peopled)["problems"] == []
    assert verified(peopled)["entries"] == 2
    assert len(verified(peopled, "--anchor", anchor)["problems"]) == 1
    assert peopled("audit", "verify", "--anchor", anchor).code == 1


def test_a_restore_removes_the_pools_of_the_other_store(peopled: Run, tmp_path: Path) -> None:
    assert peopled("store", "backup", str(tmp_path / "backup.db")).code == 0
    (tmp_path / "pools" / "portfolios-000000000009").mkdir(parents=True)
    assert peopled("store", "restore", str(tmp_path / "backup.db")).code == 0
    assert not (tmp_path / "pools").exists()


def test_cleaning_keeps_the_log_of_the_last_year_and_removes_ended_sessions(
    peopled: Run, url: str
) -> None:
    database = Database(url)
    with database.write() as tx:
        tx.sessions.add("a" * 64, "u-1", "b" * 64, tx.now)
    assert peopled("store", "clean").out == "0 regels ouder dan 365 dagen verwijderd\n"
    with database.read() as tx:
        assert tx.sessions.find("a" * 64) is None
        assert tx.audit.count() == 2
    database.close()


def test_a_kept_list_is_made_again_to_the_byte(
    peopled: Run, tmp_path: Path, matcher: Matcher
) -> None:
    service = Service(settings_in(tmp_path), matcher)
    with service.database.write() as tx:
        tx.portfolios.put_many(lines("portfolios.jsonl")[:20], organisation="gemeente-a", by="u")
        tx.vacancies.put(lines("vacancies.jsonl")[0], organisation="gemeente-a", by="u")
    service.start()
    actor = Actor("u-1", "gemeente-a", Role.KLANTMANAGER)
    mine = frozenset({"gemeente-a"})
    made = shortlists.for_vacancy(service, actor, mine, lines("vacancies.jsonl")[0]["id"], 5, 2)
    service.close()
    done = peopled("replay", made.id)
    assert done == Done(0, f"Precies dezelfde lijst. Kenmerk: {made.sha256}\n", "")
    assert json.loads(peopled("replay", made.id, "--json").out)["same"] is True
