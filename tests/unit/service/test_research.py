"""What leaves for research: only with a yes, no free text, and nothing to join two exports by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from stored import lines

from matcher.service.consent import FIELDS, Group, Purpose
from matcher.service.research import pseudonymised
from matcher.store.records import Consent, Record

PEOPLE = lines("portfolios.jsonl")
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def record(body: dict[str, Any], *groups: Group, purpose: Purpose = Purpose.RESEARCH) -> Record:
    consents = tuple(Consent(purpose, group, True, "candidate") for group in groups)
    return Record(body["id"], "gemeente-a", 1, 1, body, consents, NOW, "u", None, False)


def keys(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield name
            yield from keys(value)
    elif isinstance(part, list):
        for value in part:
            yield from keys(value)


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for value in part.values() if isinstance(part, dict) else part:
            yield from texts(value)


@given(st.sampled_from(PEOPLE), st.sets(st.sampled_from(sorted(Group))))
def test_only_agreed_fields_leave_and_never_free_text_days_or_exact_places(
    body: dict[str, Any], groups: set[Group]
) -> None:
    found = list(pseudonymised([record(body, *groups)]))
    if groups <= {Group.FREE_TEXT}:
        assert found == []
        return
    (one,) = found
    hidden = {name for group in set(Group) - groups for name in FIELDS[group]}
    assert not hidden & set(one)
    assert not {"summary", "description", "ended", "postcode", "from", "date", "year"} & set(
        keys(one)
    )
    assert "loonwaarde" not in one
    assert body["id"] not in set(texts(one))
    free = {body.get("summary"), *(job.get("description") for job in body.get("experience") or [])}
    assert not (free - {None}) & set(texts(one))
    assert all(job["months"] % 6 == 0 for job in one.get("experience", []) if "months" in job)


def test_two_exports_share_no_id_and_are_in_the_order_of_their_ids() -> None:
    everyone = [record(body, *Group) for body in PEOPLE]
    first, second = (list(pseudonymised(everyone)) for _ in range(2))
    assert len(first) == len(second) == 120
    ids = [{one["id"] for one in found} for found in (first, second)]
    assert len(ids[0]) == len(ids[1]) == 120
    assert not ids[0] & ids[1]
    assert not (ids[0] | ids[1]) & {body["id"] for body in PEOPLE}
    for found in (first, second):
        assert [one["id"] for one in found] == sorted(one["id"] for one in found)
    # The order follows the drawn ids, so places cannot be matched either.
    homes = [[one.get("home") for one in found] for found in (first, second)]
    assert homes[0] != homes[1]


def test_without_a_yes_to_research_or_after_an_erasure_nobody_is_in_it() -> None:
    body = PEOPLE[0]
    erased = Record(body["id"], "a", 2, 2, None, (), NOW, "u", None, True, True)
    others = [record(body, *Group, purpose=p) for p in Purpose if p is not Purpose.RESEARCH]
    assert list(pseudonymised([record(body), erased, *others])) == []


def test_a_job_of_132_months_and_one_of_two_are_told_in_steps_of_half_a_year() -> None:
    jobs = [{"title": "kok", "months": m} for m in (2, 8, 10, 132)]
    (one,) = pseudonymised([record({"id": "K1", "experience": jobs}, Group.WORK)])
    assert [job["months"] for job in one["experience"]] == [6, 6, 12, 132]
