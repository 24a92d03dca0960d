"""A pseudonymised export for data scientists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from api.access import ServiceDep, needs
from matcher.service.actors import Actor
from matcher.service.research import pseudonymised
from matcher.store.organisations import Role

router = APIRouter(prefix="/research", tags=["research"])
MEDIA = "application/jsonl"


@router.get(
    "/portfolios",
    response_class=StreamingResponse,
    responses={200: {"content": {MEDIA: {"schema": {"type": "string"}}}}},
)
def portfolios(
    actor: Annotated[Actor, needs(Role.DATA_SCIENTIST)], service: ServiceDep
) -> StreamingResponse:
    """Portfolios of people who agreed, in the exchange format, one a line, without free text."""
    with service.database.read() as tx:
        made = list(pseudonymised(tx.portfolios.as_of(tx.portfolios.last_sequence())))
    with service.database.write() as tx:
        details = {"written": len(made)}
        tx.audit.append(actor.user, actor.organisation, "research.exported", "portfolios", details)

    def lines() -> Iterator[str]:
        for body in made:
            yield json.dumps(body, ensure_ascii=False) + "\n"

    return StreamingResponse(lines(), media_type=MEDIA)
