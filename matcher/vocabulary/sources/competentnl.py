"""CompetentNL's statements as a draft of our vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

from matcher.vocabulary.check import ESCO_OCCUPATION
from matcher.vocabulary.concepts import Kind, SkillCategory
from matcher.vocabulary.normalise import normalise
from matcher.vocabulary.sources.draft import Draft, DraftConcept
from matcher.vocabulary.sources.labels import label_text
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.sources.statements import Statements
from matcher.vocabulary.sources.terms import CIRCUMSTANCE, Terms
from matcher.vocabulary.sources.triples import Triple

_CATEGORIES = {normalise(category): category for category in SkillCategory}
# Which kinds a link table of an occupation may point to.
_TARGETS = {
    "beroep_eisen.csv": {Kind.SKILL, Kind.KNOWLEDGE},
    "beroep_taken.csv": {Kind.TASK},
}


def read_competentnl(triples: Iterable[Triple], terms: Terms, report: ImportReport) -> Draft:
    """Make a draft of statements in any order.

    Parameters
    ----------
    triples : iterable of Triple
        Read once, as a stream.

    Returns
    -------
    Draft
        Occupations, tasks, skills and knowledge areas that have a label, with their links.
    """
    found = Statements(terms, report)
    for triple in triples:
        found.add(triple)
    draft = Draft()
    for subject in sorted(found.kinds):
        _concept(subject, found, draft, report)
    for predicate, (table, level) in terms.links.items():
        for (source, target), place in sorted(found.links[predicate].items()):
            _link(table, level, source, target, place, found, draft, report)
    for subject, targets in found.esco.items():
        # Exact before close, then the first address.
        best = sorted(
            (relation != "exact", uri, relation)
            for relation, uri in targets
            if uri.startswith(ESCO_OCCUPATION)
        )
        if best and subject in draft.concepts and draft.concepts[subject].kind is Kind.OCCUPATION:
            draft.esco[subject] = (best[0][1], best[0][2])
    return draft


def _concept(subject: str, found: Statements, draft: Draft, report: ImportReport) -> None:
    kinds = found.kinds[subject]
    kind, place = kinds[0]
    if len({k for k, _ in kinds}) > 1:
        report.problem(place, f"{subject} is van twee klassen: {', '.join(k for k, _ in kinds)}")
        return
    label = found.preferred(subject)
    if not label:
        report.problem(place, f"{subject} heeft geen label")
        return
    if not found.is_dutch(subject):
        report.leave_out("begrip met een label dat niet Nederlands is")
    if kind == CIRCUMSTANCE:
        return
    if subject.startswith("_:"):
        report.problem(place, f"{subject} ({label}) heeft geen adres")
        return
    concept = DraftConcept(
        subject, Kind(kind), label, found.definition(subject), found.others(subject)
    )
    if concept.kind is Kind.SKILL:
        concept.facts["category"] = _category(subject, found, report).value
    draft.concepts[subject] = concept


def _category(subject: str, found: Statements, report: ImportReport) -> SkillCategory:
    """The category named by the nearest broader concept; DOEN when there is none."""
    for above in list(found.ancestors(subject))[1:]:
        category = _CATEGORIES.get(normalise(found.preferred(above)))
        if category:
            return category
    report.leave_out("vaardigheid zonder categorie in de taxonomie (DOEN genomen)")
    return SkillCategory.DOEN


def _link(
    table: str,
    level: str,
    source: str,
    target: str,
    place: str,
    found: Statements,
    draft: Draft,
    report: ImportReport,
) -> None:
    occupation = draft.concepts.get(source)
    if occupation is None or occupation.kind is not Kind.OCCUPATION:
        report.leave_out(f"{table}: verband dat niet bij een beroep begint")
    elif table == "beroep_omstandigheden.csv":
        if CIRCUMSTANCE not in {kind for kind, _ in found.kinds.get(target, ())}:
            report.leave_out(f"{table}: verband met een onbekende omstandigheid")
        elif label := label_text(found.preferred(target)):
            draft.links[table][source, label] = level
    elif target not in draft.concepts:
        report.leave_out(f"{table}: verband met een begrip dat niet in het bestand staat")
    elif draft.concepts[target].kind not in _TARGETS[table]:
        report.problem(place, f"{target} is een {draft.concepts[target].kind.value}, dat kan niet")
    else:
        draft.link(table, source, target, level, report)
