"""Files in and out: jobs with progress, and exports."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.access import STAFF, ServiceDep, needs
from api.paging import After, Limit, Page, paged
from api.problems import not_found
from matcher.exchange.formats import FORMATS
from matcher.service import importing
from matcher.service.actors import Actor
from matcher.service.service import Service
from matcher.store.jobs import FINISHED, Job
from matcher.store.organisations import Role

router = APIRouter(tags=["exchange"])
PATH = "/exchange-jobs"
JobId = Annotated[str, Path(max_length=100)]
LOOK_EVERY, LONGEST = 0.5, 1800.0  # seconds between two looks, and of one stream of events
MEDIA = "application/octet-stream"


class Format(StrEnum):
    """Formats that are read and written."""

    JSONL = "jsonl"
    VUM = "vum"
    SONAR = "sonar"
    JOBPOSTING = "jobposting"
    JSONRESUME = "jsonresume"


assert {f.value for f in Format} == set(FORMATS)
Kind = Literal["portfolio", "vacancy"]


class OneJob(BaseModel):
    """Work on a file: where it stands and what came of it."""

    id: str
    kind: str
    status: str
    done: int
    total: int
    report: dict[str, Any] | None
    created_at: datetime
    finished_at: datetime | None


FILE_BODY = {
    "requestBody": {
        "required": True,
        "content": {MEDIA: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post(PATH, status_code=202, response_model=OneJob, openapi_extra=FILE_BODY)
async def read_file(
    actor: Annotated[Actor, needs(*STAFF)],
    request: Request,
    service: ServiceDep,
    format: Annotated[Format, Query(description="Format of the file")],
    kind: Annotated[Kind, Query(description="What it holds")],
    partial: Annotated[bool, Query(description="Store what is right, refuse the rest")] = False,
) -> Response:
    """Send a file as the body; it is read in the background, all or nothing unless `partial`."""
    data = await request.body()
    job = await run_in_threadpool(_begin, service, actor, data, format.value, kind, partial)
    return JSONResponse(
        one_job(job).model_dump(mode="json"), 202, {"Location": f"/v1{PATH}/{job.id}"}
    )


def _begin(
    service: Service, actor: Actor, data: bytes, format: str, kind: str, partial: bool
) -> Job:
    settings = service.settings
    job, upload = importing.accept(service.database, settings, actor, data, format, kind, partial)
    importing.start(settings, upload)
    return job


@router.get(PATH)
def listed(
    actor: Annotated[Actor, needs(*STAFF)],
    request: Request,
    response: Response,
    service: ServiceDep,
    after: After = None,
    limit: Limit = 50,
) -> Page[OneJob]:
    """The work of your organisation, newest first."""
    if after is not None:
        own_job(service, actor, after)
    with service.database.read() as tx:
        found = tx.jobs.page(organisation=actor.organisation, after=after, limit=limit)
    items = [one_job(j) for j in found]
    return paged(request, response, items, items[-1].id if items else "", limit)


@router.get(PATH + "/{job_id}")
def read(actor: Annotated[Actor, needs(*STAFF)], job_id: JobId, service: ServiceDep) -> OneJob:
    """Where the work stands; with the report when it is finished."""
    return one_job(own_job(service, actor, job_id))


@router.get(
    PATH + "/{job_id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}},
)
def events(
    actor: Annotated[Actor, needs(*STAFF)], job_id: JobId, request: Request, service: ServiceDep
) -> StreamingResponse:
    """Progress as server-sent events, until the work is finished."""
    own_job(service, actor, job_id)
    stream = _events(service, actor, job_id, request)
    return StreamingResponse(stream, media_type="text/event-stream")


async def _events(
    service: Service, actor: Actor, job_id: str, request: Request
) -> AsyncIterator[str]:
    before: str | None = None
    for _ in range(int(LONGEST / LOOK_EVERY)):
        job = await run_in_threadpool(own_job, service, actor, job_id)
        now = json.dumps(one_job(job).model_dump(mode="json"), ensure_ascii=False)
        if now != before:
            yield f"event: {'finished' if job.status in FINISHED else 'progress'}\ndata: {now}\n\n"
            before = now
        if job.status in FINISHED or await request.is_disconnected():
            return
        await asyncio.sleep(LOOK_EVERY)


@router.get(
    "/exports",
    response_class=Response,
    responses={200: {"content": {MEDIA: {"schema": {"type": "string", "format": "binary"}}}}},
)
def export(
    actor: Annotated[Actor, needs(*STAFF)],
    service: ServiceDep,
    format: Annotated[Format, Query(description="Format of the file")],
    kind: Annotated[Kind, Query(description="What it holds")],
    profile: Annotated[
        Literal["matching", "detail"], Query(description="Matching is anonymous")
    ] = "matching",
) -> Response:
    """The records of your organisation as a file; of people only what they allow."""
    with service.database.read() as tx:
        records = tx.portfolios if kind == "portfolio" else tx.vacancies
        last = records.last_sequence()
        mine = [r for r in records.as_of(last) if r.organisation == actor.organisation]
    made = importing.export(mine, format.value, kind, profile)
    with service.database.write() as tx:
        details = {
            "format": format.value,
            "kind": kind,
            "profile": profile,
            "written": made.report.written,
        }
        tx.audit.append(actor.user, actor.organisation, "export", kind, details)
    lost = json.dumps(made.report.as_dict(), ensure_ascii=True)
    name = f"{kind}{FORMATS[format.value].suffixes[0]}"
    headers = {
        "Export-Report": lost,
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Response(made.data, media_type=MEDIA, headers=headers)


def own_job(service: Service, actor: Actor, job_id: str) -> Job:
    """Work of the actor's organisation."""
    with service.database.read() as tx:
        job = tx.jobs.get(job_id)
    if job.organisation != actor.organisation or actor.role not in (*STAFF, Role.ADMIN):
        raise not_found()
    return job


def one_job(job: Job) -> OneJob:
    """Work as it is shown."""
    return OneJob(
        id=job.id,
        kind=job.kind,
        status=job.status,
        done=job.done,
        total=job.total,
        report=job.report,
        created_at=job.created_at,
        finished_at=job.finished_at,
    )
