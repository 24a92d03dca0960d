"""Which occupations a portfolio already speaks of: worked in, or wished for."""

from __future__ import annotations

from collections.abc import Iterable

from matcher.advice.seam import MatchEngine
from matcher.domain.portfolio import Portfolio
from matcher.vocabulary.concepts import Concept, Kind

SURE = 0.5  # confidence from which words are taken to name an occupation


def occupations_of(portfolio: Portfolio, engine: MatchEngine) -> tuple[Concept, ...]:
    """Occupations in the titles of the work history, each once, in order of the history."""
    return _named((job.title for job in portfolio.experience or ()), engine)


def wished_by(portfolio: Portfolio, engine: MatchEngine) -> tuple[Concept, ...]:
    """Occupations among the wishes, each once, in order of the wishes."""
    return _named(portfolio.wishes.occupations or (), engine)


def _named(texts: Iterable[str | None], engine: MatchEngine) -> tuple[Concept, ...]:
    words = [text for text in texts if text]
    found = engine.linker.link_many(words, [Kind.OCCUPATION]) if words else []
    concepts = engine.vocabulary.concepts
    named = [concepts[r.concept] for links in found for r in links if r.confidence >= SURE]
    return tuple({c.id: c for c in named}.values())
