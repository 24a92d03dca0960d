"""What the vocabulary is made of: concepts, their labels, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of concept; the values begin every concept id (``beroep:heftruckchauffeur``)."""

    OCCUPATION = "beroep"
    TASK = "taak"
    SKILL = "vaardigheid"
    KNOWLEDGE = "kennis"
    CERTIFICATE = "certificaat"


class Level(StrEnum):
    """How much an occupation asks of a skill or knowledge area (CompetentNL's three levels)."""

    ESSENTIAL = "essential"
    IMPORTANT = "important"
    SOMEWHAT = "somewhat"


class Register(StrEnum):
    """Who says it like this."""

    PREFERRED = "voorkeur"
    SYNONYM = "synoniem"
    VACANCY = "vacature"
    CV = "cv"
    SPOKEN = "spreek"
    MESSAGE = "app"


class SkillCategory(StrEnum):
    """CompetentNL's six categories of vaardigheden."""

    DENKEN = "DENKEN"
    DOEN = "DOEN"
    VERBINDEN = "VERBINDEN"
    STUREN = "STUREN"
    CREEREN = "CREËREN"
    ZIJN = "ZIJN"


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the vocabulary.

    ``facts`` holds the columns that only its own kind has (sector, isco, category, issuer, …).
    """

    id: str
    kind: Kind
    label: str
    definition: str = ""
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """One way to say a concept."""

    concept: str
    text: str
    register: Register


@dataclass(frozen=True, slots=True)
class Link:
    """A directed, weighted link between two concepts."""

    source: str
    target: str
    level: str


@dataclass(frozen=True, slots=True)
class Training:
    """A training offer and what it gives."""

    id: str
    label: str
    definition: str
    form: str
    level: str
    duration: str
    gives: tuple[str, ...]
