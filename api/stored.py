"""Portfolios and vacancies over HTTP: what both kinds of stored record have in common."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Path, Query, Request, Response
from fastapi.responses import JSONResponse

from api.access import organisations_of
from api.etags import etag
from api.idempotency import once
from api.paging import Page, paged
from api.problems import Problem, not_found
from api.schemas.records import Resource, Summary, Version, resource, summary, version
from matcher.errors import DataError
from matcher.service.actors import Actor
from matcher.service.service import Service
from matcher.store.database import Transaction
from matcher.store.organisations import Role
from matcher.store.problems import AlreadyExists, VersionConflict
from matcher.store.records import Record, Records
from matcher.store.sensitive import MEASURED

Id = Annotated[str, Path(max_length=500)]
Number = Annotated[int, Path(ge=1, le=10**9)]
Reason = Annotated[str | None, Query(max_length=500, description="Why; kept in the history")]


@dataclass(frozen=True)
class Stored:
    """One kind of record: its name in the log and its place in URLs and in the store."""

    name: str
    path: str
    records: Callable[[Transaction], Records]

    def seen(self, service: Service, actor: Actor, record_id: str) -> Record:
        """A record the actor may read; a problem that does not tell whether it exists."""
        with service.database.read() as tx:
            record = self.records(tx).find(record_id)
        if record is None or record.body is None or not self._shared(service, actor, record):
            raise not_found()
        return record

    def _shared(self, service: Service, actor: Actor, record: Record) -> bool:
        if actor.role is Role.CANDIDATE and self.name == "portfolio":
            return actor.portfolio == record.id
        if actor.role is Role.EMPLOYER:
            return record.organisation == actor.organisation
        return record.organisation in organisations_of(service, actor)

    def kept(self, service: Service, actor: Actor, record_id: str) -> Record:
        """A record the actor may change: a candidate their own, others their organisation's."""
        record = self.seen(service, actor, record_id)
        if not self._own(actor, record):
            raise not_found()
        return record

    def left(self, service: Service, actor: Actor, record_id: str) -> Record:
        """As `kept`, also after the record was removed: its history stays until it is erased."""
        with service.database.read() as tx:
            past = self.records(tx).history(record_id)
            last = self.records(tx).at_version(record_id, past[-1].version) if past else None
        if last is None or not self._own(actor, last):
            raise not_found()
        return last

    def _own(self, actor: Actor, record: Record) -> bool:
        if actor.role is Role.CANDIDATE:
            return self.name == "portfolio" and actor.portfolio == record.id
        return record.organisation == actor.organisation

    def page(
        self,
        service: Service,
        actor: Actor,
        request: Request,
        response: Response,
        after: str | None,
        limit: int,
    ) -> Page[Summary]:
        """The records of the actor's own organisation, by id."""
        with service.database.read() as tx:
            mine = [actor.organisation]
            found = self.records(tx).page(organisations=mine, after=after, limit=limit)
        items = [summary(r) for r in found]
        return paged(request, response, items, items[-1].id if items else "", limit)

    def create(
        self,
        service: Service,
        actor: Actor,
        request: Request,
        body: dict[str, Any],
        key: str | None,
    ) -> Response:
        """Store a new record of the actor's organisation; without an id it gets a random one."""

        if not _fits_a_path(body.get("id", "-")):
            raise DataError(
                f"veld id: gevonden {body['id']!r:.60}; een id heeft geen / en is geen ."
            )

        def do() -> Response:
            mine, record = actor.organisation, {"id": str(uuid.uuid4()), **body}
            with service.database.write() as tx:
                try:
                    made = self.records(tx).put(
                        record, organisation=mine, by=actor.user, expected=0
                    )
                except VersionConflict:
                    raise AlreadyExists(self.name, record["id"]) from None
                self.log(tx, actor, "created", made.id, {"version": made.version})
            return self.answer(made, 201)

        return once(request, actor, key, body, do)

    def read(self, service: Service, actor: Actor, record_id: str) -> Response:
        """One record; that the actor looked is kept."""
        record = self.seen(service, actor, record_id)
        with service.database.write() as tx:
            self.log(tx, actor, "viewed", record.id, {"version": record.version})
        return self.answer(self._without_hint(actor, record), 200)

    def _without_hint(self, actor: Actor, record: Record) -> Record:
        """An empty loonwaarde tells that somebody is in a register: not for every reader."""
        may_know = self._own(actor, record) and actor.role is not Role.ACCOUNTMANAGER
        if record.body is None or may_know or record.body.get(MEASURED) != {}:
            return record
        return replace(record, body={k: v for k, v in record.body.items() if k != MEASURED})

    def change(
        self,
        service: Service,
        actor: Actor,
        record_id: str,
        body: dict[str, Any],
        expected: int,
        reason: str | None,
    ) -> Response:
        """Replace a record; what the store keeps apart from it stays as it was."""
        before = self.kept(service, actor, record_id)
        if body.get("id", record_id) != record_id:
            raise DataError(
                f"veld id: gevonden {body['id']!r:.60}; geef het id van het adres, of laat het weg"
            )
        with service.database.write() as tx:
            made = self.records(tx).put(
                {**body, "id": record_id},
                organisation=before.organisation,
                by=actor.user,
                expected=expected,
                reason=reason,
            )
            self.log(tx, actor, "changed", made.id, {"version": made.version})
        return self.answer(made, 200)

    def remove(
        self, service: Service, actor: Actor, record_id: str, expected: int, reason: str | None
    ) -> Response:
        """Take a record out of matching; its history stays until it is erased."""
        self.kept(service, actor, record_id)
        with service.database.write() as tx:
            gone = self.records(tx).delete(
                record_id, by=actor.user, expected=expected, reason=reason
            )
            self.log(tx, actor, "removed", record_id, {"version": gone.version})
        return Response(status_code=204)

    def versions(self, service: Service, actor: Actor, record_id: str) -> list[Version]:
        """Every change, oldest first; also of a record that was removed."""
        self.left(service, actor, record_id)
        with service.database.read() as tx:
            return [version(c) for c in self.records(tx).history(record_id)]

    def at_version(self, service: Service, actor: Actor, record_id: str, number: int) -> Resource:
        """A record as it was; that the actor looked is kept."""
        self.left(service, actor, record_id)
        with service.database.write() as tx:
            found = self.records(tx).at_version(record_id, number)
            self.log(tx, actor, "viewed", record_id, {"version": number})
        if found.body is None:
            raise Problem(
                "not-found",
                "Van deze versie is de inhoud verwijderd.",
                "The content of this version was removed.",
            )
        return resource(found)

    def log(
        self, tx: Transaction, actor: Actor, what: str, record_id: str, details: dict[str, Any]
    ) -> None:
        """A line in the audit log; never with free text, which could not be erased there."""
        action = f"{self.name}.{what}"
        tx.audit.append(actor.user, actor.organisation, action, record_id, details)

    def answer(self, record: Record, status: int) -> Response:
        """A record with its ETag."""
        headers = {"ETag": etag(record.version)}
        if status == 201:
            headers["Location"] = f"/v1/{self.path}/{quote(record.id, safe='')}"
        return JSONResponse(resource(record).model_dump(mode="json"), status, headers)


def _fits_a_path(record_id: str) -> bool:
    """Whether an address can end in the id: clients take . and .. away, and / begins a part."""
    return "/" not in record_id and record_id not in (".", "..")


PORTFOLIOS = Stored("portfolio", "portfolios", lambda tx: tx.portfolios)
VACANCIES = Stored("vacancy", "vacancies", lambda tx: tx.vacancies)
