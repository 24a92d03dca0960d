"""The questions that fetch CompetentNL from an endpoint, one per class and predicate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.sources.sparql import SparqlClient
from matcher.vocabulary.sources.sparql_json import statement
from matcher.vocabulary.sources.terms import Terms
from matcher.vocabulary.sources.triples import Triple


class Question(NamedTuple):
    """A query for ?s (and ?o), and the predicate or value that its rows leave out."""

    query: str
    predicate: str
    value: str | None = None


def questions(terms: Terms) -> list[Question]:
    """All questions: no UNION and no FROM, ordered so that pages do not overlap."""
    out = []
    for name in terms.classes:
        member = f"?s <{terms.type}> <{name}>"
        out.append(Question(_select("?s", member), terms.type, name))
        for predicate, role in terms.texts.items():
            if role.startswith("xl_"):
                path = f"{member} . ?s <{predicate}> ?x . ?x <{terms.xl_text}> ?o"
                out.append(Question(_select("?s ?o", path), _plain(terms, role)))
            else:
                out.append(Question(_select("?s ?o", f"{member} . ?s <{predicate}> ?o"), predicate))
    for predicate in sorted(terms.broader):
        out.append(Question(_select("?s ?o", f"?s <{predicate}> ?o"), predicate))
        # Labels of what lies above, also when that is of no class we know.
        for text, role in terms.texts.items():
            above = f"?b <{predicate}> ?s . ?s <{text}>"
            if role == "preferred":
                out.append(Question(_select("?s ?o", f"{above} ?o"), text))
            elif role == "xl_preferred":
                path = f"{above} ?x . ?x <{terms.xl_text}> ?o"
                out.append(Question(_select("?s ?o", path), _plain(terms, role)))
    for predicate in (*terms.links, *terms.esco):
        out.append(Question(_select("?s ?o", f"?s <{predicate}> ?o"), predicate))
    return out


def fetch(client: SparqlClient, terms: Terms, report: ImportReport) -> Iterator[Triple]:
    """Statements of all questions; a row that is no statement is reported."""
    for question in questions(terms):
        for place, row in client.rows(question.query):
            try:
                yield statement(row, place, question.predicate, question.value)
            except ValueError as error:
                report.problem(place, str(error))


def _plain(terms: Terms, role: str) -> str:
    """The plain predicate under which the text behind a SKOS-XL label is given."""
    return terms.iri(terms.data[role.removeprefix("xl_")][0])


def _select(variables: str, pattern: str) -> str:
    return f"SELECT DISTINCT {variables} WHERE {{ {pattern} }} ORDER BY {variables}"
