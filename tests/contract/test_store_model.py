"""The store against a slow reference that keeps every version in a list."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

import pytest
from unit.store.databases import DIALECTS, opened

from matcher.store.database import Transaction
from matcher.store.problems import NotFound, VersionConflict
from matcher.store.records import Consent, Record, Records

ORGANISATIONS = ("a", "b")
IDS = tuple(f"K{n}" for n in range(30))
ALL = 10**9


class Row(NamedTuple):
    """One version; without body = deleted."""

    sequence: int
    id: str
    version: int
    body: dict[str, Any] | None
    organisation: str
    consents: tuple[Consent, ...]


class Reference:
    """One kind of record, every version in a list; for erased ones only a last row."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.erased: set[str] = set()

    def latest(self, until: int = ALL) -> dict[str, Row]:
        return {row.id: row for row in self.rows if row.sequence <= until}

    def live(self, until: int = ALL) -> dict[str, Row]:
        return {id: row for id, row in self.latest(until).items() if row.body is not None}

    def versions(self, id: str) -> list[Row]:
        return [row for row in self.rows if row.id == id and id not in self.erased]


def row_of(record: Record) -> Row:
    return Row(
        record.sequence,
        record.id,
        record.version,
        record.body,
        record.organisation,
        record.consents,
    )


def compare(records: Records, reference: Reference, draw: random.Random, last: int) -> None:
    """Every way of reading, at a random place."""
    live = reference.live()
    assert records.count() == len(live) and records.last_sequence() == last
    organisations = draw.choice([None, ("a",), ("b", "a"), ()])
    ids = sorted(i for i, r in live.items() if organisations is None or r[4] in organisations)
    after, limit = draw.choice([None, "K2", "K21"]), draw.randint(1, 9)
    page = records.page(organisations=organisations, after=after, limit=limit)
    assert [r.id for r in page] == [i for i in ids if after is None or i > after][:limit]
    since = draw.randint(0, last)
    changed = sorted(r for r in reference.latest().values() if r.sequence > since)[:limit]
    assert [row_of(r) for r in records.changes(since, limit)] == changed
    moment = draw.randint(0, last)
    then = [row for _, row in sorted(reference.live(moment).items())]
    assert [row_of(r) for r in records.as_of(moment)] == then
    id = draw.choice(IDS)
    assert [c.version for c in records.history(id)] == [r.version for r in reference.versions(id)]
    for row in reference.versions(id):
        assert row_of(records.at_version(id, row.version)) == row
    found = records.find(id)
    assert (None if found is None else row_of(found)) == live.get(id)


class Both:
    """The store and the reference, changed in step."""

    def __init__(self, draw: random.Random) -> None:
        self.draw, self.last = draw, 0
        self.references = {"portfolios": Reference(), "vacancies": Reference()}

    def wrote(
        self,
        reference: Reference,
        id: str,
        body: dict[str, Any] | None,
        owner: str,
        consents: tuple[Consent, ...],
    ) -> None:
        self.last += 1
        before = reference.latest().get(id)
        version = 1 if before is None else before.version + 1
        reference.rows.append(Row(self.last, id, version, body, owner, consents))

    def step(self, tx: Transaction, kind: str) -> None:
        draw, reference = self.draw, self.references[kind]
        records: Records = getattr(tx, kind)
        id = draw.choice([i for i in IDS if i not in reference.erased])
        row, live = reference.latest().get(id), reference.live().get(id)
        owner = row.organisation if row else draw.choice(ORGANISATIONS)
        said = row.consents if row else ()
        action = draw.choice(["put"] * 3 + ["many", "consents", "delete", "erase", "conflict"])
        if action == "put":
            body = {"id": id, "x": draw.randrange(3)}
            expected = draw.choice([None, live.version if live else 0])
            records.put(body, organisation=owner, by="u", expected=expected)
            if live is None or live.body != body:
                self.wrote(reference, id, body, owner, said)
        elif action == "many":
            self.many(records, reference, draw.choice(ORGANISATIONS))
        elif action == "conflict":
            with pytest.raises((VersionConflict, NotFound)):
                if live is None:
                    records.delete(id, by="u")
                else:
                    records.put({"id": id}, organisation=owner, by="u", expected=live.version + 1)
        elif live is None:
            return
        elif action == "consents":
            consents = (Consent("p", "g", draw.random() < 0.5, "candidate"),)
            records.set_consents(id, consents, by="u", expected=live.version)
            if consents != said:
                self.wrote(reference, id, live.body, owner, consents)
        elif action == "delete":
            records.delete(id, by="u")
            self.wrote(reference, id, None, owner, said)
        elif draw.random() < 0.3:
            records.erase(id, by="u", reason="r")
            self.wrote(reference, id, None, owner, ())
            reference.rows = [r for r in reference.rows if r.id != id or r is reference.rows[-1]]
            reference.erased.add(id)

    def many(self, records: Records, reference: Reference, owner: str) -> None:
        latest = reference.latest()
        free = [i for i in IDS if i not in latest or latest[i].organisation == owner]
        free = [i for i in free if i not in reference.erased]
        ids = self.draw.sample(free, min(5, len(free)))
        bodies = [{"id": i, "x": self.draw.randrange(3)} for i in ids]
        records.put_many(bodies, organisation=owner, by="u")
        for body in bodies:
            before = latest.get(str(body["id"]))
            if before is None or before.body != body:
                said = before.consents if before else ()
                self.wrote(reference, str(body["id"]), body, owner, said)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("seed", [1, 2])
def test_random_changes_read_as_in_the_reference(dialect: str, seed: int) -> None:
    draw = random.Random(seed)
    both = Both(draw)
    with opened(dialect) as database:
        for _ in range(30):
            with database.write() as tx:
                for _ in range(draw.randint(1, 3)):
                    both.step(tx, draw.choice(list(both.references)))
            with database.read() as tx:
                for kind, reference in both.references.items():
                    compare(getattr(tx, kind), reference, draw, both.last)
    assert both.last > 40
