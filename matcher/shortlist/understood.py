"""What was understood of a vacancy: demands read from its text, and words not recognised."""

from __future__ import annotations

from matcher.reading.demands import Ask
from matcher.scoring.evidence.base import Job
from matcher.vocabulary.concepts import Kind

SHOWN_FROM, MOST_SHOWN = 0.8, 8  # support from which something is said to be read from the text


def read_from_text(job: Job) -> tuple[str, ...]:
    """What the running text asks, surest first; occupations named there are no demands."""
    pool, vocabulary = job.side.pool, job.side.knowledge.vocabulary
    sure: dict[int, float] = {}
    for demand in range(job.demands.start, job.demands.stop):
        if pool.demand_ask[demand] == Ask.TEXT:
            at = slice(pool.asked.indptr[demand], pool.asked.indptr[demand + 1])
            pairs = list(zip(pool.asked.indices[at].tolist(), pool.asked.data[at], strict=True))
            pairs = [p for p in pairs if vocabulary.concepts[p[0]].kind is not Kind.OCCUPATION]
            if pairs:
                concept, confidence = max(pairs, key=lambda p: (p[1], -p[0]))
                if confidence >= SHOWN_FROM:
                    sure[concept] = max(float(confidence), sure.get(concept, 0.0))
    order = sorted(sure, key=lambda c: (-sure[c], c))[:MOST_SHOWN]
    return tuple(vocabulary.concepts[c].label for c in order)


def not_recognised(job: Job) -> tuple[str, ...]:
    """Requirements and tasks in which no concept was recognised; their words still count."""
    pool = job.side.pool
    return tuple(
        job.text_of(demand)
        for demand in range(job.demands.start, job.demands.stop)
        if pool.demand_ask[demand] not in (Ask.TEXT, Ask.TITLE)
        and pool.asked.indptr[demand] == pool.asked.indptr[demand + 1]
    )
