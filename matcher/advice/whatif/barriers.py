"""What stands in the way of one person for one vacancy, and which changes take it away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from matcher.advice.seam import MatchEngine
from matcher.advice.whatif import offers
from matcher.advice.whatif.changes import Change
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import EDUCATION_RANK, LANGUAGE_RANK, Mode
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import Gate
from matcher.gates.certificates import CertificatesGate
from matcher.gates.licences import allowed
from matcher.gates.travel import TravelGate

MOST_HOURS = 40
LONGEST_EXTRA, STEP = 30, 5  # minutes
NEEDS_LICENCE = {Mode.CAR: ("B",), Mode.MOPED: ("AM", "B")}  # any of them
NATIVE = "native"


@dataclass(frozen=True, slots=True)
class Barrier:
    """One knock-out that is a known no.

    Attributes
    ----------
    gate : str
        Name of the gate.
    reason : str
        In the words of the gate.
    changes : tuple of Change
        What could take it away, alone or together; empty when nothing that we propose can.
    """

    gate: str
    reason: str
    changes: tuple[Change, ...]


def answer_of(gate: Gate, portfolio: Portfolio, vacancy: Vacancy) -> Answer:
    """The gate's own answer for one pair."""
    mine, job = gate.portfolio_columns([portfolio]), gate.vacancy_columns([vacancy])
    return Answer(int(gate.verdicts(mine, job)[0]))


def barriers(portfolio: Portfolio, vacancy: Vacancy, engine: MatchEngine) -> list[Barrier]:
    """Every gate that is a known no, in the order of the gates."""
    out = []
    for gate in engine.gates:
        if answer_of(gate, portfolio, vacancy) is Answer.NO:
            reason = gate.explain(portfolio, vacancy, Answer.NO).reason
            out.append(Barrier(gate.name, reason, tuple(ways(gate, portfolio, vacancy, engine))))
    return out


def ways(
    gate: Gate, portfolio: Portfolio, vacancy: Vacancy, engine: MatchEngine
) -> Iterator[Change]:
    """Changes that take the known no of a gate away, alone or together; none for most gates."""
    if isinstance(gate, CertificatesGate):
        yield from missing_certificates(gate, portfolio, vacancy, engine)
    elif isinstance(gate, TravelGate):
        yield from _travel(gate, portfolio, vacancy)
    elif gate.name == "licences":
        held = allowed(portfolio.driving_licences or ())
        for name in vacancy.driving_licences_required or ():
            if name not in held:
                yield offers.licence(engine.vocabulary, name)
    elif gate.name == "language" and (asked := vacancy.language_min):
        if asked.level in LANGUAGE_RANK and asked.level != NATIVE:
            yield offers.language(asked.language, asked.level)
    elif gate.name == "education" and vacancy.education_min in EDUCATION_RANK:
        yield offers.education(vacancy.education_min)
    elif gate.name == "hours":
        now, needed = portfolio.availability.hours_max, vacancy.hours.min
        if now is not None and needed is not None and now < needed <= MOST_HOURS:
            yield offers.hours(now, needed)
    elif gate.name == "shifts":
        excluded = portfolio.availability.excluded or ()
        yield from (offers.shift(s) for s in dict.fromkeys(vacancy.shifts or ()) if s in excluded)


def missing_certificates(
    gate: CertificatesGate, portfolio: Portfolio, vacancy: Vacancy, engine: MatchEngine
) -> list[Change]:
    """One change a demanded certificate that is a known no.

    Empty when one of them is not in the vocabulary or cannot be proposed: then no set of changes
    is known to be enough.
    """
    out = []
    for text in vacancy.certificates_required or ():
        alone = replace(vacancy, certificates_required=(text,))
        if answer_of(gate, portfolio, alone) is not Answer.NO:
            continue
        concept = known_certificate(gate, text, engine)
        if concept is None:
            return []
        out.append(concept)
    return list(dict.fromkeys(out))


def known_certificate(gate: CertificatesGate, text: str, engine: MatchEngine) -> Change | None:
    """The change for a demanded certificate; ``None`` when the vocabulary does not know it."""
    key = gate.book.read(text).key
    if key >= len(engine.vocabulary):
        return None
    concept = engine.vocabulary.concepts[key]
    if not offers.can_be_obtained(concept) or gate.book.read(concept.label).key != key:
        return None
    return offers.certificate(engine.vocabulary, concept)


def may_drive(portfolio: Portfolio, mode: Mode) -> bool:
    """False when the licence that the mode needs is known to be missing."""
    needed = NEEDS_LICENCE.get(mode)
    if needed is None or portfolio.driving_licences is None:
        return True
    return not allowed(portfolio.driving_licences).isdisjoint(needed)


def _travel(gate: TravelGate, portfolio: Portfolio, vacancy: Vacancy) -> Iterator[Change]:
    """Another means of transport, the fewest extra minutes with each, and both together."""
    modes, longest = portfolio.mobility.modes, portfolio.mobility.max_minutes
    if modes is None or longest is None:
        return
    extra: set[int] = set()
    for mode, minutes in sorted(gate.trip(portfolio, vacancy).items()):
        other = mode not in modes
        if other and (mode not in offers.MODES or not may_drive(portfolio, mode)):
            continue
        short = STEP * ceil(max(0, ceil(minutes) - longest) / STEP)
        changed = replace(portfolio.mobility, modes=(*modes, mode), max_minutes=longest + short)
        opened = answer_of(gate, replace(portfolio, mobility=changed), vacancy) is not Answer.NO
        if short <= LONGEST_EXTRA and opened:
            if other:
                yield offers.mode(mode)
            if short:
                extra.add(short)
    yield from (offers.minutes(longest, more) for more in sorted(extra))
