"""A vocabulary in the making: concepts and links by id, before they become tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.sources.report import ImportReport
from matcher.vocabulary.tables import LINK_TABLES
from matcher.vocabulary.vocabulary import LEVEL_WEIGHT


@dataclass(frozen=True)
class Origin:
    """Where an import comes from.

    Attributes
    ----------
    files : tuple of (str, str)
        Name without folder (or address) and sha256 of everything that was read.
    """

    name: str
    licence: str
    source: str
    files: tuple[tuple[str, str], ...] = ()


@dataclass
class DraftConcept:
    """A concept with the ways to say it; the preferred label is not repeated in ``others``."""

    id: str
    kind: Kind
    label: str
    definition: str = ""
    others: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)


class Draft:
    """Concepts, links and ESCO addresses, each once.

    Attributes
    ----------
    links : dict of str to dict of (str, str) to str
        By table: (source, target) to level.
    esco : dict of str to (str, str)
        Occupation id to address and relation (``exact`` or ``close``).
    """

    def __init__(self) -> None:
        self.concepts: dict[str, DraftConcept] = {}
        self.links: dict[str, dict[tuple[str, str], str]] = {name: {} for name in LINK_TABLES}
        self.esco: dict[str, tuple[str, str]] = {}

    def link(self, table: str, source: str, target: str, level: str, report: ImportReport) -> None:
        """Add a link; of two levels the stronger stays."""
        known = self.links[table].get((source, target))
        if known is not None:
            report.leave_out("verband dat er al was (het sterkste niveau blijft)")
            if LEVEL_WEIGHT.get(level, 0) <= LEVEL_WEIGHT.get(known, 0):
                return
        self.links[table][source, target] = level
