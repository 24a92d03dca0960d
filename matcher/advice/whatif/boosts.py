"""Changes that bring points: what the vacancy asks and the person has not shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from matcher.advice.seam import MatchEngine
from matcher.advice.whatif import offers
from matcher.advice.whatif.barriers import answer_of
from matcher.advice.whatif.changes import Change
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.vacancy import Vacancy
from matcher.gates.certificates import CertificatesGate
from matcher.scoring.evidence.base import Job, Pair
from matcher.vocabulary.concepts import Kind

SURE = 0.8  # support from which a demand is taken to ask a concept


def open_points(pair: Pair) -> dict[int, float]:
    """By concept: the points of requirements and of the occupation that are not earned yet.

    A guess at what may help, to choose what is tried; what it brings is always re-scored.
    """
    job, covered = pair.job, pair.covered
    wanted = [*(w for _, w in job.wanted_demands), *job.wanted_parts]
    found: dict[int, float] = defaultdict(float)
    for thing, points in zip(wanted, covered.points, strict=True):
        concept, support = thing.concepts[0]
        if support >= SURE:
            found[concept] += max(0.0, float(thing.scale) - points)
    return {concept: points for concept, points in found.items() if points > 0}


def boosts(
    pair: Pair, portfolio: Portfolio, vacancy: Vacancy, engine: MatchEngine, most: int
) -> list[Change]:
    """At most ``most`` changes that may bring points, most promising first.

    Skills, tasks and knowledge that the vacancy or its occupation asks, and certificates that it
    names or that belong to the occupation and prove what it asks.
    """
    worth = open_points(pair)
    vocabulary = engine.vocabulary
    scored: list[tuple[float, Change]] = [
        (points, offers.skill(vocabulary, vocabulary.concepts[c]))
        for c, points in worth.items()
        if offers.can_be_learned(vocabulary.concepts[c])
    ]
    if portfolio.certificates is not None:
        for concept in _certificates(pair.job, engine):
            if offers.can_be_obtained(vocabulary.concepts[concept]):
                points = worth.get(concept, 0.0)
                points += sum(worth.get(c, 0.0) for c in vocabulary.proves.get(concept, ()))
                change = offers.certificate(vocabulary, vocabulary.concepts[concept])
                if points and not _has(change, portfolio, vacancy, engine):
                    scored.append((points, change))
    scored.sort(key=lambda s: (-s[0], s[1].kind, s[1].value))
    return [change for _, change in scored[:most]]


def _certificates(job: Job, engine: MatchEngine) -> list[int]:
    """Certificates that the demands name or that belong to the occupation, by number."""
    named = {thing.concepts[0][0] for _, thing in job.wanted_demands}
    occupation = int(job.side.pool.occupation[job.row])
    usual = {
        certificate
        for source, certificate, _ in engine.vocabulary.links("beroep_certificaten.csv")
        if source == occupation
    }
    kinds = engine.vocabulary.kinds
    return sorted(c for c in named | usual if kinds[c] == Kind.CERTIFICATE.value)


def _has(change: Change, portfolio: Portfolio, vacancy: Vacancy, engine: MatchEngine) -> bool:
    gate = next((g for g in engine.gates if isinstance(g, CertificatesGate)), None)
    asked = replace(vacancy, certificates_required=(change.value,))
    return gate is not None and answer_of(gate, portfolio, asked) is Answer.YES
