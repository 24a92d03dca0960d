"""Random portfolios and vacancies in which every field is sometimes missing or empty.

The names are chosen so that a reader knows the right answer without the matcher: places of which
there is one, occupations that are not each other's synonym, certificates with a known order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from matcher.domain.portfolio import (
    Availability,
    Education,
    Experience,
    LanguageLevel,
    Loonwaarde,
    Mobility,
    Place,
    Portfolio,
    SkillClaim,
    Test,
    WageFacts,
    Wishes,
)
from matcher.domain.scales import (
    EDUCATION_LEVELS,
    LANGUAGE_LEVELS,
    LICENCES,
    Evidence,
    Importance,
    Mode,
    Setting,
    Shift,
)
from matcher.domain.vacancy import Hours, Inclusive, Requirement, Task, Vacancy

T = TypeVar("T")

# The last is no place; the postcode says which Hengelo, the name alone does not.
PLACES = (
    Place("Veendam", "9641"),
    Place("Winschoten"),
    Place("Stadskanaal", "9501"),
    Place("Groningen"),
    Place(None, "9671"),
    Place("Hengelo"),
    Place("Hengelo", "7551"),
    Place("Nergenshuizen"),
    Place(),
)
OCCUPATIONS = ("schoonmaker", "heftruckchauffeur", "kok", "qwxz")
CERTIFICATES = ("VCA basis", "VCA VOL", "BHV", "code 95", "VOG", "Qwxz-pas")
NOTES = (
    "",
    "",
    " (verlopen)",
    " (in behandeling)",
    " (t/m 06-2026)",
    " (t/m 06-2028)",
    " (geldig tot 2026)",
    " (geldig tot 2028)",
)
CLAUSES = (
    "Ik heb jaren schoongemaakt in kantoren.",
    "Orders picken met een handscanner, pallets bouwen.",
    "Nachten doe ik liever niet.",
    "Koken voor twintig mensen; snijden en afwassen.",
    "Ik ben niet bang om vies te worden.",
    "Wil geen werk achter de computer.",
    "Plinten schilderen, muren sauzen en ramen lappen.",
    "Heftruck rijden in de loods",
    "Ouderen wassen en aankleden.",
    "!!",
)
SKILLS = (
    "schoonmaken",
    "heftruck rijden",
    "samenwerken",
    "koken",
    "nauwkeurig werken",
    "qwxz poetsen",
    "baxterrol",
    "solderen",
)
SECTORS = ("schoonmaak", "logistiek", "zorg en welzijn", "horeca")
FIRST_DAY = date(2026, 1, 1)


def maybe(rng: Random, value: Callable[[], T], missing: float = 0.3) -> T | None:
    """A value, or ``None`` with the given chance."""
    return None if rng.random() < missing else value()


def some(rng: Random, items: Sequence[T], most: int = 3) -> tuple[T, ...]:
    """None to ``most`` different items."""
    return tuple(rng.sample(items, rng.randint(0, min(most, len(items)))))


def _months(rng: Random) -> tuple[int, int]:
    return rng.randint(1995, 2026), rng.randint(1, 12)


def _day(rng: Random) -> date:
    return FIRST_DAY + timedelta(days=rng.randint(0, 800))


def _range(rng: Random) -> tuple[int | None, int | None]:
    low, high = sorted((rng.randint(0, 40), rng.randint(0, 40)))
    return maybe(rng, lambda: low), maybe(rng, lambda: high)


def certificate(rng: Random) -> str:
    """A certificate with or without a note about its validity."""
    return rng.choice(CERTIFICATES) + rng.choice(NOTES)


def _text(rng: Random) -> str:
    return " ".join(some(rng, CLAUSES, 4)) or "?"


def _experience(rng: Random) -> Experience:
    ongoing = rng.random() < 0.2
    return Experience(
        title=maybe(rng, lambda: rng.choice((*OCCUPATIONS, "..."))),
        months=maybe(rng, lambda: rng.randint(0, 300)),
        ended=None if ongoing else maybe(rng, lambda: _months(rng)),
        ongoing=ongoing,
        setting=maybe(rng, lambda: rng.choice(list(Setting))),
        description=maybe(rng, lambda: _text(rng)),
    )


def _education(rng: Random) -> Education:
    return Education(
        name=maybe(rng, lambda: rng.choice(("koksopleiding", "mbo logistiek", "inburgering"))),
        level=maybe(rng, lambda: rng.choice(EDUCATION_LEVELS), 0.15),
        diploma=maybe(rng, lambda: rng.random() < 0.6, 0.15),
    )


def _language(rng: Random) -> LanguageLevel:
    return LanguageLevel(
        rng.choice(("nl", "en", "pl")), maybe(rng, lambda: rng.choice(LANGUAGE_LEVELS), 0.2)
    )


def _several(rng: Random, make: Callable[[Random], T], most: int = 3) -> tuple[T, ...]:
    return tuple(make(rng) for _ in range(rng.randint(0, most)))


def portfolio(rng: Random, identity: str) -> Portfolio:
    """A portfolio with any subset of fields."""
    low, high = _range(rng)
    return Portfolio(
        id=identity,
        home=maybe(rng, lambda: rng.choice(PLACES), 0.15),
        summary=maybe(rng, lambda: _text(rng)),
        experience=maybe(rng, lambda: _several(rng, _experience)),
        education=maybe(rng, lambda: _several(rng, _education)),
        skills=maybe(
            rng,
            lambda: tuple(
                SkillClaim(
                    label,
                    maybe(rng, lambda: rng.randint(1, 5)),
                    maybe(rng, lambda: rng.choice(list(Evidence))),
                )
                for label in some(rng, SKILLS, 4)
            ),
        ),
        certificates=maybe(rng, lambda: _several(rng, certificate)),
        driving_licences=maybe(rng, lambda: some(rng, LICENCES)),
        languages=maybe(rng, lambda: _several(rng, _language)),
        tests=maybe(rng, lambda: (Test("ICE taal", maybe(rng, lambda: "2F")),), 0.7),
        wishes=Wishes(
            maybe(rng, lambda: some(rng, OCCUPATIONS, 2)),
            maybe(rng, lambda: some(rng, SECTORS, 2)),
            maybe(rng, lambda: rng.random() < 0.5),
        ),
        availability=Availability(
            low,
            high,
            maybe(rng, lambda: _day(rng)),
            maybe(rng, lambda: some(rng, list(Shift))),
        ),
        mobility=Mobility(
            maybe(rng, lambda: some(rng, list(Mode)), 0.2),
            maybe(rng, lambda: rng.choice((0, 15, 30, 45, 60, 90)), 0.2),
        ),
        wage_facts=WageFacts(
            loonwaarde=maybe(
                rng,
                lambda: Loonwaarde(
                    maybe(rng, lambda: rng.randint(0, 100)),
                    maybe(rng, lambda: rng.choice(OCCUPATIONS)),
                ),
                0.5,
            ),
            doelgroepregister=maybe(rng, lambda: rng.random() < 0.5, 0.4),
            beschut_werk=maybe(rng, lambda: rng.random() < 0.2, 0.4),
        ),
    )


def vacancy(rng: Random, identity: str) -> Vacancy:
    """A vacancy with any subset of fields."""
    low, high = _range(rng)
    labels = some(rng, SKILLS, 4)
    return Vacancy(
        id=identity,
        title=maybe(rng, lambda: rng.choice(OCCUPATIONS), 0.2),
        text=maybe(rng, lambda: _text(rng)),
        sector=maybe(rng, lambda: rng.choice(SECTORS)),
        location=maybe(rng, lambda: rng.choice(PLACES), 0.15),
        hours=Hours(low, high),
        shifts=maybe(rng, lambda: some(rng, list(Shift))),
        start=maybe(rng, lambda: _day(rng)),
        positions=maybe(rng, lambda: rng.randint(1, 5)),
        requirements=maybe(
            rng,
            lambda: tuple(Requirement(label, rng.choice(list(Importance))) for label in labels),
        ),
        certificates_required=maybe(rng, lambda: some(rng, CERTIFICATES, 2)),
        driving_licences_required=maybe(rng, lambda: some(rng, LICENCES, 2)),
        language_min=maybe(rng, lambda: _language(rng)),
        education_min=maybe(rng, lambda: rng.choice(EDUCATION_LEVELS)),
        tasks=maybe(
            rng,
            lambda: tuple(
                Task(label, 1 / len(labels) if rng.random() < 0.7 else None) for label in labels
            ),
        ),
        inclusive=Inclusive(min_loonwaarde=maybe(rng, lambda: rng.randint(0, 100))),
    )


def portfolios(seed: int, count: int) -> list[Portfolio]:
    """The same portfolios for the same seed."""
    rng = Random(f"portfolios {seed}")
    return [portfolio(rng, f"P{i:04d}") for i in range(count)]


def vacancies(seed: int, count: int) -> list[Vacancy]:
    """The same vacancies for the same seed."""
    rng = Random(f"vacancies {seed}")
    return [vacancy(rng, f"J{i:04d}") for i in range(count)]
