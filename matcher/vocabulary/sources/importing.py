"""From a source to a directory of tables, in one call each."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from matcher.errors import VocabularyError
from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.sources.certificates import take_certificates
from matcher.vocabulary.sources.competentnl import read_competentnl
from matcher.vocabulary.sources.draft import Draft, Origin
from matcher.vocabulary.sources.endpoint import fetch
from matcher.vocabulary.sources.esco import EscoReader
from matcher.vocabulary.sources.files import sha256
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.sources.sparql import SparqlClient
from matcher.vocabulary.sources.terms import Terms
from matcher.vocabulary.sources.triples import read_triples
from matcher.vocabulary.sources.write import refuse_existing, write
from matcher.vocabulary.tables import Tables


@dataclass(frozen=True)
class Choices:
    """What a user decides about an import.

    Attributes
    ----------
    skip_bad : bool
        Leave broken rows out instead of stopping.
    release, licence : str
        For ``vocabulaire.json``; without a release the digest of the input is the version.
    certificates : Tables, optional
        A vocabulary whose certificates are taken along.
    """

    skip_bad: bool = False
    release: str = ""
    licence: str = ""
    certificates: Tables | None = None


@dataclass(frozen=True)
class Imported:
    """Result of an import: sizes by kind and link table, and the report."""

    counts: dict[str, int]
    report: ImportReport


def import_esco(directory: Path, out: Path, choices: Choices | None = None) -> Imported:
    """Import ESCO's CSV files.

    Raises
    ------
    VocabularyError
        When ``out`` is not empty, files are missing, or rows are broken and may not be skipped.
    """
    refuse_existing(out)
    report = ImportReport()
    reader = EscoReader(directory, report)
    draft = reader.read()
    return _finish(draft, reader.origin, report, out, choices or Choices())


def import_competentnl_file(
    path: Path, out: Path, choices: Choices | None = None, terms: Terms | None = None
) -> Imported:
    """Import CompetentNL from N-Triples, Turtle or SPARQL answers; raises as `import_esco`."""
    refuse_existing(out)
    terms, report = terms or Terms.load(), ImportReport()
    draft = read_competentnl(read_triples(path, report), terms, report)
    origin = _origin(terms, path.name, path.name, sha256(path))
    return _finish(draft, origin, report, out, choices or Choices())


def import_competentnl_endpoint(
    client: SparqlClient, out: Path, choices: Choices | None = None, terms: Terms | None = None
) -> Imported:
    """Import CompetentNL from a SPARQL endpoint; raises as `import_esco`."""
    refuse_existing(out)
    terms, report = terms or Terms.load(), ImportReport()
    draft = read_competentnl(fetch(client, terms, report), terms, report)
    origin = _origin(terms, client.endpoint, client.endpoint, client.sha256)
    return _finish(draft, origin, report, out, choices or Choices())


def _origin(terms: Terms, source: str, file: str, digest: str) -> Origin:
    return Origin(terms["name"], terms["licence"], f"{terms['name']}, {source}", ((file, digest),))


def _finish(
    draft: Draft, origin: Origin, report: ImportReport, out: Path, choices: Choices
) -> Imported:
    if not choices.skip_bad:
        report.raise_if_bad()
    source, licence = origin.source, choices.licence or origin.licence
    if choices.certificates is not None:
        other = choices.certificates
        take_certificates(draft, other)
        source += f"; certificaten uit {other.name} {other.version} ({other.licence})"
    counts = Counter(c.kind for c in draft.concepts.values())
    if not counts[Kind.OCCUPATION]:
        raise VocabularyError([*report.problems, "er is geen enkel beroep in gevonden"])
    digest = hashlib.sha256("".join(d for _, d in origin.files).encode()).hexdigest()
    version = choices.release or f"import-{digest[:12]}"
    origin = replace(origin, source=source, licence=licence)
    write(draft, origin, version, report, out)
    sizes = {kind.value: counts[kind] for kind in Kind}
    return Imported(sizes | {t: len(x) for t, x in draft.links.items() if x}, report)
