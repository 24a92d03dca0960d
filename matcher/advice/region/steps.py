"""What can be trained, which needs that closes, and what it does to a portfolio."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from matcher.advice.region.bits import rows
from matcher.advice.region.coverage import not_covered
from matcher.advice.region.near import Region
from matcher.advice.region.needs import Kind, Need, language_label
from matcher.domain.portfolio import LanguageLevel, Portfolio, SkillClaim
from matcher.domain.scales import Evidence
from matcher.shortlist.gaps import HAVE
from matcher.vocabulary.concepts import Kind as ConceptKind
from matcher.vocabulary.concepts import SkillCategory
from matcher.vocabulary.vocabulary import Vocabulary

LEARNABLE = (ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.TASK)


@dataclass(frozen=True, slots=True)
class Step:
    """One training.

    Attributes
    ----------
    key : str
        Concept id, licence, or language and level.
    closes : tuple of Need
        What it takes away, sorted.
    offers : tuple of str
        Trainings of the vocabulary that give it.
    """

    kind: Kind
    key: str
    label: str
    closes: tuple[Need, ...]
    offers: tuple[str, ...] = ()


def apply(step: Step, portfolio: Portfolio) -> Portfolio:
    """The portfolio after the training; nothing is taken away."""
    if step.kind is Kind.CERTIFICATE:
        return replace(portfolio, certificates=(*(portfolio.certificates or ()), step.label))
    if step.kind is Kind.LICENCE:
        held = (*(portfolio.driving_licences or ()), step.key)
        return replace(portfolio, driving_licences=held)
    if step.kind is Kind.LANGUAGE:
        language, level = step.key.split(" ")
        spoken = (*(portfolio.languages or ()), LanguageLevel(language, level))
        return replace(portfolio, languages=spoken)
    return replace(portfolio, skills=(*(portfolio.skills or ()), learned(step.label)))


def learned(label: str) -> SkillClaim:
    """How a trained skill stands in a portfolio: proved in practice."""
    return SkillClaim(label, evidence=Evidence.PRAKTIJKVERKLARING)


def steps_for(region: Region, needs: Iterable[Need]) -> list[Step]:
    """Every training that closes at least one of the needs, by kind and key."""
    wanted = sorted(set(needs))
    vocabulary = region.engine.vocabulary
    offers = _offers(vocabulary)
    found = _certificates(vocabulary, wanted)
    found += [
        Step(Kind.LICENCE, n.key, f"rijbewijs {n.key}", (n,))
        for n in wanted
        if n.kind is Kind.LICENCE
    ]
    found += [
        Step(Kind.LANGUAGE, n.key, language_label(n.key), (n,))
        for n in wanted
        if n.kind is Kind.LANGUAGE
    ]
    found += _skills(region, [n for n in wanted if n.kind is Kind.SKILL])
    order = list(Kind)
    found.sort(key=lambda s: (order.index(s.kind), s.key))
    return [replace(step, offers=offers.get(step.key, ())) for step in found]


def _offers(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for training in vocabulary.trainings:
        for concept in training.gives:
            out.setdefault(concept, []).append(training.label)
    return {concept: tuple(sorted(labels)) for concept, labels in out.items()}


def _certificates(vocabulary: Vocabulary, wanted: list[Need]) -> list[Step]:
    """Only certificates that a job asks; each also closes what it satisfies."""
    asked = [n for n in wanted if n.kind is Kind.CERTIFICATE]
    out = []
    for need in asked:
        held, concept = int(need.key), vocabulary.concepts[int(need.key)]
        closes = tuple(
            n for n in asked if held in vocabulary.satisfied_by.get(int(n.key), {int(n.key)})
        )
        out.append(Step(Kind.CERTIFICATE, concept.id, concept.label, closes))
    return out


def _skills(region: Region, wanted: list[Need]) -> list[Step]:
    """Concepts named by the demands; what each closes is read off people who have only that.

    How someone is (category ZIJN) is asked, not trained.
    """
    vocabulary, asked = region.engine.vocabulary, region.jobs.pool.asked
    demand_of = {region.jobs.pool.texts[t]: d for t, d in region.by_text.items()}
    wanted = [n for n in wanted if not _is_being(vocabulary, asked, demand_of[n.key])]
    demands = [demand_of[n.key] for n in wanted]
    concepts = sorted(
        {int(c) for d in demands for c in asked.indices[asked.indptr[d] : asked.indptr[d + 1]]}
    )
    trainable = [
        vocabulary.concepts[c]
        for c in concepts
        if vocabulary.concepts[c].kind in LEARNABLE and not _being(vocabulary, c)
    ]
    if not trainable:
        return []
    people = [Portfolio(id=c.id, skills=(learned(c.label),)) for c in trainable]
    pool = region.engine.portfolio_pool(people)
    short = not_covered(region.jobs, demands, pool.side, HAVE)
    labels = {c.id: c.label for c in trainable}
    closes: dict[str, list[Need]] = {identity: [] for identity in pool.side.pool.ids}
    for need, bits in zip(wanted, short, strict=True):
        still = set(rows(bits).tolist())
        for row, identity in enumerate(pool.side.pool.ids):
            if row not in still:
                closes[identity].append(need)
    return [
        Step(Kind.SKILL, identity, labels[identity], tuple(some))
        for identity, some in closes.items()
        if some
    ]


def _being(vocabulary: Vocabulary, concept: int) -> bool:
    return vocabulary.concepts[concept].facts.get("category") == SkillCategory.ZIJN


def _is_being(vocabulary: Vocabulary, asked: sp.csr_array[np.float32], demand: int) -> bool:
    """Whether the surest concept in a demand is about how someone is; ties: lowest number."""
    at = slice(int(asked.indptr[demand]), int(asked.indptr[demand + 1]))
    if at.start == at.stop:
        return False
    return _being(vocabulary, int(asked.indices[at][int(np.argmax(asked.data[at]))]))
