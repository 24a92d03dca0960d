"""The anonymous profile: what an employer sees of a candidate before consent to contact.

Nothing in it can be joined: no id of ours, no employer, school, year, number of minutes or own
words. What is combined is shared by at least k people; what is shown one by one (skills, wishes,
hours) is each shared by at least k people. The facts about loonwaarde and registers are not read.
"""

from __future__ import annotations

from collections.abc import Collection

from matcher.disclosure.facts import hours_band, parts_of_day
from matcher.disclosure.left_out import notes
from matcher.disclosure.offers import offers
from matcher.disclosure.population import Population
from matcher.disclosure.reader import PersonReader
from matcher.disclosure.release import Released, release
from matcher.disclosure.shown import (
    ENOUGH,
    EVIDENCE,
    GROUPS,
    LEVELS,
    PARTS,
    TO_BE_DISCUSSED,
    WITHIN_REACH,
    AnonymousProfile,
    ShownSkill,
)
from matcher.disclosure.spans import TextCleaner
from matcher.disclosure.summary import summary
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio, SkillClaim
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError
from matcher.gates.language import DUTCH as LANGUAGES


def anonymous_profile(
    portfolio: Portfolio,
    pseudonym: str,
    groups: Collection[str],
    population: Population,
    cleaner: TextCleaner,
    k: int = 10,
    vacancy: Vacancy | None = None,
) -> AnonymousProfile:
    """The profile of one person, for one vacancy or for none.

    Parameters
    ----------
    groups : collection of str
        Field groups that the candidate agreed to share, of `GROUPS`.
    population : Population
        Among whom nobody may stand out; built with the same reader for all profiles.
    cleaner : TextCleaner
        For the summary; see `matcher.disclosure.summary` for what follows on it.
    k : int
        Smallest group, at least 2.

    Raises
    ------
    DataError
        When a group does not exist, k is below 2, or the pseudonym is empty or holds the id.
    """
    _check(portfolio, pseudonym, groups, k)
    reader = population.reader
    released = release(offers(portfolio, groups, reader, vacancy), population, k)
    alone = _Alone(population, k)
    skills = _skills(portfolio, reader, alone) if "vaardigheden" in groups else ()
    wishes = _wishes(portfolio, reader, alone) if "wensen" in groups else ()
    free = "beschikbaarheid" in groups
    place = _words(released, "municipality")
    own = portfolio.summary if "vrije_tekst" in groups else None
    told = own and summary(own, cleaner, population, k, _shown(released), (portfolio.id,))
    return AnonymousProfile(
        pseudonym=pseudonym,
        municipality=place[0] if place else None,
        occupations=_words(released, "occupations"),
        skills=skills,
        certificates=_words(released, "certificates"),
        driving_licences=_words(released, "driving_licences"),
        languages=_languages(released, vacancy) if "vaardigheden" in groups else (),
        education_level=next(iter(_words(released, "education_level")), None),
        wishes=wishes,
        hours=_hours(portfolio, alone) if free else None,
        parts_of_day=_parts(portfolio, alone) if free else (),
        travel=_travel(portfolio, reader, vacancy) if free else None,
        summary=told or None,
        suppressed=notes(
            GROUPS, groups, released, alone.left_out, text_gone=bool(own) and not told
        ),
    )


def _check(portfolio: Portfolio, pseudonym: str, groups: Collection[str], k: int) -> None:
    problems = [
        f"veldgroep '{group}' bestaat niet: kies uit {', '.join(GROUPS)}"
        for group in sorted(set(groups) - set(GROUPS))
    ]
    if k < 2:
        problems.append(f"kleinste groep {k}: kies 2 of meer")
    if not pseudonym.strip():
        problems.append("pseudoniem ontbreekt: geef voor elke vacature een nieuw pseudoniem")
    elif portfolio.id.lower() in pseudonym.lower():
        problems.append("het nummer van de kandidaat staat in het pseudoniem: geef een ander")
    if problems:
        raise DataError(problems)


def _words(released: Released, field: str) -> tuple[str, ...]:
    """What was kept for a field, each once, in the order in which it was kept."""
    kept = (option.words for offer, option in released.kept if offer.field == field)
    return tuple(dict.fromkeys(kept))


class _Alone:
    """Statements that are judged one by one; counts what was left out per field."""

    def __init__(self, population: Population, k: int) -> None:
        self._population = population
        self._k = k
        self.left_out: list[str] = []

    def common(self, token: str, field: str) -> bool:
        """Whether at least k people share it; else it is counted as left out."""
        if self._population.count([token]) >= self._k:
            return True
        self.left_out.append(field)
        return False


def _skills(portfolio: Portfolio, reader: PersonReader, alone: _Alone) -> tuple[ShownSkill, ...]:
    best: dict[int, SkillClaim] = {}
    for claim in portfolio.skills or ():
        concept = reader.skill(claim.label)
        if concept is None:
            alone.left_out.append("own_words")
        elif concept not in best or (best[concept].level or 0) < (claim.level or 0):
            best[concept] = claim
    return tuple(
        ShownSkill(
            reader.label(concept),
            LEVELS.get(best[concept].level or 0),
            EVIDENCE[e] if (e := best[concept].evidence) is not None else None,
        )
        for concept in sorted(best, key=reader.label)
        if alone.common(f"vaardigheid:{concept}", "skills")
    )


def _wishes(portfolio: Portfolio, reader: PersonReader, alone: _Alone) -> tuple[str, ...]:
    found = {reader.occupation(wish) for wish in portfolio.wishes.occupations or ()} - {None}
    known = sorted(concept for concept in found if concept is not None)
    shown = (c for c in known if alone.common(f"wens:{c}", "wishes"))
    return tuple(sorted(reader.label(c) for c in shown))


def _hours(portfolio: Portfolio, alone: _Alone) -> str | None:
    band = hours_band(portfolio.availability)
    return band if band is not None and alone.common(f"uren:{band}", "hours") else None


def _parts(portfolio: Portfolio, alone: _Alone) -> tuple[str, ...]:
    found = parts_of_day(portfolio.availability)
    return tuple(PARTS[p] for p in found if alone.common(f"dagdeel:{p}", "parts_of_day"))


def _languages(released: Released, vacancy: Vacancy | None) -> tuple[str, ...]:
    asked = vacancy.language_min if vacancy is not None else None
    if asked is None:
        return ()
    enough = bool(_words(released, "languages"))
    name = LANGUAGES.get(asked.language, asked.language)
    return (f"{name}: {ENOUGH if enough else TO_BE_DISCUSSED}",)


def _travel(portfolio: Portfolio, reader: PersonReader, vacancy: Vacancy | None) -> str | None:
    if vacancy is None:
        return None
    gate = reader.travel
    answer = gate.verdicts(gate.portfolio_columns([portfolio]), gate.vacancy_columns([vacancy]))
    return WITHIN_REACH if answer[0] == Answer.YES else TO_BE_DISCUSSED


def _shown(released: Released) -> frozenset[str]:
    """Tokens of what is named: the occupation without its band, the certificate."""
    return frozenset(":".join(option.token.split(":")[:2]) for _, option in released.kept)
