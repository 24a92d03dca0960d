"""Files in: all or nothing, a report, and nothing left behind however the reading ends."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stored import lines, settings_in

from matcher.errors import DataError
from matcher.exchange.formats import read_records
from matcher.service import importing
from matcher.service.actors import Actor
from matcher.service.consent import Group, Purpose
from matcher.service.settings import ServiceSettings
from matcher.store.database import Database
from matcher.store.jobs import Job
from matcher.store.organisations import Role
from matcher.store.records import Consent

ACTOR = Actor("u-1", "gemeente-a", Role.KLANTMANAGER)
# Two good rows, one without an id, one whose id stands there already.
GOOD = b"ID_WZ;Bemiddelingsberoep\r\nW1;Hovenier\r\nW2;Kok"
BAD = GOOD + b"\r\n;Kok\r\nW1;Kok"


@pytest.fixture
def settings(tmp_path: Path) -> ServiceSettings:
    return settings_in(tmp_path)


@pytest.fixture
def database(settings: ServiceSettings) -> Iterator[Database]:
    database = Database(settings.database)
    database.migrate()
    yield database
    database.close()


def accept(
    database: Database, settings: ServiceSettings, data: bytes = GOOD, partial: bool = False
) -> importing.Upload:
    mine = (database, settings, ACTOR, data, "sonar", "portfolio", partial)
    return importing.accept(*mine)[1]


def stored(database: Database) -> list[str]:
    with database.read() as tx:
        return [r.id for r in tx.portfolios.as_of(tx.portfolios.last_sequence())]


def log(database: Database) -> list[tuple[str, Any]]:
    with database.read() as tx:
        return [(e.action, e.details) for e in tx.audit.entries()]


def report(job: Job) -> dict[str, Any]:
    assert job.report is not None
    return job.report


def waiting(settings: ServiceSettings) -> list[Path]:
    return sorted(importing.uploads(settings).glob("*"))


def test_a_waiting_file_is_for_the_service_alone(
    database: Database, settings: ServiceSettings
) -> None:
    upload = Path(accept(database, settings).path)
    assert stat.S_IMODE(upload.stat().st_mode) == 0o600
    assert stat.S_IMODE(upload.parent.stat().st_mode) == 0o700
    assert upload.read_bytes() == GOOD


def test_a_right_file_is_stored_with_a_report_and_removed(
    database: Database, settings: ServiceSettings
) -> None:
    job = importing.run(database, accept(database, settings))
    assert (job.status, job.done, job.total) == ("done", 2, 2)
    assert report(job)["stored"] == {"created": 2, "changed": 0, "unchanged": 0}
    assert (report(job)["read"], report(job)["refused"]) == (2, 0)
    assert stored(database) == ["W1", "W2"]
    assert waiting(settings) == []
    again = importing.run(database, accept(database, settings))
    assert report(again)["stored"] == {"created": 0, "changed": 0, "unchanged": 2}


def test_one_wrong_row_refuses_the_file_and_every_wrong_row_is_told(
    database: Database, settings: ServiceSettings
) -> None:
    job = importing.run(database, accept(database, settings, BAD))
    assert job.status == "failed"
    assert report(job)["stored"] is None
    assert len(report(job)["problems"]) == 2
    assert stored(database) == []
    assert waiting(settings) == []
    assert [action for action, _ in log(database)] == ["import.started", "import.ended"]


def test_partial_stores_what_is_right_and_tells_the_rest(
    database: Database, settings: ServiceSettings
) -> None:
    job = importing.run(database, accept(database, settings, BAD, partial=True))
    assert job.status == "done"
    assert report(job)["stored"] == {"created": 2, "changed": 0, "unchanged": 0}
    assert (report(job)["read"], report(job)["accepted"], report(job)["refused"]) == (4, 2, 2)
    assert stored(database) == ["W1", "W2"]


def test_the_log_tells_of_a_file_without_what_is_in_it(
    database: Database, settings: ServiceSettings
) -> None:
    importing.run(database, accept(database, settings))
    found = log(database)
    assert found[0] == (
        "import.started",
        {"format": "sonar", "kind": "portfolio", "bytes": len(GOOD)},
    )
    assert found[-1][0] == "import.ended"
    assert found[-1][1]["status"] == "done"
    assert "Hovenier" not in json.dumps(found)


@pytest.mark.parametrize(
    ("data", "format", "says"),
    [
        (b"", "sonar", "leeg"),
        (GOOD, "nergens", "nergens"),
        (GOOD, "jobposting", "kent geen portfolio"),
    ],
)
def test_what_cannot_be_read_leaves_no_work_and_no_file(
    database: Database, settings: ServiceSettings, data: bytes, format: str, says: str
) -> None:
    with pytest.raises(DataError, match=says):
        importing.accept(database, settings, ACTOR, data, format, "portfolio", False)
    with database.read() as tx:
        assert tx.jobs.page() == []
    assert waiting(settings) == []


def test_a_mistake_of_ours_stores_nothing_and_does_not_show_what_it_was(
    database: Database, settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = accept(database, settings)

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("W1 of Hovenier")

    monkeypatch.setattr(importing, "read_records", broken)
    with pytest.raises(RuntimeError):
        importing.run(database, upload)
    with database.read() as tx:
        job = tx.jobs.get(upload.job)
    assert job.status == "failed"
    assert report(job)["problems"] == [importing.OURS]
    assert stored(database) == []
    assert waiting(settings) == []


def test_at_a_start_interrupted_work_has_failed_and_its_files_are_gone(
    database: Database, settings: ServiceSettings
) -> None:
    done = importing.run(database, accept(database, settings))
    queued, running = accept(database, settings), accept(database, settings)
    with database.write() as tx:
        tx.jobs.update(running.job, status="running", done=1, total=3)
        plan = tx.jobs.add(kind="regional plan", by="u-1", organisation="gemeente-a")
    assert len(waiting(settings)) == 2
    assert importing.fail_interrupted(database, settings) == 3
    assert waiting(settings) == []
    with database.read() as tx:
        after = {name: tx.jobs.get(name) for name in (queued.job, running.job, plan.id, done.id)}
    assert [job.status for job in after.values()] == ["failed", "failed", "failed", "done"]
    for upload in (queued, running):
        assert report(after[upload.job])["problems"] == [importing.RESTARTED + importing.AGAIN]
    assert report(after[plan.id])["problems"] == [importing.RESTARTED]
    assert after[done.id] == done
    assert importing.fail_interrupted(database, settings) == 0


def test_reading_that_outlived_a_restart_stores_nothing_after_that_was_said(
    database: Database, settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, later = accept(database, settings), accept(database, settings)

    def restarted_meanwhile(*told: Any, **more: Any) -> Any:
        found = read_records(*told, **more)
        importing.fail_interrupted(database, settings)
        return found

    monkeypatch.setattr(importing, "read_records", restarted_meanwhile)
    assert importing.run(database, late).status == "failed"
    assert importing.run(database, later).status == "failed"
    assert stored(database) == []


def test_a_process_of_its_own_reads_the_file(database: Database, settings: ServiceSettings) -> None:
    upload = accept(database, settings)
    importing.start(settings, upload).join(60)
    with database.read() as tx:
        assert tx.jobs.get(upload.job).status == "done"
    assert stored(database) == ["W1", "W2"]


def test_people_are_exported_with_what_they_allow_and_not_without_a_yes(
    database: Database, settings: ServiceSettings
) -> None:
    people = lines("portfolios.jsonl")[:3]
    with database.write() as tx:
        tx.portfolios.put_many(people, organisation="gemeente-a", by="u-1")
        yes = [Consent(Purpose.EXCHANGE, Group.SKILLS, True, "candidate")]
        tx.portfolios.set_consents(people[1]["id"], yes, by="u-1")
    with database.read() as tx:
        records = list(tx.portfolios.as_of(tx.portfolios.last_sequence()))
    made = importing.export(records, "jsonl", "portfolio", "detail")
    assert made.report.written == 1
    one = json.loads(made.data)
    assert one["skills"] == people[1]["skills"]
    assert not {"summary", "experience", "wishes", "home", "loonwaarde"} & set(one)
