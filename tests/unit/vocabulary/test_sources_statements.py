"""Statements from N-Triples, Turtle and SPARQL answers."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from matcher.errors import VocabularyError
from matcher.vocabulary.sources import sparql_json
from matcher.vocabulary.sources.ntriples import parse
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.sources.triples import Triple, read_triples

S, P, OBJECT = "http://e.nl/s", "http://e.nl/p", "http://e.nl/o"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"<{S}> <{P}> <{OBJECT}> .", (S, P, OBJECT, None)),
        (f"<{S}><{P}><{OBJECT}>.", (S, P, OBJECT, None)),
        (f'<{S}> <{P}> "kok"@nl . # een kok', (S, P, "kok", "nl")),
        (f'<{S}> <{P}> "kok"@nl-BE .', (S, P, "kok", "nl-be")),
        (f'<{S}> <{P}> "3"^^<{OBJECT}> .', (S, P, "3", "")),
        (f'_:b1 <{P}> "co\\u00f6rdinator \\"x\\"\\n" .', ("_:b1", P, 'coördinator "x"\n', "")),
        (f'<{S}> <{P}> "\\U0001F468" .', (S, P, "\U0001f468", "")),
        (f"<{S}> <{P}> _:b2 .", (S, P, "_:b2", None)),
        (f'<{S}> <{P}> "een punt . hier" .', (S, P, "een punt . hier", "")),
    ],
)
def test_a_line_of_ntriples(line: str, expected: tuple[str, str, str, str | None]) -> None:
    assert parse(line) == (*expected, "")


@pytest.mark.parametrize(
    "line",
    [
        f"<{S}> <{P}> <{OBJECT}>",
        f"<{S}> <{P}> .",
        f'<{S}> "{P}" <{OBJECT}> .',
        f'<{S}> <{P}> "open .',
        f"<{S} x> <{P}> <{OBJECT}> .",
        f'<{S}> <{P}> "\\x41" .',
        f'<{S}> <{P}> "\\uD800" .',
        f'<{S}> <{P}> "\\UFFFFFFFF" .',
    ],
)
def test_a_broken_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"N-Triples|schrijfwijze|teken"):
        parse(line)


def test_broken_lines_are_told_with_their_number_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.nt.gz"
    good = f"<{S}> <{P}> <{OBJECT}> .\n".encode()
    path.write_bytes(gzip.compress(b"# kop\n\n" + good + b"onzin\n" + b'<a> <b> "\xff" .\n' + good))
    report = ImportReport()
    assert len(list(read_triples(path, report))) == 2
    assert [p.split(":")[0] for p in report.problems] == ["x.nt.gz regel 4", "x.nt.gz regel 5"]


def test_a_gzip_that_breaks_off_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.nt.gz"
    path.write_bytes(gzip.compress(b"# kop\n" * 1000)[:-12])
    with pytest.raises(VocabularyError, match="kan dit bestand niet lezen"):
        list(read_triples(path, ImportReport()))


def test_another_suffix_is_refused_with_what_is_accepted(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="N-Triples"):
        read_triples(tmp_path / "x.xlsx", ImportReport())


def test_turtle_gives_the_same_statements_as_ntriples(tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    (tmp_path / "x.ttl").write_text(
        '@prefix e: <http://e.nl/> .\ne:s e:p e:o ; e:p "kok"@NL, "x" .\n', encoding="utf-8"
    )
    found = list(read_triples(tmp_path / "x.ttl", ImportReport()))
    assert {t[:4] for t in found} == {(S, P, OBJECT, None), (S, P, "kok", "nl"), (S, P, "x", "")}


def test_broken_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    text = '@prefix e: <http://e.nl/> .\ne:s e:p e:o .\ne:s e:p "open .\n'
    (tmp_path / "x.ttl").write_text(text, encoding="utf-8")
    report = ImportReport()
    found = list(read_triples(tmp_path / "x.ttl", report))
    assert [t[:3] for t in found] == [(S, P, OBJECT)]
    assert report.problems[0].startswith("x.ttl regel 3")


def node(kind: str, value: str, language: str = "") -> dict[str, str]:
    return {"type": kind, "value": value} | ({"xml:lang": language} if language else {})


def test_sparql_answers(tmp_path: Path) -> None:
    rows = [
        {"s": node("uri", S), "p": node("uri", P), "o": node("literal", "kok", "nl")},
        {"s": node("uri", S), "p": node("uri", P), "o": node("uri", "geen adres")},
        {"s": node("uri", S), "p": node("uri", P)},
        {"s": node("literal", S), "p": node("uri", P), "o": node("uri", OBJECT)},
        "onzin",
        {"s": node("bnode", "b"), "p": node("uri", P), "o": node("typed-literal", "3")},
    ]
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"results": {"bindings": rows}}), encoding="utf-8")
    report = ImportReport()
    found = list(read_triples(path, report))
    assert found == [
        Triple(S, P, "kok", "nl", "x.json antwoord 1"),
        Triple("_:b", P, "3", "", "x.json antwoord 6"),
    ]
    assert [p.split(":")[0] for p in report.problems] == [
        f"x.json antwoord {n}" for n in (2, 3, 4, 5)
    ]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"results": {"bindings": 3}}', "null"])
def test_another_json_is_an_error(text: str) -> None:
    with pytest.raises(VocabularyError, match=r"results\.bindings"):
        sparql_json.bindings(text, "x.json")
