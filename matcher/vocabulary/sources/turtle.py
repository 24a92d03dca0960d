"""Turtle, read by rdflib (an optional package); the whole file is held in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from matcher.errors import VocabularyError
from matcher.vocabulary.sources.files import open_text
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.sources.triples import Triple


def read(path: Path, report: ImportReport) -> Iterator[Triple]:
    """Statements sorted by subject; what follows an error in the file is lost, and reported.

    Raises
    ------
    VocabularyError
        When rdflib is not installed.
    """
    try:
        from rdflib import BNode, Graph, Literal
        from rdflib.plugins.parsers.notation3 import BadSyntax
    except ImportError:
        raise VocabularyError(
            "Turtle lezen vraagt rdflib. Installeer: pip install 'matcher[import]', "
            "of geef N-Triples (.nt)"
        ) from None
    graph = Graph()
    with open_text(path) as file:
        text = file.read()
    try:
        graph.parse(data=text, format="turtle")
    except BadSyntax as error:
        line = getattr(error, "lines", 0) + 1
        reason = str(getattr(error, "_why", "geen geldige Turtle"))
        report.problem(f"{path.name} regel {line}", f"{reason}; wat hierna staat, is niet gelezen")
    except Exception as error:  # rdflib lets many kinds through
        report.problem(path.name, f"geen geldige Turtle ({error}); niet alles is gelezen")
    for s, p, o in sorted(graph):
        subject = f"_:{s}" if isinstance(s, BNode) else str(s)
        value = f"_:{o}" if isinstance(o, BNode) else str(o)
        language = (o.language or "").lower() if isinstance(o, Literal) else None
        yield Triple(subject, str(p), value, language, path.name)
