"""ESCO's CSV as a vocabulary: a small one made here, and the real one where it is at hand."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from matcher import Matcher, Portfolio, Vacancy
from matcher.errors import VocabularyError
from matcher.settings import ROOT, Settings
from matcher.vocabulary.check import check
from matcher.vocabulary.concepts import Kind, Link
from matcher.vocabulary.sources.esco_skills import VerbEndings, category_of, kind_of
from matcher.vocabulary.sources.importing import Choices, import_esco
from matcher.vocabulary.tables import read_tables

BASE = "http://data.europa.eu/esco/"
OCC, SKILL = f"{BASE}occupation/", f"{BASE}skill/"
REAL = ROOT.parent / "shared" / "data" / "esco-nl"
FILES = {
    "ISCOGroups_nl.csv": "code,preferredLabel\n8,Bedieningspersoneel\n51,Overig\n5,Diensten\n",
    "occupations_nl.csv": (
        "conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,description\n"
        f'{OCC}1,8344,heftruckchauffeur,"heftruckbestuurder\nvorkheftruckchauffeur",,released,x\n'
        f'{OCC}2,C5120,kok,"kokkin | horecakok",keukenman,released,"Bereidt\nmaaltijden."\n'
        f"{OCC}3,5120,oude kok,,,obsolete,\n"
    ),
    "skills_nl.csv": (
        "conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n"
        f"{SKILL}1,skill/competence,sector-specific,pallets stapelen,,\n"
        f"{SKILL}2,skill/competence,transversal,in teams werken,samenwerken,\n"
        f"{SKILL}3,knowledge,cross-sector,voedselveiligheid,HACCP,\n"
        f"{SKILL}4,skill/competence,cross-sector,rekenvaardigheid,,\n"
    ),
    "broaderRelationsSkillPillar_nl.csv": f"conceptUri,broaderUri\n{SKILL}2,{SKILL}g\n",
    "skillsHierarchy_nl.csv": (
        "Level 0 URI,Level 1 URI,Level 2 URI,Level 3 URI,Level 0 code,Level 1 code,Level 2 code\n"
        f"{SKILL}t,,,,T\n{SKILL}t,{SKILL}g,,,T,T4\n"
    ),
    "occupationSkillRelations_nl.csv": (
        "occupationUri,relationType,skillType,skillUri\n"
        f"{OCC}1,essential,skill/competence,{SKILL}1\n"
        f"{OCC}1,optional,skill/competence,{SKILL}2\n"
        f"{OCC}2,optional,skill/competence,{SKILL}1\n"
        f"{OCC}2,essential,knowledge,{SKILL}3\n"
        f"{OCC}2,optional,knowledge,{SKILL}3\n"
        f"{OCC}2,essential,knowledge,{SKILL}unknown\n"
    ),
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    directory = tmp_path / "esco"
    directory.mkdir()
    for name, text in FILES.items():
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def test_the_tables_hold_what_the_files_say(source: Path, tmp_path: Path) -> None:
    done = import_esco(source, tmp_path / "uit")
    tables = read_tables(tmp_path / "uit")
    found = {c.id: (c.kind.value, c.label, *c.facts.values()) for c in tables.concepts}
    assert found == {
        f"{OCC}1": ("beroep", "heftruckchauffeur", "Bedieningspersoneel", "8344", ""),
        f"{OCC}2": ("beroep", "kok", "Diensten", "5120", ""),
        f"{SKILL}1": ("taak", "pallets stapelen"),
        f"{SKILL}2": ("vaardigheid", "in teams werken", "VERBINDEN", ""),
        f"{SKILL}3": ("kennis", "voedselveiligheid"),
        f"{SKILL}4": ("vaardigheid", "rekenvaardigheid", "DOEN", ""),
    }
    assert tables.links["beroep_eisen.csv"] == (
        Link(f"{OCC}1", f"{SKILL}2", "important"),
        Link(f"{OCC}2", f"{SKILL}3", "essential"),
    )
    assert tables.links["beroep_taken.csv"] == (
        Link(f"{OCC}1", f"{SKILL}1", "essential"),
        Link(f"{OCC}2", f"{SKILL}1", "optional"),
    )
    cook = [x.text for x in tables.labels if x.concept == f"{OCC}2"]
    assert cook == ["kok", "kokkin", "horecakok", "keukenman"]
    assert done.report.left_out == {
        "begrip dat niet meer geldt (status)": 1,
        "verband dat er al was (het sterkste niveau blijft)": 1,
        "verband met een begrip dat niet in de bestanden staat": 1,
    }
    assert check(tables).problems == ()


def test_gzipped_and_tab_separated_files_give_the_same_tables(source: Path, tmp_path: Path) -> None:
    import_esco(source, tmp_path / "een")
    for name, partial in (("skills_nl", "skills_nl_partial"), ("occupationSkillRelations_nl", "")):
        path = source / f"{name}.csv"
        data = path.read_text(encoding="utf-8").replace(",", "\t").encode()
        (source / f"{partial or name}.tsv.gz").write_bytes(gzip.compress(data))
        path.unlink()
    import_esco(source, tmp_path / "twee")
    assert read_tables(tmp_path / "een").fingerprint == read_tables(tmp_path / "twee").fingerprint


def test_every_broken_row_is_told_with_its_line(source: Path, tmp_path: Path) -> None:
    with (source / "occupations_nl.csv").open("a", encoding="utf-8") as file:
        file.write(
            f"geen adres,5120,x,,,,\n{OCC}5,5120,,,,,\n{OCC}6,kok,x,,,,\n{OCC}7,1,x,,,,,,9\n"
        )
    with (source / "occupationSkillRelations_nl.csv").open("ab") as file:
        file.write(f"{OCC}1,soms,x,{SKILL}1\n{OCC}1\n".encode() + b"\xff,essential,x,y\n")
    with pytest.raises(VocabularyError) as error:
        import_esco(source, tmp_path / "uit")
    assert [p.split(":")[0] for p in error.value.problems[:-1]] == [
        "occupations_nl.csv regel 10",
        *(f"occupations_nl.csv regel {n}" for n in (7, 8, 9)),
        *(f"occupationSkillRelations_nl.csv regel {n}" for n in (9, 10, 8)),
    ]
    assert not (tmp_path / "uit").exists()
    import_esco(source, tmp_path / "uit", Choices(skip_bad=True))
    assert len(read_tables(tmp_path / "uit").concepts) == 6


def test_missing_files_and_columns_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "esco").mkdir()
    (tmp_path / "esco" / "occupations_nl.csv").write_text("conceptUri,label\n")
    with pytest.raises(VocabularyError) as error:
        import_esco(tmp_path / "esco", tmp_path / "uit")
    told = "\n".join(error.value.problems)
    assert all(w in told for w in ("preferredLabel", "iscoGroup", "skills*", "occupationSkill"))
    with pytest.raises(VocabularyError, match="geen map"):
        import_esco(tmp_path / "weg", tmp_path / "uit")


VERBS = VerbEndings([("pallets stapelen", "skill/competence"), ("soorten dozen", "knowledge")] * 2)


@pytest.mark.parametrize(
    ("label", "skill_type", "reuse", "kind"),
    [
        ("soorten hout", "knowledge", "", Kind.KNOWLEDGE),
        ("gesproken Turks begrijpen", "knowledge", "transversal", Kind.KNOWLEDGE),
        ("creatief denken", "skill/competence", "transversal", Kind.SKILL),
        ("hout zagen", "skill/competence", "cross-sector", Kind.TASK),
        ("omgaan met stress", "skill/competence", "cross-sector", Kind.TASK),
        ("gebarentaal", "skill/competence", "", Kind.SKILL),
        ("kratten stapelen", "", "", Kind.TASK),
        ("kartonnen dozen", "", "", Kind.KNOWLEDGE),
        ("leidingen repareren", "", "", Kind.TASK),
        ("geomatica", "", "", Kind.KNOWLEDGE),
    ],
)
def test_the_kind_of_a_skill(label: str, skill_type: str, reuse: str, kind: Kind) -> None:
    assert kind_of(label, skill_type, reuse, VERBS) is kind


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("T1.1", "VERBINDEN"),
        ("T1.2", "DENKEN"),
        ("S4", "STUREN"),
        ("L1", "VERBINDEN"),
        ("", "DOEN"),
    ],
)
def test_the_category_comes_from_the_nearest_group(code: str, category: str) -> None:
    broader = {"s": ["b"], "b": ["s", "g"]}
    assert category_of("s", broader, {"g": code}).value == category


@pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL.name} is not at hand")
def test_the_real_esco_links_and_makes_shortlists(
    tmp_path: Path, people: Sequence[Portfolio], jobs: Sequence[Vacancy]
) -> None:
    """The files at hand are incomplete: some relations have no skill."""
    done = import_esco(REAL, tmp_path / "esco", Choices(skip_bad=True))
    assert done.counts["beroep"] == 3039
    assert done.counts["taak"] + done.counts["vaardigheid"] + done.counts["kennis"] == 7132
    tables = read_tables(tmp_path / "esco")
    assert check(tables).problems == ()
    m = Matcher(replace(Settings(), vocabulary=tmp_path / "esco"))
    for words in ("heftruckchauffeur", "kok", "Haskell"):
        best = m.linker.link(words)[0]
        assert m.vocabulary.concepts[best.concept].label == words
    found = m.shortlist(jobs[0], m.portfolio_pool(people), k=3)
    assert found.entries
