"""Other ways to work, in their usual order: to talk about, never derived from who someone is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One way to work, and what to talk about."""

    name: str
    text: str


# From the open labour market to day activities. Everyone gets the whole list: which one serves is
# for the person and the klantmanager to say.
OPTIONS: tuple[Option, ...] = (
    Option("reguliere baan", "Solliciteren zoals iedereen. Wat kan direct, en met welke hulp?"),
    Option("afspraakbaan", "Een baan uit de banenafspraak. Wie kan daarvoor gevraagd worden?"),
    Option("scholing", "Eerst leren. Past dit plan bij u, en past het bij uw week?"),
    Option("werkervaringsplek", "Ervaring opdoen bij een bedrijf. Wat wilt u daar leren?"),
    Option("detachering", "In dienst bij de een, werken bij de ander. Geeft dat rust?"),
    Option("beschut werk", "Werk met veel begeleiding. Wie geeft daar advies over?"),
    Option("dagbesteding", "Een vaste plek om mee te doen. Is dat nu een goede stap?"),
)
