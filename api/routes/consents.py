"""What a candidate allows: which fields may be used for what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import ServiceDep, needs
from api.etags import ExpectedVersion, etag
from api.stored import PORTFOLIOS, Id, Reason
from matcher.service.actors import Actor
from matcher.service.consent import CANDIDATE, KLANTMANAGER, Group, Purpose, groups_for
from matcher.store.organisations import Role
from matcher.store.records import Consent

router = APIRouter(prefix="/portfolios/{portfolio_id}/consents", tags=["consents"])


class Consents(BaseModel):
    """For every purpose, the groups of fields that may be used."""

    model_config = ConfigDict(extra="forbid")
    allowed: dict[Purpose, list[Group]] = Field(
        description="A purpose that is left out stays as it is; an empty list withdraws everything"
    )


@router.get("")
def read(
    actor: Annotated[Actor, needs(Role.CANDIDATE, Role.KLANTMANAGER)],
    portfolio_id: Id,
    response: Response,
    service: ServiceDep,
) -> Consents:
    """What is allowed now."""
    record = PORTFOLIOS.kept(service, actor, portfolio_id)
    response.headers["ETag"] = etag(record.version)
    return _shown(record.consents)


@router.put("")
def change(
    actor: Annotated[Actor, needs(Role.CANDIDATE, Role.KLANTMANAGER)],
    portfolio_id: Id,
    body: Consents,
    response: Response,
    service: ServiceDep,
    expected: ExpectedVersion,
    reason: Reason = None,
) -> Consents:
    """Allow or withdraw; lists follow within two seconds."""
    record = PORTFOLIOS.kept(service, actor, portfolio_id)
    party = CANDIDATE if actor.role is Role.CANDIDATE else KLANTMANAGER
    # What the other party said stays, so that the candidate's word holds whoever writes next.
    kept = [c for c in record.consents if c.purpose not in body.allowed or c.party != party]
    said = [
        Consent(purpose.value, group.value, group in groups, party)
        for purpose, groups in body.allowed.items()
        for group in Group
    ]
    with service.database.write() as tx:
        made = tx.portfolios.set_consents(
            portfolio_id, [*kept, *said], by=actor.user, expected=expected, reason=reason
        )
        details = {
            "version": made.version,
            "allowed": {p.value: sorted(g.value for g in v) for p, v in body.allowed.items()},
        }
        tx.audit.append(actor.user, actor.organisation, "consent.changed", portfolio_id, details)
    response.headers["ETag"] = etag(made.version)
    return _shown(made.consents)


def _shown(consents: tuple[Consent, ...]) -> Consents:
    return Consents(allowed={p: sorted(groups_for(consents, p)) for p in Purpose})
