"""CompetentNL from an endpoint: a server on this machine that really answers SPARQL."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from sources_fixture import LINES

from matcher.errors import VocabularyError
from matcher.vocabulary.sources.endpoint import questions
from matcher.vocabulary.sources.importing import (
    import_competentnl_endpoint,
    import_competentnl_file,
)
from matcher.vocabulary.sources.sparql import SparqlClient, retry_after
from matcher.vocabulary.sources.terms import Terms
from matcher.vocabulary.tables import read_tables

rdflib = pytest.importorskip("rdflib")
Answer = tuple[int, dict[str, str], str]
EMPTY = '{"results": {"bindings": []}}'


@dataclass
class Server:
    """What was asked, and how to answer."""

    answer: Callable[[str], Answer]
    queries: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server(lambda _query: (200, {}, EMPTY))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query).get("query", [""])[0]
            state.queries.append(query)
            state.headers.append({k.lower(): v for k, v in self.headers.items()})
            code, headers, body = state.answer(query)
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield state
    http.shutdown()
    http.server_close()
    thread.join()


def sparql() -> Callable[[str], Answer]:
    """Answers from the small CompetentNL."""
    graph = rdflib.Graph()
    graph.parse(data="\n".join(LINES), format="nt")
    return lambda query: (200, {}, graph.query(query).serialize(format="json").decode())


def test_an_endpoint_gives_the_same_tables_as_the_file(server: Server, tmp_path: Path) -> None:
    server.answer = sparql()
    client = SparqlClient(server.url, key="geheim", page=2, sleep=pytest.fail)
    import_competentnl_endpoint(client, tmp_path / "net")
    (tmp_path / "klein.nt").write_text("\n".join(LINES), encoding="utf-8")
    import_competentnl_file(tmp_path / "klein.nt", tmp_path / "bestand")
    net, file = read_tables(tmp_path / "net"), read_tables(tmp_path / "bestand")
    assert net.fingerprint == file.fingerprint
    assert net.esco == file.esco
    assert {h["apikey"] for h in server.headers} == {"geheim"}
    assert {h["accept"] for h in server.headers} == {"application/sparql-results+json"}
    assert all(re.search(r"\nLIMIT 2 OFFSET \d+$", q) for q in server.queries)
    assert not any("geheim" in p.read_text() for p in (tmp_path / "net").iterdir())


def test_no_question_uses_what_the_endpoint_does_not_take() -> None:
    for question in questions(Terms.load()):
        assert not re.search(r"\b(UNION|FROM)\b", question.query)
        assert "ORDER BY" in question.query


def rows(number: int) -> str:
    node = {"s": {"type": "uri", "value": f"http://e.nl/{number}"}}
    return json.dumps({"results": {"bindings": [node] if number < 3 else []}})


def test_a_server_that_gives_fewer_rows_than_asked_is_read_to_the_end(server: Server) -> None:
    server.answer = lambda q: (200, {}, rows(int(q.rsplit(" ", 1)[1])))
    found = [row["s"]["value"] for _, row in SparqlClient(server.url, page=100).rows("SELECT")]
    assert found == [f"http://e.nl/{n}" for n in range(3)]


def test_a_server_that_ignores_the_offset_is_refused(server: Server) -> None:
    server.answer = lambda _query: (200, {}, rows(1))
    with pytest.raises(VocabularyError, match="OFFSET"):
        list(SparqlClient(server.url).rows("SELECT"))


@pytest.mark.parametrize(
    ("code", "headers", "waits"),
    [
        (429, {"Retry-After": "7"}, [7.0, 7.0]),
        (503, {}, [1.0, 2.0]),
        (500, {"Retry-After": "later"}, [1.0, 2.0]),
    ],
)
def test_a_busy_server_is_asked_again_after_waiting(
    server: Server, code: int, headers: dict[str, str], waits: list[float]
) -> None:
    server.answer = lambda _query: (
        (code, headers, "druk") if len(server.queries) < 3 else (200, {}, EMPTY)
    )
    slept: list[float] = []
    assert list(SparqlClient(server.url, sleep=slept.append).rows("SELECT")) == []
    assert slept == waits


def test_it_gives_up_after_the_last_try(server: Server) -> None:
    server.answer = lambda _query: (503, {}, "druk")
    slept: list[float] = []
    with pytest.raises(VocabularyError, match="HTTP 503"):
        list(SparqlClient(server.url, tries=3, sleep=slept.append).rows("SELECT"))
    assert (slept, len(server.queries)) == ([1.0, 2.0], 3)


def test_it_does_not_wait_an_hour(server: Server) -> None:
    server.answer = lambda _query: (429, {"Retry-After": "3600"}, "druk")
    with pytest.raises(VocabularyError, match="HTTP 429"):
        list(SparqlClient(server.url, sleep=pytest.fail).rows("SELECT"))


@pytest.mark.parametrize(
    ("code", "advice"), [(401, "COMPETENTNL_API_KEY"), (403, "COMPETENTNL_API_KEY"), (404, "adres")]
)
def test_what_asking_again_cannot_mend_is_told_at_once(
    server: Server, code: int, advice: str
) -> None:
    server.answer = lambda _query: (code, {}, "nee")
    with pytest.raises(VocabularyError, match=advice) as error:
        list(SparqlClient(server.url, key="geheim", sleep=pytest.fail).rows("SELECT"))
    assert "geheim" not in str(error.value)
    assert len(server.queries) == 1


def test_the_key_does_not_follow_a_redirect(server: Server) -> None:
    server.answer = lambda _query: (302, {"Location": f"{server.url}/elders"}, "")
    with pytest.raises(VocabularyError, match="verwijst door"):
        list(SparqlClient(server.url, key="geheim").rows("SELECT"))
    assert len(server.queries) == 1


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    client = SparqlClient("http://127.0.0.1:9/v1", tries=2, sleep=lambda _seconds: None)
    with pytest.raises(VocabularyError, match="geen antwoord"):
        import_competentnl_endpoint(client, tmp_path / "uit")
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("address", ["", "ftp://x.nl", "sparql.competentnl.nl", "https://"])
def test_an_address_must_be_a_web_address(address: str) -> None:
    with pytest.raises(VocabularyError, match="webadres"):
        SparqlClient(address)


def test_a_key_goes_over_https_only() -> None:
    with pytest.raises(VocabularyError, match="https"):
        SparqlClient("http://voorbeeld.nl/v1", key="geheim")


def test_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert 50 < retry_after(later) <= 60
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after("onzin") == 0
