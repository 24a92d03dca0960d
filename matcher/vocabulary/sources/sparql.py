"""A polite SPARQL client: pages, waits when asked to, and sends the key nowhere else."""

from __future__ import annotations

import hashlib
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import IO, Any

from matcher.errors import VocabularyError
from matcher.vocabulary.sources.sparql_json import bindings

ACCEPT = "application/sparql-results+json"
LOCAL = {"127.0.0.1", "localhost", "::1"}
LONGEST_WAIT, TIMEOUT = 300.0, 60.0  # seconds
USER_AGENT = "matcher-vocab-import"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another address."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message,
        newurl: str,
    ) -> None:  # fmt: skip
        return None


class SparqlClient:
    """Asks one endpoint.

    Parameters
    ----------
    endpoint : str
        ``https://…``; plain http only to this machine when there is a key.
    key, key_header : str
        Sent with every request; nothing is sent when the key is empty.
    page : int
        Rows a request.
    tries : int
        Requests made before giving up on one page.
    sleep : callable
        Takes seconds; a test gives its own.
    """

    def __init__(
        self,
        endpoint: str,
        key: str = "",
        key_header: str = "apikey",
        page: int = 1000,
        tries: int = 6,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urllib.parse.urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise VocabularyError(f"'{endpoint}' is geen webadres; geef https://…")
        if key and parts.scheme == "http" and parts.hostname not in LOCAL:
            raise VocabularyError(f"{endpoint}: een sleutel gaat alleen over https")
        self.endpoint, self._page, self._tries, self._sleep = endpoint, page, tries, sleep
        self._headers = {"Accept": ACCEPT, "User-Agent": USER_AGENT}
        if key:
            self._headers[key_header] = key
        self._opener = urllib.request.build_opener(_NoRedirect)
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Digest of every answer so far, in order."""
        return self._digest.hexdigest()

    def rows(self, query: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """All rows of a query with their place, page by page until a page is empty.

        Parameters
        ----------
        query : str
            Ordered and without LIMIT or OFFSET; both are added.
        """
        offset, before = 0, None
        while True:
            page = self._ask(f"{query}\nLIMIT {self._page} OFFSET {offset}")
            found = bindings(page, self.endpoint)
            if not found:
                return
            if page == before:
                raise VocabularyError(f"{self.endpoint}: geeft steeds dezelfde bladzijde (OFFSET)")
            for number, row in enumerate(found, offset + 1):
                yield f"{self.endpoint} antwoord {number}", row
            # A server may give fewer rows than asked: only an empty page is the last.
            offset, before = offset + len(found), page

    def _ask(self, query: str) -> str:
        address = f"{self.endpoint}?{urllib.parse.urlencode({'query': query})}"
        reason = ""
        for attempt in range(self._tries):
            request = urllib.request.Request(address, headers=self._headers)
            wait = 2.0**attempt
            try:
                with self._opener.open(request, timeout=TIMEOUT) as answer:
                    body: bytes = answer.read()
                self._digest.update(body)
                return body.decode("utf-8", "replace")
            except urllib.error.HTTPError as error:
                with error:
                    reason = self._reason(error)
                    wait = max(wait, retry_after(error.headers.get("Retry-After", "")))
            except (OSError, HTTPException) as error:
                reason = str(getattr(error, "reason", error)) or type(error).__name__
            if wait > LONGEST_WAIT:
                break
            if attempt + 1 < self._tries:
                self._sleep(wait)
        raise VocabularyError(f"{self.endpoint}: geen antwoord ({reason}); probeer het later weer")

    def _reason(self, error: urllib.error.HTTPError) -> str:
        """What went wrong, when asking again can help; otherwise raises."""
        if error.code == 429 or error.code >= 500:
            return f"HTTP {error.code}"
        if error.code in (401, 403):
            advice = "de sleutel ontbreekt of wordt geweigerd; zet COMPETENTNL_API_KEY"
        elif 300 <= error.code < 400:
            advice = f"verwijst door naar {error.headers.get('Location')}; geef dat adres zelf"
        else:
            advice = "het adres of de vraag wordt niet begrepen"
        raise VocabularyError(f"{self.endpoint}: HTTP {error.code}: {advice}")


def retry_after(value: str) -> float:
    """Seconds that a Retry-After header asks for, from a number or a date; 0 when unreadable."""
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0
