"""CompetentNL as a vocabulary: what becomes what, and what happens to what is broken."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import pytest
from sources_fixture import BROKEN, CNLO, ESCO, ID, LINES, SKOS, TYPE, iri

from matcher.errors import VocabularyError
from matcher.vocabulary.check import check
from matcher.vocabulary.concepts import Link
from matcher.vocabulary.sources.competentnl import read_competentnl
from matcher.vocabulary.sources.importing import Choices, import_competentnl_file
from matcher.vocabulary.sources.ntriples import parse
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.sources.terms import STANDARD, Terms
from matcher.vocabulary.tables import read_tables
from matcher.vocabulary.vocabulary import Vocabulary


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "klein.nt"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


def test_the_tables_hold_what_the_statements_say(source: Path, tmp_path: Path) -> None:
    done = import_competentnl_file(source, tmp_path / "uit")
    tables = read_tables(tmp_path / "uit")
    by_id = {c.id.removeprefix(ID): c for c in tables.concepts}
    assert {i: (c.kind.value, c.label) for i, c in by_id.items()} == {
        "b1": ("beroep", "Heftruckchauffeur"),
        "b2": ("beroep", "kok"),
        "t1": ("taak", "pallets stapelen"),
        "v1": ("vaardigheid", "samenwerken"),
        "k1": ("kennis", "voeding"),
    }
    assert by_id["b2"].definition == "Bereidt maaltijden."
    assert by_id["v1"].facts["category"] == "VERBINDEN"
    assert [(x.text, x.register.value) for x in tables.labels if x.concept == f"{ID}b1"] == [
        ("Heftruckchauffeur", "voorkeur"),
        ("Heftruckbestuurder", "synoniem"),
    ]
    assert tables.links["beroep_eisen.csv"] == (
        Link(f"{ID}b1", f"{ID}v1", "essential"),
        Link(f"{ID}b2", f"{ID}k1", "important"),
    )
    assert [x.level for x in tables.links["beroep_taken.csv"]] == ["essential", "optional"]
    assert tables.links["beroep_omstandigheden.csv"] == (Link(f"{ID}b1", "staand werk", ""),)
    assert tables.esco == {f"{ID}b2": f"{ESCO}k9"}
    assert done.counts["beroep"] == 2
    assert check(tables).problems == ()


def test_the_origin_is_recorded(source: Path, tmp_path: Path) -> None:
    import_competentnl_file(source, tmp_path / "uit", Choices(release="1.2", licence="CC0"))
    about = json.loads((tmp_path / "uit" / "vocabulaire.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert about == {
        "name": "CompetentNL",
        "version": "1.2",
        "licence": "CC0",
        "source": "CompetentNL, klein.nt",
        "imported": [{"file": "klein.nt", "sha256": digest}],
    }


def test_the_order_of_statements_does_not_matter(source: Path, tmp_path: Path) -> None:
    turned = tmp_path / "anders" / "klein.nt"
    turned.parent.mkdir()
    turned.write_text("\n".join(reversed(LINES)), encoding="utf-8")
    import_competentnl_file(source, tmp_path / "een")
    import_competentnl_file(turned, tmp_path / "twee")
    one, two = (Vocabulary.load(tmp_path / name) for name in ("een", "twee"))
    assert one.fingerprint == two.fingerprint


def test_everything_broken_is_told_at_once_and_nothing_is_written(
    source: Path, tmp_path: Path
) -> None:
    source.write_text("\n".join([*LINES, *BROKEN]), encoding="utf-8")
    with pytest.raises(VocabularyError) as error:
        import_competentnl_file(source, tmp_path / "uit")
    first = len(LINES) + 1
    told = sorted(p.split(":")[0] for p in error.value.problems[:-1])
    assert told == [f"klein.nt regel {n}" for n in range(first, first + 4)]
    assert "--skip-bad" in error.value.problems[-1]
    assert [p.name for p in tmp_path.iterdir()] == ["klein.nt"]


def test_skipping_what_is_broken_keeps_the_rest(source: Path, tmp_path: Path) -> None:
    import_competentnl_file(source, tmp_path / "heel")
    source.write_text("\n".join([*LINES, *BROKEN]), encoding="utf-8")
    import_competentnl_file(source, tmp_path / "uit", Choices(skip_bad=True))
    assert read_tables(tmp_path / "uit").fingerprint == read_tables(tmp_path / "heel").fingerprint
    report = json.loads((tmp_path / "uit" / "import-report.json").read_text(encoding="utf-8"))
    assert len(report["problems"]) == 4
    assert report["left_out"]["uitspraak die de tabellen niet kennen"] == 1


def test_a_directory_with_something_in_it_is_never_overwritten(
    source: Path, tmp_path: Path
) -> None:
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "werk.txt").write_text("x", encoding="utf-8")
    with pytest.raises(VocabularyError, match="niet leeg"):
        import_competentnl_file(source, tmp_path / "uit")


def test_a_file_without_occupations_is_refused(source: Path, tmp_path: Path) -> None:
    source.write_text("\n".join(line for line in LINES if "Occupation>" not in line))
    with pytest.raises(VocabularyError, match="geen enkel beroep"):
        import_competentnl_file(source, tmp_path / "uit", Choices(skip_bad=True))


def test_a_circle_in_the_taxonomy_ends_at_doen() -> None:
    lines = [line for line in LINES if "Verbinden" not in line]
    report = ImportReport()
    triples = map(parse, [*lines, iri("top", f"{SKOS}broader", "v1")])
    draft = read_competentnl(triples, Terms.load(), report)
    assert draft.concepts[f"{ID}v1"].facts["category"] == "DOEN"
    assert sum(n for reason, n in report.left_out.items() if "DOEN" in reason) == 1


def test_two_classes_for_one_concept_is_a_problem() -> None:
    report = ImportReport()
    triples = map(parse, [*LINES, iri("b1", TYPE, f"{CNLO}KnowledgeArea")])
    draft = read_competentnl(triples, Terms.load(), report)
    assert f"{ID}b1" not in draft.concepts
    assert "twee klassen" in report.problems[0]


def test_other_names_can_be_given(tmp_path: Path) -> None:
    own = tmp_path / "namen.json"
    own.write_text(STANDARD.read_text(encoding="utf-8").replace(CNLO, "http://nieuw.nl/#"))
    assert "http://nieuw.nl/#Occupation" in Terms.load(own).classes
    own.write_text("{}")
    with pytest.raises(VocabularyError, match="kopie"):
        Terms.load(own)


def test_a_large_file_is_read_as_a_stream() -> None:
    """No list of statements is made: 200,000 that no table knows leave nothing behind."""
    line = parse(iri("b9", "http://e.nl/iets", "b8"))
    report, start = ImportReport(), time.process_time()
    many = (line for _ in range(200_000))
    draft = read_competentnl(
        (t for part in (map(parse, LINES), many) for t in part), Terms.load(), report
    )
    assert len(draft.concepts) == 5
    assert report.left_out["uitspraak die de tabellen niet kennen"] == 200_001
    assert time.process_time() - start < 20
