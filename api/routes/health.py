"""Health, readiness, numbers for Prometheus, and a page for each kind of problem."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api import watching
from api.access import ServiceDep
from api.problems import KINDS, documented, from_matcher, not_found
from matcher.service.live import NotReadyError

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """The pools can be searched."""

    status: str
    portfolios: int
    vacancies: int
    sequence: int
    vocabulary: str
    encoder: str


@router.get("/health")
def health() -> Health:
    """The process is alive; asks nothing of the store."""
    return Health()


@router.get("/readiness", responses=documented("not-ready"))
def readiness(service: ServiceDep) -> Readiness:
    """Ready to give answers: the store can be read and both pools are there."""
    if not service.ready:
        raise from_matcher(NotReadyError())
    with service.database.read() as tx:
        tx.portfolios.last_sequence()
    portfolios, vacancies = service.portfolios.view, service.vacancies.view
    return Readiness(
        status="ready",
        portfolios=len(portfolios),
        vacancies=len(vacancies),
        sequence=portfolios.sequence,
        vocabulary=service.matcher.vocabulary.fingerprint,
        encoder=service.matcher.encoder.name,
    )


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(service: ServiceDep) -> Response:
    """Counts and durations in Prometheus' text format; nothing about people."""
    for live in (service.portfolios, service.vacancies):
        if live.ready:
            name = live.kind.name
            watching.ROWS.labels(name).set(len(live.view))
            watching.CHANGED.labels(name).set(live.view.changed)
            watching.SEQUENCE.labels(name).set(live.view.sequence)
    return Response(watching.exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/problems/{name}")
def problem(name: str) -> dict[str, Any]:
    """What one kind of problem means: the page that ``type`` points to."""
    kind = KINDS.get(name)
    if kind is None:
        raise not_found()
    return {
        "type": f"/v1/problems/{name}",
        "status": kind.status,
        "nl": kind.dutch,
        "en": kind.english,
    }
