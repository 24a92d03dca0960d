"""Certificates, licences, language and education of a vacancy, one demand at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from matcher.advice.seam import MatchEngine
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import EDUCATION_RANK, LANGUAGE_RANK
from matcher.domain.shortlist import Source
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Gate
from matcher.gates.certificates import CertificatesGate
from matcher.gates.language import DUTCH as LANGUAGES


@dataclass(frozen=True, slots=True)
class Knockout:
    """One demand that excludes who is known not to meet it.

    Attributes
    ----------
    have : Source or None
        For a known no: what the person does have of the kind, such as a certificate that has
        expired, a lower level or a lower diploma.
    """

    gate: str
    label: str
    answer: Answer
    reason: str
    question: str | None
    have: Source | None


def knockouts(portfolio: Portfolio, vacancy: Vacancy, engine: MatchEngine) -> list[Knockout]:
    """Every demand of these four kinds, in the order of the gates and of the vacancy."""
    gates = {gate.name: gate for gate in engine.gates}
    return [
        _asked(gates[name], label, portfolio, alone, engine)
        for name, label, alone in _one_by_one(vacancy)
        if name in gates
    ]


def _one_by_one(v: Vacancy) -> Iterator[tuple[str, str, Vacancy]]:
    """Gate, label and the vacancy with only that demand of the kind."""
    for name in dict.fromkeys(v.certificates_required or ()):
        yield "certificates", name, replace(v, certificates_required=(name,))
    for name in dict.fromkeys(v.driving_licences_required or ()):
        yield "licences", f"rijbewijs {name}", replace(v, driving_licences_required=(name,))
    if v.language_min is not None:
        language = LANGUAGES.get(v.language_min.language, v.language_min.language)
        level = f" {v.language_min.level}" if v.language_min.level else ""
        yield "language", f"{language}{level}", v
    if v.education_min is not None:
        yield "education", f"opleiding {v.education_min}", v


def _asked(
    gate: Gate, label: str, portfolio: Portfolio, vacancy: Vacancy, engine: MatchEngine
) -> Knockout:
    mine, job = gate.portfolio_columns([portfolio]), gate.vacancy_columns([vacancy])
    answer = Answer(int(gate.verdicts(mine, job)[0]))
    found = gate.explain(portfolio, vacancy, answer)
    question = found.question.text if found.question else None
    have = None
    if answer is Answer.NO:
        have = _nearest(gate, portfolio, vacancy)
        question = f"Wilt u dit halen: {label}?"
        if have is not None:
            question = f"U heeft {have.words}. Wilt u dit halen: {label}?"
    return Knockout(gate.name, label, answer, found.reason, question, have)


def _nearest(gate: Gate, portfolio: Portfolio, vacancy: Vacancy) -> Source | None:
    """What a person who is known not to meet a demand does have of the same kind."""
    if isinstance(gate, CertificatesGate):
        key = gate.book.read((vacancy.certificates_required or ("",))[0]).key
        for i, text in enumerate(portfolio.certificates or ()):
            if gate.book.read(text).key in gate.book.satisfying(key):
                return Source(f"certificates[{i}]", text)  # there, but no longer valid
    elif gate.name == "language" and (asked := vacancy.language_min):
        levels = [
            (LANGUAGE_RANK[x.level], -i)
            for i, x in enumerate(portfolio.languages or ())
            if x.language == asked.language and x.level and x.level != "A0"
        ]
        if levels:
            at = -max(levels)[1]
            spoken = (portfolio.languages or ())[at]
            name = LANGUAGES.get(spoken.language, spoken.language)
            return Source(f"languages[{at}]", f"{name} {spoken.level}")
    elif gate.name == "education":
        ranks = [
            (EDUCATION_RANK.get(e.level or "", 0), -i)
            for i, e in enumerate(portfolio.education or ())
            if e.diploma
        ]
        if ranks and max(ranks)[0] > 0:
            at = -max(ranks)[1]
            level = (portfolio.education or ())[at].level
            return Source(f"education[{at}]", f"een diploma {level}")
    return None
