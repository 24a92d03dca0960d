"""From checked records to domain objects."""

from __future__ import annotations

from collections.abc import Iterable
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
from matcher.domain.vacancy import Hours, Inclusive, Requirement, Task, Vacancy
from matcher.exchange.records import (
    ExperienceRecord,
    LanguageRecord,
    PlaceRecord,
    PortfolioRecord,
    VacancyRecord,
)

T = TypeVar("T")


def _tuple(items: Iterable[T] | None) -> tuple[T, ...] | None:
    return None if items is None else tuple(items)


def _month(text: str | None) -> tuple[int, int] | None:
    return None if text is None else (int(text[:4]), int(text[5:]))


def _place(record: PlaceRecord | None) -> Place | None:
    return None if record is None else Place(record.place, record.postcode)


def _language(record: LanguageRecord) -> LanguageLevel:
    return LanguageLevel(record.language, record.level)


def _experience(record: ExperienceRecord) -> Experience:
    return Experience(
        title=record.title,
        months=record.months,
        ended=_month(record.ended),
        ongoing="ended" in record.model_fields_set and record.ended is None,
        setting=record.setting,
        description=record.description,
    )


def portfolio(record: PortfolioRecord) -> Portfolio:
    """The matching view of one portfolio record."""
    wishes, when, how = record.wishes, record.availability, record.mobility
    lw, registers = record.loonwaarde, record.registers
    return Portfolio(
        id=record.id,
        home=_place(record.home),
        summary=record.summary,
        experience=_tuple(
            None if record.experience is None else map(_experience, record.experience)
        ),
        education=_tuple(
            None
            if record.education is None
            else (Education(e.name, e.level, e.diploma, e.year) for e in record.education)
        ),
        skills=_tuple(
            None
            if record.skills is None
            else (SkillClaim(s.label, s.level, s.evidence) for s in record.skills)
        ),
        certificates=_tuple(record.certificates),
        driving_licences=_tuple(record.driving_licences),
        languages=_tuple(
            None if record.languages is None else (_language(x) for x in record.languages)
        ),
        tests=_tuple(
            None
            if record.tests is None
            else (Test(t.name, t.result, _month(t.date)) for t in record.tests)
        ),
        wishes=Wishes()
        if wishes is None
        else Wishes(_tuple(wishes.occupations), _tuple(wishes.sectors), wishes.retraining),
        availability=Availability()
        if when is None
        else Availability(when.hours_min, when.hours_max, when.start, _tuple(when.excluded)),
        mobility=Mobility() if how is None else Mobility(_tuple(how.modes), how.max_minutes),
        wage_facts=WageFacts(
            loonwaarde=None
            if lw is None
            else Loonwaarde(lw.percentage, lw.function, lw.determined_on),
            doelgroepregister=None if registers is None else registers.doelgroepregister,
            beschut_werk=None if registers is None else registers.beschut_werk,
        ),
    )


def vacancy(record: VacancyRecord) -> Vacancy:
    """The matching view of one vacancy record."""
    hours, inc = record.hours, record.inclusive
    return Vacancy(
        id=record.id,
        title=record.title,
        text=record.text,
        sector=record.sector,
        location=_place(record.location),
        hours=Hours() if hours is None else Hours(hours.min, hours.max),
        shifts=_tuple(record.shifts),
        start=record.start,
        positions=record.positions,
        requirements=_tuple(
            None
            if record.requirements is None
            else (Requirement(r.label, r.importance) for r in record.requirements)
        ),
        certificates_required=_tuple(record.certificates_required),
        driving_licences_required=_tuple(record.driving_licences_required),
        language_min=None if record.language_min is None else _language(record.language_min),
        education_min=record.education_min,
        tasks=_tuple(
            None if record.tasks is None else (Task(t.label, t.share) for t in record.tasks)
        ),
        inclusive=Inclusive()
        if inc is None
        else Inclusive(
            inc.banenafspraak,
            inc.loonkostensubsidie,
            inc.min_loonwaarde,
            inc.jobcarving,
            _tuple(inc.support),
            inc.training_on_the_job,
            inc.open_hiring,
        ),
        wage_hourly=record.wage_hourly,
    )
