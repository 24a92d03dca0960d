"""Many records at once: what `put` does, hundreds of rows a statement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, func, insert, select, text, update

from matcher.errors import DataError
from matcher.store.canonical import canonical, digest, parse
from matcher.store.problems import AlreadyExists, check_id
from matcher.store.record import Counts, Kind, changed_fields
from matcher.store.sensitive import SensitiveFacts, completed, split
from matcher.store.tables import HeadRow, VersionRow
from matcher.store.unit import Unit, chunks

EMPTY = canonical([])
MOVED = ("version", "sequence", "organisation", "digest", "deleted", "erased")


def put_many(
    unit: Unit,
    kind: Kind,
    sensitive: SensitiveFacts | None,
    bodies: Iterable[dict[str, Any]],
    *,
    organisation: str,
    by: str,
    reason: str | None,
) -> Counts:
    """See `Records.put_many`; a savepoint undoes all of it when one record is wrong."""
    check_id(organisation, "organisation")
    with unit.session.begin_nested():
        counts = _put(unit, kind, sensitive, bodies, organisation, by, reason)
    unit.session.expire_all()  # rows were changed past the session's memory
    return counts


def _count_again(unit: Unit, part: int) -> None:
    """Before part 1, 2, 4, 8 and so on: PostgreSQL plans by statistics, and rows that were just
    written are in none, so that it would read whole tables for every part.
    """
    if unit.dialect == "postgresql" and part.bit_count() == 1:
        unit.session.execute(text("ANALYZE record_heads"))


def _put(
    unit: Unit,
    kind: Kind,
    sensitive: SensitiveFacts | None,
    bodies: Iterable[dict[str, Any]],
    organisation: str,
    by: str,
    reason: str | None,
) -> Counts:
    sequence = unit.session.scalar(select(func.max(VersionRow.sequence))) or 0
    signed = {"changed_at": unit.now, "changed_by": by, "reason": reason}
    seen: set[str] = set()
    created = changed = unchanged = 0
    for number, part in enumerate(chunks(bodies), 1):
        _count_again(unit, number)
        by_id = _by_id(part, seen)
        heads = _heads(unit, kind, by_id, organisation)
        kept = {} if sensitive is None else sensitive.get_many(list(by_id))
        splits = {
            id: (body, {}) if sensitive is None else split(completed(body, kept.get(id, {})))
            for id, body in by_id.items()
        }
        facts = {id: found for id, (_, found) in splits.items()}
        told = set() if sensitive is None else sensitive.put_many(facts, kept)
        texts = {id: canonical(matching) for id, (matching, _) in splits.items()}
        digests = {id: digest(text) for id, text in texts.items()}
        same = {
            id
            for id, head in heads.items()
            if not head.deleted and head.digest == digests[id] and id not in told
        }
        write = [id for id in by_id if id not in same]
        before = _before(unit, [heads[id].sequence for id in write if id in heads])
        versions: list[dict[str, Any]] = []
        new: list[dict[str, Any]] = []
        moved: list[dict[str, Any]] = []
        for id in write:
            sequence += 1
            head = heads.get(id)
            old, consents = (None, EMPTY) if head is None else before[head.sequence]
            live = head is not None and not head.deleted
            fields = changed_fields(None if old is None else parse(old), splits[id][0])
            state = {
                "version": 1 if head is None else head.version + 1,
                "sequence": sequence,
                "organisation": organisation,
            }
            stored = {"body": texts[id], "consents": consents, "deleted": False}
            stored |= {"fields": canonical(fields + ["sensitive"] * (live and id in told))}
            versions.append({"kind": kind, "record_id": id} | state | stored | signed)
            place = {"kind": kind, "id": id} if head is None else {"its_kind": kind, "its_id": id}
            state |= {"digest": digests[id], "deleted": False, "erased": False}
            (new if head is None else moved).append(place | state)
            created, changed = created + (not live), changed + live
        unchanged += len(same)
        _save(unit, versions, new, moved)
    return Counts(created, changed, unchanged)


def _by_id(part: list[dict[str, Any]], seen: set[str]) -> dict[str, dict[str, Any]]:
    problems, by_id = [], {}
    for body in part:
        try:
            id = check_id(body.get("id"))
        except DataError as error:
            problems += error.problems
            continue
        if id in seen:
            problems.append(f"'{id}' staat er twee keer in; geef elk record een eigen id")
        seen.add(id)
        by_id[id] = body
    if problems:
        raise DataError(problems)
    return by_id


def _heads(unit: Unit, kind: Kind, ids: Iterable[str], organisation: str) -> dict[str, HeadRow]:
    query = select(HeadRow).where(HeadRow.kind == kind, HeadRow.id.in_(list(ids)))
    # Taken out of the session: the rows are changed below, past the session's memory.
    heads = {head.id: head for head in unit.session.scalars(query)}
    for head in heads.values():
        unit.session.expunge(head)
    others = sorted(h.id for h in heads.values() if h.organisation != organisation and not h.erased)
    if others:
        raise AlreadyExists(kind, ", ".join(others[:10]))
    return heads


def _before(unit: Unit, sequences: list[int]) -> dict[int, tuple[str | None, str]]:
    query = select(VersionRow.sequence, VersionRow.body, VersionRow.consents).where(
        VersionRow.sequence.in_(sequences)
    )
    return {s: (body, consents) for s, body, consents in unit.session.execute(query)}


def _save(
    unit: Unit,
    versions: list[dict[str, Any]],
    heads: list[dict[str, Any]],
    moved: list[dict[str, Any]],
) -> None:
    if versions:
        unit.session.execute(insert(VersionRow), versions)
    if heads:
        unit.session.execute(insert(HeadRow), heads)
    if moved:
        unit.session.connection().execute(
            update(HeadRow)
            .where(HeadRow.kind == bindparam("its_kind"), HeadRow.id == bindparam("its_id"))
            .values({name: bindparam(name) for name in MOVED}),
            moved,
        )
