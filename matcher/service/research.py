"""Portfolios for improving the matcher: pseudonymised, and only what people agreed to.

Left out: ids of ours, free text, contact and sensitive facts, and everything that places a person
in time or place more exactly than needed. Ids are drawn anew for every export, so two exports
cannot be joined.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from matcher.service.consent import Group, Purpose, groups_for, restrict
from matcher.store.record import Record

WITHOUT = ("loonwaarde",)
MONTHS_STEP = 6


def pseudonymised(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """One record in the exchange format for everybody who agreed, in random order of ids."""
    bodies = []
    for record in records:
        groups = groups_for(record.consents, Purpose.RESEARCH) - {Group.FREE_TEXT}
        if record.body is not None and groups:
            bodies.append((secrets.token_hex(8), restrict(record.body, groups)))
    for name, body in sorted(bodies, key=lambda pair: pair[0]):
        yield {**_coarse(body), "id": f"R-{name}"}


def _coarse(body: Mapping[str, Any]) -> dict[str, Any]:
    out = {k: v for k, v in body.items() if k not in WITHOUT}
    if "home" in out:
        out["home"] = {k: v for k, v in out["home"].items() if k == "place"}
    out.update(
        experience=[_job(job) for job in out["experience"]] if out.get("experience") else None,
        education=[_without(e, "year") for e in out["education"]] if out.get("education") else None,
        tests=[_without(t, "date") for t in out["tests"]] if out.get("tests") else None,
    )
    if "availability" in out:
        out["availability"] = _without(out["availability"], "from")
    return {k: v for k, v in out.items() if v is not None}


def _job(job: Mapping[str, Any]) -> dict[str, Any]:
    made = _without(job, "ended", "description")
    if isinstance(made.get("months"), int):
        made["months"] = max(1, round(made["months"] / MONTHS_STEP)) * MONTHS_STEP
    return made


def _without(part: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {k: v for k, v in part.items() if k not in names}
