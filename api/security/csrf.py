"""A page of another site must not act with a visitor's cookie.

Unsafe methods with a session cookie carry the token of that session in a header, which another
site cannot read or send. An API token is not sent by a browser on its own, so needs none.
"""

from __future__ import annotations

import hmac

from fastapi import Request

from api.problems import Problem
from api.security.signed_in import SignedIn

HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def check(request: Request, found: SignedIn) -> None:
    """Raise the problem ``csrf`` when the token is needed and is not the session's."""
    if request.method in SAFE or found.csrf_token is None:
        return
    given = request.headers.get(HEADER, "")
    if not hmac.compare_digest(given.encode(), found.csrf_token.encode()):
        raise Problem(
            "csrf",
            f"Stuur de code van uw sessie mee in de kop {HEADER}. Die kreeg u bij het inloggen.",
            f"Send your session's token in the header {HEADER}; you got it when signing in.",
        )
