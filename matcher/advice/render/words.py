"""What is said at each form of training: whom to ask and what to check. Dutch, level B1."""

from __future__ import annotations

from datetime import date

ASK: dict[str, str] = {
    "taal": "uw klantmanager, of het taalpunt in de bibliotheek",
    "proefplaats": "uw klantmanager; die zoekt met u een werkgever",
    "praktijkverklaring": "uw klantmanager, of het leerwerkloket",
    "rijbewijs": "een rijschool; vraag eerst uw klantmanager",
    "online": "uw klantmanager of de opleider",
    "branchecursus": "uw klantmanager of de opleider",
    "keuzedeel": "de mbo-school",
    "mbo-certificaat": "de mbo-school, of het leerwerkloket",
    "bbl": "de mbo-school, of het leerwerkloket",
}
CHECK: dict[str, tuple[str, ...]] = {
    "taal": ("Welk niveau heb ik nu? Vraag om een test.", "Wanneer begint de volgende groep?"),
    "proefplaats": (
        "Is er toestemming voor de start?",
        "Wat leer ik precies, en wie begeleidt mij?",
    ),
    "praktijkverklaring": (
        "Is het bedrijf een erkend leerbedrijf?",
        "Staan deze werkprocessen in de afspraak?",
    ),
    "rijbewijs": (
        "Wie betaalt de lessen en het examen?",
        "Hoe lang duurt het wachten op het examen?",
    ),
    "online": ("Heb ik een computer en internet?", "Krijg ik een bewijs?"),
    "branchecursus": ("Wat kost het, en wie betaalt?", "Is de opleider erkend?"),
    "keuzedeel": ("Mag ik meedoen zonder de hele opleiding?", "Krijg ik een bewijs?"),
    "mbo-certificaat": ("Kan ik starten met wat ik heb?", "Is er een examen?"),
    "bbl": (
        "Kan ik starten met de diploma's die ik heb?",
        "Welk erkend leerbedrijf heeft plek voor mij?",
    ),
}
DURATION: dict[str, str] = {
    "dagen": "enkele dagen",
    "weken": "enkele weken",
    "maanden": "enkele maanden",
    "jaar": "ongeveer een jaar",
    "jaren": "enkele jaren",
}
# How an importance reads in a sentence.
IMPORTANCE: dict[str, str] = {
    "knock-out": "moet echt",
    "essential": "heel belangrijk",
    "important": "belangrijk",
    "optional": "fijn",
    "task": "hoort bij het werk",
}
MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


def dutch_date(day: date) -> str:
    """22 november 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(items: tuple[str, ...] | list[str]) -> str:
    """One, two en drie."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} en {items[-1]}"


def counted(number: int, one: str, more: str) -> str:
    """1 stap, 2 stappen."""
    return f"{number} {one if number == 1 else more}"


def sentence(text: str) -> str:
    """With a capital at the start and a full stop at the end."""
    shown = text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "?", "!")) else f"{shown}."
