"""Lists in pages: ``after`` and ``limit``, and a link to the next page in body and header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

T = TypeVar("T")
MOST = 200

After = Annotated[
    str | None,
    Query(max_length=500, description="The last id seen; `next` already holds it"),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Most items on a page")]


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T]
    next: str | None = Field(None, description="Path of the next page; null on the last")


def paged(
    request: Request,
    response: Response,
    items: Sequence[T],
    last: str,
    limit: int,
    looked_at: int | None = None,
) -> Page[T]:
    """A page, with the link to the next when this one is full.

    Parameters
    ----------
    last : str
        Key of the last item that was looked at: the next page begins after it.
    looked_at : int, optional
        How many were looked at, when some of them were left out.
    """
    if (len(items) if looked_at is None else looked_at) < limit:
        return Page(items=list(items), next=None)
    others = [(k, v) for k, v in request.query_params.multi_items() if k not in ("after", "limit")]
    query = urlencode([*others, ("after", last), ("limit", str(limit))])
    path = f"{request.url.path}?{query}"
    response.headers["Link"] = f'<{path}>; rel="next"'
    return Page(items=list(items), next=path)
