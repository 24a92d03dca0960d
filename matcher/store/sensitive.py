"""Facts that matching must never see: the one table that holds them, and the one door to it.

Register status, participatieladder, sector profile and support live here and nowhere else: no
version, no history, no pool holds them. Only this module names the table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Text, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from matcher.store.canonical import canonical, parse
from matcher.store.columns import ID, Base
from matcher.store.unit import Unit, chunks

SENSITIVE = ("registers", "participatieladder", "sector_profile", "support")
MEASURED = "loonwaarde"


class _FactsRow(Base):
    """One row a portfolio that has such facts."""

    __tablename__ = "sensitive_facts"
    portfolio: Mapped[str] = mapped_column(ID, primary_key=True)
    facts: Mapped[str] = mapped_column(Text)


def split(body: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The part of a portfolio that matching may know, and the rest.

    Someone in a register without a measured loonwaarde gets ``"loonwaarde": {}``: in the target
    group, not measured. That is all the knock-out needs to know.

    Returns
    -------
    tuple of dict
        (matching body, sensitive facts); ``merge`` gives the original back. `body` is not changed.
    """
    matching = {key: value for key, value in body.items() if key not in SENSITIVE}
    facts = {key: body[key] for key in SENSITIVE if key in body}
    if _registered(facts) and _unmeasured(body.get(MEASURED)):
        if MEASURED in body:  # null or {}: remembered, so that nothing is lost
            facts[MEASURED] = body[MEASURED]
        matching[MEASURED] = {}
    return matching, facts


def merge(body: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The whole record again: ``merge(*split(x)) == x``."""
    whole = dict(body)
    if _registered(facts) and whole.get(MEASURED) == {} and MEASURED not in facts:
        del whole[MEASURED]
    return whole | dict(facts)


def completed(body: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """A body that may leave sensitive fields out, with the facts that are kept of them.

    A field that is absent is left as it was: who may not see a fact must be able to change the
    rest without removing it. A field that is there replaces the fact; null makes it unknown.
    """
    whole = {key: value for key, value in facts.items() if key != MEASURED} | dict(body)
    if _registered(facts) and whole.get(MEASURED) == {}:  # as `split` made it and it was read
        del whole[MEASURED]
        whole |= {MEASURED: facts[MEASURED]} if MEASURED in facts else {}
    return whole


def _registered(facts: Mapping[str, Any]) -> bool:
    registers = facts.get("registers")
    return isinstance(registers, Mapping) and any(value is True for value in registers.values())


def _unmeasured(value: Any) -> bool:
    return value is None or value == {}


class SensitiveFacts:
    """The facts by portfolio id. Who may ask is for the caller to decide and to log."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def get(self, portfolio_id: str) -> dict[str, Any]:
        """The facts; empty when there are none."""
        return self.get_many([portfolio_id]).get(portfolio_id, {})

    def get_many(self, portfolio_ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """Facts by id, of those that have any."""
        found: dict[str, dict[str, Any]] = {}
        for part in chunks(portfolio_ids):
            rows = self._unit.session.execute(
                select(_FactsRow.portfolio, _FactsRow.facts).where(_FactsRow.portfolio.in_(part))
            )
            found |= {row.portfolio: parse(row.facts) for row in rows}
        return found

    def put(self, portfolio_id: str, facts: Mapping[str, Any]) -> bool:
        """Replace the facts; True when they differ from what was there. Empty facts: no row."""
        return bool(self.put_many({portfolio_id: facts}))

    def put_many(
        self,
        facts: Mapping[str, Mapping[str, Any]],
        before: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> set[str]:
        """Replace the facts of many portfolios; the ids whose facts differ from before.

        `before` saves reading what `get_many` just gave for these ids.
        """
        before = self.get_many(facts.keys()) if before is None else before
        text = {id: canonical(value) for id, value in facts.items() if value}
        changed = {
            id for id in facts if text.get(id) != (canonical(before[id]) if id in before else None)
        }
        for part in chunks(sorted(changed & before.keys())):
            self._unit.session.execute(delete(_FactsRow).where(_FactsRow.portfolio.in_(part)))
        rows = [{"portfolio": id, "facts": text[id]} for id in sorted(changed) if id in text]
        if rows:
            self._unit.session.execute(insert(_FactsRow), rows)
        return changed

    def delete(self, portfolio_id: str) -> None:
        """Remove every fact about this portfolio."""
        self.put(portfolio_id, {})
