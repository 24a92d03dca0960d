"""What the repositories of one transaction share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import uuid4

from sqlalchemy.orm import Session

T = TypeVar("T")
CHUNK = 500  # rows a statement in bulk work


def random_id() -> str:
    """32 hexadecimal digits that tell nothing."""
    return uuid4().hex


@dataclass(frozen=True)
class Unit:
    """One atomic unit of work.

    Attributes
    ----------
    session : Session
        Bound to one connection in one transaction.
    now : datetime
        The moment of this unit, UTC; every row it writes carries this moment.
    new_id : Callable[[], str]
        Gives ids of rows that have none of their own.
    """

    session: Session
    now: datetime
    new_id: Callable[[], str]

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.session.get_bind().dialect.name


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Lists of at most `size` items, in order; nothing for nothing."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
