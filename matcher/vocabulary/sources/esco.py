"""ESCO's CSV files as a draft of our vocabulary."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from matcher.vocabulary.concepts import Kind, Level
from matcher.vocabulary.sources import esco_files as shapes
from matcher.vocabulary.sources.draft import Draft, DraftConcept, Origin
from matcher.vocabulary.sources.esco_files import Row, find, rows
from matcher.vocabulary.sources.esco_skills import VerbEndings, category_of, kind_of
from matcher.vocabulary.sources.files import sha256
from matcher.vocabulary.sources.labels import clean, label_text, split_labels
from matcher.vocabulary.sources.report import ImportReport

BASE = "http://data.europa.eu/esco/"
LICENCE = (
    "This service uses the ESCO classification of the European Commission. "
    "Voorwaarden: https://esco.ec.europa.eu"
)
RELATIONS = "occupationSkillRelations"
# ESCO's two relations as our levels, by table.
LEVELS = {
    "beroep_eisen.csv": {"essential": Level.ESSENTIAL.value, "optional": Level.IMPORTANT.value},
    "beroep_taken.csv": {"essential": "essential", "optional": "optional"},
}


@dataclass
class _Skills:
    """What the files say about skills, by address."""

    rows: dict[str, Row] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    reuse: dict[str, str] = field(default_factory=dict)
    broader: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    group: dict[str, str] = field(default_factory=dict)


class EscoReader:
    """Reads one directory; `draft` holds the result and `origin` says what was read."""

    def __init__(self, directory: Path, report: ImportReport) -> None:
        self.directory, self.report = directory, report
        self.draft = Draft()
        self._files: dict[str, str] = {}

    @property
    def origin(self) -> Origin:
        """Name, licence and the files that were read, by name."""
        return Origin("ESCO", LICENCE, "ESCO (CSV), " + BASE, tuple(sorted(self._files.items())))

    def read(self) -> Draft:
        """Occupations, skills and what occupations ask of them."""
        self.occupations()
        self._skills()
        for row in self._rows(RELATIONS, shapes.RELATIONS, required=True):
            self._relation(row)
        return self.draft

    def occupations(self) -> Draft:
        """Only the occupations, with ISCO code and the label of its major group as sector."""
        groups = {r.values["code"]: r.values["label"] for r in self._rows("ISCOGroups")}
        for row in self._rows("occupations", required=True):
            isco = row.values["isco"].strip().removeprefix("C")
            concept = self._concept(row, Kind.OCCUPATION, "occupation/")
            if concept is None:
                continue
            if not isco.isdigit() or len(isco) > 4:
                self.report.problem(row.place, f"iscoGroup '{isco}' is geen ISCO-code")
                continue
            concept.facts = {"isco": isco, "sector": clean(groups.get(isco[0], ""))}
            self._add(concept, row)
        return self.draft

    def _rows(
        self, stem: str, shape: shapes.Shape | None = None, required: bool = False
    ) -> list[Row]:
        """Rows of every file of this name."""
        found = find(self.directory, stem)
        if required and not found:
            self.report.problem(str(self.directory), f"bestand {stem}*.csv of .tsv ontbreekt")
        out: list[Row] = []
        for path in found:
            self._files[path.name] = sha256(path)
            out += rows(path, shape or _SHAPES[stem], self.report)
        return out

    def _concept(self, row: Row, kind: Kind, path: str) -> DraftConcept | None:
        values = row.values
        uri, label = values["uri"].strip(), clean(values["label"])
        if not uri.startswith(BASE + path) or " " in uri:
            self.report.problem(row.place, f"'{uri}' is geen adres onder {BASE}{path}")
        elif not any(c.isalnum() for c in label_text(label)):
            self.report.problem(row.place, f"{uri} heeft geen label")
        else:
            others = split_labels(values["alternatives"]) + split_labels(values["hidden"])
            definition = clean(values["definition"] or values["description"].rstrip(" |\n\t"))
            return DraftConcept(uri, kind, label, definition, others)
        return None

    def _add(self, concept: DraftConcept, row: Row) -> None:
        if row.values["status"] not in ("", "released"):
            self.report.leave_out("begrip dat niet meer geldt (status)")
        elif concept.id in self.draft.concepts:
            self.report.leave_out("begrip dat er al was (de eerste rij blijft)")
        else:
            self.draft.concepts[concept.id] = concept

    def _skills(self) -> None:
        skills = self._gather()
        typed = [(r.values["label"], skills.types.get(uri, "")) for uri, r in skills.rows.items()]
        verbs = VerbEndings((label, kind) for label, kind in typed if kind)
        untyped = 0
        for uri, row in skills.rows.items():
            skill_type = skills.types.get(uri, "")
            untyped += not skill_type
            kind = kind_of(row.values["label"], skill_type, skills.reuse.get(uri, ""), verbs)
            concept = self._concept(row, kind, "skill/")
            if concept is None:
                continue
            if kind is Kind.SKILL:
                concept.facts["category"] = category_of(uri, skills.broader, skills.group).value
            self._add(concept, row)
        self.report.leave_out("skillType die ontbreekt (soort afgeleid uit het label)", untyped)

    def _gather(self) -> _Skills:
        """All skill files together; the skills file goes before the collections."""
        out = _Skills()
        collections = [
            path.name.split(".")[0].split("_")[0]
            for path in (sorted(self.directory.iterdir()) if self.directory.is_dir() else ())
            if "SkillsCollection" in path.name
        ]
        main = self._rows("skills", required=True)
        for row in [*main, *(r for c in collections for r in self._rows(c, shapes.SKILLS))]:
            uri = row.values["uri"].strip() or row.place
            out.rows.setdefault(uri, row)
            if row.values["type"]:
                out.types[uri] = row.values["type"]
            if row.values["reuse"]:
                out.reuse[uri] = row.values["reuse"]
            out.broader[uri] += split_labels(row.values["broader"])
        for row in self._rows("skillSkillRelations"):
            out.types.setdefault(row.values["skill"], row.values["type"])
            out.types.setdefault(row.values["related"], row.values["related_type"])
        for row in self._rows("broaderRelationsSkillPillar"):
            out.broader[row.values["uri"]].append(row.values["broader"])
        for row in self._rows("skillsHierarchy"):
            deepest = [row.values[f"uri{n}"] for n in range(4) if row.values[f"uri{n}"]][-1:]
            code = row.values["code2"] or row.values["code1"] or row.values["code0"]
            out.group |= dict.fromkeys(deepest, code)
        return out

    def _relation(self, row: Row) -> None:
        values = row.values
        occupation, skill, relation = values["occupation"], values["skill"], values["relation"]
        source, target = self.draft.concepts.get(occupation), self.draft.concepts.get(skill)
        for uri, path in ((occupation, "occupation/"), (skill, "skill/")):
            if not uri.startswith(BASE + path):
                self.report.problem(row.place, f"'{uri}' is geen adres onder {BASE}{path}")
                return
        if relation not in LEVELS["beroep_eisen.csv"]:
            self.report.problem(row.place, f"relatie '{relation}' is geen essential of optional")
        elif source is None or target is None:
            self.report.leave_out("verband met een begrip dat niet in de bestanden staat")
        else:
            table = "beroep_taken.csv" if target.kind is Kind.TASK else "beroep_eisen.csv"
            level = LEVELS[table][relation]
            self.draft.link(table, occupation, skill, level, self.report)


_SHAPES = {
    "occupations": shapes.OCCUPATIONS,
    "skills": shapes.SKILLS,
    "ISCOGroups": shapes.GROUPS,
    "skillSkillRelations": shapes.SKILL_RELATIONS,
    "broaderRelationsSkillPillar": shapes.BROADER,
    "skillsHierarchy": shapes.HIERARCHY,
}
