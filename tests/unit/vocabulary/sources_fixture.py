"""A CompetentNL of some thirty invented statements."""

from __future__ import annotations

CNLO = "https://linkeddata.competentnl.nl/def/competentnl#"
UWV = "https://linkeddata.competentnl.nl/uwv/def/competentnl_uwv#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XL = "http://www.w3.org/2008/05/skos-xl#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ESCO = "http://data.europa.eu/esco/occupation/"
ID = "https://voorbeeld.nl/id/"


def iri(subject: str, predicate: str, value: str) -> str:
    """A line with an address as value; names without a scheme are put under `ID`."""
    full = value if ":" in value else ID + value
    return f"<{ID}{subject}> <{predicate}> <{full}> ."


def text(subject: str, predicate: str, value: str, language: str = "nl") -> str:
    """A line with a text as value."""
    return f'<{ID}{subject}> <{predicate}> "{value}"' + (f"@{language} ." if language else " .")


LINES = [
    iri("b1", TYPE, f"{CNLO}Occupation"),
    iri("b1", f"{XL}prefLabel", "x1"),
    text("x1", f"{XL}literalForm", "Heftruckchauffeur"),
    iri("b1", f"{XL}altLabel", "x2"),
    text("x2", f"{XL}literalForm", "Heftruckbestuurder"),
    iri("b2", TYPE, f"{CNLO}Occupation"),
    text("b2", f"{SKOS}prefLabel", "cook", "en"),
    text("b2", f"{SKOS}prefLabel", "kok"),
    text("b2", f"{SKOS}definition", "Bereidt  maaltijden."),
    iri("b2", f"{CNLO}closeMatchESCO", f"{ESCO}k2"),
    iri("b2", f"{CNLO}exactMatchESCO", f"{ESCO}k9"),
    iri("v1", TYPE, f"{CNLO}HumanCapability"),
    text("v1", f"{SKOS}prefLabel", "samenwerken"),
    iri("v1", f"{SKOS}broader", "groep"),
    iri("groep", f"{SKOS}broader", "top"),
    iri("top", f"{XL}prefLabel", "x3"),
    text("x3", f"{XL}literalForm", "Verbinden"),
    iri("k1", TYPE, f"{CNLO}KnowledgeArea"),
    text("k1", f"{SKOS}prefLabel", "voeding", ""),
    iri("t1", TYPE, f"{UWV}OccupationTask"),
    text("t1", f"{SKOS}prefLabel", "pallets stapelen"),
    iri("o1", TYPE, f"{UWV}OccupationCircumstance"),
    text("o1", f"{SKOS}prefLabel", "staand werk"),
    iri("b1", f"{CNLO}requiresHATSomewhat", "v1"),
    iri("b1", f"{CNLO}requiresHATEssential", "v1"),
    iri("b2", f"{CNLO}requiresHATImportant", "k1"),
    iri("b1", f"{UWV}isCharacterizedByOccupationTask_Essential", "t1"),
    iri("b2", f"{UWV}isCharacterizedByOccupationTask_Optional", "t1"),
    iri("b1", f"{UWV}isCharacterizedByOccupationCircumstance_StronglyRelevant", "o1"),
    iri("b2", f"{UWV}isCharacterizedByOccupationCircumstance_No", "o1"),
]
BROKEN = [
    "dit is geen uitspraak",
    iri("b3", TYPE, f"{CNLO}Occupation"),  # no label
    text("b1", f"{CNLO}requiresHATEssential", "v1"),  # a text for an address
    iri("b1", f"{CNLO}requiresHATEssential", "t1"),  # a task for a skill
]
