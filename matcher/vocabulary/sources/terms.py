"""The names that CompetentNL gives to classes and predicates: data, dated, with a status."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from matcher.errors import VocabularyError

STANDARD = Path(__file__).parent / "data" / "competentnl.json"
CIRCUMSTANCE = "omstandigheid"


@dataclass(frozen=True)
class Terms:
    """The file of names, with prefixes written out.

    Attributes
    ----------
    data : dict
        As in ``data/competentnl.json``.
    """

    data: dict[str, Any]

    @classmethod
    def load(cls, path: Path | None = None) -> Terms:
        """Read a file of names; our own when no path is given.

        Raises
        ------
        VocabularyError
            When the file cannot be read, lacks a name, or uses an unknown prefix.
        """
        path = path or STANDARD
        try:
            terms = cls(json.loads(path.read_text(encoding="utf-8")))
            for name in ("classes", "links", "texts", "esco", "type", "xl_text", "broader"):
                getattr(terms, name)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise VocabularyError(
                f"{path}: kan deze namen niet lezen ({error!r}); begin met een kopie van {STANDARD}"
            ) from None
        return terms

    def iri(self, name: str) -> str:
        """``cnlo:Occupation`` written out."""
        prefix, _, local = name.partition(":")
        return str(self.data["prefixes"][prefix]) + local

    def __getitem__(self, name: str) -> str:
        return str(self.data[name])

    @cached_property
    def classes(self) -> dict[str, str]:
        """Class to the value of `Kind`, or `CIRCUMSTANCE`."""
        return {self.iri(k): v for k, v in self.data["classes"].items()}

    @cached_property
    def links(self) -> dict[str, tuple[str, str]]:
        """Predicate to (table, level)."""
        return {self.iri(k): (v[0], v[1]) for k, v in self.data["links"].items()}

    @cached_property
    def texts(self) -> dict[str, str]:
        """Predicate to its role: preferred, alternative, xl_preferred, xl_alternative, …"""
        roles = ("preferred", "alternative", "xl_preferred", "xl_alternative", "definition")
        return {self.iri(name): role for role in roles for name in self.data[role]}

    @cached_property
    def esco(self) -> dict[str, str]:
        """Predicate to the relation in our mapping table."""
        return {self.iri(k): v for k, v in self.data["esco"].items()}

    @cached_property
    def type(self) -> str:
        """The predicate that says of which class something is."""
        return self.iri(self["type"])

    @cached_property
    def xl_text(self) -> str:
        """The predicate between a SKOS-XL label and its text."""
        return self.iri(self["xl_text"])

    @cached_property
    def broader(self) -> frozenset[str]:
        """Predicates that lead up the taxonomy."""
        return frozenset(self.iri(name) for name in self.data["broader"])
