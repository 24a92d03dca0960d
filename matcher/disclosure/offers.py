"""What could be shown of a person for a vacancy, in the order in which it is kept.

First what the vacancy asks (certificates, licences, language, education), then occupations (the
vacancy's own occupation, then its sector, then by length), then the place, then education and
certificates that are not asked. Languages and licences that are not asked are not shown beside a
vacancy at all: more than the work needs says where someone comes from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from matcher.disclosure.facts import (
    GROUP_OF,
    duration,
    education_level,
    language_tokens,
    place_tokens,
)
from matcher.disclosure.reader import PersonReader, Work
from matcher.disclosure.release import Offer, Option
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import LICENCES
from matcher.domain.vacancy import Vacancy
from matcher.gates.licences import allowed

_LICENCE = re.compile(rf"\brijbewijs\s+({'|'.join(sorted(LICENCES, key=len, reverse=True))})\b")
_SPOKEN_OF = {"gemeente": "gemeente", "regio": "arbeidsmarktregio", "provincie": "provincie"}


def offers(
    portfolio: Portfolio, groups: Collection[str], reader: PersonReader, vacancy: Vacancy | None
) -> list[Offer]:
    """All offers of the groups that are shared, in the fixed order of the module docstring."""
    asked: list[Offer] = []
    later: list[Offer] = []
    if "opleiding" in groups:
        for offer, needed in _certificates(portfolio, reader, vacancy):
            (asked if needed else later).append(offer)
    if "vaardigheden" in groups:
        asked += _licences(portfolio, vacancy)
        asked += _language(portfolio, vacancy)
    if "opleiding" in groups and (level := education_level(portfolio.education)) is not None:
        group = GROUP_OF[level]
        diploma = Offer(
            "education_level",
            (Option(f"opleiding:{level}", level), Option(f"opleiding:{group}", group)),
        )
        if vacancy is not None and vacancy.education_min is not None:
            asked.append(diploma)
        else:
            later.insert(0, diploma)
    middle: list[Offer] = []
    if "werk" in groups:
        middle += (_work(work, reader) for work in by_relatedness(portfolio, reader, vacancy))
    if "beschikbaarheid" in groups:
        area = [t.split(":", 1) for t in place_tokens(reader.area(portfolio))]
        options = tuple(Option(f"{kind}:{x}", f"{_SPOKEN_OF[kind]} {x}") for kind, x in area)
        middle.append(Offer("municipality", options))
    return [offer for offer in (*asked, *middle, *later) if offer.options]


def by_relatedness(
    portfolio: Portfolio, reader: PersonReader, vacancy: Vacancy | None
) -> list[Work]:
    """The occupations: the vacancy's own first, then its sector, then the longest."""
    work = reader.work(portfolio)
    aim = reader.occupation(vacancy.title) if vacancy is not None and vacancy.title else None
    if aim is None:
        return work
    sector = reader.sector(aim)

    def distance(one: Work) -> int:
        if one.concept == aim:
            return 0
        return 1 if sector is not None and reader.sector(one.concept) == sector else 2

    return sorted(work, key=distance)  # stable: longest first within a distance


def _work(work: Work, reader: PersonReader) -> Offer:
    label, band = reader.label(work.concept), duration(work.months)
    sector = reader.sector(work.concept)
    options = []
    for token in reader.work_tokens(work):
        if token.startswith("sector:"):
            options.append(Option(token, f"werk in de sector {sector}"))
        elif band is not None and token.endswith(band):
            options.append(Option(token, f"{label} ({band})"))
        else:
            options.append(Option(token, label))
    return Offer("occupations", tuple(options))


def _certificates(
    portfolio: Portfolio, reader: PersonReader, vacancy: Vacancy | None
) -> Iterator[tuple[Offer, bool]]:
    """Each certificate that is still held when the job starts, and whether it is asked."""
    wanted = {
        reader.certificate(text) for text in (vacancy and vacancy.certificates_required) or ()
    }
    start = vacancy.start if vacancy is not None else None
    month = 0 if start is None else start.year * 12 + start.month - 1
    for held in reader.certificates(portfolio):
        if held.until < month:
            continue
        keys = reader.counts_as(held.key)
        needed = bool(wanted & set(keys))
        # What is asked comes before other lower ones: it is what the employer must know.
        keys[1:] = sorted(keys[1:], key=lambda key: (key not in wanted, key))
        options = tuple(Option(f"certificaat:{key}", reader.label(key)) for key in keys)
        yield Offer("certificates", options), needed


def licences_asked(vacancy: Vacancy) -> frozenset[str]:
    """Licences in the field of the vacancy, and those that its words name."""
    words = " ".join(filter(None, [vacancy.text, *(r.label for r in vacancy.requirements or ())]))
    named = _LICENCE.findall(words)
    return frozenset((*(vacancy.driving_licences_required or ()), *named))


def _licences(portfolio: Portfolio, vacancy: Vacancy | None) -> Iterator[Offer]:
    held = portfolio.driving_licences or ()
    shown = set(held) if vacancy is None else allowed(held) & licences_asked(vacancy)
    for licence in sorted(shown, key=LICENCES.index):
        yield Offer("driving_licences", (Option(f"rijbewijs:{licence}", licence),))


def _language(portfolio: Portfolio, vacancy: Vacancy | None) -> Iterator[Offer]:
    asked = vacancy.language_min if vacancy is not None else None
    if asked is None or asked.level is None:
        return
    token = f"taal:{asked.language}:{asked.level}"
    if any(token in set(language_tokens(spoken)) for spoken in portfolio.languages or ()):
        yield Offer("languages", (Option(token, Answer.YES.word),))
