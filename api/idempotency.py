"""The same POST sent twice is done once: header ``Idempotency-Key``.

The first answer is kept for a day and given again to the same user for the same route and body; the
same key with another body is a conflict.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Header, Request, Response

from api.access import service
from api.problems import Problem
from matcher.service.actors import Actor
from matcher.store.problems import AlreadyExists

KEPT = timedelta(days=1)
HEADERS_KEPT = ("location", "etag", "link")

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=100,
        pattern=r"^[\x21-\x7e]+$",
        description="A name of your own for this request; sending it again does nothing twice",
    ),
]


def once(
    request: Request, actor: Actor, key: str | None, body: Any, do: Callable[[], Response]
) -> Response:
    """Do something, or give the answer of the time it was done.

    Parameters
    ----------
    body : Any
        What the caller sent, as JSON values.
    """
    if key is None:
        return do()
    found = service(request)
    store, route = found.database, f"{request.method} {request.url.path}"
    sent = json.dumps(body, sort_keys=True, ensure_ascii=False).encode()
    # With a secret: a body may hold a password, which nobody should guess from its digest.
    digest = hmac.new(found.settings.secret.encode(), sent, hashlib.sha256).hexdigest()
    with store.read() as tx:
        kept = tx.idempotency.find(key, actor.user, route)
    if kept is not None:
        if kept.body_hash != digest:
            raise Problem(
                "conflict",
                "Deze Idempotency-Key hoort bij een andere inhoud. Neem een nieuwe.",
                "This Idempotency-Key belongs to another body. Use a new one.",
            )
        return Response(kept.body, kept.status, kept.headers, "application/json")
    answer = do()
    headers = {k: answer.headers[k] for k in HEADERS_KEPT if k in answer.headers}
    try:
        with store.write() as tx:
            tx.idempotency.purge(tx.now - KEPT)
            tx.idempotency.add(
                key, actor.user, route, digest, answer.status_code, headers, bytes(answer.body)
            )
    except AlreadyExists:
        pass  # two at the same moment: both were done, the first answer is kept
    return answer
