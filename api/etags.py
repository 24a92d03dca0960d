"""Versions over HTTP: ETag on what is read, If-Match on what is changed (RFC 9110 §13)."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header

from api.problems import Problem

_STRONG = re.compile(r'^"(\d{1,18})"$')


def etag(version: int) -> str:
    """The ETag of a version."""
    return f'"{version}"'


def expected_version(
    if_match: Annotated[str | None, Header(description='The ETag you last saw, e.g. "3"')] = None,
) -> int:
    """The version that a change is meant for.

    Raises
    ------
    Problem
        ``version-needed`` without the header, ``version-changed`` when it is no version of ours.
    """
    if if_match is None:
        raise Problem(
            "version-needed",
            'Stuur If-Match mee met de ETag die u het laatst zag, bijvoorbeeld "3".',
            'Send If-Match with the ETag you last saw, for example "3".',
        )
    found = _STRONG.match(if_match.strip())
    if found is None:
        raise Problem(
            "version-changed",
            f"If-Match is {if_match[:40]}. "
            "Stuur de ETag die u het laatst zag, met aanhalingstekens.",
            f"If-Match is {if_match[:40]}. Send the ETag you last saw, with its quotes.",
        )
    return int(found[1])


ExpectedVersion = Annotated[int, Depends(expected_version)]
